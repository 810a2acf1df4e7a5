use super::*;
use crate::limits;
use proptest::prelude::*;

/// What ODK Collect sends for a small form.
const REAL: &str = r#"<?xml version='1.0' ?>
<data id="baseline_subarea" version="2026010101" xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms">
  <reporting_date>2026-03-14</reporting_date>
  <place><location_name>Colline &quot;A&quot; &amp; B</location_name></place>
  <new_displacement><cause>conflict</cause></new_displacement>
  <new_displacement><cause>other</cause></new_displacement>
  <orx:meta><orx:instanceID>uuid:0a2cf2a5-2b3c-4d8e-9e61-2f3a4b5c6d7e</orx:instanceID><orx:instanceName>A</orx:instanceName></orx:meta>
</data>"#;

fn parse(xml: &str) -> Result<SubmissionDocument, SubmissionProblem> {
    parse_submission(xml.as_bytes(), &Limits::default())
}

fn body(inside: &str) -> String {
    format!("<data id=\"f\">{inside}</data>")
}

fn spot(line: usize, column: usize) -> Spot {
    Spot { line, column }
}

#[test]
fn a_real_submission_is_read() {
    let document = parse(REAL).unwrap();
    assert_eq!(document.form_id, "baseline_subarea");
    assert_eq!(document.form_version.as_deref(), Some("2026010101"));
    assert_eq!(document.instance_id, "uuid:0a2cf2a5-2b3c-4d8e-9e61-2f3a4b5c6d7e");
    assert!(!document.instance_id_derived);
    assert_eq!(document.meta("instanceName"), Some("A"));
    assert_eq!(document.root.at(["place", "location_name"]).unwrap().text, "Colline \"A\" & B");
    assert_eq!(document.root.children.iter().filter(|child| child.name == "new_displacement").count(), 2);
}

#[test]
fn meta_is_found_under_any_prefix_and_under_none() {
    for (open, close) in [
        ("<meta xmlns=\"http://openrosa.org/xforms\"><instanceID>", "</instanceID></meta>"),
        ("<n0:meta xmlns:n0=\"http://openrosa.org/xforms\"><n0:instanceID>", "</n0:instanceID></n0:meta>"),
        ("<meta><instanceID>", "</instanceID></meta>"),
    ] {
        let document = parse(&body(&format!("{open} uuid:1 {close}"))).unwrap();
        assert_eq!(document.instance_id, "uuid:1");
    }
}

#[test]
fn a_correction_names_what_it_replaces() {
    let xml = body("<meta><instanceID>uuid:2</instanceID><deprecatedID>uuid:1</deprecatedID></meta>");
    assert_eq!(parse(&xml).unwrap().deprecated_id.as_deref(), Some("uuid:1"));
}

#[test]
fn without_an_instance_id_one_is_derived_and_said_so() {
    let (one, two) = (parse(&body("<a>1</a>")).unwrap(), parse(&body("<a>2</a>")).unwrap());
    assert!(one.instance_id_derived && one.instance_id.starts_with("uuid:"));
    assert_eq!(one.instance_id, parse(&body("<a>1</a>")).unwrap().instance_id);
    assert_ne!(one.instance_id, two.instance_id);
}

#[test]
fn text_may_be_cdata_references_and_several_pieces() {
    let document = parse(&body("<a>x<![CDATA[<&>]]>&#233;<!-- no -->&#x1F600;&lt;\r\ny</a>")).unwrap();
    assert_eq!(document.root.child("a").unwrap().text, "x<&>é😀<\ny");
}

#[test]
fn a_document_type_is_refused_where_it_stands() {
    let xml = "<!DOCTYPE data [<!ENTITY lol \"lol\">]>\n<data id=\"f\"><a>&lol;</a></data>";
    assert_eq!(parse(xml), Err(SubmissionProblem::Forbidden { what: Forbidden::Doctype, at: spot(1, 1) }));
}

#[test]
fn an_entity_is_refused_in_text_and_in_attributes() {
    let refused = |line, column| Err(SubmissionProblem::Forbidden { what: Forbidden::Entity, at: spot(line, column) });
    assert_eq!(parse("<data id=\"f\">\n<a>x&xxe;</a></data>"), refused(2, 5));
    assert_eq!(parse("<data id=\"f\" version=\"&xxe;\"/>"), refused(1, 1));
}

