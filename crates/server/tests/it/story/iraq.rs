//! Three published rounds of DTM Iraq (August and September 2014) through the server: imported without a header row, closed, and
//! compared. The total grew from the second to the third, while families in the same places became fewer.
//!
//! The files state no licence. They are looked for in `../shared/data` and are no part of the repository, nor is anything cut from
//! them. The numbers here were added up by a script of their own (Python, `csv` and `Counter`, none of this code): families are
//! the sum of columns S to AE, a place is its PlaceID in column M, and a place is in a round if it has a row there.

use super::{
    Country,
    imports::{country_of_codes, shared},
};
use axum::http::StatusCode;
use packs::PackFiles;
use serde_json::{Value, json};
use server::{
    importing::{self, Request},
    install,
    programme::Programme,
};
use std::path::Path;
use store::Role;
use vocab::{RoundNumber, Text};

on_both_stores! {
    three_rounds_of_iraq_are_imported_closed_and_compared
}

const FILES: [(&str, i64); 3] =
    [("iraq_2014_08_18.csv", 2_077), ("iraq_2014_09_01.csv", 2_488), ("iraq_2014_09_14.csv", 2_586)];

/// Same places with their families before and after, newly assessed (places, families), no longer assessed (places, families).
type Parts = (u64, [u64; 2], [u64; 2], [u64; 2]);

const WHOLE: [(u32, u32, [u64; 2], Parts); 3] = [
    (1, 2, [218_434, 284_863], (1_483, [218_434, 247_959], [276, 36_904], [0, 0])),
    (2, 3, [284_863, 287_572], (1_632, [283_611, 278_052], [83, 9_520], [127, 1_252])),
    (1, 3, [218_434, 287_572], (1_473, [216_508, 247_361], [242, 40_211], [10, 1_926])),
];

/// Governorates from round 1 to round 2, and from 2 to 3. None: a part is 1 to 4 families.
const GOVERNORATES: [(&str, Parts, Option<Parts>); 17] = [
    ("IQG01", (247, [57_214, 57_214], [0, 0], [0, 0]), Some((247, [57_214, 57_226], [0, 0], [0, 0]))),
    ("IQG07", (124, [2_019, 2_445], [32, 388], [0, 0]), Some((147, [2_833, 3_274], [13, 221], [9, 0]))),
    ("IQG08", (239, [16_482, 16_780], [18, 90], [0, 0]), Some((249, [16_870, 17_098], [12, 343], [8, 0]))),
    ("IQG02", (118, [475, 608], [18, 31], [0, 0]), Some((134, [639, 925], [13, 53], [2, 0]))),
    ("IQG09", (53, [37_361, 50_743], [12, 26_785], [0, 0]), Some((62, [77_528, 71_238], [4, 3_003], [3, 0]))),
    ("IQG10", (56, [8_877, 8_774], [10, 790], [0, 0]), Some((59, [9_564, 9_729], [6, 105], [7, 0]))),
    ("IQG11", (47, [22_998, 29_119], [8, 345], [0, 0]), Some((48, [28_363, 26_070], [9, 2_237], [7, 1_101]))),
    ("IQG12", (40, [9_131, 9_154], [8, 224], [0, 0]), Some((46, [9_378, 9_394], [5, 231], [2, 0]))),
    ("IQG13", (71, [18_692, 20_079], [10, 1_520], [0, 0]), Some((81, [21_599, 21_249], [0, 0], [0, 0]))),
    ("IQG14", (76, [385, 762], [24, 89], [0, 0]), None),
    ("IQG04", (59, [9_697, 12_172], [12, 398], [0, 0]), Some((71, [12_570, 12_967], [0, 0], [0, 0]))),
    ("IQG15", (64, [11_324, 13_130], [44, 4_374], [0, 0]), Some((66, [17_354, 17_992], [6, 2_946], [42, 150]))),
    ("IQG05", (50, [1_652, 1_973], [4, 223], [0, 0]), Some((54, [2_196, 2_347], [6, 185], [0, 0]))),
    ("IQG16", (72, [5_385, 5_935], [51, 375], [0, 0]), Some((80, [6_310, 6_310], [0, 0], [43, 0]))),
    ("IQG06", (97, [14_707, 14_909], [10, 161], [0, 0]), Some((104, [15_070, 15_759], [2, 103], [3, 0]))),
    ("IQG17", (32, [479, 760], [11, 356], [0, 0]), Some((43, [1_116, 1_209], [3, 21], [0, 0]))),
    ("IQG18", (38, [1_556, 3_402], [4, 755], [0, 0]), None),
];

