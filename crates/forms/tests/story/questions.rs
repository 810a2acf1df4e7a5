//! Question types, metadata, settings. Source: xlsform.org/en/#question-types

use crate::scenario::{bind, control, errors, flat, good, refused, warnings};

#[test]
fn each_type_has_its_bind_and_its_control() {
    let types = [
        ("text", "string", "input"),
        ("integer", "int", "input"),
        ("decimal", "decimal", "input"),
        ("range", "int", "range"),
        ("date", "date", "input"),
        ("time", "time", "input"),
        ("dateTime", "dateTime", "input"),
        ("note", "string", "input"),
        ("acknowledge", "string", "trigger"),
        ("geopoint", "geopoint", "input"),
        ("geotrace", "geotrace", "input"),
        ("geoshape", "geoshape", "input"),
        ("barcode", "barcode", "input"),
        ("image", "binary", "upload"),
        ("audio", "binary", "upload"),
        ("video", "binary", "upload"),
        ("file", "binary", "upload"),
    ];
    for (name, bound, tag) in types {
        let compiled = good(&format!("| survey |\n| | type | name | label |\n| | {name} | q | Q |\n"));
        assert_eq!(bind(&compiled, "/data/q", "type").as_deref(), Some(bound), "{name}");
        assert_eq!(control(&compiled, "/data/q", "tag").as_deref(), Some(tag), "{name}");
    }
}

#[test]
fn metadata_is_filled_in_by_the_device_and_never_shown() {
    let compiled = good(
        "| survey |\n| | type | name |\n| | start | start |\n| | today | t |\n| | deviceid | d |\n| | hidden | h |\n",
    );
    assert_eq!(bind(&compiled, "/data/start", "jr:preload").as_deref(), Some("timestamp"));
    assert_eq!(bind(&compiled, "/data/t", "jr:preloadParams").as_deref(), Some("today"));
    assert_eq!(bind(&compiled, "/data/d", "jr:preload").as_deref(), Some("property"));
    assert!(compiled.xform.contains("<h:body/>"));
}

#[test]
fn logic_and_messages_bind_the_question() {
    let compiled = good(
        "| survey |
         | | type    | name | label | required | constraint | constraint_message | relevant | read_only |
         | | integer | a    | A     | yes      | . >= 0     | Not below 0        |          |           |
         | | integer | b    | B     | ${a} > 1 | . < ${a}   |                    | ${a}     | TRUE      |
         ",
    );
    assert_eq!(bind(&compiled, "/data/a", "required").as_deref(), Some("true()"));
    assert_eq!(bind(&compiled, "/data/a", "jr:constraintMsg").as_deref(), Some("Not below 0"));
    assert_eq!(bind(&compiled, "/data/b", "required").as_deref(), Some("/data/a > 1"));
    assert_eq!(bind(&compiled, "/data/b", "constraint").as_deref(), Some(". < /data/a"));
    assert_eq!(bind(&compiled, "/data/b", "relevant").as_deref(), Some("/data/a"));
    assert_eq!(bind(&compiled, "/data/b", "readonly").as_deref(), Some("true()"));
}

