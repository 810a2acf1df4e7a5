//! The files of `submissions.csv.zip`.

use crate::scenario::{HOUSEHOLDS, Scenario, form, submission};
use odata::{
    Content, Shape,
    csv::{CsvExport, CsvOptions},
};

/// The files' names and contents, oldest submission first.
fn files(scenario: &Scenario, options: &CsvOptions) -> Vec<(String, String)> {
    let mut names = Vec::new();
    let open = |name: &str| {
        names.push(name.to_owned());
        Ok(Vec::new())
    };
    let mut export = CsvExport::new(&scenario.shape, options, open).unwrap();
    scenario.submissions.iter().for_each(|submission| export.push(submission).unwrap());
    let contents = export.finish().unwrap().into_iter().map(|bytes| String::from_utf8(bytes).unwrap());
    names.into_iter().zip(contents).collect()
}

#[test]
fn a_file_for_the_submissions_and_one_for_each_repeat() {
    let files = files(&Scenario::households(), &CsvOptions::default());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["houses.csv", "houses-person.csv", "houses-animal.csv"]);
    assert_eq!(
        files[0].1,
        "SubmissionDate,head,rooms,area,arrived,visited,place-Latitude,place-Longitude,place-Altitude,place-Accuracy,\
         water-sources,water-litres,meta-instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,AttachmentsExpected,\
         Status,ReviewState,DeviceID,Edits,FormVersion\n\
         2026-03-13T10:00:00.000Z,Amina,2,,,,,,,,,40,,uuid:one,,,0,0,,,,0,1\n\
         2026-03-13T10:01:00.000Z,Jean & Marie,3,31.50,2026-02-01,2026-03-01T09:30:00.000+02,-3.38,29.36,790,4.5,\
         well river,20,uuid:two,uuid:two,,,0,0,,,,0,1\n\
         2026-03-13T10:02:00.000Z,,many,,,,,,,,,,,uuid:three,,,0,0,,,,0,1\n"
    );
    assert_eq!(
        files[1].1,
        "name,age,PARENT_KEY,KEY\n\
         Billy,4,uuid:two,uuid:two/people/person[1]\n\
         Blaine,16,uuid:two,uuid:two/people/person[2]\n\
         Candace,7,uuid:three,uuid:three/people/person[1]\n"
    );
    assert_eq!(
        files[2].1,
        "kind,PARENT_KEY,KEY\n\
         goat,uuid:two/people/person[1],uuid:two/people/person[1]/animal[1]\n\
         hen,uuid:two/people/person[1],uuid:two/people/person[1]/animal[2]\n"
    );
}

#[test]
fn options_of_the_export() {
    let scenario = Scenario::households();
    let options =
        CsvOptions { group_paths: false, split_select_multiples: true, root_only: true, ..Default::default() };
    let found = files(&scenario, &options);
    assert_eq!(found.len(), 1);
    let lines: Vec<&str> = found[0].1.lines().collect();
    assert!(lines[0].contains(",sources,sources/well,sources/river,litres,instanceID,KEY"), "{}", lines[0]);
    assert!(lines[2].contains(",well river,1,1,20,"), "{}", lines[2]);
    assert!(lines[1].contains(",,0,0,40,"), "{}", lines[1]);

    let choices = [("water/sources".to_owned(), vec!["river".to_owned()])].into();
    let options = CsvOptions { split_select_multiples: true, choices, ..Default::default() };
    assert!(files(&scenario, &options)[0].1.contains("water-sources,water-sources/river,water-litres"));
}

#[test]
fn questions_of_older_versions_if_the_shape_has_them() {
    let newer = HOUSEHOLDS.replace("|         | integer                | rooms       | Rooms            |\n", "");
    let mut scenario = Scenario::households();
    scenario.shape = Shape::of_versions(&form("houses", &newer), [&form("houses", HOUSEHOLDS)]);
    assert!(files(&scenario, &CsvOptions::default())[0].1.contains("Date,head,rooms,area"));
    scenario.shape = Shape::of(&form("houses", &newer));
    assert!(files(&scenario, &CsvOptions::default())[0].1.contains("Date,head,area"));
}

#[test]
fn an_encrypted_submission_says_so_in_words() {
    let mut scenario = Scenario::households();
    scenario.submissions.truncate(1);
    scenario.submissions[0].content = Content::Encrypted { has_data: false };
    let files = files(&scenario, &CsvOptions::default());
    let line = files[0].1.lines().nth(1).unwrap();
    assert!(line.ends_with(",uuid:one,,,0,0,missing encrypted form data,,,0,1"), "{line}");
    assert_eq!(line.split(',').count(), files[0].1.lines().next().unwrap().split(',').count());
}

#[test]
fn what_would_break_a_file_is_quoted_and_formulas_are_guarded_if_asked() {
    let mut scenario = Scenario::households();
    scenario.submissions = vec![submission(0, "uuid:x", "<data><head>=1+\"2\",\n3</head><area>-2.5</area></data>")];
    let plain = &files(&scenario, &CsvOptions::default())[0].1;
    assert!(plain.contains(",\"=1+\"\"2\"\",\n3\",,-2.5,"), "{plain}");
    let options = CsvOptions { guard_formulas: true, ..Default::default() };
    let guarded = &files(&scenario, &options)[0].1;
    assert!(guarded.contains(",\"'=1+\"\"2\"\",\n3\",,-2.5,"), "{guarded}");
}

/// Within one version a form's repeats have names of their own, but one may have moved.
#[test]
fn repeats_of_one_name_are_numbered() {
    let version = |group: &str| {
        let table = format!(
            "
            | survey |              |         |       |
            |        | type         | name    | label |
            |        | begin group  | {group} | G     |
            |        | begin repeat | who     | Who   |
            |        | text         | x       | X     |
            |        | end repeat   |         |       |
            |        | end group    |         |       |
            "
        );
        form("twice", &table)
    };
    let shape = Shape::of_versions(&version("a"), [&version("b")]);
    let scenario = Scenario { shape, submissions: Vec::new() };
    let names: Vec<String> = files(&scenario, &CsvOptions::default()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["twice.csv", "twice-who~1.csv", "twice-who~2.csv"]);
}
