//! Who came back: in the places where the baseline tells of returnees.

use super::{Ground, truth::Place, write::Sheet};
use crate::{Filled, Round};
use vocab::Value;

pub(super) fn fill(ground: &Ground<'_>, rounds: &[(Round, Round)]) -> Vec<Filled> {
    let mut filled = Vec::new();
    for (round, with) in rounds {
        for commune in ground.communes {
            for place in ground.truth.of(with.number, commune.pcode.as_str()) {
                let returned = place.returned.iter().any(|(households, _)| *households > 0);
                if returned && !ground.dice.chance(0.04) {
                    filled.push(visit(ground, place, round));
                }
            }
        }
    }
    filled
}

fn visit(ground: &Ground<'_>, place: &Place, round: &Round) -> Filled {
    let dice = ground.dice;
    let mut sheet = Sheet::begin(ground.form, round, dice);
    sheet.choice("admin1", &place.province);
    sheet.choice("admin2", &place.commune);
    sheet.text("location_name", &place.name);
    let reached = !dice.chance(0.03);
    sheet.choice("access", if reached { "accessible" } else { "not_accessible" });
    if reached {
        if let Some(point) = place.point {
            sheet.put("location_point", Value::Point(point));
        }
        sheet.yes_no("consent", true);
        counted(&mut sheet, place);
    }
    sheet.finish(round, &place.name)
}

fn counted(sheet: &mut Sheet<'_>, place: &Place) {
    let [(home, home_people), (abroad, abroad_people)] = place.returned;
    let (households, individuals) = (home + abroad, home_people + abroad_people);
    sheet.informants(households, individuals);
    let numbers = [
        ("returnee_internal_households", home),
        ("returnee_internal_individuals", home_people),
        ("returnee_abroad_households", abroad),
        ("returnee_abroad_individuals", abroad_people),
        ("returnee_households", households),
        ("returnee_individuals", individuals),
    ];
    numbers.into_iter().for_each(|(name, number)| sheet.number(name, number));
    let bands = [
        "female_0",
        "female_1_5",
        "female_6_17",
        "female_18_59",
        "female_60_plus",
        "male_0",
        "male_1_5",
        "male_6_17",
        "male_18_59",
        "male_60_plus",
    ]
    .map(|band| format!("returnee_{band}"));
    let shares = crate::people::BANDS.map(|(_, share)| share);
    sheet.parts(bands.each_ref().map(String::as_str), individuals, shares);
    let periods = ["under_3_months", "3_to_12_months", "1_to_3_years", "over_3_years"]
        .map(|period| format!("return_period_{period}"));
    sheet.parts(periods.each_ref().map(String::as_str), households, [0.0, 0.35, 0.4, 0.25]);
    // Of the last three months: what the first of the periods says, which nobody here did.
    for name in ["recent_return_households", "recent_return_individuals", "recent_left_households"] {
        sheet.number(name, 0);
    }
    let kinds = [
        "own_intact",
        "own_damaged",
        "own_destroyed",
        "host",
        "rented",
        "public_building",
        "makeshift",
        "none",
        "other",
    ]
    .map(|kind| format!("housing_{kind}"));
    sheet.parts(kinds.each_ref().map(String::as_str), households, [0.4, 0.2, 0.08, 0.12, 0.08, 0.01, 0.08, 0.01, 0.02]);
    for question in
        ["return_own_choice", "return_displaced_by", "service_water", "service_health", "together", "livelihood_main"]
    {
        if let Some(choice) = sheet.pick(question) {
            sheet.choice(question, &choice);
        }
    }
    if let Some(some) = sheet.pick_some("return_obstacles") {
        sheet.put("return_obstacles", Value::Choices(some));
    }
    sheet.needs();
}
