//! Real files come in through the store: every row accounted for, twice is once, and figures that equal the file's own sums.

use super::country::{BASELINE, Country, equip};
use axum::http::StatusCode;
use calamine::{Data, Reader, Xlsx};
use imports::Severity;
use places::{Boundaries, BoundaryVersion, ReadOptions, read_areas};
use serde_json::{Value, json};
use server::{
    importing::{self, Imported, Request, Step},
    install, territory,
};
use std::{
    collections::BTreeMap,
    io::Cursor,
    sync::{Arc, Mutex},
};
use store::{NewOperation, Operation, Role};
use vocab::{RoundNumber, Text};

on_both_stores! {
    a_workbook_of_south_sudan_becomes_figures_that_equal_its_own_summary
    answers_of_the_dtm_api_become_figures_of_their_own
    a_file_that_does_not_fit_changes_nothing
}

const WORKBOOK: &str = "south_sudan_baseline_round_11.xlsx";

fn workbook() -> Vec<u8> {
    packs::builtin()["demo-south-sudan"].0[&format!("data/{WORKBOOK}")].to_vec()
}

async fn import(country: &Country, operation: &Operation, file: &str, bytes: &[u8], mapping: &str) -> Imported {
    let imported =
        importing::import(&country.site.app, operation, request(file, bytes, mapping), |_| ()).await.unwrap();
    country.site.app.figures.settle().await;
    imported
}

fn request(file: &str, bytes: &[u8], mapping: &str) -> Request {
    Request {
        file_name: file.to_owned(),
        bytes: bytes.to_vec(),
        mapping: mapping.to_owned(),
        round: None,
        note: Text::new("A test"),
        actor: "user:mark@example.org".to_owned(),
    }
}

/// IDP households and individuals of each county, as the workbook's summary has them.
fn county_summary() -> BTreeMap<String, (f64, f64)> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(workbook())).unwrap();
    let sheet = workbook.worksheet_range("MT R11 County summary").unwrap();
    let text = |cell: &Data| cell.to_string();
    let number = |cell: &Data| text(cell).parse::<f64>().unwrap();
    let counties = sheet.rows().skip(1).filter(|row| text(&row[0]) != "Grand Total");
    counties.map(|row| (text(&row[2]), (number(&row[6]), number(&row[7])))).collect()
}

async fn a_workbook_of_south_sudan_becomes_figures_that_equal_its_own_summary(country: Country) {
    let south_sudan = equip(&country.site, "south-sudan", "SSD", "South Sudan", ("places-south-sudan", "2020/")).await;
    let steps = Arc::new(Mutex::new(Vec::new()));
    let (bytes, heard) = (workbook(), Arc::clone(&steps));
    let first = request(WORKBOOK, &bytes, "south_sudan_baseline_round_11");
    let app = &country.site.app;
    let first =
        importing::import(app, &south_sudan, first, move |step| heard.lock().unwrap().push(step)).await.unwrap();
    assert_eq!((first.outcome.stored, first.outcome.unchanged, first.outcome.conflicts.len()), (3_335, 0, 0));
    assert_eq!((first.rounds.as_slice(), first.report.refused()), ([RoundNumber(11)].as_slice(), 0));
    let steps = std::mem::take(&mut *steps.lock().unwrap());
    assert!(steps.len() > 10 && steps.last() == Some(&Step::Store(3_335, 3_335)), "progress is shown");
    app.figures.settle().await;

    let path =
        |query: &str| format!("/api/v1/public/operations/south-sudan/exercises/{BASELINE}/figures?round=11&{query}");
    let browser = country.site.browser();
    let figures = async |indicator: &str, level: u8| {
        let query = format!("indicator={indicator}&level={level}&disaggregation=total");
        let answer = browser.get(&path(&query)).await.json();
        let figures = answer["figures"].as_array().unwrap().clone();
        figures
            .into_iter()
            .map(|figure| (figure["place"].as_str().unwrap().to_owned(), figure))
            .collect::<BTreeMap<_, _>>()
    };
    let (households, individuals) = (figures("idps_households", 2).await, figures("idps_individuals", 2).await);
    let summary = county_summary();
    assert_eq!((summary.len(), individuals.len()), (78, 79), "one county was not covered in this round");
    for (county, (their_households, their_individuals)) in &summary {
        assert_eq!(households[county]["value"], *their_households, "{county}");
        assert_eq!(individuals[county]["value"], *their_individuals, "{county}");
    }
    let uncovered = individuals.iter().find(|(county, _)| !summary.contains_key(*county)).unwrap().1;
    assert_eq!((&uncovered["value"], &uncovered["missing"]), (&Value::Null, &json!("not_assessed")));
    let whole = &figures("idps_individuals", 0).await["SSD"];
    assert_eq!((&whole["value"], &whole["records"]), (&json!(2_017_236.0), &json!(3_335)));
    assert_eq!(figures("idps_households", 0).await["SSD"]["value"], 369_545.0);

    let before = browser.get(&path("")).await.text;
    let again = import(&country, &south_sudan, WORKBOOK, &bytes, "south_sudan_baseline_round_11").await;
    assert_eq!((again.outcome.stored, again.outcome.unchanged, again.outcome.conflicts.len()), (0, 3_335, 0));
    assert!(browser.get(&path("")).await.text == before, "figures after the same file once more");
    // A row is found again in the workbook, down to its number.
    country.site.person("sarah@example.org", &[(&south_sudan, Role::Viewer)]).await;
    let sarah = country.site.logged_in("sarah@example.org").await;
    let explained =
        sarah.get("/api/v1/public/explain?figure=south-sudan/baseline_subarea/11/idps_individuals/SS0101").await.json();
    let source = &explained["contributing"]["records"][0]["source"];
    let source = source.as_str().unwrap();
    assert!(source.starts_with(&format!("{WORKBOOK}, sheet 'MT R11 Baseline locations', row ")), "{source}");
    let runs = sarah.get("/api/v1/operations/south-sudan/imports").await.json();
    let counts: Vec<_> =
        ["stored", "unchanged"].map(|name| [&runs["imports"][0][name], &runs["imports"][1][name]]).into();
    assert_eq!(counts, [[&json!(0), &json!(3_335)], [&json!(3_335), &json!(0)]], "the newest run first");
    let deeds = country.site.deeds().await;
    assert_eq!(deeds.iter().filter(|(_, action, _)| action == "import.done").count(), 2);
    assert!(country.figures("round=11").await.is_empty(), "another operation's rounds are not touched");
}

