//! What a file would change.

use super::*;
use proptest::prelude::*;

const A: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const B: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a11";

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What a file changes in a list of two, of which the second is deleted.
fn planned(file: &str, rules: &BulkRules) -> Result<Plan, BulkProblem> {
    let (a, b) = (values(&[("people", "10"), ("code", "G1")]), values(&[]));
    let held = [
        Held { uuid: A, label: "Gatumba", version: 3, values: &a, deleted: false },
        Held { uuid: B, label: "Old", version: 1, values: &b, deleted: true },
    ];
    plan(file.as_bytes(), &["people".to_owned(), "code".to_owned()], &held, rules)
}

fn changes(plan: &Plan) -> Vec<(&str, Option<&str>, &str)> {
    let changes = plan.update.iter().flat_map(|update| &update.changes);
    changes.map(|one| (one.property.as_str(), one.from.as_deref(), one.to.as_str())).collect()
}

fn refusals(plan: &Plan) -> Vec<(usize, &str)> {
    plan.refused.iter().map(|one| (one.row, one.reason)).collect()
}

#[test]
fn a_file_shows_what_it_brings_what_it_changes_and_what_it_leaves() {
    let file = format!("__id,label,people,colour\n{A},Gatumba,12,red\n,Rugari,5,blue\n");
    let plan = planned(&file, &BulkRules::default()).unwrap();
    assert_eq!(changes(&plan), [("people", Some("10"), "12")]);
    let [new] = plan.create.as_slice() else { panic!("{plan:?}") };
    assert_eq!((new.row, new.label.as_str(), &new.values), (3, "Rugari", &values(&[("people", "5")])));
    assert_eq!(plan.left_out, ["colour"]);
    let with_columns = planned(&file, &BulkRules { add_columns: true, ..BulkRules::default() }).unwrap();
    assert_eq!((with_columns.added.as_slice(), with_columns.left_out.len()), (&["colour".to_owned()][..], 0));
    assert!(changes(&with_columns).contains(&("colour", None, "red")));
}

#[test]
fn an_empty_cell_leaves_alone_unless_it_shall_empty() {
    let file = format!("name;label;people\n{A};;\n");
    assert_eq!(planned(&file, &BulkRules::default()).unwrap().unchanged, 1);
    let plan = planned(&file, &BulkRules { empty_clears: true, ..BulkRules::default() }).unwrap();
    assert_eq!(changes(&plan), [("people", Some("10"), "")]);
}

#[test]
fn rows_are_told_apart_by_a_property_or_the_label() {
    let by = |key| BulkRules { key, ..BulkRules::default() };
    let plan = planned("code,people\nG1,11\n", &by(Key::Property("code".into()))).unwrap();
    assert_eq!(changes(&plan), [("people", Some("10"), "11")]);
    let plan = planned("label,people\nGatumba,11\nRugari,1\nRugari,2\n", &by(Key::Label)).unwrap();
    assert_eq!((plan.update.len(), plan.create.len(), refusals(&plan)), (1, 1, vec![(4, "twice")]));
    let missing = planned("label\nx\n", &by(Key::Property("code".into())));
    assert_eq!(missing, Err(BulkProblem::KeyColumnMissing { column: "code".into() }));
}

#[test]
fn rows_that_cannot_be_used_say_why() {
    let file =
        format!("__id,label,__version,people\n12,A,,1\n{B},B,,1\n{A},Gatumba,2,1\n,,,5\n,C\u{7},,1\n{A},,3,11\n");
    let plan = planned(&file, &BulkRules::default()).unwrap();
    let expected =
        [(2, "id_invalid"), (3, "deleted"), (4, "stale"), (5, "label_missing"), (6, "control_character"), (7, "twice")];
    assert_eq!(refusals(&plan), expected);
}

#[test]
fn a_file_that_cannot_be_used_says_why() {
    let rules = BulkRules::default();
    assert_eq!(planned("label\n", &rules), Err(BulkProblem::Empty));
    assert_eq!(planned("label,label\na,b\n", &rules), Err(BulkProblem::ColumnTwice { column: "label".into() }));
    assert_eq!(planned("people\n1\n", &rules), Err(BulkProblem::LabelColumnMissing));
    let latin = plan(b"label\nB\xe9ne\n", &[], &[], &rules);
    assert!(matches!(latin, Err(BulkProblem::Encoding { row: 2 })), "{latin:?}");
}

#[test]
fn a_column_called_name_holds_ids_only_where_it_does() {
    let plan = planned("name,label\nGatumba,Gatumba\n", &BulkRules::default()).unwrap();
    assert_eq!((plan.create.len(), plan.left_out.as_slice()), (1, &["name".to_owned()][..]));
}

#[test]
fn a_download_brought_back_changes_nothing() {
    let kept = values(&[("people", "=1+1"), ("code", "+257 79")]);
    let row = crate::PhoneRow { uuid: A, label: "@Gatumba", version: 3, values: &kept };
    let properties = ["people".to_owned(), "code".to_owned()];
    let file = crate::staff_list(&properties, [row]);
    let held = [Held { uuid: A, label: "@Gatumba", version: 3, values: &kept, deleted: false }];
    let plan = plan(&file, &properties, &held, &BulkRules { empty_clears: true, ..BulkRules::default() }).unwrap();
    assert_eq!(plan, Plan { unchanged: 1, ..Plan::default() });
}

proptest! {
    /// Every row is accounted for, whatever the file.
    #[test]
    fn no_row_is_lost(cells in prop::collection::vec((".{0,6}", "[a-z0-9]{0,4}"), 1..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["label", "people"]).unwrap();
        for (label, people) in &cells {
            writer.write_record([label, people]).unwrap();
        }
        let file = writer.into_inner().unwrap();
        let filled = cells.iter().filter(|(label, people)| !label.trim().is_empty() || !people.is_empty()).count();
        match plan(&file, &["people".to_owned()], &[], &BulkRules { key: Key::Label, ..BulkRules::default() }) {
            Ok(plan) => prop_assert_eq!(plan.create.len() + plan.update.len() + plan.unchanged + plan.refused.len(), filled),
            Err(problem) => prop_assert!(problem == BulkProblem::Empty && filled == 0, "{:?}", problem),
        }
    }
}
