//! Communes: the same people as in their collines, and the list the collines to visit are chosen from.

use super::{
    Ground,
    truth::{Place, sum},
    write::Sheet,
};
use crate::{
    Commune, Filled, Round,
    dice::Dice,
    fill::{Answers, PERIODS, put},
    people::{REASONS, by_reason},
};
use vocab::Value;

/// A commune with what stays the same from round to round.
struct Area<'a> {
    commune: &'a Commune,
    inhabitants: i64,
    refugees: i64,
    /// Collines with few displaced people, which nobody visits.
    small: Vec<i64>,
}

impl<'a> Area<'a> {
    fn new(commune: &'a Commune, dice: &Dice<'_>) -> Self {
        let small = (0..dice.whole(0, 6)).map(|_| dice.whole(0, 7)).collect();
        let refugees = if dice.chance(0.12) { dice.whole(5, 300) } else { 0 };
        Self { commune, inhabitants: dice.whole(25_000, 140_000), refugees, small }
    }
}

pub(super) fn fill(ground: &Ground<'_>, rounds: &[(Round, Round)]) -> Vec<Filled> {
    let areas: Vec<Area<'_>> = ground.communes.iter().map(|commune| Area::new(commune, ground.dice)).collect();
    let mut filled = Vec::new();
    for (round, with) in rounds {
        for area in &areas {
            if ground.dice.chance(0.03) {
                continue; // nobody came there
            }
            let places = ground.truth.of(with.number, area.commune.pcode.as_str());
            filled.push(commune(ground, area, places, round));
        }
    }
    filled
}

fn commune(ground: &Ground<'_>, area: &Area<'_>, places: &[Place], round: &Round) -> Filled {
    let dice = ground.dice;
    let mut sheet = Sheet::begin(ground.form, round, dice);
    sheet.choice("admin1", area.commune.province.as_str());
    sheet.choice("admin2", area.commune.pcode.as_str());
    let access = match dice.unit() {
        u if u < 0.03 => "not_accessible",
        u if u < 0.13 => "remote",
        _ => "accessible",
    };
    sheet.choice("access", access);
    if let Some(point) = area.commune.inside.filter(|_| access == "accessible") {
        sheet.put("location_point", Value::Point(point));
    }
    if access != "not_accessible" {
        let agreed = !dice.chance(0.01);
        sheet.yes_no("consent", agreed);
        if agreed {
            assessed(&mut sheet, area, places);
            if places.iter().any(|place| place.individuals > 0) {
                sheet.origin(area.commune.pcode.as_str(), &area.commune.name, ground.communes);
            }
        }
    }
    sheet.finish(round, area.commune.pcode.as_str())
}

fn assessed(sheet: &mut Sheet<'_>, area: &Area<'_>, places: &[Place]) {
    let listed = list(sheet, area, places);
    let households: i64 = listed.iter().map(|one| one.1).sum();
    let individuals: i64 = listed.iter().map(|one| one.2).sum();
    // Now and then a commune knows of people it cannot place: review is to ask.
    let unlisted = if sheet.dice.chance(0.03) { 12 } else { 0 };
    let (households, individuals) = (households + unlisted, individuals + unlisted * 4);
    sheet.informants(households, individuals);
    if !sheet.dice.chance(0.05) {
        sheet.number("population_households", area.inhabitants / 5);
        sheet.number("population_individuals", area.inhabitants);
    }
    sheet.number("idp_households", households);
    sheet.number("idp_individuals", individuals);
    sheet.number("idp_remainder", individuals % 50);
    if households > 0 {
        people(sheet, places, households, individuals);
    }
    let returned = [0, 1].map(|kind| sum(places, |place| place.returned[kind]));
    for (kind, (homes, people)) in ["internal", "abroad"].into_iter().zip(returned) {
        sheet.number(&format!("returnee_{kind}_households"), homes);
        sheet.number(&format!("returnee_{kind}_individuals"), people);
    }
    sheet.number("refugee_households", area.refugees);
    movements(sheet, places);
    if individuals > 0 || returned.iter().any(|(_, people)| *people > 0) {
        sub_areas(sheet, &listed, places);
    }
    if individuals > 0 {
        sheet.needs();
    }
}

