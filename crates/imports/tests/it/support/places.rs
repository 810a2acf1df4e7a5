//! Boundaries for the tests: the global p-code list when ../shared is there; South Sudan and a few places of Burundi in
//! any case.

use imports::PlaceLookup;
use std::{collections::HashMap, sync::OnceLock};
use vocab::{AdminLevel, Pcode};

#[derive(Clone)]
struct Area {
    level: u8,
    name: String,
    parent: Option<Pcode>,
}

/// Areas by p-code. Cheap to clone.
#[derive(Clone, Copy)]
pub struct Areas(&'static HashMap<Pcode, Area>);

/// All places the tests know.
pub fn global() -> Areas {
    static AREAS: OnceLock<HashMap<Pcode, Area>> = OnceLock::new();
    Areas(AREAS.get_or_init(|| {
        let mut areas = few();
        south_sudan(&mut areas);
        let list = super::root().join("../shared/data/geo/global_pcodes_adm1_2.csv");
        if let Ok(text) = std::fs::read_to_string(list) {
            read_list(&text, &mut areas);
        }
        areas
    }))
}

fn few() -> HashMap<Pcode, Area> {
    let mut areas = HashMap::new();
    for (pcode, level, name, parent) in [
        ("BDI", 0, "Burundi", None),
        ("BDI007", 1, "Karuzi", Some("BDI")),
        ("BDI012", 1, "Muyinga", Some("BDI")),
        ("BDI012003", 2, "Gashoho", Some("BDI012")),
        ("BDI012004", 2, "Gasorwe", Some("BDI012")),
        ("BDI007002", 2, "Buhiga", Some("BDI007")),
    ] {
        let parent = parent.map(|parent| parent.parse().unwrap());
        areas.insert(pcode.parse().unwrap(), Area { level, name: name.to_owned(), parent });
    }
    areas
}

/// The boundaries that lie in the repository; only their codes and names are read.
fn south_sudan(areas: &mut HashMap<Pcode, Area>) {
    let country: Pcode = "SSD".parse().unwrap();
    areas.insert(country.clone(), Area { level: 0, name: "South Sudan".to_owned(), parent: None });
    for level in [1, 2] {
        let file = super::root().join(format!("packs/places-south-sudan/2020/adm{level}.topojson"));
        let topology: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let objects = topology["objects"].as_object().unwrap();
        for geometry in objects.values().flat_map(|object| object["geometries"].as_array().unwrap()) {
            let text = |key: &str| geometry["properties"][format!("admin{level}{key}")].as_str().unwrap().to_owned();
            let pcode: Pcode = text("Pcode").parse().unwrap();
            let parent = if level == 1 { country.clone() } else { pcode.as_str()[..4].parse().unwrap() };
            areas.insert(pcode, Area { level, name: text("Name"), parent: Some(parent) });
        }
    }
}

fn read_list(text: &str, areas: &mut HashMap<Pcode, Area>) {
    let text = text.trim_start_matches('\u{feff}');
    // Row 2 holds the HXL hashtags.
    for record in csv::Reader::from_reader(text.as_bytes()).records().skip(1) {
        let record = record.unwrap();
        let [country, level, pcode, name, parent] = [0, 1, 2, 3, 4].map(|at| record.get(at).unwrap());
        let (Ok(pcode), Ok(parent), Ok(country)) = (pcode.parse(), parent.parse(), country.parse::<Pcode>()) else {
            continue;
        };
        areas.entry(country.clone()).or_insert(Area { level: 0, name: country.to_string(), parent: None });
        let level = level.parse().unwrap();
        areas.insert(pcode, Area { level, name: name.to_owned(), parent: Some(parent) });
    }
}

impl PlaceLookup for Areas {
    fn lineage(&self, pcode: &Pcode) -> Option<Vec<Pcode>> {
        let mut lineage = vec![pcode.clone()];
        let mut area = self.0.get(pcode)?;
        while let Some(parent) = &area.parent {
            lineage.push(parent.clone());
            area = self.0.get(parent)?;
        }
        lineage.reverse();
        Some(lineage)
    }

    fn name(&self, pcode: &Pcode) -> Option<String> {
        self.0.get(pcode).map(|area| area.name.clone())
    }

    fn propose(&self, name: &str, level: AdminLevel) -> Vec<(Pcode, String, f64)> {
        let alike = self.0.iter().filter(|(_, area)| area.level == level.0);
        let mut scored: Vec<_> = alike
            .map(|(pcode, area)| (pcode.clone(), area.name.clone(), strsim::jaro_winkler(name, &area.name)))
            .filter(|(_, _, score)| *score > 0.8)
            .collect();
        scored.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        scored
    }
}