/// A file of `../shared`, or none after saying so.
pub fn shared(path: &str) -> Option<Vec<u8>> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    let found = std::fs::read(file).ok();
    if found.is_none() {
        println!("skipped: needs ../shared (data/{path})");
    }
    found
}

/// An operation with the p-codes of its country, from the global list of them; without lines.
pub async fn country_of_codes(country: &Country, list: &[u8], (code, pcode, name): (&str, &str, &str)) -> Operation {
    let version = BoundaryVersion {
        code: pcode.to_lowercase(),
        country: pcode.parse().unwrap(),
        country_name: Some(name.to_owned()),
        label: name.to_owned(),
        valid_from: "2019-01-01".parse().unwrap(),
        valid_to: None,
        source: "OCHA".to_owned(),
        licence: "as stated".to_owned(),
        note: None,
        levels: Vec::new(),
    };
    let options = ReadOptions { country: Some(pcode.parse().unwrap()), ..ReadOptions::default() };
    let file = read_areas("global_pcodes.csv", list, &options).unwrap();
    let boundaries = Boundaries::build(version, vec![file]).unwrap();
    let id = territory::keep_boundaries(&country.site.app.store, &boundaries, "test").await.unwrap();
    let new = NewOperation {
        code: code.to_owned(),
        name: Text::new(name),
        admin0_pcode: pcode.to_owned(),
        admin0_name: name.to_owned(),
        demonstration: false,
        boundary_version_id: Some(id),
    };
    country.site.app.store.save_operation(&new, "test").await.unwrap()
}

async fn answers_of_the_dtm_api_become_figures_of_their_own(country: Country) {
    let Some(list) = shared("geo/global_pcodes_adm1_2.csv") else { return };
    let Some(bytes) = shared("dtm_api/v3_displacement-admin1-admin0pcode-tcd.json") else { return };
    let operation = country_of_codes(&country, &list, ("chad", "TCD", "Chad")).await;
    install::install(&country.site.app, &operation, "mobility-tracking", "test").await.unwrap();
    let imported = import(&country, &operation, "tcd.json", &bytes, "dtm_api_v3_admin1").await;
    assert_eq!((imported.outcome.stored, imported.report.refused()), (56, 0));
    assert_eq!(imported.rounds.len(), 24);
    let again = import(&country, &operation, "tcd.json", &bytes, "dtm_api_v3_admin1").await;
    assert_eq!((again.outcome.stored, again.outcome.unchanged), (0, 56));
    let rewritten = imported.report.of_severity(Severity::Note).count();
    assert!(rewritten > 0, "Chad's codes were rewritten, and that was said");
    let path = "/api/v1/public/operations/chad/exercises/published_admin1/figures?round=1&level=1&place=TCD07";
    let figures = country.site.browser().get(path).await;
    assert_eq!(figures.status, StatusCode::OK);
    let figures = figures.json();
    let values: Vec<&Value> = figures["figures"].as_array().unwrap().iter().map(|figure| &figure["value"]).collect();
    assert!(values.contains(&&json!(147_032.0)), "{figures}");
    // Published figures and assessed ones are different series.
    let baseline =
        country.site.browser().get("/api/v1/public/operations/chad/exercises/baseline_subarea/figures").await;
    assert_eq!(baseline.json(), json!({"figures": []}));
}

async fn a_file_that_does_not_fit_changes_nothing(country: Country) {
    let app = &country.site.app;
    let deeds = country.site.deeds().await.len();
    for (file, bytes, mapping) in [
        (WORKBOOK, b"PK\x03\x04 not a workbook".to_vec(), "south_sudan_baseline_round_11"),
        ("x.json", b"{}".to_vec(), "dtm_api_v3_admin1"),
        ("x.json", b"{\"result\": [".to_vec(), "dtm_api_v3_admin1"),
        (WORKBOOK, workbook(), "no_such_mapping"),
    ] {
        let refused = importing::import(app, &country.operation, request(file, &bytes, mapping), |_| ()).await;
        let problem = refused.unwrap_err();
        assert!(!problem.status().is_server_error(), "{file} through {mapping}: {problem:?}");
    }
    // South Sudan's places are none of Burundi's: every row is refused, each with its reason, and no round is made.
    let elsewhere = importing::import(
        app,
        &country.operation,
        request(WORKBOOK, &workbook(), "south_sudan_baseline_round_11"),
        |_| (),
    );
    let elsewhere = elsewhere.await.unwrap();
    assert_eq!((elsewhere.outcome.stored, elsewhere.report.refused()), (0, 3_335));
    assert_eq!(app.store.rounds(country.exercise.id).await.unwrap().len(), 1);
    assert_eq!(country.site.deeds().await.len(), deeds + 1, "only that there was such a run");
}
