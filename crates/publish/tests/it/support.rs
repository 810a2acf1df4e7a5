//! A small country: C of provinces C1 (communes C11, C12) and C2 (commune C21).

use publish::{Catalogue, Gate, Operation, Place, Publishable, Round, Series, Terms};
use std::collections::BTreeMap;
use std::path::PathBuf;
use vocab::{AdminLevel, Coverage, Figure, FigureKey, Missing, Pcode, RoundNumber, Sharing};

pub fn pcode(code: &str) -> Pcode {
    code.parse().unwrap()
}

fn place(code: &str, name: &str) -> Place {
    let level = code.len() - 1;
    let square = serde_json::json!({
        "type": "Polygon",
        "coordinates": [[[29.0, -3.0], [30.0, -3.0], [30.0, -2.0], [29.0, -2.0], [29.0, -3.0]]],
    });
    Place {
        pcode: pcode(code),
        level: AdminLevel(u8::try_from(level).unwrap()),
        name: name.into(),
        parent: (level > 0).then(|| pcode(&code[..level])),
        geometry: (level > 0).then_some(square),
        approximate: code == "C2",
    }
}

pub fn catalogue() -> Catalogue {
    let places =
        [("C", "Country"), ("C1", "North"), ("C2", "=South"), ("C11", "Hill"), ("C12", "Lake"), ("C21", "Shore")];
    let round = |number, (year, month, day)| Round {
        operation: "op".into(),
        exercise: "baseline".into(),
        number: RoundNumber(number),
        reporting_date: chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap(),
        demonstration: false,
    };
    Catalogue {
        operations: vec![Operation {
            code: "op".into(),
            name: "Country Response".into(),
            active: true,
            admin0_name: "Country".into(),
            admin0_pcode: "CTY".into(),
            demonstration: false,
            places: places.into_iter().map(|(code, name)| place(code, name)).collect(),
        }],
        rounds: vec![round(1, (2024, 3, 31)), round(2, (2024, 6, 30))],
        series: vec![Series { exercise: "baseline".into(), indicator: "idps".into(), assessment_type: "BA".into() }],
    }
}

/// A figure of round 1; `cell` is empty for the total, else `dimension=code …`.
pub fn figure(place: &str, cell: &str, value: Option<f64>) -> Figure {
    let pair = |part: &str| part.split_once('=').map(|(name, code)| (name.to_owned(), code.to_owned())).unwrap();
    let dimensions: BTreeMap<String, String> = cell.split_whitespace().map(pair).collect();
    let disaggregation = match dimensions.keys().next().map(String::as_str) {
        None => "total",
        Some("reason") => "reason",
        Some(_) => "sex_age",
    };
    Figure {
        key: FigureKey {
            operation: "op".into(),
            exercise: "baseline".into(),
            round: RoundNumber(1),
            indicator: "idps".into(),
            level: AdminLevel(u8::try_from(place.len() - 1).unwrap()),
            place: pcode(place),
            disaggregation: disaggregation.into(),
            dimensions,
        },
        value,
        missing: value.is_none().then_some(Missing::NotAssessed),
        records: u64::from(value.is_some()),
        omitted: 0,
        coverage: Coverage { assessed: u64::from(value.is_some()), expected: 1, level: AdminLevel(2) },
        confidence: None,
        borrowed: None,
        ratio: None,
        recipes: vec![],
        indicator_version: "1.0.0".into(),
        method: "Sum".into(),
        snapshot: "0".repeat(64),
    }
}

/// Total, reasons and a sex-age table at each place.
pub fn figures() -> Vec<Figure> {
    let places = [
        ("C", [500.0, 300.0, 100.0, 210.0, 290.0]),
        ("C1", [400.0, 300.0, 100.0, 170.0, 230.0]),
        ("C2", [100.0, 0.0, 0.0, 40.0, 60.0]),
        ("C11", [250.0, 250.0, 0.0, 100.0, 150.0]),
        ("C12", [150.0, 50.0, 100.0, 70.0, 80.0]),
        ("C21", [100.0, 0.0, 0.0, 40.0, 60.0]),
    ];
    let cells = ["", "reason=natural_disaster", "reason=conflict", "age_band=0 sex=male", "age_band=0 sex=female"];
    let of_place = |(place, values): (&'static str, [f64; 5])| {
        cells.into_iter().zip(values).map(move |(cell, value)| figure(place, cell, Some(value)))
    };
    places.into_iter().flat_map(of_place).collect()
}

pub fn terms(sharing: Sharing) -> Vec<Terms> {
    vec![Terms { indicator: "idps".into(), sharing, protected: ["sex_age".to_owned()].into() }]
}

pub fn published(figures: Vec<Figure>, catalogue: &Catalogue) -> Publishable {
    Gate::default().open(figures, &terms(Sharing::Public), catalogue).unwrap()
}

/// The data folder that lies beside the project on some machines.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: needs ../shared ({path})");
    None
}
