//! Filling the form at one place.

use crate::{
    Commune, Filled, NOTICE, Round, assess,
    dice::{Dice, divide},
    informants::informants,
    origin,
    people::{BANDS, REASONS, by_band, by_reason},
    site::{Access, Movement, Site},
};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use forms::form::{ChoiceSource, Form, Kind, Metadata};
use indexmap::IndexMap;
use vocab::{Answer, Missing, Point, Value};

pub(crate) type Answers = IndexMap<String, Answer>;

/// Burundi's offset from UTC, for what a phone there would write.
const OFFSET_SECONDS: i32 = 2 * 3600;

/// When households came, and where they live, as the forms call it.
pub(crate) const PERIODS: [&str; 4] = ["under_3_months", "3_to_12_months", "1_to_3_years", "over_3_years"];
pub(crate) const SHELTERS: [&str; 7] = ["host", "rented", "own", "site", "collective", "makeshift", "open"];

pub(crate) fn fill(
    form: &Form,
    (site, round): (&Site<'_>, &Round),
    communes: &[Commune],
    instance_id: String,
    dice: &Dice<'_>,
) -> Filled {
    let length = (round.period.to - round.period.from).num_days();
    let day = round.period.from + Days::new(dice.whole(0, length).unsigned_abs());
    let finished_at = finished(day, dice);
    let mut answers = Answers::new();
    location(site, day, communes, dice, &mut answers);
    if site.access == Access::Accessible {
        informants(form, site, dice, &mut answers);
        displaced(site, dice, &mut answers);
        settled(site, &mut answers);
        if site.individuals > 0 {
            origin::tell(site.commune.pcode.as_str(), &site.name, communes, &mut answers);
        }
        returnees(site, dice, &mut answers);
        movements(form, site, dice, &mut answers);
        assess::sectors(form, site, dice, &mut answers);
        from_afar(form, dice, &mut answers);
    }
    answers.insert("photo".into(), Answer::absent(Missing::Missing));
    put(&mut answers, "remarks", Value::Text(NOTICE.to_owned()));
    let instance_name = format!("{} {} {day}", site.commune.pcode, site.name);
    metadata(form, finished_at, day, &mut answers);
    answers.retain(|name, _| asks(form, name));
    Filled { round: round.number, instance_id, instance_name, finished_at, answers }
}

pub(crate) fn put(answers: &mut Answers, name: &str, value: Value) {
    answers.insert(name.to_owned(), value.into());
}

pub(crate) fn asks(form: &Form, name: &str) -> bool {
    form.question(name).is_some() || form.sections().any(|section| section.answer == name)
}

fn location(site: &Site<'_>, day: NaiveDate, communes: &[Commune], dice: &Dice<'_>, answers: &mut Answers) {
    let access = match site.access {
        Access::Accessible => "accessible",
        Access::NotAccessible => "not_accessible",
        Access::NoPopulation => "no_population",
    };
    let kind = if site.is_displacement_site { "displacement_site" } else { "host_community" };
    put(answers, "reporting_date", Value::Date(day));
    put(answers, "admin1", Value::Choice(site.commune.province.to_string()));
    put(answers, "admin2", Value::Choice(site.commune.pcode.to_string()));
    // Where places are chosen from a list, the name is written down under this, and the form's own name follows from it.
    put(answers, "location_new_name", Value::Text(site.name.clone()));
    put(answers, "location_name", Value::Text(site.name.clone()));
    put(answers, "location_type", Value::Choice(kind.to_owned()));
    put(answers, "access", Value::Choice(access.to_owned()));
    if site.access == Access::Accessible {
        let point = position(site, communes, dice).map_or(Answer::absent(Missing::Missing), |p| Value::Point(p).into());
        answers.insert("location_point".to_owned(), point);
    }
}

/// Some places are asked by telephone, where the form knows that.
fn from_afar(form: &Form, dice: &Dice<'_>, answers: &mut Answers) {
    let Some(Kind::SelectOne(ChoiceSource::List(list))) = form.question("access").map(|question| &question.kind) else {
        return;
    };
    let known = form.lists.get(list).is_some_and(|list| list.choices.iter().any(|choice| choice.name == "remote"));
    if known && dice.chance(0.1) {
        put(answers, "access", Value::Choice("remote".to_owned()));
        answers.shift_remove("location_point");
    }
}

/// Where the phone says it is: mostly at the place, sometimes nowhere, and now and then in another commune, because the form
/// was finished there.
fn position(site: &Site<'_>, communes: &[Commune], dice: &Dice<'_>) -> Option<Point> {
    match dice.unit() {
        u if u < 0.015 => dice.pick(communes)?.inside,
        u if u < 0.06 => None,
        _ => site.point,
    }
}

fn displaced(site: &Site<'_>, dice: &Dice<'_>, answers: &mut Answers) {
    // Now and then somebody counts children twice: more than ten people per household, for review to find.
    let individuals = if dice.chance(0.012) { site.individuals * 3 } else { site.individuals };
    put(answers, "idp_households", Value::Integer(site.households));
    put(answers, "idp_individuals", Value::Integer(individuals));
    if individuals == 0 {
        return; // the form asks no further
    }
    put(answers, "idp_sex_age_total", Value::Integer(individuals));
    for ((name, _), number) in BANDS.into_iter().zip(by_band(individuals, dice)) {
        put(answers, name, Value::Integer(number));
    }
    let reasons = by_reason(site.households, individuals, site.reasons);
    for (unit, pick) in [("households", 0), ("individuals", 1)] {
        for (reason, (households, people)) in REASONS.into_iter().zip(reasons) {
            let number = if pick == 0 { households } else { people };
            put(answers, &format!("idp_{unit}_{reason}"), Value::Integer(number));
        }
    }
}

/// Since when households are there, and where they live. It costs no dice, so that what else is invented stays as it is.
fn settled(site: &Site<'_>, answers: &mut Answers) {
    if site.individuals == 0 {
        return;
    }
    let periods = divide(site.households, [0.15, 0.3, 0.35, 0.2]);
    for (period, households) in PERIODS.into_iter().zip(periods) {
        put(answers, &format!("idp_period_{period}"), Value::Integer(households));
    }
    let weights = if site.is_displacement_site {
        [0.05, 0.05, 0.05, 0.5, 0.05, 0.25, 0.05]
    } else {
        [0.5, 0.2, 0.12, 0.0, 0.03, 0.13, 0.02]
    };
    for (shelter, households) in SHELTERS.into_iter().zip(divide(site.households, weights)) {
        put(answers, &format!("idp_shelter_{shelter}"), Value::Integer(households));
    }
}

fn returnees(site: &Site<'_>, dice: &Dice<'_>, answers: &mut Answers) {
    for kind in ["internal", "abroad"] {
        let households = if dice.chance(0.3) { dice.whole(1, 1 + site.households / 4) } else { 0 };
        let individuals = (households as f64 * dice.between(3.5, 5.0)).round() as i64;
        put(answers, &format!("returnee_{kind}_households"), Value::Integer(households));
        put(answers, &format!("returnee_{kind}_individuals"), Value::Integer(individuals));
    }
}

/// A form is finished between seven and sixteen o'clock.
pub(crate) fn finished(day: NaiveDate, dice: &Dice<'_>) -> DateTime<Utc> {
    let minutes = dice.whole(7 * 60, 16 * 60);
    let local = day.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes);
    (local - TimeDelta::seconds(OFFSET_SECONDS.into())).and_utc()
}

