//! Languages and media. Source: xlsform.org/en/#multiple-language-support

use crate::scenario::{bind, flat, good, warnings};

/// Feature: Multiple languages — labels, hints and messages by language
#[test]
fn translated_texts_live_apart_the_same_ids_in_each_language() {
    let compiled = good(
        "| survey |
         | | type | name | label::English (en) | label::French (fr) | hint::French (fr) | constraint | constraint_message::English (en) |
         | | text | a    | First               | Premier            |                   | . != ''    | Not empty                        |
         | | text | b    | Second              |                    | Conseil           |            |                                  |
         | settings |
         | | default_language |
         | | English (en)     |
         ",
    );
    let flat = flat(&compiled);
    assert_eq!(compiled.form.languages, ["English (en)", "French (fr)"]);
    assert!(flat.contains(r#"<translation lang="English (en)" default="true()">"#));
    assert!(flat.contains(r#"<text id="/data/a:label"><value>Premier</value></text>"#));
    assert!(flat.contains(r#"<text id="/data/b:label"><value>-</value></text>"#), "a missing text is a dash");
    assert_eq!(bind(&compiled, "/data/a", "jr:constraintMsg").as_deref(), Some("jr:itext('/data/a:jr:constraintMsg')"));
    assert!(flat.contains(r#"<input ref="/data/a"><label ref="jr:itext('/data/a:label')"/></input>"#));
}

/// Feature: Multiple languages — columns without language are in the default one
#[test]
fn a_text_without_language_is_in_the_default_language() {
    let compiled = good(
        "| survey |
         | | type | name | label   | label::French (fr) | label::English (en) |
         | | text | a    | Default | Premier            | First               |
         | | text | b    | Only    |                    |                     |
         | settings |
         | | default_language |
         | | English (en)     |
         ",
    );
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<text id="/data/a:label"><value>First</value></text>"#), "the suffixed column wins");
    assert!(flat.contains("<label>Only</label>"));
}

/// Feature: Multiple languages — choices with labels and pictures by language
#[test]
fn choices_are_translated_by_position() {
    let compiled = good(
        "| survey |
         | | type         | name | label |
         | | select_one l | a    | A     |
         | choices |
         | | list_name | name | label::English (en) | label::French (fr) | media::image |
         | | l         | x    | X                   | Le X               | x.png        |
         ",
    );
    let flat = flat(&compiled);
    assert!(flat.contains("<item><itextId>l-0</itextId><name>x</name></item>"));
    assert!(flat.contains(r#"<label ref="jr:itext(itextId)"/>"#));
    assert!(flat.contains(r#"<value form="image">jr://images/x.png</value>"#));
    assert_eq!(compiled.form.attachments(), ["x.png"]);
}

/// Feature: Hints — hint and guidance_hint
#[test]
fn guidance_stands_beside_the_hint() {
    let compiled =
        good("| survey |\n| | type | name | label | hint | guidance_hint |\n| | text | a | A | Short | Long |\n");
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<text id="/data/a:hint"><value>Short</value><value form="guidance">Long</value></text>"#));
    assert!(flat.contains(r#"<hint ref="jr:itext('/data/a:hint')"/>"#));
}

/// Feature: Formulas — labels show answers and look-ups
#[test]
fn texts_show_answers_and_look_ups() {
    let compiled = good(
        "| survey |
         | | type                       | name | label |
         | | select_one_from_file p.csv | p    | Place |
         | | note                       | n    | In instance('p')/root/item[name = ${p}]/label, you said ${p} < 3. |
         ",
    );
    assert!(compiled.xform.contains(
        r#"<label>In <output value="instance('p')/root/item[name = /data/p]/label"/>, you said <output value="/data/p"/> &lt; 3.</label>"#
    ));
}

/// Feature: Multiple languages — a column missing in one language is warned of
#[test]
fn a_language_without_a_column_or_a_code_is_warned_of() {
    let found = warnings(
        "| survey |\n| | type | name | label::English | label::French (fr) | hint::French (fr) |\n| | text | a | A | B | C |\n",
    );
    assert_eq!(found, ["translation.column_missing@1", "translation.language_without_code@1"]);
}