#[test]
fn a_submission_cut_anywhere_is_never_taken_for_a_whole_one() {
    let in_the_answers = REAL.find("<reporting_date>").unwrap();
    for cut in 1..REAL.len() {
        let problem = parse_submission(&REAL.as_bytes()[..cut], &Limits::default()).unwrap_err();
        let broke_off = matches!(problem, SubmissionProblem::Truncated { .. });
        assert!(broke_off || cut < in_the_answers, "cut at {cut}: {problem:?}");
    }
}

#[test]
fn a_submission_cut_in_an_answer_says_where_it_stops() {
    let truncated = |line, column, element: &str| {
        Err(SubmissionProblem::Truncated { at: spot(line, column), element: element.into() })
    };
    assert_eq!(parse("<data id=\"f\">\n <a>12"), truncated(2, 7, "a"));
    assert_eq!(parse("<data id=\"f\">\n <a>12</a"), truncated(2, 10, "a"));
    assert_eq!(parse("<data id=\"f\">\n <a>12 &am"), truncated(2, 11, "a"));
    let inside_a_character = &"<data id=\"f\"><a>é".as_bytes()[.."<data id=\"f\"><a>é".len() - 1];
    assert_eq!(parse_submission(inside_a_character, &Limits::default()), truncated(1, 17, "a"));
}

#[test]
fn broken_xml_is_refused_with_its_place() {
    for (xml, at) in [
        ("<data id=\"f\">\n<a></b></data>", spot(2, 4)),
        ("<data id=\"f\"/>\n<data id=\"g\"/>", spot(2, 1)),
        ("<data id=\"f\"/> tail", spot(1, 15)),
        ("text", spot(1, 1)),
        ("<data id=\"f\" id=\"g\"/>", spot(1, 1)),
        ("<data id=\"f\">\n\u{1}</data>", spot(2, 1)),
        ("<data id=\"f\">a&#0;</data>", spot(1, 15)),
        ("<data id=\"f\">a&#8;</data>", spot(1, 15)),
        ("<data id=\"f\">a&#xFFFFFFFF;</data>", spot(1, 15)),
        ("<data id=\"f\" version=\"&#1;\"/>", spot(1, 1)),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><data id=\"f\"/>", spot(1, 1)),
        ("<data id=\"f\">1 & 2 <a/></data>", spot(1, 16)),
    ] {
        match parse(xml) {
            Err(SubmissionProblem::Broken { at: found, .. }) => assert_eq!(found, at, "{xml}"),
            other => panic!("{xml}: {other:?}"),
        }
    }
}

#[test]
fn other_encodings_are_refused_with_the_first_byte_that_does_not_fit() {
    let latin = b"<data id=\"f\"><a>caf\xe9</a></data>";
    assert_eq!(parse_submission(latin, &Limits::default()), Err(SubmissionProblem::NotUtf8 { byte: 19 }));
    let with_mark = [b"\xef\xbb\xbf".as_slice(), body("<a/>").as_bytes()].concat();
    assert!(parse_submission(&with_mark, &Limits::default()).is_ok());
}

#[test]
fn nothing_and_a_root_without_id_are_refused() {
    assert_eq!(parse(""), Err(SubmissionProblem::Empty));
    assert_eq!(parse("<!-- only -->\n"), Err(SubmissionProblem::Empty));
    for xml in ["<data/>", "<data id=\" \"/>"] {
        assert_eq!(parse(xml), Err(SubmissionProblem::FormIdMissing { element: "data".into() }));
    }
}

#[test]
fn an_instance_id_that_cannot_be_a_key_is_refused() {
    let refused = Err(SubmissionProblem::InstanceIdInvalid { limit: limits::INSTANCE_ID_CHARACTERS });
    let with = |id: &str| parse(&body(&format!("<meta><instanceID>{id}</instanceID></meta>")));
    assert!(with(&"é".repeat(255)).is_ok());
    assert_eq!(with(&"é".repeat(256)), refused);
    assert_eq!(with("uuid:1\n2"), refused);
}

fn limited(xml: &str) -> Option<(Counted, usize)> {
    match parse(xml) {
        Err(SubmissionProblem::Limit { counted, limit, .. }) => Some((counted, limit)),
        Err(other) => panic!("{other}"),
        Ok(_) => None,
    }
}