/// What the form calculates of the movements: nobody came is 0, which is not unknown.
fn calculated(site: &Site<'_>, answers: &mut Answers) {
    let word = |moved: Option<Movement>| Value::Choice(if moved.is_some() { "yes" } else { "no" }.to_owned());
    let sum = |moved: Option<Movement>, of: fn(Movement) -> i64| Value::Integer(moved.map_or(0, of));
    put(answers, "new_displacement_reported", word(site.arrived));
    put(answers, "departure_reported", word(site.departed));
    put(answers, "new_households_total", sum(site.arrived, |moved| moved.households));
    put(answers, "new_individuals_total", sum(site.arrived, |moved| moved.individuals));
    put(answers, "departed_individuals_total", sum(site.departed, |moved| moved.individuals));
}

fn movements(form: &Form, site: &Site<'_>, dice: &Dice<'_>, answers: &mut Answers) {
    calculated(site, answers);
    if let Some(Movement { households, individuals }) = site.arrived {
        let mut entry = Answers::new();
        put(&mut entry, "cause", Value::Choice("natural_disaster".to_owned()));
        let hazard = word(form, "hazard", &["flood", "landslide", "torrential_rain"], dice);
        entry.extend(hazard.map(|hazard| ("hazard".to_owned(), hazard.into())));
        put(&mut entry, "origin_admin1_name", Value::Text("Demo province".to_owned()));
        put(&mut entry, "origin_admin2_name", Value::Text(site.commune.name.clone()));
        put(&mut entry, "new_households", Value::Integer(households));
        put(&mut entry, "new_individuals", Value::Integer(individuals));
        entries(form, "new_displacement", entry, answers);
    }
    if let Some(Movement { households, individuals }) = site.departed {
        let mut entry = Answers::new();
        let reason = word(form, "departure_reason", &["return", "local_integration", "relocation"], dice);
        entry.extend(reason.map(|reason| ("departure_reason".to_owned(), reason.into())));
        put(&mut entry, "departed_households", Value::Integer(households));
        put(&mut entry, "departed_individuals", Value::Integer(individuals));
        entries(form, "departure", entry, answers);
    }
}

fn entries(form: &Form, repeat: &str, mut entry: Answers, answers: &mut Answers) {
    entry.retain(|name, _| asks(form, name));
    put(answers, repeat, Value::Repeat(vec![entry]));
}

/// One of the form's choices, or one of `words` where the question takes a text.
pub(crate) fn word(form: &Form, question: &str, words: &[&str], dice: &Dice<'_>) -> Option<Value> {
    match &form.question(question)?.kind {
        Kind::SelectOne(ChoiceSource::List(list)) => {
            let choice = dice.pick(&form.lists.get(list)?.choices)?;
            Some(Value::Choice(choice.name.clone()))
        }
        Kind::Text => dice.pick(words).map(|word| Value::Text((*word).to_owned())),
        _ => None,
    }
}

/// What a phone fills in by itself.
pub(crate) fn metadata(form: &Form, finished_at: chrono::DateTime<chrono::Utc>, day: NaiveDate, answers: &mut Answers) {
    let here = FixedOffset::east_opt(OFFSET_SECONDS);
    let local = |at: chrono::DateTime<chrono::Utc>| here.map(|offset| Value::Moment(at.with_timezone(&offset)));
    for question in form.questions() {
        let value = match question.kind {
            Kind::Metadata(Metadata::Start) => local(finished_at - TimeDelta::minutes(25)),
            Kind::Metadata(Metadata::End) => local(finished_at),
            Kind::Metadata(Metadata::Today) => Some(Value::Date(day)),
            Kind::Metadata(Metadata::DeviceId) => Some(Value::Text("demonstration".to_owned())),
            _ => None,
        };
        answers.extend(value.map(|value| (question.answer.clone(), value.into())));
    }
}
