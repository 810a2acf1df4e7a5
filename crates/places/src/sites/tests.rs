//! The rules of the list, at random and in examples.

use super::*;
use crate::testing::{feature, version};
use crate::{Boundaries, PlaceIndex, ReadOptions, read_areas};
use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use vocab::Point;

fn day() -> NaiveDate {
    "2026-03-01".parse().unwrap()
}

fn at(longitude: f64, latitude: f64) -> Option<Point> {
    Some(Point { longitude, latitude, altitude_m: None, accuracy_m: None })
}

fn active(id: &str, name: &str, longitude: f64, latitude: f64) -> Site {
    Site { status: SiteStatus::Active, position: at(longitude, latitude), ..Site::named(id, name) }
}

fn list(ids: &[&str]) -> SiteList {
    ids.iter().map(|id| active(id, &format!("Site {id}"), 29.9, -3.4)).collect()
}

fn merging(into: &str, from: &[&str]) -> Merge {
    let from = from.iter().map(|id| (*id).to_owned()).collect();
    Merge { into: into.to_owned(), from, on: day(), reason: "told twice".to_owned() }
}

fn splitting(site: &str, parts: &[(&str, f64)]) -> Split {
    let part = |(id, share): &(&str, f64)| Part {
        id: (*id).to_owned(),
        name: format!("Part {id}"),
        share: Share::try_from(*share).unwrap(),
        position: None,
        kind: None,
        area: None,
    };
    Split { site: site.to_owned(), parts: parts.iter().map(part).collect(), on: day(), reason: "two hills".to_owned() }
}

#[test]
fn an_entry_is_read_and_written_alike() {
    let mut site = active("a", "Kibimba", 29.9, -3.4);
    site.aliases = vec!["Kibimba Centre".to_owned(), "Site 4, south".to_owned()];
    site.since = Some(day());
    site.area = Some(DeclaredArea { pcode: "BDI012004".parse().unwrap(), version: Some("bdi-2017".to_owned()) });
    site.successors = vec![Successor { id: "b".to_owned(), share: Share::try_from(0.25).unwrap() }];
    site.predecessors = vec!["c".to_owned(), "d".to_owned()];
    assert_eq!(Site::read("a", "Kibimba", &site.values()), site);
    let names: Vec<String> = site.values().keys().cloned().collect();
    assert_eq!(names, PROPERTIES);
}

#[test]
fn what_says_nothing_of_itself_waits_for_somebody_to_accept_it() {
    let site = Site::read("a", "Kibimba", &Properties::new());
    assert_eq!(site.status, SiteStatus::Proposed);
    assert!(site.stands() && !site.is_offered());
    let wrong = [("status", "open"), ("geometry", "-93 29"), ("pcode", "BDI 1"), ("aliases", "x")];
    let wrong: Properties = wrong.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
    let found: Vec<&str> = Site::problems(&wrong).iter().map(|problem| problem.property).collect();
    assert_eq!(found, ["status", "pcode", "geometry"]);
}

#[test]
fn merging_closes_what_is_taken_in_and_keeps_its_names() {
    let mut sites = list(&["a", "b", "c"]);
    let effect = merge(&sites, &merging("a", &["b", "c"])).unwrap();
    sites.apply(&effect);
    let (a, b) = (sites.get("a").unwrap(), sites.get("b").unwrap());
    assert_eq!(
        (a.predecessors.as_slice(), a.aliases.as_slice()),
        (&["b".into(), "c".into()][..], &["Site b".into(), "Site c".into()][..])
    );
    assert!(a.is_offered() && !b.is_offered() && !b.stands());
    assert_eq!(standing(&sites, "b"), [Standing { id: "a".into(), share: 1.0 }]);
    assert_eq!(known_by(&sites, "a"), ["a", "b", "c"]);
}

#[test]
fn what_does_not_stand_cannot_be_merged_and_every_reason_is_told() {
    let mut sites = list(&["a", "b", "c"]);
    sites.apply(&merge(&sites, &merging("a", &["b"])).unwrap());
    let problems = merge(&sites, &merging("b", &["c", "c", "x"])).unwrap_err();
    let twice = SiteProblem::Twice("c".into());
    assert_eq!(problems, [SiteProblem::NotStanding("b".into()), twice, SiteProblem::Unknown("x".into())]);
    assert_eq!(merge(&sites, &merging("a", &[])).unwrap_err(), [SiteProblem::NothingToMerge]);
    assert_eq!(merge(&sites, &merging("a", &["a"])).unwrap_err(), [SiteProblem::Twice("a".into())]);
}

