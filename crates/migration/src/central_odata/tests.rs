use super::*;
use crate::write_xml;
use forms::{CompileOptions, compile};
use serde_json::json;

const FORM: &str = "
| survey |
| | type | name | label |
| | text | a.b | Name that OData does not take |
| | geopoint | where | Where |
| | geotrace | way | Way |
| | begin_group | g | G |
| | integer | n | N |
| | begin_repeat | r | R |
| | decimal | d | D |
| | end_repeat | | |
| | end_group | | |
";

#[test]
fn a_row_with_everything_expanded_becomes_a_submission() {
    let form = compile("f.md", FORM.as_bytes(), &CompileOptions::default()).unwrap().form;
    let row = json!({
        "__id": "uuid:one",
        "__system": {"submissionDate": "2026-02-03T07:15:00.000Z", "updatedAt": "2026-02-04T07:15:00.000Z",
            "submitterName": "Tablet 7", "attachmentsPresent": 2, "edits": 1, "reviewState": "hasIssues",
            "formVersion": "7"},
        "a_b": "x", "where": {"type": "Point", "coordinates": [29.3, -3.4, 12.5], "properties": {"accuracy": 4}},
        "way": {"type": "LineString", "coordinates": [[29.3, -3.4], [29.4, -3.5, 1]]},
        "g": {"n": 12, "r@odata.navigationLink": "x", "r": [{"__id": "1", "d": 1.5}, {"__id": "2", "d": null}]},
        "old": "was asked once", "meta": {"instanceID": "uuid:two"}
    });
    let head = read_head(&row).unwrap();
    assert_eq!((head.root_id.as_str(), head.edits, head.attachments), ("uuid:one", 1, 2));
    assert_eq!(head.changed_at, Some("2026-02-04T07:15:00Z".parse().unwrap()));
    assert_eq!(head.provenance.review, Some(vocab::RecordState::HasIssues));
    let told = read_row(&form, &row).unwrap();
    assert_eq!((told.instance_id.as_str(), told.root_id.as_deref()), ("uuid:two", Some("uuid:one")));
    let written = write_xml(&form, &told);
    let inside = "version=\"7\" xmlns:orx=\"http://openrosa.org/xforms\"><a.b>x</a.b><where>-3.4 29.3 12.5 4</where>\
        <way>-3.4 29.3; -3.5 29.4 1</way><g><n>12</n><r><d>1.5</d></r><r><d/></r></g>";
    assert!(written.xml.contains(inside), "{}", written.xml);
    assert_eq!(written.unknown, ["old"]);
}
