//! Files that are wrong in every way: refused with a reason, never a panic, never a part of them kept.

use places::{
    Boundaries, Crosswalk, CrosswalkOptions, GeometryStanding, Limits, NameMatcher, PlaceIndex, ReadOptions,
    read_areas, read_version_folder,
};
use proptest::prelude::*;
use vocab::AdminLevel;

const GEOJSON: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"admin1Pcode":"X01","admin1Name":"One"},"geometry":
        {"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]}},
    {"type":"Feature","properties":{"admin1Pcode":"X02","admin1Name":"Two"},"geometry":
        {"type":"MultiPolygon","coordinates":[[[[4,0],[8,0],[8,4],[4,4],[4,0]]]]}}]}"#;

const TOPOJSON: &str = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,-4]},
    "arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,2],[2,0],[0,-2],[-2,0]]],
    "objects":{"adm1":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","arcs":[[0,1]],"properties":{"adm1_pcode":"X01","adm1_name":"One"}},
        {"type":"MultiPolygon","arcs":[[[-1,-3]]],"properties":{"adm1_pcode":"X02","adm1_name":"Two"}}]}}}"#;

const TABLE: &str = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\n\
    #country+code,#geo+admin_level,#adm+code,#adm+name,#adm+code+parent,#date+start\n\
    XXX,1,X01,One,XXX,2020-01-01\nXXX,2,X0101,\"In, one\",X01,2020-01-01\n";

const LINKS: &str = "from_pcode,to_pcode,share,basis\nX01,Y01,0.5,law\nX01,Y02,0.5,law\n";

fn version() -> places::BoundaryVersion {
    crate::shared::version("xxx-2020", "XXX", "2020-01-01")
}

/// Everything a caller would do with the bytes.
fn use_bytes(bytes: &[u8]) {
    for level in [None, Some(AdminLevel(1))] {
        let options = ReadOptions { level, geometry: GeometryStanding::Official, ..ReadOptions::default() };
        let Ok(file) = read_areas("file", bytes, &options) else { continue };
        match Boundaries::build(version(), vec![file]) {
            Err(problems) => assert!(!problems.0.is_empty() && !problems.to_string().is_empty()),
            Ok(boundaries) => {
                let index = PlaceIndex::new(&boundaries);
                index.locate(1.0, 1.0, AdminLevel(1));
                boundaries.to_geojson(AdminLevel(1), 0.01);
                let back = Boundaries::from_stored(boundaries.version().clone(), boundaries.stored().collect());
                assert!(back.unwrap() == boundaries);
            }
        }
    }
    let options = CrosswalkOptions { from_version: "a".into(), to_version: "b".into(), basis: String::new() };
    let _ = Crosswalk::read_csv("file", bytes, &options);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = read_version_folder(text, |_| Ok::<_, String>(bytes.to_vec()));
    }
}

