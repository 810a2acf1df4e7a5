//! Against real answers of the DTM API: what version 3 says by reason adds up to what version 2 says.

use crate::support::{compute, figure, frame, pack_indicator, published_schema, record, shared};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{Record, RoundNumber, Value};

fn rows(path: &std::path::Path) -> Vec<Json> {
    let mut answer: Json = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    serde_json::from_value(answer["result"].take()).unwrap()
}

/// A row of version 3 as the record its import would make.
fn as_record(index: usize, row: &Json) -> Record {
    let place = format!("{} {}", row["admin0Pcode"].as_str().unwrap(), row["admin1Pcode"].as_str().unwrap());
    let numbers =
        [("idp_individuals", "numPresentIdpInd"), ("idp_male", "numberMales"), ("idp_female", "numberFemales")];
    let numbers: Vec<_> = numbers.into_iter().filter_map(|(name, field)| Some((name, row[field].as_i64()?))).collect();
    let mut record = record(&format!("row-{index}"), &place, &numbers);
    for (name, field) in [("displacement_reason", "displacementReason"), ("assessment_type", "assessmentType")] {
        record.answers.insert(name.into(), Value::Text(row[field].as_str().unwrap().into()).into());
    }
    record
}

#[tokio::test]
async fn version_3_by_reason_adds_up_to_version_2() {
    let (Some(v3), Some(v2)) = (
        shared("data/dtm_api/v3_displacement-admin1-admin0pcode-tcd.json"),
        shared("data/dtm_api/v2_idpadmin1data-getadmin1datav2-admin0pcode-tcd.json"),
    ) else {
        return;
    };
    let number = |row: &Json| u32::try_from(row["roundNumber"].as_u64().unwrap()).unwrap();
    let mut rounds: BTreeMap<u32, Vec<Record>> = BTreeMap::new();
    for (index, row) in rows(&v3).iter().enumerate() {
        rounds.entry(number(row)).or_default().push(as_record(index, row));
    }
    let indicators = ["published_idps_individuals", "published_idps_individuals_sites"].map(pack_indicator);
    let code_of = |kind: &str| if kind == "BA" { &indicators[0].code } else { &indicators[1].code };
    let mut compared = BTreeSet::new();
    for row in rows(&v2) {
        let Some(records) = rounds.get(&number(&row)) else { continue };
        let mut frame = frame("published_admin1", &[]);
        frame.round = RoundNumber(number(&row));
        let figures = compute(&published_schema(), records, &indicators, &frame).await;
        let kind = row["assessmentType"].as_str().unwrap();
        let found = figure(&figures, code_of(kind), row["admin1Pcode"].as_str().unwrap(), "");
        assert_eq!(found.value, row["numPresentIdpInd"].as_f64(), "round {} {kind}", number(&row));
        compared.insert((number(&row), kind.to_owned()));
    }
    assert!(compared.len() > 20, "{compared:?}");
}
