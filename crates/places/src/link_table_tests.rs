use super::*;
use crate::{ReadOptions, read_areas};

fn read(text: &str) -> Result<Crosswalk, PlaceProblems> {
    let options = CrosswalkOptions { from_version: "old".into(), to_version: "new".into(), basis: "law".into() };
    Crosswalk::read_csv("links.csv", text.as_bytes(), &options)
}

#[test]
fn shares_add_up_to_one() {
    let crosswalk = read("from_pcode,to_pcode,share,basis\nA,X,0.7,census\nA,Y,0.3,\nB,Y,1,").unwrap();
    let a: Pcode = "A".parse().unwrap();
    let shares: Vec<_> = crosswalk.from(&a).map(|link| (link.share, link.basis.as_str())).collect();
    assert_eq!(shares, [(Some(0.7), "census"), (Some(0.3), "law")]);
    assert_eq!(crosswalk.to(&"Y".parse().unwrap()).count(), 2);
}

#[test]
fn everything_that_is_wrong_is_told_together() {
    let problems =
        read("from_pcode,to_pcode,share\nA,X,0.7\nA,Y,0.2\nB,Y,1\nB,Y,1\nC,,1\nD,X,much\nE,X,1.2").unwrap_err();
    let codes: Vec<_> = problems.0.iter().map(|problem| (problem.position, problem.fault.code())).collect();
    assert_eq!(
        codes,
        [
            (Position::Row(2), "places.shares_do_not_add_up"),
            (Position::Row(5), "places.duplicate_link"),
            (Position::Row(6), "places.missing_code"),
            (Position::Row(7), "places.bad_share"),
            (Position::Row(8), "places.bad_share"),
        ]
    );
}

#[test]
fn an_unknown_share_stays_unknown() {
    let crosswalk = read("old_pcode,new_code,share\nA,X,0.5\nA,Y,unknown").unwrap();
    assert_eq!(crosswalk.links()[1].share, None);
    assert!(read("old_pcode,new_code,share\nA,X,0.8\nA,Y,0.9\nA,Z,").is_err());
}

#[test]
fn without_shares_only_a_single_link_is_whole_and_says_why() {
    let crosswalk = read("old_pcode,new_code\nA,X\nA,Y\nB,Y").unwrap();
    assert_eq!(crosswalk.links()[0].share, None);
    assert_eq!(crosswalk.links()[2].share, Some(1.0));
    assert_eq!(crosswalk.links()[2].basis, "law; no share is stated; this is the only link of the place");
}

/// Provinces A, B, C of 2017; provinces X, Y, Z of 2025, and a commune X1.
fn versions() -> (Boundaries, Boundaries) {
    let version = |code: &str| {
        serde_json::from_value(serde_json::json!({
        "code": code, "country": "XXX", "label": code, "valid_from": "2017-01-01", "source": "made up", "licence": "none needed",
    })).unwrap()
    };
    let file = |table: &str| read_areas("places.csv", table.as_bytes(), &ReadOptions::default()).unwrap();
    let old = file("admin1Pcode,admin1Name\nA,Old A\nB,Old B\nC,Old C\n");
    let new = file(
        "admin1Pcode,admin1Name,admin2Pcode,admin2Name\nX,New X,X1,Commune\nY,New Y,Y1,Commune\nZ,New Z,Z1,Commune\n",
    );
    (Boundaries::build(version("old"), vec![old]).unwrap(), Boundaries::build(version("new"), vec![new]).unwrap())
}

fn checked(table: &str) -> CheckedTable {
    let options = CrosswalkOptions { from_version: "old".into(), to_version: "new".into(), basis: "law".into() };
    let (old, new) = versions();
    Crosswalk::read_checked("links.csv", table.as_bytes(), &options, &old, &new)
}

#[test]
fn faults_of_rows_and_of_both_versions_are_told_together_with_the_rows_of_the_file() {
    let table = "from_pcode,to_pcode,share\nB,Y,0.5\nQ,X,1\nA,X1,1\n,W?,2\nB,Z,0.4\n";
    let found = checked(table);
    assert_eq!(found.crosswalk, None);
    let told: Vec<_> =
        found.problems.0.iter().map(|one| (one.position, one.value.as_str(), one.fault.code())).collect();
    assert_eq!(
        told,
        [
            (Position::Row(2), "B", "places.shares_do_not_add_up"),
            (Position::Row(3), "Q", "places.not_in_version"),
            (Position::Row(4), "X1", "places.other_level"),
            (Position::Row(5), "", "places.missing_code"),
            (Position::Row(5), "W?", "places.bad_code"),
            (Position::Row(5), "2", "places.bad_share"),
            (Position::File, "C", "places.unlinked"),
        ]
    );
    assert_eq!((found.coverage.old_linked, found.coverage.new_linked), (2, 3));
}

#[test]
fn a_table_says_what_it_covers_before_it_is_kept() {
    let found = checked("from_pcode,to_pcode,share\nA,X,1\nB,X,0.4\nB,Y,0.6\nC,Y,\nC,X,");
    assert!(found.problems.0.is_empty(), "{}", found.problems);
    let LinkCoverage { old_linked, new_linked, new_missing, whole, divided, not_known, .. } = found.coverage;
    assert_eq!((old_linked, new_linked, whole, divided, not_known), (3, 2, 1, 1, 1));
    assert_eq!(new_missing, ["Z".parse().unwrap()], "nobody is led there, and that is said");
    let counts = [("A", 100_u64), ("B", 10), ("C", 7)].map(|(place, count)| (place.parse().unwrap(), count.into()));
    let carried = found.crosswalk.unwrap().carry("old", &counts.into()).unwrap();
    let sure = carried.certainty();
    assert_eq!((sure.exact, sure.estimated, sure.without_place, sure.places_not_known), (100, 10, 7, 0));
}

#[test]
fn a_file_that_is_no_table_of_links_is_one_problem_and_not_one_for_each_place() {
    let code = |table: &[u8]| {
        let options = CrosswalkOptions { from_version: "old".into(), to_version: "new".into(), basis: "law".into() };
        let (old, new) = versions();
        let found = Crosswalk::read_checked("links.csv", table, &options, &old, &new);
        let codes: Vec<_> = found.problems.0.iter().map(|problem| problem.fault.code()).collect();
        codes
    };
    assert_eq!(code(b"name,value\na,1\n"), ["places.no_crosswalk_columns"]);
    assert_eq!(code(b"from_pcode,to_pcode\n"), ["places.no_links"]);
    assert_eq!(code(b"\xff\xfe\x00"), ["places.not_utf8"]);
    assert_eq!(code(&vec![b'a'; Crosswalk::LARGEST_TABLE + 1]), ["places.table_too_large"]);
}
