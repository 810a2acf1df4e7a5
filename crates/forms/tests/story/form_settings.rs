//! Settings, styles and what goes beyond. Source: xlsform.org/en/#settings-worksheet, #styling-prompts, #advanced-use-and-extensibility

use crate::scenario::{bind, control, errors, flat, good};

fn with(settings: &str, values: &str) -> String {
    format!(
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | {settings} |\n| | {values} |\n"
    )
}

#[test]
fn a_misspelt_setting_is_suspected_and_a_note_is_not() {
    let form = "| survey |
         | | type | name | label |
         | | text | a    | A     |
         | settings |
         | | form_id | submision_url       | author | contact |
         | | f       | https://example.org | Ana    | ana     |
        ";
    let said: Vec<String> = good(form).warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["Row 1 of 'settings', column 'submision_url': The column 'submision_url' is not known and is left out. \
          Did you mean 'submission_url'?"]
    );
}

/// Feature: Settings — form_title, form_id, version, name of the root, instance_name
#[test]
fn a_form_has_a_name_and_an_id() {
    let compiled =
        good(&with("form_title | form_id | version | name | instance_name", "My form | f1 | 7 | root | ${a}"));
    let flat = flat(&compiled);
    assert!(flat.contains("<h:title>My form</h:title>"));
    assert!(flat.contains(r#"<root id="f1" version="7">"#));
    assert_eq!(bind(&compiled, "/root/meta/instanceName", "calculate").as_deref(), Some("/root/a"));
    assert_eq!(errors(&with("form_id | name", "f | my root")), ["survey.name_invalid@2"]);
}

/// Feature: Settings — submission_url, auto_send, auto_delete
#[test]
fn where_and_when_submissions_go_is_said() {
    let compiled = good(&with("submission_url | auto_send | auto_delete", "https://example.org/s | true | false"));
    assert!(flat(&compiled).contains(
        r#"<submission action="https://example.org/s" orx:auto-send="true" orx:auto-delete="false" method="post"/>"#
    ));
}

/// Feature: Settings — encrypted forms: public_key
#[test]
fn submissions_can_be_encrypted() {
    let compiled = good(&with("form_id | public_key", "f | MIIBIjANBg"));
    assert!(flat(&compiled).contains(r#"<submission base64RsaPublicKey="MIIBIjANBg"/>"#));
}

/// Refused: Settings — encryption without instance id — nobody could decrypt the submission
#[test]
fn encrypted_submissions_have_an_id() {
    assert_eq!(errors(&with("omit_instanceID | public_key", "yes | MIIB")), ["settings.invalid@2"]);
}

/// Feature: Settings — omit_instanceID, client_editable, prefix, delimiter, instance_xmlns
#[test]
fn rare_settings_are_kept() {
    let compiled = good(&with(
        "form_id | omit_instanceID | client_editable | prefix | delimiter | instance_xmlns",
        "f | yes | yes | p | ; | http://example.org/f",
    ));
    let flat = flat(&compiled);
    assert!(!flat.contains("instanceID"));
    assert!(flat.contains(r#"odk:client-editable="true""#));
    assert!(flat.contains(r#"xmlns="http://example.org/f""#));
    assert!(flat.contains(r#"odk:prefix="p""#) && flat.contains(r#"odk:delimiter=";""#));
}

/// Feature: Settings — pages and themes: style
#[test]
fn a_form_can_be_shown_in_pages_or_as_a_grid() {
    let style = |style: &str| flat(&good(&with("form_id | style", &format!("f | {style}"))));
    assert!(style("pages").contains(r#"<h:body class="pages">"#));
    assert!(style("theme-grid").contains(r#"<h:body class="theme-grid">"#));
}

/// Feature: Multiple languages — the language a form opens in: default_language
#[test]
fn a_form_opens_in_its_default_language() {
    let form = "| survey |
| | type | name | label::English (en) | label::French (fr) |
| | text | a    | First               | Premier            |
| settings |
| | default_language |
| | French (fr)      |
";
    assert!(flat(&good(form)).contains(r#"<translation lang="French (fr)" default="true()">"#));
}

/// Feature: Appearance — appearance of questions, groups and repeats
#[test]
fn appearances_reach_what_they_stand_beside() {
    let compiled = good(
        "| survey |
| | type         | name | label | appearance |
| | text         | a    | A     | multiline  |
| | begin_group  | g    | G     | field-list |
| | date         | d    | D     | month-year |
| | end_group    |      |       |            |
",
    );
    assert_eq!(control(&compiled, "/data/a", "appearance").as_deref(), Some("multiline"));
    assert_eq!(control(&compiled, "/data/g/d", "appearance").as_deref(), Some("month-year"));
    assert!(flat(&compiled).contains(r#"<group ref="/data/g" appearance="field-list">"#));
}

/// Feature: Styling prompts — Markdown and HTML in labels travel as they are written
#[test]
fn styles_in_labels_are_left_to_the_client() {
    let compiled = good(
        "| survey |\n| | type | name | label |\n| | note | n | # Title **bold** <span style=\"color:red\">red</span> |\n",
    );
    assert!(
        flat(&compiled).contains(r##"<label># Title **bold** &lt;span style="color:red"&gt;red&lt;/span&gt;</label>"##)
    );
}

/// Feature: Advanced use — columns bind::, body:: and instance:: — with namespaces declared in the settings
#[test]
fn columns_for_attributes_reach_the_form() {
    let compiled = good(
        "| survey |
| | type | name | label | bind::ex:mark | body::accuracy | instance::ex:tag |
| | text | a    | A     | 1             | 2              | 3                |
| settings |
| | namespaces                |
| | ex=\"http://example.org/x\" |
",
    );
    let flat = flat(&compiled);
    assert!(flat.contains(r#"xmlns:ex="http://example.org/x""#));
    assert!(flat.contains(r#"<a ex:tag="3"/>"#));
    assert_eq!(bind(&compiled, "/data/a", "ex:mark").as_deref(), Some("1"));
    assert_eq!(control(&compiled, "/data/a", "accuracy").as_deref(), Some("2"));
}

/// Feature: Advanced use — inzira::sharing and inzira::sensitivity — ignored by other tools
#[test]
fn who_may_see_an_answer_is_said_in_the_form() {
    let form = |sharing: &str, sensitivity: &str| {
        format!(
            "| survey |\n| | type | name | label | inzira::sharing | inzira::sensitivity |\n| | text | a | A | {sharing} | {sensitivity} |\n"
        )
    };
    let compiled = good(&form("public", "none"));
    assert_eq!(compiled.form.question("a").unwrap().sharing, vocab::Sharing::Public);
    assert!(!flat(&compiled).contains("sharing"), "the XForm does not speak of it");
    assert_eq!(errors(&form("public", "personal")), ["survey.personal_but_public@2"]);
    assert_eq!(errors(&form("everyone", "")), ["survey.sharing_unknown@2"]);
}

/// Feature: Settings — attributes of the root: attribute::name, and instance_id
#[test]
fn the_root_takes_attributes() {
    let compiled = good(&with("form_id | attribute::kind | instance_id", "f | survey | concat('x', 1)"));
    assert!(flat(&compiled).contains(r#"<data kind="survey" id="f">"#));
    assert_eq!(bind(&compiled, "/data/meta/instanceID", "jr:preload").as_deref(), Some("concat('x', 1)"));
}

/// Feature: Settings — runs of spaces are made one, unless clean_text_values is no
#[test]
fn spaces_can_be_kept_as_they_are() {
    let form = |setting: &str| {
        format!(
            "| survey |\n| | type | name | label |\n| | text | a | A  b |\n| settings |\n| | clean_text_values |\n| | {setting} |\n"
        )
    };
    assert!(flat(&good(&form("yes"))).contains("<label>A b</label>"));
    assert!(flat(&good(&form("no"))).contains("<label>A  b</label>"));
}
