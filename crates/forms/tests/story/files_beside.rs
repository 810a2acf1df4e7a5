//! Files beside the form: look-up tables, pictures, sounds. Source: xlsform.org/en/#media, #how-to-pull-data-from-csv

use crate::scenario::{bind, errors, flat, good};

/// Feature: Pre-loaded data — pulldata() — its CSV file becomes an instance
#[test]
fn values_are_looked_up_in_a_file() {
    let compiled = good(
        "| survey |
| | type      | name  | label | calculation                              |
| | text      | code  | Code  |                                          |
| | calculate | fruit |       | pulldata('fruits', 'name', 'key', ${code}) |
",
    );
    assert!(flat(&compiled).contains(r#"<instance id="fruits" src="jr://file-csv/fruits.csv"/>"#));
    assert_eq!(
        bind(&compiled, "/data/fruit", "calculate").as_deref(),
        Some("pulldata('fruits', 'name', 'key', /data/code)")
    );
    assert_eq!(compiled.form.attachments(), ["fruits.csv"]);
}

/// Feature: Pre-loaded data — csv-external, xml-external — files for expressions to read
#[test]
fn files_are_brought_along_for_expressions() {
    let compiled = good(
        "| survey |
| | type         | name   | label | calculation                                 |
| | csv-external | prices |       |                                             |
| | xml-external | places |       |                                             |
| | calculate    | n      |       | count(instance('prices')/root/item[k = 1])  |
",
    );
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<instance id="prices" src="jr://file-csv/prices.csv"/>"#));
    assert!(flat.contains(r#"<instance id="places" src="jr://file/places.xml"/>"#));
    assert!(!flat.contains("<prices/>"), "a file is no answer");
    assert_eq!(compiled.form.attachments(), ["prices.csv", "places.xml"]);
}

/// Refused: Pre-loaded data — one name for two files, or for a file and a list — an expression could mean either
#[test]
fn one_name_means_one_file() {
    let form = "| survey |
| | type         | name | label |
| | csv-external | p    |       |
| | select_one_from_file p.xml | q | Q |
";
    assert_eq!(errors(form), ["instance.conflict@3"]);
    let list = "| survey |
| | type                       | name | label |
| | select_one_from_file l.csv | q    | Q     |
| | select_one l               | r    | R     |
| choices |
| | list_name | name | label |
| | l         | a    | A     |
";
    assert_eq!(errors(list), ["instance.conflict@2"]);
}

/// Feature: Media — images, big-images, sounds and films beside labels
#[test]
fn pictures_and_sounds_stand_beside_labels() {
    let compiled = good(
        "| survey |
| | type | name | label | image | big-image | audio | video |
| | note | n    | N     | n.png | big.png   | n.mp3 | n.mp4 |
",
    );
    let flat = flat(&compiled);
    for (form, address) in [
        ("image", "jr://images/n.png"),
        ("big-image", "jr://images/big.png"),
        ("audio", "jr://audio/n.mp3"),
        ("video", "jr://video/n.mp4"),
    ] {
        assert!(flat.contains(&format!(r#"<value form="{form}">{address}</value>"#)), "{flat}");
    }
    assert_eq!(compiled.form.attachments(), ["n.png", "big.png", "n.mp3", "n.mp4"]);
    let alone = "| survey |\n| | type | name | label | big-image |\n| | note | n | N | big.png |\n";
    assert_eq!(errors(alone), ["survey.big_image_alone@2"]);
}

/// Feature: Media — by language: image::French (fr)
#[test]
fn each_language_has_its_own_picture() {
    let compiled = good(
        "| survey |
| | type | name | label::English (en) | label::French (fr) | image::English (en) | image::French (fr) |
| | note | n    | Map                 | Carte              | map.png             | carte.png          |
",
    );
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<value>Carte</value><value form="image">jr://images/carte.png</value>"#), "{flat}");
    assert_eq!(compiled.warnings, []);
}
