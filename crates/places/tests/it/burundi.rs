//! Burundi and South Sudan, as published.

use crate::shared::{of_level, official, version};
use places::{Boundaries, GeometryStanding, PlaceIndex};
use vocab::{AdminLevel, Pcode};

const PROVINCE: AdminLevel = AdminLevel(1);
const COMMUNE: AdminLevel = AdminLevel(2);

fn code(text: &str) -> Pcode {
    text.parse().unwrap()
}

fn counts(boundaries: &Boundaries) -> Vec<usize> {
    boundaries.levels().iter().map(|level| level.count).collect()
}

fn cod_2017(kind: &str) -> Option<Boundaries> {
    let files = vec![official(&format!("bdi_cod_adm1.{kind}"))?, official(&format!("bdi_cod_adm2.{kind}"))?];
    Some(
        Boundaries::build(version("bdi-2017", "BDI", "2017-11-03"), files)
            .unwrap_or_else(|problems| panic!("{problems}")),
    )
}

#[test]
fn the_common_operational_dataset_has_18_provinces_and_119_communes_in_either_format() {
    for kind in ["geojson", "topojson"] {
        let Some(burundi) = cod_2017(kind) else { return };
        assert_eq!(counts(&burundi), [1, 18, 119], "{kind}");
        assert!(burundi.levels()[1..].iter().all(|level| level.drawn == level.count));
        assert!(burundi.levels()[1..].iter().all(|level| level.geometry == GeometryStanding::Official));
        assert_eq!(burundi.area(&code("BDI006010")).unwrap().name, "Ryansoro");
        assert_eq!(burundi.lineage(&code("BDI006010")), [code("BDI"), code("BDI006"), code("BDI006010")]);
        assert_eq!(burundi.children(&code("BDI017")).count(), 3);
    }
}

#[test]
fn both_formats_give_the_same_hierarchy_and_find_the_same_places() {
    let (Some(full), Some(simplified)) = (cod_2017("geojson"), cod_2017("topojson")) else { return };
    let pairs = |boundaries: &Boundaries| -> Vec<(Pcode, Option<Pcode>)> {
        boundaries.areas().map(|area| (area.pcode.clone(), area.parent.clone())).collect()
    };
    assert_eq!(pairs(&full), pairs(&simplified));
    let (full, simplified) = (PlaceIndex::new(&full), PlaceIndex::new(&simplified));
    for (longitude, latitude, commune) in
        [(29.92463, -3.42708, "BDI006006"), (30.3414, -2.8451, "BDI012006"), (29.4386, -3.9736, "BDI018005")]
    {
        assert_eq!(full.locate(longitude, latitude, COMMUNE), Some(&code(commune)));
        assert_eq!(simplified.locate(longitude, latitude, COMMUNE), Some(&code(commune)));
    }
}

#[test]
fn south_sudan_has_10_states_and_79_counties() {
    let (Some(states), Some(counties)) = (official("ssd_cod_adm1.topojson"), official("ssd_cod_adm2.topojson")) else {
        return;
    };
    println!("{:?} {:?}", states.notes(), counties.notes());
    let built = Boundaries::build(version("ssd-2023", "SSD", "2023-08-29"), vec![states, counties]);
    let south_sudan = built.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(counts(&south_sudan), [1, 10, 79]);
    let juba = PlaceIndex::new(&south_sudan).locate(31.58, 4.85, COMMUNE).cloned();
    assert_eq!(juba, Some(code("SS0101")));
}

#[test]
fn the_structure_of_2025_has_four_levels_and_outlines_of_the_provinces_only() {
    let Some(provinces) = of_level("bdi_2025_provinces_approx_dissolved.geojson", 1) else { return };
    let files = [("communes", 2), ("zones", 3), ("quartiers", 4)];
    let lists = files.map(|(name, level)| of_level(&format!("bdi_2025_{name}.csv"), level).unwrap());
    let built = Boundaries::build(version("bdi-2025", "BDI", "2025-07-01"), [vec![provinces], lists.to_vec()].concat());
    let burundi = built.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(counts(&burundi), [1, 5, 42, 451, 3044]);
    let worth: Vec<GeometryStanding> = burundi.levels().iter().map(|level| level.geometry).collect();
    use GeometryStanding::{Approximate, None};
    assert_eq!(worth, [None, Approximate, None, None, None]);
    assert_eq!(burundi.ancestor(&code("BI-QT-01-01-01-02"), PROVINCE).unwrap().name, "Buhumuza");
}
