use super::*;
use std::collections::BTreeMap;

fn files(list: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

const COLLECT: &str =
    "<data id=\"camp\" version=\"1\"><photo>1.jpg</photo><meta><instanceID>uuid:a</instanceID></meta></data>";
const BRIEFCASE: &str = "<camp id=\"camp\" submissionDate=\"2026-02-03T07:15:00.000Z\" isComplete=\"true\">\
    <photo/><meta><instanceID>uuid:b</instanceID></meta></camp>";

#[test]
fn submissions_are_found_wherever_they_lie_with_the_files_they_name() {
    let mut folder = files(&[
        ("Camp/instances/Camp_2026/Camp_2026.xml", COLLECT),
        ("Camp/instances/Camp_2026/1.jpg", "picture"),
        ("Camp/instances/Camp_2026/2.jpg", "not named"),
        ("Camp/instances/uuidb/submission.xml", BRIEFCASE),
        ("Camp/instances/other/1.jpg", "of another"),
        ("Camp/Camp.xml", "<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\"/>"),
        ("Camp/notes.txt", "x"),
        ("__MACOSX/._Camp.xml", "\u{1}"),
    ]);
    let names: BTreeSet<String> = folder.names().into_iter().collect();
    let found = candidates(&folder);
    let told: Vec<Option<Told>> = found.iter().map(|name| read(&mut folder, name, &names).unwrap()).collect();
    assert_eq!(found.len(), 3);
    assert!(told[0].is_none(), "a form's definition is no submission");
    let collect = told[1].as_ref().unwrap();
    assert_eq!(collect.content, Content::Xml(COLLECT.as_bytes().to_vec()));
    let [photo] = collect.files.as_slice() else { panic!("one file: {:?}", collect.files) };
    assert_eq!((photo.name.as_str(), photo.at.as_str()), ("1.jpg", "Camp/instances/Camp_2026/1.jpg"));
    let briefcase = told[2].as_ref().unwrap();
    assert_eq!(briefcase.provenance.submitted_at, Some("2026-02-03T07:15:00Z".parse().unwrap()));
}

#[test]
fn a_damaged_submission_is_named_with_the_place_of_the_damage() {
    let mut folder = files(&[("a/submission.xml", "<data id=\"camp\"><photo>")]);
    let names = folder.names().into_iter().collect();
    let trouble = read(&mut folder, "a/submission.xml", &names).unwrap_err();
    assert_eq!(trouble.code, codes::SUBMISSION_XML_TRUNCATED);
    assert!(trouble.refused && trouble.args.iter().any(|(name, value)| name == "line" && value == "1"));
}
