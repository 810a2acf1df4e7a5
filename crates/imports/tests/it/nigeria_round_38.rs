//! The published workbook of DTM Nigeria's North-East baseline, round 38: the example of docs/how-to-add-an-import.md.

use crate::support::{import, mapping, number, shared, sum};

const FILE: &str = "nigeria_baseline_round_38_2021_07.xlsx";

#[test]
fn every_ward_becomes_a_record_though_its_hashtags_are_swapped() {
    let Some(bytes) = shared(&format!("dtm_assessments/{FILE}")) else { return };
    let import = import(&mapping("nigeria_baseline_round_38"), FILE, &bytes, None).unwrap();
    println!("{}", import.report);
    let main = &import.report.sheets[0];
    assert_eq!((main.read, main.accepted, main.refused), (792, 790, 0));
    assert!(import.records.iter().all(|(round, record)| round.0 == 38 && record.places.len() == 3));
    for unit in ["households", "individuals"] {
        let reasons = ["conflict", "natural_disaster", "other"].map(|reason| format!("idp_{unit}_{reason}"));
        for (_, record) in &import.records {
            let parts: i64 = reasons.iter().map(|reason| number(record, reason).unwrap()).sum();
            assert_eq!(Some(parts), number(record, &format!("idp_{unit}")), "{}", record.source);
        }
    }
    assert!(sum(&import, "idp_individuals_natural_disaster") > 0);
    assert_eq!(sum(&import, "idp_individuals_other"), 0);
}