#[test]
fn the_samples_themselves_are_read() {
    for sample in [GEOJSON, TOPOJSON] {
        let file = read_areas("sample", sample.as_bytes(), &ReadOptions::default()).unwrap();
        let built = Boundaries::build(version(), vec![file]).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(built.areas_at(AdminLevel(1)).filter(|area| area.geometry.is_some()).count(), 2);
    }
    let file = read_areas("table", TABLE.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(Boundaries::build(version(), vec![file]).unwrap().areas().count(), 3);
}

#[test]
fn a_file_cut_short_anywhere_is_refused_or_read_but_never_a_panic() {
    for sample in [GEOJSON, TOPOJSON, TABLE, LINKS] {
        (0..sample.len()).for_each(|length| use_bytes(&sample.as_bytes()[..length]));
    }
    for length in 0..GEOJSON.len() {
        assert!(read_areas("cut.geojson", &GEOJSON.as_bytes()[..length], &ReadOptions::default()).is_err());
    }
}

/// A sample in which one value is replaced by one of another type.
fn of_another_type() -> impl Strategy<Value = String> {
    let values =
        ["null", "true", "-1", "1e308", "99999999999999999999", "\"text\"", "[]", "{}", "[[]]", "[[[]]]", "[[null]]"];
    let sample = prop::sample::select(vec![GEOJSON, TOPOJSON]);
    (sample, any::<prop::sample::Index>(), prop::sample::select(values.to_vec())).prop_map(|(sample, at, value)| {
        // every value follows a ':', '[' or ','
        let starts: Vec<usize> = sample.match_indices([':', '[', ',']).map(|(at, _)| at + 1).collect();
        let start = starts[at.index(starts.len())];
        let mut depth = 0;
        let end = sample[start..].char_indices().find(|(_, c)| {
            depth += match c {
                '[' | '{' => 1,
                ']' | '}' => -1,
                _ => 0,
            };
            depth < 0 || (depth == 0 && *c == ',')
        });
        let end = end.map_or(sample.len(), |(length, _)| start + length);
        [&sample[..start], value, &sample[end..]].concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic_the_readers(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        use_bytes(&bytes);
    }

    #[test]
    fn no_name_panics_the_matcher(name in "\\PC{0,40}", accented in "[a-zA-Zéèûüß İıﬁ'.-]{0,30}") {
        let file = read_areas("table", TABLE.as_bytes(), &ReadOptions::default()).unwrap();
        let matcher = NameMatcher::new(&Boundaries::build(version(), vec![file]).unwrap());
        for name in [name, accented] {
            for candidate in matcher.propose(&name, AdminLevel(2), None) {
                prop_assert!((0.0..=1.0).contains(&candidate.score));
            }
        }
    }

    #[test]
    fn no_wrong_type_panics_the_readers(text in of_another_type()) {
        use_bytes(text.as_bytes());
    }

    #[test]
    fn no_changed_bytes_panic_the_readers(
        sample in prop::sample::select(vec![GEOJSON, TOPOJSON, TABLE, LINKS]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = sample.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        use_bytes(&bytes);
    }

    #[test]
    fn no_arrangement_of_corners_panics_the_ring_checks(
        corners in prop::collection::vec((-6_i32..6, -6_i32..6), 0..14),
        scale in prop::sample::select(vec![1.0, 1e-7, 0.3]),
    ) {
        let mut ring: Vec<[f64; 2]> = corners.iter().map(|(x, y)| [f64::from(*x) * scale, f64::from(*y) * scale]).collect();
        ring.extend(ring.first().copied());
        let geometry = serde_json::json!({"type": "Polygon", "coordinates": [ring]});
        let feature = serde_json::json!({"type": "Feature", "properties": {"admin1Pcode": "X01", "admin1Name": "One"}, "geometry": geometry});
        let collection = serde_json::json!({"type": "FeatureCollection", "features": [feature]});
        use_bytes(collection.to_string().as_bytes());
    }
}

fn refusal(bytes: &[u8], limits: Limits) -> Vec<&'static str> {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    match read_areas("file", bytes, &options) {
        Err(problems) => problems.0.iter().map(|problem| problem.fault.code()).collect(),
        Ok(file) => file.problems().iter().map(|problem| problem.fault.code()).collect(),
    }
}

#[test]
fn each_limit_is_kept() {
    let limits = Limits::default();
    for sample in [GEOJSON, TOPOJSON, TABLE] {
        let bytes = sample.as_bytes();
        assert_eq!(refusal(bytes, limits), [""; 0]);
        assert_eq!(refusal(bytes, Limits { bytes: bytes.len() - 1, ..limits }), ["places.too_large"]);
        assert_eq!(refusal(bytes, Limits { areas: 1, ..limits }), ["places.too_many_areas"], "{sample}");
    }
    for sample in [GEOJSON, TOPOJSON] {
        assert_eq!(refusal(sample.as_bytes(), Limits { vertices: 9, ..limits }), ["places.too_many_vertices"]);
        let tangled = refusal(sample.as_bytes(), Limits { comparisons: 3, ..limits });
        assert!(!tangled.is_empty() && tangled.iter().all(|code| *code == "places.too_tangled"));
    }
}

#[test]
fn one_arc_named_a_million_times_is_stopped_at_the_limit() {
    let ring = vec!["0,-1"; 500_000].join(",");
    let bomb = TOPOJSON.replace("[[0,1]]", &format!("[[{ring}]]"));
    let limits = Limits { vertices: 100_000, ..Limits::default() };
    assert_eq!(refusal(bomb.as_bytes(), limits), ["places.too_many_vertices"]);
}

#[test]
fn what_is_no_file_of_places_says_so() {
    for (bytes, code) in [
        (&b""[..], "places.no_areas"),
        (b"PK\x03\x04 a workbook or a shapefile", "places.unknown_format"),
        (b"\x89PNG\x00", "places.unknown_format"),
        (br#"{"type":"Feature"}"#, "places.not_a_collection"),
        (b"[1, 2]", "places.not_a_collection"),
        (br#"{"type":"FeatureCollection","features":[]}"#, "places.no_areas"),
        (b"admin1Pcode,admin1Name\nX01,\xe9t\xe9", "places.not_utf8"),
        (b"place,people\nGitega,3", "places.no_code_column"),
        (b"code,name\nX01,One", "places.no_level"),
        (b"admin1Pcode,people\nX01,3", "places.no_name_column"),
    ] {
        assert_eq!(refusal(bytes, Limits::default()), [code], "{}", String::from_utf8_lossy(bytes));
    }
    let projected = GEOJSON.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"EPSG:32735"}},"#, 1);
    assert_eq!(refusal(projected.as_bytes(), Limits::default()), ["places.other_crs"]);
}

#[test]
fn arcs_that_do_not_exist_or_do_not_meet_are_named() {
    let missing = TOPOJSON.replace("[[0,1]]", "[[0,7]]");
    assert_eq!(refusal(missing.as_bytes(), Limits::default()), ["places.no_such_arc"]);
    let apart = TOPOJSON.replace("[[0,1]]", "[[0,0]]");
    assert_eq!(refusal(apart.as_bytes(), Limits::default()), ["places.arcs_do_not_meet"]);
    let lowest = TOPOJSON.replace("[[0,1]]", "[[-9223372036854775808]]");
    assert_eq!(refusal(lowest.as_bytes(), Limits::default()), ["places.no_such_arc"]);
}
