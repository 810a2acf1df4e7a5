//! Burundi and South Sudan, as published.

use crate::shared::{bytes, of_level, official, version};
use places::{
    Boundaries, Crosswalk, CrosswalkOptions, GeometryStanding, MatchReason, NameMatcher, PlaceIndex, ReadOptions,
    StoredArea, read_areas,
};
use vocab::{AdminLevel, Pcode};

const PROVINCE: AdminLevel = AdminLevel(1);
const COMMUNE: AdminLevel = AdminLevel(2);

fn code(text: &str) -> Pcode {
    text.parse().unwrap()
}

fn counts(boundaries: &Boundaries) -> Vec<usize> {
    boundaries.levels().iter().map(|level| level.count).collect()
}

fn whole_2025() -> Option<Boundaries> {
    let provinces = of_level("bdi_2025_provinces_approx_dissolved.geojson", 1)?;
    let files = [("communes", 2), ("zones", 3), ("quartiers", 4)];
    let lists: Option<Vec<_>> =
        files.map(|(name, level)| of_level(&format!("bdi_2025_{name}.csv"), level)).into_iter().collect();
    let built = Boundaries::build(version("bdi-2025", "BDI", "2025-07-01"), [vec![provinces], lists?].concat());
    Some(built.unwrap_or_else(|problems| panic!("{problems}")))
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
    let mended = |file: &places::AreaFile| file.notes().iter().map(|note| note.mended).sum::<usize>();
    assert!(mended(&states) > 0 && mended(&counties) > 0, "rounding to the grid left loops that had to be cut off");
    let built = Boundaries::build(version("ssd-2023", "SSD", "2023-08-29"), vec![states, counties]);
    let south_sudan = built.unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(counts(&south_sudan), [1, 10, 79]);
    let juba = PlaceIndex::new(&south_sudan).locate(31.58, 4.85, COMMUNE).cloned();
    assert_eq!(juba, Some(code("SS0101")));
}

#[test]
fn the_structure_of_2025_has_four_levels_and_outlines_of_the_provinces_only() {
    let Some(burundi) = whole_2025() else { return };
    assert_eq!(counts(&burundi), [1, 5, 42, 451, 3044]);
    let worth: Vec<GeometryStanding> = burundi.levels().iter().map(|level| level.geometry).collect();
    use GeometryStanding::{Approximate, None};
    assert_eq!(worth, [Approximate, Approximate, None, None, None], "the country is drawn around its provinces");
    assert_eq!(burundi.ancestor(&code("BI-QT-01-01-01-02"), PROVINCE).unwrap().name, "Buhumuza");
}

#[test]
fn each_old_province_has_one_link_to_a_new_one_and_the_link_says_what_it_rests_on() {
    let (Some(old), Some(new)) = (cod_2017("topojson"), whole_2025()) else { return };
    let file = "bdi_province_2017_to_2025_crosswalk.csv";
    let options = CrosswalkOptions {
        from_version: "bdi-2017".into(),
        to_version: "bdi-2025".into(),
        basis: "law of 16 March 2023, by province".into(),
    };
    let checked = Crosswalk::read_checked(file, &bytes(file).unwrap(), &options, &old, &new);
    let crosswalk = checked.crosswalk.unwrap_or_else(|| panic!("{}", checked.problems));
    assert_eq!(crosswalk.links().len(), 18);
    assert_eq!(crosswalk.to(&code("BI-PR-02")).count(), 4);
    let rumonge = crosswalk.from(&code("BDI018")).next().unwrap();
    assert!(rumonge.basis.contains("no share is stated"), "{}", rumonge.basis);
}

#[test]
fn the_town_of_gitega_lies_in_the_commune_and_province_of_gitega() {
    let Some(burundi) = cod_2017("geojson") else { return };
    let index = PlaceIndex::new(&burundi);
    assert_eq!(index.lineage(29.92463, -3.42708), [code("BDI"), code("BDI006"), code("BDI006006")]);
    assert_eq!(index.locate(29.92463, -3.42708, PROVINCE), Some(&code("BDI006")));
    assert_eq!(index.locate(29.92463, -3.42708, AdminLevel::COUNTRY), Some(&code("BDI")));
    assert_eq!(index.locate(15.3, -4.3, PROVINCE), None, "Kinshasa");
}

