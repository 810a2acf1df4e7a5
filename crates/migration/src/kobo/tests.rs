use super::*;
use crate::write_xml;
use forms::{CompileOptions, compile};
use serde_json::json;

const FORM: &str = "
| survey |
| | type | name | label |
| | start | start | |
| | geopoint | where | Where |
| | select_multiple needs | needs | Needs |
| | begin_group | site | Site |
| | date | reporting_date | Day |
| | begin_repeat | shelter | Shelter |
| | text | kind | Kind |
| | image | photo | Photo |
| | end_repeat | | |
| | end_group | | |
| choices |
| | list_name | name | label |
| | needs | water | Water |
| | needs | food | Food |
";

/// As the API gives it. Source: answers of `GET /api/v2/assets/{uid}/data.json`, with invented values.
fn row() -> Value {
    json!({
        "_id": 81, "formhub/uuid": "0b9c", "__version__": "vNt7", "start": "2026-02-03T09:10:00.000+02:00",
        "where": "-3.38 29.36 0 4.2", "needs": "water food", "site/reporting_date": "2026-02-03",
        "site/shelter": [
            {"site/shelter/kind": "tent", "site/shelter/photo": "mon abri é.jpg"},
            {"site/shelter/kind": "house"}
        ],
        "site/shoes": "yes",
        "meta/instanceID": "uuid:5f1e", "meta/rootUuid": "uuid:5f1e", "_xform_id_string": "aXb", "_uuid": "5f1e",
        "_attachments": [
            {"download_url": "https://kf.example.org/m.jpg", "mimetype": "image/jpeg",
             "filename": "ida/attachments/0b9c/5f1e/mon_abri_é.jpg", "id": 5},
            {"download_url": "https://kf.example.org/gone.jpg", "filename": "gone.jpg", "id": 6, "is_deleted": true}
        ],
        "_status": "submitted_via_web", "_geolocation": [-3.38, 29.36], "_submission_time": "2026-02-03T07:20:11",
        "_tags": [], "_notes": [], "_validation_status": {"uid": "validation_status_not_approved"},
        "_submitted_by": "ida"
    })
}

#[test]
fn a_row_becomes_the_submission_it_was() {
    let form = compile("k.md", FORM.as_bytes(), &CompileOptions::default()).unwrap().form;
    let told = read_row(&row()).unwrap();
    assert_eq!((told.instance_id.as_str(), told.root_id.as_deref()), ("uuid:5f1e", None));
    let written = write_xml(&form, &told);
    let inside = "<start>2026-02-03T09:10:00.000+02:00</start><where>-3.38 29.36 0 4.2</where>\
        <needs>water food</needs><site><reporting_date>2026-02-03</reporting_date>\
        <shelter><kind>tent</kind><photo>mon abri é.jpg</photo></shelter>\
        <shelter><kind>house</kind><photo/></shelter></site>";
    assert!(written.xml.contains(inside), "{}", written.xml);
    assert_eq!(written.unknown, ["site/shoes"]);
    assert_eq!(write_xml(&form, &read_row(&row()).unwrap()), written, "the same row, the same bytes");
}

#[test]
fn what_kobo_says_about_it_is_kept_apart() {
    let told = read_row(&row()).unwrap();
    assert_eq!(told.provenance.submitted_at, Some("2026-02-03T07:20:11Z".parse().unwrap()));
    assert_eq!(told.provenance.submitter.as_deref(), Some("ida"));
    assert_eq!(told.provenance.review, Some(RecordState::Rejected));
    assert_eq!(told_version(&row()), Some("vNt7"));
}

#[test]
fn a_file_is_found_under_the_name_it_has_in_the_answers() {
    let [file] = read_row(&row()).unwrap().files.try_into().unwrap();
    assert_eq!(file.name, "mon abri é.jpg");
    assert_eq!((file.at.as_str(), file.or_at.as_deref()), ("https://kf.example.org/m.jpg", Some("81/attachments/5/")));
}

#[test]
fn an_edited_row_says_what_it_corrects_and_where_it_began() {
    let mut edited = row();
    edited["meta/instanceID"] = json!("uuid:77aa");
    edited["meta/deprecatedID"] = json!("uuid:5f1e");
    let told = read_row(&edited).unwrap();
    assert_eq!(told.root_id.as_deref(), Some("uuid:5f1e"));
    assert_eq!(told.deprecated_id.as_deref(), Some("uuid:5f1e"));
}

#[test]
fn a_row_without_any_id_is_refused_by_its_number() {
    let trouble = read_row(&json!({"_id": 4, "needs": "water"})).unwrap_err();
    assert_eq!((trouble.row.as_str(), trouble.code.as_str()), ("_id 4", codes::BRING_ROW_WITHOUT_ID));
    let without_meta = read_row(&json!({"_uuid": "5f1e"})).unwrap();
    assert_eq!(without_meta.instance_id, "uuid:5f1e");
}

#[test]
fn pages_are_an_answer_of_the_api_or_a_bare_list() {
    let page = read_page(json!({"count": 2, "next": "https://kf.example.org/?start=1", "results": [{}]})).unwrap();
    assert!(page.more && page.rows.len() == 1);
    assert!(!read_page(json!([{}, {}])).unwrap().more);
    assert!(read_page(json!({"detail": "Not found."})).is_err());
}