#[test]
fn the_shares_of_a_split_add_up_to_one() {
    let sites = list(&["a"]);
    let too_little = split(&sites, &splitting("a", &[("x", 0.5), ("y", 0.4)])).unwrap_err();
    assert_eq!(too_little, [SiteProblem::SharesAddUp(Share::try_from(0.9).unwrap())]);
    let nothing = split(&sites, &splitting("a", &[("x", 1.0), ("y", 0.0)])).unwrap_err();
    assert_eq!(nothing, [SiteProblem::ShareOut("Part y".into())]);
    assert_eq!(split(&sites, &splitting("a", &[("x", 1.0)])).unwrap_err(), [SiteProblem::TooFewParts(1)]);
}

#[test]
fn an_old_id_leads_to_all_that_came_in_its_place() {
    let mut sites = list(&["a", "b"]);
    sites.apply(&split(&sites, &splitting("a", &[("x", 0.6), ("y", 0.4)])).unwrap());
    sites.apply(&split(&sites, &splitting("x", &[("p", 0.5), ("q", 0.5)])).unwrap());
    sites.apply(&merge(&sites, &merging("b", &["q", "y"])).unwrap());
    let now: Vec<(String, f64)> = standing(&sites, "a").into_iter().map(|one| (one.id, one.share)).collect();
    assert_eq!(now, [("b".to_owned(), 0.7), ("p".to_owned(), 0.3)]);
    // What a is a part of is another place; what b took in whole is the same.
    assert_eq!(known_by(&sites, "b"), ["b", "q", "y"]);
    assert_eq!(known_by(&sites, "p"), ["p"]);
}

#[test]
fn a_place_goes_on_as_what_it_was_merged_into_and_as_all_its_parts_together() {
    let mut sites = list(&["a", "b", "c"]);
    sites.apply(&merge(&sites, &merging("a", &["b"])).unwrap());
    assert_eq!((whole(&sites, "b"), whole(&sites, "a"), whole(&sites, "x")), (Some("a"), Some("a"), None));
    sites.apply(&split(&sites, &splitting("a", &[("x", 0.6), ("y", 0.4)])).unwrap());
    assert_eq!(whole(&sites, "b"), Some("a"), "what was split ends as itself");
    assert_eq!(parts(&sites, "a"), ["x", "y"]);
    assert!(parts(&sites, "b").is_empty() && parts(&sites, "c").is_empty(), "neither was split");

    let mut together = sites.clone();
    together.apply(&merge(&together, &merging("x", &["y"])).unwrap());
    assert_eq!(parts(&together, "a"), ["x"], "the parts are one again");
    let mut mixed = sites.clone();
    mixed.apply(&merge(&mixed, &merging("x", &["c"])).unwrap());
    assert!(parts(&mixed, "a").is_empty(), "x is more now than a part of a");
    mixed = sites;
    mixed.apply(&merge(&mixed, &merging("c", &["x"])).unwrap());
    assert!(parts(&mixed, "a").is_empty(), "and so is c");
}

#[test]
fn a_circle_from_elsewhere_leads_nowhere() {
    let to = |id: &str| vec![Successor { id: id.to_owned(), share: Share::WHOLE }];
    let (mut a, mut b) = (Site::named("a", "A"), Site::named("b", "B"));
    (a.successors, b.successors) = (to("b"), to("a"));
    (a.predecessors, b.predecessors) = (vec!["b".into()], vec!["a".into()]);
    let sites: SiteList = [a, b].into_iter().collect();
    assert_eq!((standing(&sites, "a"), standing(&sites, "x")), (vec![], vec![]));
    assert_eq!(known_by(&sites, "a"), ["a", "b"]);
}

#[test]
fn a_later_decision_stands_in_the_way_of_undoing() {
    let mut sites = list(&["a", "b", "c"]);
    let first = merge(&sites, &merging("a", &["b"])).unwrap();
    sites.apply(&first);
    let second = merge(&sites, &merging("c", &["a"])).unwrap();
    sites.apply(&second);
    assert_eq!(sites.undo(&first).unwrap_err(), ["a"]);
    sites.undo(&second).unwrap();
    sites.undo(&first).unwrap();
    assert_eq!(sites, list(&["a", "b", "c"]));
}