#[test]
fn bytes_are_limited_before_anything_is_read() {
    let small = Limits { xml_bytes: 10, ..Limits::default() };
    let refused = SubmissionProblem::TooLarge { found: 14, limit: 10 };
    assert_eq!(parse_submission(b"<data id=\"f\"/>", &small), Err(refused));
}

#[test]
fn depth_is_limited() {
    let nested = |deep: usize| body(&format!("{}{}", "<g>".repeat(deep - 1), "</g>".repeat(deep - 1)));
    assert_eq!(limited(&nested(limits::DEPTH)), None);
    assert_eq!(limited(&nested(limits::DEPTH + 1)), Some((Counted::Depth, limits::DEPTH)));
}

#[test]
fn the_number_of_elements_is_limited() {
    assert_eq!(limited(&body(&"<a/>".repeat(limits::NODES - 1))), None);
    assert_eq!(limited(&body(&"<a/>".repeat(limits::NODES))), Some((Counted::Nodes, limits::NODES)));
}

#[test]
fn text_is_limited_even_in_pieces() {
    let long = |bytes: usize| body(&format!("<a>{}<!-- -->{}</a>", "x".repeat(bytes - 6), "&amp;".repeat(6)));
    assert_eq!(limited(&long(limits::TEXT_BYTES)), None);
    assert_eq!(limited(&long(limits::TEXT_BYTES + 1)), Some((Counted::Text, limits::TEXT_BYTES)));
}

#[test]
fn attributes_are_limited_in_number_length_and_name() {
    let many = |number: usize| {
        let attributes: String = (1..number).map(|n| format!(" a{n}=\"\"")).collect();
        format!("<data id=\"f\"{attributes}/>")
    };
    assert_eq!(limited(&many(limits::ATTRIBUTES)), None);
    assert_eq!(limited(&many(limits::ATTRIBUTES + 1)), Some((Counted::Attributes, limits::ATTRIBUTES)));
    let long = |bytes: usize| format!("<data id=\"f\" a=\"{}\"/>", "x".repeat(bytes));
    assert_eq!(limited(&long(limits::ATTRIBUTE_BYTES)), None);
    assert_eq!(limited(&long(limits::ATTRIBUTE_BYTES + 1)), Some((Counted::AttributeText, limits::ATTRIBUTE_BYTES)));
    let named = |bytes: usize| format!("<data id=\"f\" {}=\"\"/>", "x".repeat(bytes));
    assert_eq!(limited(&named(limits::NAME_BYTES)), None);
    assert_eq!(limited(&named(limits::NAME_BYTES + 1)), Some((Counted::Name, limits::NAME_BYTES)));
    let element = |bytes: usize| body(&format!("<{}/>", "x".repeat(bytes)));
    assert_eq!(limited(&element(limits::NAME_BYTES)), None);
    assert_eq!(limited(&element(limits::NAME_BYTES + 1)), Some((Counted::Name, limits::NAME_BYTES)));
}

/// Pieces of XML in any order: reaches further into the parser than random bytes do.
fn scraps() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<data id=\"f\">"),
        Just("</data>"),
        Just("<a>"),
        Just("</a>"),
        Just("<a/>"),
        Just("<!--"),
        Just("-->"),
        Just("<![CDATA["),
        Just("]]>"),
        Just("&amp;"),
        Just("&#x41;"),
        Just("&x;"),
        Just("&"),
        Just("<"),
        Just(">"),
        Just("<?xml version=\"1.0\"?>"),
        Just("<!DOCTYPE a>"),
        Just("<meta><instanceID>"),
        Just("é"),
        Just("\""),
        Just(" x=\"1\""),
        Just("\u{feff}"),
        Just("\0"),
        Just("</"),
        Just("<!"),
        Just("<?"),
        Just("xmlns:a=\"b\""),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_answered_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse_submission(&bytes, &Limits::default());
    }

    #[test]
    fn any_scraps_of_xml_are_answered_and_never_panic(xml in scraps()) {
        if let Ok(document) = parse(&xml) {
            prop_assert_eq!(document.form_id, "f");
        }
    }

    #[test]
    fn a_real_submission_with_one_byte_changed_is_answered(at in 0..REAL.len(), byte: u8) {
        let mut bytes = REAL.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = parse_submission(&bytes, &Limits::default());
    }
}