/// Feature: Default — a value or an expression
#[test]
fn a_default_is_a_value_or_an_expression() {
    let compiled = good(
        "| survey |
         | | type | name | label | default    |
         | | date | a    | A     | 2026-11-01 |
         | | date | b    | B     | today()    |
         | | text | c    | C     | ${a}       |
         ",
    );
    let flat = flat(&compiled);
    assert!(flat.contains("<a>2026-11-01</a><b/><c/>"));
    assert!(flat.contains(r#"<setvalue ref="/data/b" event="odk-instance-first-load" value="today()"/>"#));
    assert!(flat.contains(r#"<setvalue ref="/data/c" event="odk-instance-first-load" value="/data/a"/>"#));
}

/// Feature: Trigger — a value is set when another question changes
#[test]
fn a_trigger_sets_the_value_where_it_is_changed() {
    let compiled = good(
        "| survey |
         | | type      | name | label | trigger | calculation |
         | | text      | a    | A     |         |             |
         | | calculate | when |       | ${a}    | now()       |
         ",
    );
    assert_eq!(bind(&compiled, "/data/when", "calculate"), None);
    assert!(
        flat(&compiled).contains(r#"<setvalue ref="/data/when" event="xforms-value-changed" value="now()"/></input>"#)
    );
}

#[test]
fn an_audit_lives_in_the_meta_block() {
    let compiled = good(
        "| survey |
         | | type  | name  | label | parameters |
         | | audit | audit |       | location-priority=balanced location-min-interval=60 location-max-age=120 |
         | | text  | a     | A     |            |
         ",
    );
    assert_eq!(bind(&compiled, "/data/meta/audit", "odk:location-max-age").as_deref(), Some("120"));
    assert!(flat(&compiled).contains("<meta><audit/><instanceID/></meta>"));
    let incomplete = "| survey |\n| | type | name | parameters |\n| | audit | audit | location-priority=balanced |\n";
    assert_eq!(errors(incomplete), ["parameters.incomplete@2"]);
    assert!(refused(incomplete).to_string().contains(
        "The parameter 'location-priority' needs others beside it. Add location-min-interval, location-max-age."
    ));
}

/// Feature: Question types — parameters are checked by name and value
#[test]
fn parameters_are_checked_by_name_and_value() {
    let form = |kind: &str, parameters: &str| {
        format!("| survey |\n| | type | name | label | parameters |\n| | {kind} | a | A | {parameters} |\n")
    };
    assert_eq!(
        control(&good(&form("geopoint", "capture-accuracy=5")), "/data/a", "accuracyThreshold").as_deref(),
        Some("5")
    );
    assert_eq!(bind(&good(&form("range", "start=0 end=1 step=.1")), "/data/a", "type").as_deref(), Some("decimal"));
    assert_eq!(bind(&good(&form("image", "max-pixels=640")), "/data/a", "orx:max-pixels").as_deref(), Some("640"));
    assert_eq!(errors(&form("range", "start=0 end=10 step=0")), ["parameters.invalid@2"]);
    assert_eq!(errors(&form("image", "max-pixels=many")), ["parameters.invalid@2"]);
    assert_eq!(errors(&form("text", "rows")), ["parameters.unreadable@2"]);
    assert_eq!(errors(&form("audio", "qualty=low")), ["parameters.unknown@2"]);
    assert!(warnings(&form("image", "")).contains(&"survey.image_unbounded@2".to_owned()));
}

#[test]
fn settings_describe_the_form() {
    let compiled = good(
        "| survey |
         | | type | name | label |
         | | text | a    | A     |
         | settings |
         | | form_title | form_id | version | instance_name        | style | submission_url       | auto_send |
         | | A & B      | ab      | 3       | concat(${a}, ' - 1') | pages | https://example.org/ | true      |
         ",
    );
    assert_eq!(
        (compiled.form.id.as_str(), compiled.form.version.as_str(), compiled.form.title.as_str()),
        ("ab", "3", "A & B")
    );
    assert_eq!(bind(&compiled, "/data/meta/instanceName", "calculate").as_deref(), Some("concat(/data/a, ' - 1')"));
    let flat = flat(&compiled);
    assert!(flat.contains("<h:title>A &amp; B</h:title>"));
    assert!(flat.contains(r#"<data id="ab" version="3">"#));
    assert!(flat.contains(r#"<h:body class="pages">"#));
    assert!(flat.contains(r#"<submission action="https://example.org/" orx:auto-send="true" method="post"/>"#));
}

/// Feature: Settings — without them the file gives the id
#[test]
fn without_settings_the_file_gives_the_id() {
    let form = "| survey |\n| | type | name | label |\n| | text | a | A |\n";
    let compiled =
        forms::compile("/some/where/my form.md", form.as_bytes(), &forms::CompileOptions::default()).unwrap();
    assert_eq!(compiled.form.id, "my form");
    assert_eq!(compiled.form.root, "data");
}

/// Feature: Worksheets and columns — typographic quotes are made straight, XML is escaped
#[test]
fn texts_are_escaped_and_typographic_quotes_made_straight() {
    let compiled = good(
        "| survey |\n| | type | name | label | relevant |\n| | text | a | A < B & \u{201C}C\u{201D} | |\n| | text | b | B | ${a} = \u{2018}x\u{2019} |\n",
    );
    assert!(compiled.xform.contains("<label>A &lt; B &amp; \"C\"</label>"));
    assert_eq!(bind(&compiled, "/data/b", "relevant").as_deref(), Some("/data/a = 'x'"));
}