#[test]
fn a_version_holds_until_the_next_one() {
    let moment = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let versions = [(moment("2026-01-01T10:00:00Z"), 1), (moment("2026-02-01T10:00:00Z"), 2)];
    assert_eq!(as_of(&versions, moment("2026-01-01T09:59:59Z")), None);
    assert_eq!(as_of(&versions, moment("2026-01-31T00:00:00Z")), Some(&1));
    assert_eq!(as_of(&versions, moment("2026-02-01T10:00:00Z")), Some(&2));
    let (a, mut b) = (active("a", "A", 1.0, 2.0), active("a", "B", 1.0, 2.0));
    b.status = SiteStatus::Closed;
    assert_eq!(changed_properties(Some(&a), &b), ["label", "status"]);
}

fn squares() -> (Boundaries, PlaceIndex) {
    let features = [feature("X01", "West", 0.0, 0.0), feature("X02", "East", 1.0, 0.0)].join(",");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    let file = read_areas("a.geojson", text.as_bytes(), &ReadOptions::default()).unwrap();
    let boundaries = Boundaries::build(version(), vec![file]).unwrap();
    let index = PlaceIndex::new(&boundaries);
    (boundaries, index)
}

#[test]
fn a_site_outside_its_area_is_told_with_the_distance_and_where_it_lies() {
    let (boundaries, index) = squares();
    let check = |area: Option<&str>, position: Option<Point>| {
        let area = area.map(|pcode| DeclaredArea { pcode: pcode.parse().unwrap(), version: None });
        check_area(&Site { area, position, ..Site::named("a", "A") }, &boundaries, &index)
    };
    assert_eq!(check(Some("X01"), at(0.5, 0.5)).finding, AreaFinding::Inside);
    assert_eq!(check(Some("X01"), at(1.0, 0.5)).finding, AreaFinding::Inside, "the border belongs to it");
    let near = check(Some("X01"), at(1.004, 0.5));
    assert_eq!(
        (near.finding, near.lies_in.as_ref().map(|pcode| pcode.as_str())),
        (AreaFinding::NearBorder, Some("X02"))
    );
    assert!((near.metres.unwrap() - 444.8).abs() < 0.5, "{near:?}");
    let far = check(Some("X01"), at(1.5, 0.5));
    assert_eq!((far.finding, far.metres.map(|metres| (metres / 1000.0).round())), (AreaFinding::Outside, Some(56.0)));
    let nowhere = check(Some("X01"), at(9.0, 9.0));
    assert_eq!((nowhere.finding, nowhere.lies_in), (AreaFinding::Outside, None));
    assert_eq!(check(Some("X09"), at(0.5, 0.5)).finding, AreaFinding::AreaUnknown);
    assert_eq!(check(Some("X01"), None).finding, AreaFinding::NoPosition);
    let unsaid = check(None, at(1.5, 0.5));
    assert_eq!((unsaid.finding, unsaid.lies_in.map(String::from)), (AreaFinding::NoArea, Some("X02".into())));
}

fn found(sites: &[Site], within_m: f64) -> Vec<(String, String, Likeness)> {
    let all = proposals(sites, within_m).into_iter();
    all.map(|one| (one.one, one.other, one.because)).collect()
}

#[test]
fn near_sites_with_like_names_or_a_shared_alias_are_proposed_and_numbers_must_agree() {
    // 0.001 degrees of latitude are 111 m.
    let mut sites = vec![
        active("a", "Mugano Est", 29.9, -3.000),
        active("b", "MUGANO-EST", 29.9, -3.001),
        active("c", "Site de Mugano Est", 29.9, -3.002),
        active("d", "Kabondo 1", 29.9, -3.000),
        active("e", "Kabondo 2", 29.9, -3.000),
        active("f", "Bubanza", 29.9, -3.000),
        active("g", "Gasenyi", 29.9, -3.01),
        active("h", "Gaseni", 29.9, -3.03),
    ];
    sites[5].aliases = vec!["Kabondo 2".to_owned()];
    let pair = |one: &str, other: &str, because| (one.to_owned(), other.to_owned(), because);
    let expected = [
        pair("a", "b", Likeness::SameName),
        pair("e", "f", Likeness::SharedAlias),
        pair("b", "c", Likeness::SimilarName),
        pair("a", "c", Likeness::SimilarName),
    ];
    assert_eq!(found(&sites, 300.0), expected);
    assert_eq!(found(&sites, 111.0).len(), 1, "closer than, and no further");
    sites[0].status = SiteStatus::Closed;
    assert!(found(&sites, 300.0).iter().all(|(one, ..)| one != "a"), "what does not stand is no duplicate");
}

