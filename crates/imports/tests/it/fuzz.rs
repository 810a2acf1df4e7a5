//! No file makes an import panic.

use crate::{
    limits::with_part,
    support::{
        self,
        made::{HEADER, MAPPING, SOUND, workbook},
    },
};
use imports::{Limits, Mapping, Options, SourceFile, read_file, recognise};
use proptest::prelude::*;
use std::sync::LazyLock;

static MAPPINGS: LazyLock<Vec<Mapping>> = LazyLock::new(|| {
    let codes = ["burundi_baseline_round_68", "dtm_api_v3_admin0", "dtm_api_v3_admin2", "nigeria_baseline_round_38"];
    let mut mappings: Vec<_> = codes.into_iter().map(support::mapping).collect();
    mappings.push(Mapping::from_toml("made.toml", MAPPING).unwrap());
    mappings.push(Mapping::from_toml("csv.toml", CSV).unwrap());
    mappings
});

static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    workbook(&[
        ("Places", &[HEADER, SOUND, SOUND]),
        ("Arrivals", &[&["_parent_index", "households", "cause"], &["1", "2", "conflict"]]),
    ])
});

const CSV: &str = r#"
code = "csv"
version = "1"
title = { en = "CSV" }
exercise = "baseline_subarea"
form = "baseline_subarea"
format = "csv"
places = { levels = [{ level = 1, code = "p", name = "n" }] }
questions = { idp_households = "hh", reporting_date = "day", location_point = { point = { latitude = "a", longitude = "b" } } }
"#;

/// Whatever comes of it, it comes as a value; and an import accounts for every row.
fn survives(bytes: &[u8]) {
    let file = SourceFile { name: "fuzz", bytes };
    let limits = Limits { bytes: 1_000_000, unpacked_bytes: 10_000_000, rows: 1_000, columns: 300, cells: 10_000 };
    let places = support::places::global();
    for mapping in MAPPINGS.iter() {
        let round = (mapping.code == "csv").then_some(vocab::RoundNumber(1));
        let options = Options { round, limits };
        let schema = support::schema_of(mapping);
        if let Ok(import) = read_file(mapping, file, &options, &schema, &places, &mut |_| {}) {
            support::check_accounts(&import);
            let _ = import.report.to_string();
        }
    }
    let _ = recognise(&MAPPINGS, file, &limits);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        survives(&bytes);
    }

    #[test]
    fn a_workbook_with_damaged_bytes(damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = WORKBOOK.clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn a_workbook_with_damaged_xml(
        part in prop::sample::select(vec![
            "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml",
            "xl/styles.xml", "xl/_rels/workbook.xml.rels",
        ]),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), prop_oneof![
            "[<>\"/&;=A-Za-z0-9 \\-]{0,6}",
            Just("<v>1e999</v>".to_owned()), Just(" r=\"ZZZZZZ99999999999\"".to_owned()), Just(" t=\"e\"".to_owned()),
            Just(" t=\"d\"".to_owned()), Just(" s=\"99\"".to_owned()), Just("<row r=\"0\">".to_owned()),
        ], 0_usize..6), 1..6),
    ) {
        let bytes = with_part(&WORKBOOK, part, |xml| {
            let mut letters: Vec<char> = xml.chars().collect();
            for (at, text, length) in &damage {
                let at = at.index(letters.len());
                let end = (at + length).min(letters.len());
                letters.splice(at..end, text.chars());
            }
            letters.into_iter().collect()
        });
        survives(&bytes);
    }

    #[test]
    fn cells_of_every_kind(cells in proptest::collection::vec(prop_oneof![
        "\\PC{0,20}", Just("\u{0}".to_owned()), Just("1e308".to_owned()), Just("-9223372036854775808".to_owned()),
        Just("9223372036854775807".to_owned()), Just("0000-00-00".to_owned()), Just("BDI012".to_owned()),
    ], 0..60)) {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["p", "n", "hh", "day", "a", "b"]).unwrap();
        for row in cells.chunks(6) {
            let padded = row.iter().map(String::as_str).chain(std::iter::repeat("")).take(6);
            csv.write_record(padded).unwrap();
        }
        survives(&csv.into_inner().unwrap());
    }

    #[test]
    fn json_of_every_kind(rows in proptest::collection::vec(
        (any::<i64>(), any::<f64>(), "\\PC{0,12}", any::<Option<bool>>()), 0..12)
    ) {
        let result: Vec<_> = rows.iter().map(|(integer, decimal, text, truth)| serde_json::json!({
            "admin0Pcode": text, "roundNumber": integer, "numPresentIdpInd": decimal, "reportingDate": text,
            "numberMales": truth, "numberFemales": {"nested": integer}, "displacementReason": text, "operation": text,
            "idpOriginAdmin1Pcode": text, "idpOriginAdmin1Name": [1], "assessmentType": truth,
        })).collect();
        let document = serde_json::json!({"totalRecordsCount": result.len(), "isSuccess": true, "result": result});
        survives(document.to_string().as_bytes());
    }
}
