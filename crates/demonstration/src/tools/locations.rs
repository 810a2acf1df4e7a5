//! How people live, in the largest places of each commune. What was answered once is mostly answered so again.

use super::{Ground, truth::Place, write::Sheet};
use crate::{
    Filled, Round,
    fill::{PERIODS, SHELTERS},
    people::REASONS,
};
use forms::form::{ChoiceSource, Kind};
use std::collections::BTreeMap;
use vocab::Value;

/// Places of a commune that are visited with the long form.
const MOST_PLACES: usize = 2;

/// What a place answered before, by its commune and name, and there by question.
type Habits = BTreeMap<(String, String), BTreeMap<String, String>>;

pub(super) fn fill(ground: &Ground<'_>, rounds: &[(Round, Round)]) -> Vec<Filled> {
    let (mut filled, mut habits) = (Vec::new(), Habits::new());
    for (round, with) in rounds {
        for commune in ground.communes {
            let mut places: Vec<&Place> = ground
                .truth
                .of(with.number, commune.pcode.as_str())
                .iter()
                .filter(|place| place.households > 0)
                .collect();
            places.sort_by(|a, b| (b.households, &a.name).cmp(&(a.households, &b.name)));
            for place in places.into_iter().take(MOST_PLACES) {
                if !ground.dice.chance(0.05) {
                    filled.push(visit(ground, place, round, &mut habits));
                }
            }
        }
    }
    filled
}

fn visit(ground: &Ground<'_>, place: &Place, round: &Round, habits: &mut Habits) -> Filled {
    let dice = ground.dice;
    let mut sheet = Sheet::begin(ground.form, round, dice);
    sheet.choice("admin1", &place.province);
    sheet.choice("admin2", &place.commune);
    // It is not chosen from the list of sites: the name is written down, and the form's own name follows from it.
    sheet.text("location_new_name", &place.name);
    sheet.text("location_name", &place.name);
    sheet.choice("location_type", if place.is_site { "displacement_site" } else { "host_community" });
    let reached = !dice.chance(0.03);
    sheet.choice("access", if reached { "accessible" } else { "not_accessible" });
    if reached {
        if let Some(point) = place.point {
            sheet.put("location_point", Value::Point(point));
        }
        sheet.yes_no("consent", true);
        displaced(&mut sheet, place);
        sheet.origin(&place.commune, &place.name, ground.communes);
        // Only places with displaced people are visited.
        sheet.choice("site_status", "open");
        sectors(&mut sheet, place, habits);
        sheet.needs();
    }
    sheet.finish(round, &place.name)
}

fn displaced(sheet: &mut Sheet<'_>, place: &Place) {
    // Now and then the two tools differ by half: review is to ask which is right.
    let factor = if sheet.dice.chance(0.02) { 1.7 } else { 1.0 };
    let scaled = |number: i64| (number as f64 * factor).round() as i64;
    let reasons = place.reasons.map(|(homes, people)| (scaled(homes), scaled(people)));
    let households: i64 = reasons.iter().map(|one| one.0).sum();
    let individuals: i64 = reasons.iter().map(|one| one.1).sum();
    sheet.informants(households, individuals);
    sheet.number("idp_households", households);
    sheet.number("idp_individuals", individuals);
    sheet.number("idp_remainder", individuals % 50);
    sheet.sample(households, individuals);
    for (reason, (homes, people)) in REASONS.into_iter().zip(reasons) {
        sheet.number(&format!("idp_households_{reason}"), homes);
        sheet.number(&format!("idp_individuals_{reason}"), people);
    }
    let periods = PERIODS.map(|period| format!("idp_period_{period}"));
    sheet.parts(periods.each_ref().map(String::as_str), households, [0.15, 0.3, 0.35, 0.2]);
    let shelters = SHELTERS.map(|kind| format!("idp_shelter_{kind}"));
    let weights =
        if place.is_site { [0.05, 0.05, 0.05, 0.5, 0.05, 0.25, 0.05] } else { [0.5, 0.2, 0.12, 0.0, 0.03, 0.13, 0.02] };
    sheet.parts(shelters.each_ref().map(String::as_str), households, weights);
}

/// Beginnings of the names of questions about how people live.
const SECTORS: [&str; 13] = [
    "site_",
    "shelter_",
    "nfi_",
    "water_",
    "hygiene_",
    "food_",
    "nutrition_",
    "health_",
    "edu_",
    "prot_",
    "livelihood_",
    "aap_",
    "severity_",
];

fn sectors(sheet: &mut Sheet<'_>, place: &Place, habits: &mut Habits) {
    let habit = habits.entry((place.commune.clone(), place.name.clone())).or_default();
    let form = sheet.form;
    for question in form.questions() {
        let name = question.answer.as_str();
        let of_a_sector = SECTORS.iter().any(|sector| name.starts_with(sector));
        let asked = of_a_sector || ["latrine_kind", "latrine_separate", "latrine_lock", "intention"].contains(&name);
        let of_sites = ["site_owner", "site_agreement", "site_manager"].contains(&name);
        let follows = ["aap_answered", "aap_aid_problems", "health_unusual", "health_unusual_what"].contains(&name);
        if !asked || sheet.given(name) || follows || (of_sites && !place.is_site) {
            continue;
        }
        match &question.kind {
            Kind::SelectOne(ChoiceSource::List(_)) => {
                let before = habit.get(name).cloned().filter(|_| !sheet.dice.chance(0.15));
                let Some(choice) = before.or_else(|| sheet.pick(name)) else { continue };
                sheet.choice(name, &choice);
                habit.insert(name.to_owned(), choice);
            }
            Kind::SelectMultiple(ChoiceSource::List(_)) => {
                if let Some(some) = sheet.pick_some(name) {
                    sheet.put(name, Value::Choices(some));
                }
            }
            _ => {}
        }
    }
    sheet.choice("health_unusual", "no");
}