/// A group of places, for whatever reason they have no count in the other round.
fn group(groups: &Value) -> [u64; 2] {
    let of = |what: &str| groups.as_object().unwrap().values().map(|group| group[what].as_u64().unwrap()).sum();
    [of("places"), of("count")]
}

fn parts(area: &Value) -> Option<Parts> {
    let parts = &area["parts"];
    let same = parts["same_places"].as_u64()?;
    let change = ["before", "after"].map(|when| parts["like_for_like"][when].as_u64().unwrap());
    Some((same, change, group(&parts["newly_assessed"]), group(&parts["no_longer_assessed"])))
}

async fn three_rounds_of_iraq_are_imported_closed_and_compared(mut country: Country) {
    let Some(list) = shared("geo/global_pcodes_adm1_2.csv") else { return };
    let files = FILES.map(|(name, rows)| Some((name, rows, shared(&format!("dtm_assessments/{name}"))?)));
    let Some(files) = files.into_iter().collect::<Option<Vec<_>>>() else { return };
    let mut packs = packs::builtin();
    let pack = PackFiles::in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/iraq-2014")).unwrap();
    packs.insert("iraq-2014".to_owned(), pack);
    let packs = packs.into_iter().filter(|(_, files)| files.0.contains_key("pack.toml"));
    let store = country.site.app.store.clone();
    country.site.reopen_with(store, Programme::read(packs).unwrap());
    let operation = country_of_codes(&country, &list, ("iraq", "IRQ", "Iraq")).await;
    let app = country.site.app.clone();
    install::install(&app, &operation, "iraq-2014", "test").await.unwrap();
    country.site.person("ines@example.org", &[(&operation, Role::Manager)]).await;
    let ines = country.site.logged_in("ines@example.org").await;

    for (number, (name, rows, bytes)) in (1..).zip(files) {
        let request = Request {
            file_name: name.to_owned(),
            bytes,
            mapping: "iraq_2014".to_owned(),
            round: Some(RoundNumber(number)),
            note: Text::new("IOM DTM Iraq, 2014"),
            actor: "user:ines@example.org".to_owned(),
        };
        let imported = importing::import(&app, &operation, request, |_| ()).await.unwrap();
        let told = imported.report.to_string();
        assert_eq!((imported.outcome.stored, imported.report.refused()), (rows, 0), "{told}");
        app.figures.settle().await;
        let stage = format!("/api/v1/operations/iraq/exercises/iraq_2014/rounds/{number}/stage");
        let closed = ines.post(&stage, json!({"to": "closed"})).await;
        assert_eq!(closed.json()["stage"], "closed", "{}", closed.text);
    }

    const CHANGE: &str = "/api/v1/public/operations/iraq/exercises/iraq_2014";
    for (from, to, total, expected) in WHOLE {
        let answer = country.site.browser().get(&format!("{CHANGE}/change?from={from}&to={to}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let told = answer.json();
        assert_eq!((&told["from"]["unrecognised"], &told["to"]["unrecognised"]), (&json!(0), &json!(0)));
        let areas = told["areas"].as_array().unwrap();
        let find = |place: &str| areas.iter().find(|area| area["place"] == place).unwrap();
        let whole = find("IRQ");
        assert_eq!(["before", "after"].map(|when| whole["total"][when].as_u64().unwrap()), total, "{from} to {to}");
        assert_eq!(parts(whole), Some(expected), "{from} to {to}: {whole}");
        if to - from > 1 {
            continue;
        }
        for (place, first, second) in GOVERNORATES {
            let (area, expected) = (find(place), if from == 1 { Some(first) } else { second });
            match (parts(area), expected) {
                (Some(shown), Some(expected)) => assert_eq!(shown, expected, "{place}, {from} to {to}"),
                (None, _) => assert_eq!(area["hidden"], "withheld", "{place}: {area}"),
                (Some(shown), None) => panic!("{place}, {from} to {to}: a small part is shown, {shown:?}"),
            }
        }
        let shown = areas.iter().filter(|area| area["level"] == 1 && parts(area).is_some()).count();
        // Whatever would give a small part away by subtracting is withheld with it, in districts too.
        let least = if from == 1 { 10 } else { 6 };
        assert!(shown >= least, "{shown} governorates are shown from {from} to {to}");
    }
    let series = country.site.browser().get(&format!("{CHANGE}/series")).await.json();
    assert_eq!(series["plain"], "refused", "the total grew, and the same places did not");
    let line = &series["like_for_like"][0];
    assert_eq!(
        (&line["counts"], &line["same_places"], &line["left_out"]),
        (&json!([216_508, 246_707, 247_361]), &json!(1_473), &json!(369))
    );
}
