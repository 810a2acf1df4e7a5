//! Events: who arrived in a commune at once, told in two updates, and then counted in the baseline.

use super::{
    Ground,
    truth::{Place, sum},
    write::Sheet,
};
use crate::{
    Commune, Filled, Round,
    fill::{Answers, put},
};
use chrono::Days;
use vocab::Value;

/// Households that arrive at once before it is an event.
const AN_EVENT: i64 = 10;
/// Communes with an event in one round.
const MOST_EVENTS: usize = 8;

pub(super) fn fill(ground: &Ground<'_>, rounds: &[(Round, Round)]) -> Vec<Filled> {
    let mut filled = Vec::new();
    for (index, (round, with)) in rounds.iter().enumerate() {
        let last = index + 1 == rounds.len();
        let arrivals = ground.communes.iter().map(|commune| {
            let places = ground.truth.of(with.number, commune.pcode.as_str());
            (commune, places, sum(places, |place| place.arrived))
        });
        let mut hit: Vec<_> = arrivals.filter(|(.., (households, _))| *households >= AN_EVENT).collect();
        hit.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.pcode.cmp(&b.0.pcode)));
        for (number, (commune, places, arrived)) in (1..).zip(hit.into_iter().take(MOST_EVENTS)) {
            // Of the last round every second event still goes on, as it would where people have just fled.
            let goes_on = last && number % 2 == 0;
            let event = Event { code: format!("DEMO-{}-{number}", round.number), commune, places, with, goes_on };
            // In the first update not everybody has arrived yet.
            let first = (arrived.0 * 2 / 3, arrived.1 * 2 / 3);
            filled.push(update(ground, &event, 1, first, first, round));
            filled.push(update(ground, &event, 2, (arrived.0 - first.0, arrived.1 - first.1), arrived, round));
        }
    }
    filled
}

struct Event<'e> {
    code: String,
    commune: &'e Commune,
    places: &'e [Place],
    /// The round of the baseline that counts them.
    with: &'e Round,
    goes_on: bool,
}

fn update(
    ground: &Ground<'_>,
    event: &Event<'_>,
    number: i64,
    new: (i64, i64),
    displaced: (i64, i64),
    round: &Round,
) -> Filled {
    let mut sheet = Sheet::begin(ground.form, round, ground.dice);
    let middle = (round.period.to - round.period.from).num_days().unsigned_abs() / 2;
    // The second update comes in the second half of the days.
    sheet.day = round.period.from + Days::new(if number == 1 { middle } else { middle * 2 });
    sheet.put("reporting_date", Value::Date(sheet.day));
    sheet.text("event_code", &event.code);
    sheet.number("update_number", number);
    let hazard = event.places.iter().find_map(|place| place.hazard.clone()).unwrap_or_else(|| "flood".to_owned());
    sheet.choice("event_trigger", if hazard == "other" { "flood" } else { &hazard });
    sheet.put("event_date", Value::Date(round.period.from));
    sheet.choice("event_source", "visit");
    sheet.choice("admin1", event.commune.province.as_str());
    sheet.choice("admin2", event.commune.pcode.as_str());
    let name = event.places.iter().max_by_key(|place| place.arrived).map_or("", |place| place.name.as_str());
    sheet.text("location_name", name);
    sheet.choice("access", "accessible");
    if let Some(point) = event.commune.inside {
        sheet.put("location_point", Value::Point(point));
    }
    sheet.put("arrival_date", Value::Date(round.period.from));
    sheet.choice("move_state", if number == 1 || event.goes_on { "going_on" } else { "stable" });
    let mut origin = Answers::new();
    put(&mut origin, "origin_admin1", Value::Choice(event.commune.province.to_string()));
    put(&mut origin, "origin_admin2", Value::Choice(event.commune.pcode.to_string()));
    put(&mut origin, "origin_households", Value::Integer(displaced.0));
    sheet.entries("origin", vec![origin]);
    sheet.text("main_origin_admin1", event.commune.province.as_str());
    let numbers = [
        ("origin_households_total", displaced.0),
        ("affected_households", displaced.0 * 2),
        ("new_households", new.0),
        ("new_individuals", new.1),
        ("displaced_households", displaced.0),
        ("displaced_individuals", displaced.1),
        ("houses_destroyed", displaced.0 / 2),
        ("houses_damaged", displaced.0),
    ];
    numbers.into_iter().for_each(|(name, number)| sheet.number(name, number));
    sheet.parts(["displaced_women", "displaced_men", "displaced_children"], displaced.1, [0.26, 0.22, 0.52]);
    let shelters = ["host", "collective", "site", "open", "other"].map(|kind| format!("event_shelter_{kind}"));
    sheet.parts(shelters.each_ref().map(String::as_str), displaced.0, [0.6, 0.2, 0.05, 0.1, 0.05]);
    sheet.needs();
    sheet.yes_no("aid_given", false);
    let closed = number == 2 && !event.goes_on && round.period.to < event.with.period.to;
    sheet.yes_no("event_closed", closed);
    if closed {
        sheet.choice("closed_because", "absorbed");
        sheet.number("absorbed_by_round", i64::from(event.with.number.0));
    }
    sheet.finish(round, &event.code)
}