#[test]
fn fifty_thousand_sites_are_looked_through() {
    // A grid of a country: neighbours 400 m apart, and every thousandth told twice.
    let mut sites: Vec<Site> = (0..50_000)
        .map(|n| {
            active(
                &format!("{n:05}"),
                &format!("Colline {n}"),
                29.0 + f64::from(n % 250) * 0.0036,
                -4.0 + f64::from(n / 250) * 0.0036,
            )
        })
        .collect();
    for n in (0..50_000).step_by(1_000) {
        let twin = Site { id: format!("t{n}"), ..sites[n].clone() };
        sites.push(twin);
    }
    let all = found(&sites, 500.0);
    assert_eq!(all.len(), 50);
    assert!(all.iter().all(|(.., because)| *because == Likeness::SameName));
}

/// What somebody may decide next, by numbers at random.
#[derive(Debug, Clone)]
enum Step {
    Merge(usize, usize),
    Split(usize, u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..12usize, 0..12usize).prop_map(|(into, from)| Step::Merge(into, from)),
        (0..12usize, 1..10_000u32).prop_map(|(site, share)| Step::Split(site, share)),
    ];
    prop::collection::vec(step, 1..12)
}

fn decided(sites: &SiteList, step: &Step, number: usize) -> Option<Effect> {
    let id = |n: usize| sites.iter().nth(n % sites.len()).map(|site| site.id.clone()).unwrap();
    match step {
        Step::Merge(into, from) => merge(sites, &merging(&id(*into), &[&id(*from)])).ok(),
        Step::Split(site, share) => {
            let share = f64::from(*share) / 10_000.0;
            let rest = f64::from((10_000.0 - share * 10_000.0).round() as u32) / 10_000.0;
            let (one, other) = (format!("n{number}x"), format!("n{number}y"));
            split(sites, &splitting(&id(*site), &[(&one, share), (&other, rest)])).ok()
        }
    }
}

proptest! {
    #[test]
    fn undoing_any_decisions_in_turn_restores_every_state_before(steps in steps()) {
        let mut sites = list(&["a", "b", "c", "d", "e"]);
        let mut done = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let Some(effect) = decided(&sites, step, number) else { continue };
            done.push((sites.clone(), effect.clone()));
            sites.apply(&effect);
            // Every id that ever was leads somewhere, and nothing of it is lost.
            for site in sites.iter() {
                let share: f64 = standing(&sites, &site.id).iter().map(|one| one.share).sum();
                prop_assert!((share - 1.0).abs() < 1e-6, "{share} of {}", site.id);
            }
        }
        for (before, effect) in done.into_iter().rev() {
            sites.undo(&effect).unwrap();
            prop_assert_eq!(&sites, &before);
        }
    }

    #[test]
    fn proposals_are_the_same_in_any_order(
        places in prop::collection::vec((0..6u8, 0..40u8, 0..40u8), 2..30),
        turn in 0..30usize,
    ) {
        let names = ["Gasenyi", "Gaseni", "Kabondo 1", "Kabondo 2", "Site Gasenyi", "Ruhororo"];
        let mut sites: Vec<Site> = places
            .iter()
            .enumerate()
            .map(|(n, (name, x, y))| active(&format!("s{n:02}"), names[usize::from(*name)], 29.9 + f64::from(*x) * 1e-4, -3.4 + f64::from(*y) * 1e-4))
            .collect();
        let one = found(&sites, 200.0);
        let by = turn % sites.len();
        sites.rotate_left(by);
        sites.reverse();
        prop_assert_eq!(&one, &found(&sites, 200.0));
        prop_assert!(one.iter().all(|(a, b, _)| a < b), "each pair once");
        // Whoever looks from the other side finds the same: ids turned round.
        let turned: Vec<Site> = sites.iter().map(|site| Site { id: format!("z{:02}", 99 - site.id[1..].parse::<u32>().unwrap()), ..site.clone() }).collect();
        prop_assert_eq!(found(&turned, 200.0).len(), one.len());
    }
}
