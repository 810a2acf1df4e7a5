//! A list of sites as a country keeps one: made of the places of the rounds, with the slips that such lists have.

use crate::{Commune, Filled};
use chrono::NaiveDate;
use places::sites::{DeclaredArea, Site, SiteStatus};
use std::collections::BTreeMap;
use vocab::{Answer, Point, Randomness, Value};

/// Every so many sites one is told twice, under a slip of its name and some steps away.
const TWICE: usize = 24;
/// Every so many sites one is written down in another commune than it lies in.
const ELSEWHERE: usize = 41;
/// Every so many sites one has been closed.
const CLOSED: usize = 29;
/// Every so many sites one cannot be reached.
const OUT_OF_REACH: usize = 53;
/// Every so many sites one was told of and not accepted yet.
const TOLD_OF: usize = 97;

/// The sites of the rounds as the last of them tells of each, by commune and name. `version` is the code of the boundaries,
/// `day` the day since which they stand.
pub fn list_sites(
    filled: &[Filled],
    communes: &[Commune],
    version: &str,
    day: NaiveDate,
    randomness: &dyn Randomness,
) -> Vec<Site> {
    let mut last: BTreeMap<(String, String), &Filled> = BTreeMap::new();
    for one in filled {
        let text = |name: &str| one.answers.get(name).and_then(Answer::text).map(str::to_owned);
        if let (Some(commune), Some(name)) = (text("admin2"), text("location_name")) {
            last.insert((commune, name), one);
        }
    }
    let mut sites = Vec::new();
    for (number, ((commune, name), one)) in (1..).zip(last) {
        let Some(at) = communes.iter().position(|known| known.pcode.as_str() == commune) else { continue };
        let site = site(&name, one, &communes[at], version, day, randomness);
        let twin = Site { id: randomness.uuid().to_string(), name: slip(&name), ..site.clone() };
        if number % TWICE == 0 && site.position.is_some() {
            sites.push(Site { position: twin.position.map(some_steps_away), ..twin });
        }
        sites.push(odd(number, site, &communes[(at + 1) % communes.len()], day));
    }
    sites
}

fn site(
    name: &str,
    one: &Filled,
    commune: &Commune,
    version: &str,
    day: NaiveDate,
    randomness: &dyn Randomness,
) -> Site {
    let position = match one.answers.get("location_point").and_then(Answer::value) {
        Some(Value::Point(point)) => Some(*point),
        _ => None,
    };
    let area = DeclaredArea { pcode: commune.pcode.clone(), version: Some(version.to_owned()) };
    Site {
        kind: one.answers.get("location_type").and_then(Answer::text).map(str::to_owned),
        status: SiteStatus::Active,
        since: Some(day),
        area: Some(area),
        position,
        ..Site::named(&randomness.uuid().to_string(), name)
    }
}

/// What happens to some of them.
fn odd(number: usize, site: Site, neighbour: &Commune, day: NaiveDate) -> Site {
    let because = |status, reason: &str| (status, Some(reason.to_owned()), Some(day));
    let (status, reason, since) = match number {
        n if n % CLOSED == 0 => because(SiteStatus::Closed, "Everybody has gone home (demonstration)"),
        n if n % OUT_OF_REACH == 0 => because(SiteStatus::Inaccessible, "The bridge is gone (demonstration)"),
        n if n % TOLD_OF == 0 => (SiteStatus::Proposed, None, None),
        _ => (site.status, site.reason, site.since),
    };
    let mut area = site.area;
    if number.is_multiple_of(ELSEWHERE) {
        area = area.map(|area| DeclaredArea { pcode: neighbour.pcode.clone(), ..area });
    }
    Site { status, reason, since, area, ..site }
}

/// As somebody else wrote it down.
fn slip(name: &str) -> String {
    name.replacen("colline", "coline", 1)
}

/// About 130 metres to the north-east.
fn some_steps_away(point: Point) -> Point {
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Point { longitude: rounded(point.longitude + 0.0009), latitude: rounded(point.latitude + 0.0008), ..point }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Round, Size, generate};
    use places::sites::proposals;
    use vocab::{Period, RoundNumber, SeededRandomness};

    #[test]
    fn the_list_has_every_place_once_and_some_twice() {
        let files = &packs::builtin()["mobility-tracking"];
        let pack = packs::Pack::read(files).unwrap();
        let form = &pack.forms["baseline_subarea"].form;
        let communes: Vec<Commune> = (0..60)
            .map(|n| Commune {
                pcode: format!("BDI0{n:02}001").parse().unwrap(),
                province: "BDI001".parse().unwrap(),
                name: format!("Commune {n}"),
                inside: Some(Point {
                    longitude: 29.0 + f64::from(n) * 0.2,
                    latitude: -3.0,
                    altitude_m: None,
                    accuracy_m: None,
                }),
            })
            .collect();
        let period = Period::new("2026-02-02".parse().unwrap(), "2026-02-20".parse().unwrap()).unwrap();
        let rounds = [Round { number: RoundNumber(1), period }];
        let (dice, ids) = (SeededRandomness::new(7), SeededRandomness::new(9));
        let filled = generate(form, &communes, &rounds, Size::default(), &dice, &ids);
        let list =
            |dice: &SeededRandomness| list_sites(&filled, &communes, "bdi-2017", "2026-02-20".parse().unwrap(), dice);
        let sites = list(&SeededRandomness::new(8));
        assert_eq!(sites, list(&SeededRandomness::new(8)), "the same everywhere");
        assert!(sites.len() > filled.len(), "{} of {}", sites.len(), filled.len());
        let twice = sites.iter().filter(|site| site.name.contains("coline")).count();
        let found = proposals(&sites, 500.0);
        assert!(twice > 2 && found.len() >= twice - 1, "{twice} told twice, {} found", found.len());
    }
}