/// Names with households and people: what the collines say, and some that are too small to be visited.
fn list(sheet: &Sheet<'_>, area: &Area<'_>, places: &[Place]) -> Vec<(String, i64, i64)> {
    let mut listed: Vec<(String, i64, i64)> =
        places.iter().map(|place| (place.name.clone(), place.households, place.individuals)).collect();
    for (number, households) in (11..).zip(&area.small) {
        let people = (*households as f64 * sheet.dice.between(3.8, 5.0)).round() as i64;
        listed.push((format!("Demo colline {number} ({})", area.commune.name), *households, people));
    }
    listed
}

fn people(sheet: &mut Sheet<'_>, places: &[Place], households: i64, individuals: i64) {
    let told = [0, 1, 2].map(|reason| sum(places, |place| place.reasons[reason]).0 as f64 + 0.2);
    for (reason, (homes, people)) in REASONS.into_iter().zip(by_reason(households, individuals, told)) {
        sheet.number(&format!("idp_households_{reason}"), homes);
        sheet.number(&format!("idp_individuals_{reason}"), people);
    }
    let periods = PERIODS.map(|period| format!("idp_period_{period}"));
    sheet.parts(periods.each_ref().map(String::as_str), households, [0.15, 0.3, 0.35, 0.2]);
}

fn movements(sheet: &mut Sheet<'_>, places: &[Place]) {
    let (arrived, departed) = (sum(places, |place| place.arrived), sum(places, |place| place.departed));
    sheet.yes_no("new_displacement_reported", arrived.0 > 0);
    sheet.number("new_households_total", arrived.0);
    sheet.number("new_individuals_total", arrived.1);
    if arrived.0 > 0 {
        let mut entry = Answers::new();
        put(&mut entry, "cause", Value::Choice("natural_disaster".to_owned()));
        let hazard = places.iter().find_map(|place| place.hazard.clone());
        put(&mut entry, "hazard", Value::Choice(hazard.unwrap_or_else(|| "flood".to_owned())));
        put(&mut entry, "new_households", Value::Integer(arrived.0));
        put(&mut entry, "new_individuals", Value::Integer(arrived.1));
        sheet.entries("new_displacement", vec![entry]);
    }
    sheet.yes_no("departure_reported", departed.0 > 0);
    sheet.number("departed_individuals_total", departed.1);
    if departed.0 > 0 {
        let mut entry = Answers::new();
        let reason = sheet.pick("departure_reason").unwrap_or_else(|| "return".to_owned());
        put(&mut entry, "departure_reason", Value::Choice(reason));
        put(&mut entry, "departed_households", Value::Integer(departed.0));
        put(&mut entry, "departed_individuals", Value::Integer(departed.1));
        sheet.entries("departure", vec![entry]);
    }
}

fn sub_areas(sheet: &mut Sheet<'_>, listed: &[(String, i64, i64)], places: &[Place]) {
    let mut entries: Vec<Answers> = Vec::new();
    for (name, households, individuals) in listed {
        let place = places.iter().find(|place| place.name == *name);
        let mut entry = Answers::new();
        put(&mut entry, "sub_name", Value::Text(name.clone()));
        let kind = if place.is_some_and(|place| place.is_site) { "displacement_site" } else { "host_community" };
        put(&mut entry, "sub_type", Value::Choice(kind.to_owned()));
        put(&mut entry, "sub_idp_households", Value::Integer(*households));
        put(&mut entry, "sub_idp_individuals", Value::Integer(*individuals));
        let new = if place.is_some_and(|place| place.arrived.0 > 0) { "yes" } else { "no" };
        put(&mut entry, "sub_new", Value::Choice(new.to_owned()));
        entries.push(entry);
    }
    // Somebody lists a small colline a second time, with another number.
    if let Some((name, households, individuals)) = listed.last().filter(|_| sheet.dice.chance(0.05)) {
        let mut entry = Answers::new();
        put(&mut entry, "sub_name", Value::Text(name.to_uppercase()));
        put(&mut entry, "sub_type", Value::Choice("host_community".to_owned()));
        put(&mut entry, "sub_idp_households", Value::Integer(households + 3));
        put(&mut entry, "sub_idp_individuals", Value::Integer(individuals + 13));
        entries.push(entry);
    }
    let total = |name: &str| entries.iter().filter_map(|entry| entry.get(name)?.integer()).sum::<i64>();
    let (homes, people) = (total("sub_idp_households"), total("sub_idp_individuals"));
    if !entries.is_empty() {
        sheet.number("sub_area_idp_households", homes);
        sheet.number("sub_area_idp_individuals", people);
    }
    sheet.entries("sub_area", entries);
}