#[test]
fn names_as_reports_write_them_are_proposed_with_a_reason() {
    let Some(burundi) = cod_2017("geojson") else { return };
    let matcher = NameMatcher::new(&burundi);
    for (asked, level, found, reason) in [
        ("Karusi", PROVINCE, "BDI007", MatchReason::Similar),
        ("Buja Rural", PROVINCE, "BDI002", MatchReason::Abbreviation),
        ("Bujumbura-Mairie", PROVINCE, "BDI017", MatchReason::Folded),
        ("GITEGA", PROVINCE, "BDI006", MatchReason::Folded),
        ("Isare", COMMUNE, "BDI002002", MatchReason::Similar),
        ("Nyanza Lac", COMMUNE, "BDI010005", MatchReason::Folded),
        ("Ryansoro (Gitega)", COMMUNE, "BDI006010", MatchReason::AlternativeName),
    ] {
        let first = &matcher.propose(asked, level, None)[0];
        assert_eq!((first.pcode.as_str(), first.reason), (found, reason), "{asked}");
        assert_eq!(matcher.exact(asked, level, None).is_some(), reason <= MatchReason::AlternativeName, "{asked}");
    }
}

#[test]
fn a_colline_name_that_occurs_often_is_told_apart_by_its_zone() {
    let Some(burundi) = whole_2025() else { return };
    let matcher = NameMatcher::new(&burundi);
    let bugarama = matcher.propose("Bugarama", AdminLevel(4), None);
    assert!(bugarama.iter().filter(|candidate| candidate.reason == MatchReason::Exact).count() > 1);
    assert_eq!(matcher.exact("Bugarama", AdminLevel(4), None), None);
    let here = matcher.exact("Bugarama", AdminLevel(4), Some(&code("BI-ZO-01-01-01")));
    assert_eq!(here, Some(code("BI-QT-01-01-01-02")));
}

#[test]
fn names_and_codes_come_from_one_table_of_all_levels_or_of_all_countries() {
    let Some(burundi) = bytes("bdi_pcodes_adm1_2.csv") else { return };
    let file = read_areas("bdi_pcodes_adm1_2.csv", &burundi, &ReadOptions::default()).unwrap();
    assert_eq!(file.valid_from().iter().map(ToString::to_string).collect::<Vec<_>>(), ["2017-11-03"]);
    let built = Boundaries::build(version("bdi-2017", "BDI", "2017-11-03"), vec![file]).unwrap();
    assert_eq!(counts(&built), [1, 18, 119]);

    let world = bytes("global_pcodes_adm1_2.csv").unwrap();
    let options = ReadOptions { country: Some("BDI".parse().unwrap()), ..ReadOptions::default() };
    let file = read_areas("global_pcodes_adm1_2.csv", &world, &options).unwrap();
    assert_eq!(file.counts(), (137, 33_363 - 137));
    let cut = Boundaries::build(version("bdi-2017", "BDI", "2017-11-03"), vec![file]).unwrap();
    assert_eq!(cut, built);
}

#[test]
fn what_is_stored_comes_back_the_same() {
    let Some(burundi) = cod_2017("geojson") else { return };
    let version = serde_json::to_string(burundi.version()).unwrap();
    let rows: Vec<String> = burundi.stored().map(|row| serde_json::to_string(&row).unwrap()).collect();
    let rows: Vec<StoredArea> = rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect();
    let back = Boundaries::from_stored(serde_json::from_str(&version).unwrap(), rows).unwrap();
    assert!(back == burundi, "some corner or name changed on the way");
}

#[test]
fn a_simplified_map_is_small_and_its_communes_still_meet() {
    let Some(burundi) = cod_2017("geojson") else { return };
    let corners = |tolerance: f64| -> Vec<Vec<String>> {
        let map: serde_json::Value = serde_json::from_str(&burundi.to_geojson(COMMUNE, tolerance)).unwrap();
        let features = map["features"].as_array().unwrap();
        let outline = |feature: &serde_json::Value| -> Vec<String> {
            let polygons = feature["geometry"]["coordinates"].as_array().unwrap().iter();
            let rings = polygons.flat_map(|polygon| polygon.as_array().unwrap());
            rings.flat_map(|ring| ring.as_array().unwrap().iter().skip(1)).map(ToString::to_string).collect()
        };
        features.iter().map(outline).collect()
    };
    let (full, small) = (corners(0.0), corners(0.005));
    let count = |outlines: &[Vec<String>]| outlines.iter().map(Vec::len).sum::<usize>();
    assert_eq!((full.len(), small.len()), (119, 119));
    assert!(count(&small) * 10 < count(&full), "{} of {}", count(&small), count(&full));
    // as many of the remaining corners lie on two communes at least as before, give or take the coarser coast
    let shared = |outlines: &[Vec<String>]| {
        let mut uses = std::collections::HashMap::new();
        outlines.iter().flatten().for_each(|corner| *uses.entry(corner.clone()).or_insert(0) += 1);
        let shared = uses.values().filter(|uses| **uses > 1).count();
        shared as f64 / uses.len() as f64
    };
    assert!(shared(&small) >= shared(&full) - 0.05, "{} of {}", shared(&small), shared(&full));
}
