//! Every check of the mobility tracking pack, with answers that raise it and answers that do not.
//!
//! Answers are written `question=answer`, those inside a repeat `repeat.question=answer` (a question that comes again begins the next
//! entry), those of the round before `previous:question=answer`, those of another exercise `elsewhere:exercise:question=answer`;
//! what a server finds out `fact:name` and `measure:name=number`. `others:12:question=100..` are twelve other records of the round,
//! of the same province and enumerator, with 100, 101, 102, …; without `..` all have the same. `neighbours:12:…` are of the same
//! province and of somebody else.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside of test functions

use indexmap::IndexMap;
use review::{Check, Measures, Round, RoundRecord, run_checks};
use std::collections::{BTreeMap, BTreeSet};
use vocab::{Answer, Pcode, Value};

type Answers = IndexMap<String, Answer>;

const BANDS: &str = "idp_female_0=1 idp_female_1_5=1 idp_female_6_17=1 idp_female_18_59=1 idp_female_60_plus=1 \
                     idp_male_0=1 idp_male_1_5=1 idp_male_6_17=1 idp_male_18_59=1 idp_male_60_plus=1";
const ALIKE: &str = "severity_food=slight severity_water=slight severity_latrines=slight severity_shelter=slight \
                     severity_items=slight severity_health=slight severity_nutrition=slight severity_education=slight \
                     severity_livelihood=slight severity_safety=slight";
const UNEXPLAINED: &str =
    "idp_individuals=200 previous:idp_individuals=150 new_individuals_total=10 departed_individuals_total=0";
const EXPLAINED: &str =
    "idp_individuals=200 previous:idp_individuals=150 new_individuals_total=60 departed_individuals_total=10";
const SIZE_CHANGED: &str = "idp_individuals=20 idp_households=4 previous:idp_individuals=20 previous:idp_households=8";
const PARTS: &str = "displaced_women=1 displaced_men=1 displaced_children=1 displaced_individuals=4";
const RETURNEES_FELL: &str = "returnee_individuals=9 previous:returnee_individuals=90";
const SAMPLE: &str = "sample_households=4 sample_people=26 idp_individuals=40 idp_households=10";
const SMALL_SAMPLE: &str = "sample_households=2 sample_people=20 idp_individuals=40 idp_households=10";
const NO_ARRIVALS: &str = "new_displacement_reported=no others:10:new_displacement_reported=no \
                           neighbours:6:new_displacement_reported=yes";

/// Check, answers that raise it, answers that do not.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("all_answers_alike", ALIKE, "severity_food=serious"),
    ("answered_at_night", "measure:audit_night_share=0.9", "measure:audit_night_share=0.1"),
    (
        "area_fewer_people",
        "sub_area.sub_idp_individuals=40 sub_area.sub_idp_households=9 sub_area.sub_idp_individuals=4 sub_area.sub_idp_households=9",
        "sub_area.sub_idp_individuals=40 sub_area.sub_idp_households=9",
    ),
    ("areas_not_listed", "idp_individuals=9", "idp_individuals=9 sub_area_idp_households=2"),
    ("areas_sum", "sub_area_idp_households=9 idp_households=8", "sub_area_idp_households=8 idp_households=8"),
    ("arrivals_above_total", "new_displacement.new_individuals=9 idp_individuals=8", "idp_individuals=8"),
    (
        "arrived_after_visit",
        "reporting_date=2026-03-14 new_displacement.arrival_date=2026-03-01 new_displacement.arrival_date=2026-03-15",
        "reporting_date=2026-03-14 new_displacement.arrival_date=2026-03-14",
    ),
    ("arrived_before_event", "arrival_date=2026-03-01 event_date=2026-03-02", "event_date=2026-03-02"),
    ("bands_incomplete", "idp_female_0=1 idp_male_0=1", BANDS),
    ("bands_sum_to_total", "idp_female_0=1 idp_male_0=1 idp_individuals=3", "idp_female_0=3 idp_individuals=3"),
    (
        "change_over_half",
        "idp_individuals=90 previous:idp_individuals=40",
        "idp_individuals=9 previous:idp_individuals=4",
    ),
    ("change_unexplained", UNEXPLAINED, EXPLAINED),
    ("closed_but_displaced", "closed_because=returned displaced_individuals=4", "displaced_individuals=4"),
    ("closed_with_people", "site_status=closed idp_individuals=4", "site_status=closed idp_individuals=0"),
    ("consent_refused", "consent=no", "consent=yes"),
    ("counted_but_not_accessible", "access=not_accessible idp_individuals=0", "access=accessible idp_individuals=0"),
    (
        "differs_from_baseline",
        "idp_individuals=90 elsewhere:baseline_subarea:idp_individuals=40",
        "idp_individuals=90 elsewhere:baseline_subarea:idp_individuals=80",
    ),
    ("displaced_above_affected", "displaced_households=5 affected_households=4", "displaced_households=5"),
    ("duplicate_place", "fact:duplicate_place", "access=accessible"),
    (
        "end_before_start",
        "start=2026-03-14T09:00:00+02:00 end=2026-03-14T08:59:00+02:00",
        "start=2026-03-14T09:00:00+02:00 end=2026-03-14T08:00:00Z",
    ),
    (
        "enumerator_digit_preference",
        "idp_individuals=40 others:15:idp_individuals=120",
        "idp_individuals=40 others:15:idp_individuals=120..",
    ),
    ("enumerator_no_arrivals", NO_ARRIVALS, "new_displacement_reported=no"),
    ("enumerator_same_answers", "measure:enumerator_same_share=0.95", "measure:enumerator_same_share=0.6"),
    ("enumerator_too_many", "measure:enumerator_day_records=9", "measure:enumerator_day_records=8"),
    (
        "event_long_open",
        "event_closed=no event_date=2026-01-01 reporting_date=2026-08-01",
        "event_closed=no event_date=2026-07-01 reporting_date=2026-08-01",
    ),
    ("event_people_sum", PARTS, "displaced_women=1 displaced_individuals=4"),
    ("event_shelters_sum", "event_shelter_host=1 displaced_households=2", "displaced_households=2"),
    ("few_key_informants", "ki_count=1", "ki_count=2"),
    ("fewer_people_than_households", "idp_individuals=3 idp_households=4", "idp_individuals=4 idp_households=4"),
    ("first_update_differs", "update_number=1 new_individuals=3 displaced_individuals=4", "update_number=2"),
    ("gap_over_a_day", "measure:audit_gap_hours=26", "measure:audit_gap_hours=3"),
    ("household_size", "idp_individuals=44 idp_households=4", "idp_individuals=0 idp_households=0"),
    ("household_size_changed", SIZE_CHANGED, "idp_individuals=20 idp_households=4"),
    ("housing_sum", "housing_host=1 returnee_households=2", "returnee_households=2"),
    ("informants_differ", "ki_lowest=40 ki_highest=80", "ki_lowest=4 ki_highest=8"),
    ("informants_disagree", "ki_agree=no", "ki_agree=partly"),
    (
        "informants_far_apart",
        "informants.ki_individuals=40 informants.ki_individuals=100 informants.ki_individuals=160",
        "informants.ki_individuals=90 informants.ki_individuals=100 informants.ki_individuals=160",
    ),
    ("informants_sum", "ki_female=1 ki_male=1 ki_count=3", "ki_female=1 ki_male=2 ki_count=3"),
    (
        "interview_few_minutes",
        "idp_individuals=9 start=2026-03-14T09:00:00+02:00 end=2026-03-14T09:03:00+02:00",
        "idp_individuals=9 start=2026-03-14T09:00:00+02:00 end=2026-03-14T09:25:00+02:00",
    ),
    (
        "interview_too_regular",
        "measure:audit_questions=40 measure:audit_seconds_mad=0.4",
        "measure:audit_questions=40 measure:audit_seconds_mad=4",
    ),
    (
        "interview_too_short",
        "access=accessible measure:audit_minutes=8 others:9:access=accessible others:5:measure:audit_minutes=30..",
        "access=accessible measure:audit_minutes=8 others:9:access=accessible others:4:measure:audit_minutes=30..",
    ),
    ("many_not_answered", "idp_individuals=4 water_walk=here", "idp_individuals=0 water_walk=here"),
    ("more_displaced_than_people", "population_individuals=4 idp_individuals=5", "idp_individuals=5"),
    ("moved_since_before", "measure:moved_m=2500", "measure:moved_m=40"),
    ("near_duplicate_place", "measure:like_named_m=120", "measure:like_named_m=900"),
    ("need_without_problem", "need_first=water severity_water=no_problem", "need_first=water severity_food=no_problem"),
    (
        "new_household_size",
        "new_displacement.new_individuals=9 new_displacement.new_households=2 new_displacement.new_individuals=90 new_displacement.new_households=2",
        "new_displacement.new_individuals=9 new_displacement.new_households=2",
    ),
    ("new_without_people", "new_displacement_reported=yes new_individuals_total=0", "new_individuals_total=0"),
    ("no_position", "access=accessible", "access=not_accessible"),
    ("not_confirmed", "event_source=media", "event_source=visit"),
    ("origin_missing", "idp_households=4", "idp_households=4 origin_admin1=BDI001"),
    ("origin_shares", "origin_share=60 second_origin_share=50", "origin_share=60"),
    (
        "outlier_household_size",
        "idp_individuals=1200 idp_households=100 others:12:idp_households=100 others:12:idp_individuals=440..",
        "idp_individuals=430 idp_households=100 others:12:idp_households=100 others:12:idp_individuals=440..",
    ),
    (
        "outlier_people",
        "idp_individuals=9000 others:12:idp_individuals=100..",
        "idp_individuals=118 others:12:idp_individuals=100..",
    ),
    ("outside_area", "fact:outside_area", "access=accessible"),
    ("outside_informants", "idp_individuals=9 ki_lowest=4 ki_highest=8", "idp_individuals=9"),
    ("outside_round", "fact:outside_round", "access=accessible"),
    ("people_without_households", "idp_households=0 idp_individuals=4", "idp_households=0 idp_individuals=0"),
    ("periods_sum", "idp_period_over_3_years=1 idp_households=2", "idp_households=2"),
    (
        "province_digit_preference",
        "idp_individuals=40 others:20:idp_individuals=120",
        "idp_individuals=41 others:20:idp_individuals=120",
    ),
    ("reasons_sum_households", "idp_households_other=1 idp_households=2", "idp_households_other=2 idp_households=2"),
    ("reasons_sum_individuals", "idp_individuals_other=1 idp_individuals=2", "idp_individuals=2"),
    ("recent_above_stock", "recent_return_individuals=5 returnee_individuals=4", "returnee_individuals=4"),
    ("remote_and_alone", "access=remote ki_count=1", "access=accessible ki_count=1"),
    ("return_periods_sum", "return_period_over_3_years=1 returnee_households=2", "returnee_households=2"),
    ("returnee_bands_sum", "returnee_female_0=1 returnee_male_0=1 returnee_individuals=3", "returnee_individuals=3"),
    ("returnee_household_size", "returnee_individuals=4 returnee_households=4", "returnee_individuals=4"),
    ("returnees_change_over_half", RETURNEES_FELL, "returnee_individuals=9"),
    ("round_number", "idp_remainder=0 idp_individuals=100", "idp_remainder=0 idp_individuals=50"),
    (
        "same_as_before",
        "idp_individuals=90 idp_households=20 previous:idp_individuals=90 previous:idp_households=20",
        "idp_individuals=90 idp_households=20 previous:idp_individuals=91 previous:idp_households=20",
    ),
    ("same_position", "measure:nearest_place_m=4.5", "measure:nearest_place_m=60"),
    ("sample_size_differs", SAMPLE, SMALL_SAMPLE),
    ("seen_otherwise", "seen_agrees=no", "seen_agrees=partly"),
    ("shelters_sum", "idp_shelter_host=1 idp_households=2", "idp_households=2"),
    ("unusual_illness", "health_unusual=yes", "health_unusual=not_known"),
    (
        "update_falls_silently",
        "displaced_individuals=40 move_state=going_on measure:last_displaced=60",
        "displaced_individuals=40 move_state=leaving measure:last_displaced=60",
    ),
    ("update_missing", "update_number=3 measure:last_update=1", "update_number=3 measure:last_update=2"),
    ("update_repeated", "fact:duplicate_update", "update_number=3"),
    ("very_many_people", "idp_individuals=20001", "idp_individuals=20000"),
];

fn value(written: &str) -> Value {
    let date = || written.parse().ok().map(Value::Date);
    let moment = || written.parse().ok().map(Value::Moment);
    let number = written.parse().ok().map(Value::Integer);
    number.or_else(date).or_else(moment).unwrap_or_else(|| Value::Choice(written.to_owned()))
}

/// An example, read.
#[derive(Default)]
struct Example<'e> {
    now: Answers,
    before: Answers,
    elsewhere: BTreeMap<&'e str, Answers>,
    facts: Vec<&'e str>,
    measures: Measures,
    others: Vec<(Answers, Measures)>,
    neighbours: Vec<(Answers, Measures)>,
}

fn measured(measures: &Measures, name: &str, number: &str) -> Measures {
    measures.clone().with(name, Some(number.parse().unwrap()))
}

fn answer(answers: &mut Answers, name: &str, written: &str) {
    let Some((repeat, name)) = name.split_once('.') else {
        answers.insert(name.to_owned(), value(written).into());
        return;
    };
    let mut entries = match answers.shift_remove(repeat) {
        Some(Answer::Given(Value::Repeat(entries))) => entries,
        _ => vec![Answers::new()],
    };
    if entries.last().unwrap().contains_key(name) {
        entries.push(Answers::new());
    }
    entries.last_mut().unwrap().insert(name.to_owned(), value(written).into());
    answers.insert(repeat.to_owned(), Value::Repeat(entries).into());
}

fn add(records: &mut Vec<(Answers, Measures)>, name: &str, said: &str) {
    let (count, name) = name.split_once(':').unwrap();
    for number in 0..count.parse().unwrap() {
        if records.len() <= number {
            records.push(Default::default());
        }
        let (answers, measures) = &mut records[number];
        let counted = |first: &str| (first.parse::<i64>().unwrap() + number as i64).to_string();
        let said = said.strip_suffix("..").map_or_else(|| said.to_owned(), counted);
        match name.strip_prefix("measure:") {
            Some(name) => *measures = measured(measures, name, &said),
            None => answer(answers, name, &said),
        }
    }
}

impl<'e> Example<'e> {
    fn read(written: &'e str) -> Self {
        let mut example = Self::default();
        for word in written.split_whitespace() {
            if let Some(fact) = word.strip_prefix("fact:") {
                example.facts.push(fact);
                continue;
            }
            let (name, said) = word.split_once('=').unwrap();
            match name.split_once(':') {
                None => answer(&mut example.now, name, said),
                Some(("previous", name)) => answer(&mut example.before, name, said),
                Some(("measure", name)) => example.measures = measured(&example.measures, name, said),
                Some(("elsewhere", name)) => {
                    let (exercise, name) = name.split_once(':').unwrap();
                    answer(example.elsewhere.entry(exercise).or_default(), name, said);
                }
                Some(("others", name)) => add(&mut example.others, name, said),
                Some(("neighbours", name)) => add(&mut example.neighbours, name, said),
                Some(_) => unreachable!("{word} is not understood"),
            }
        }
        example
    }

    /// How many flags the checks raise.
    fn flags(&self, checks: &[Check]) -> usize {
        let places: Vec<Pcode> = ["BDI", "BDI001", "BDI001001"].map(|code| code.parse().unwrap()).into();
        let others = self.others.iter().map(|other| ("somebody", other));
        let others: Vec<_> = others.chain(self.neighbours.iter().map(|other| ("another", other))).collect();
        let keys: Vec<String> = (0..others.len()).map(|number| format!("other {number}")).collect();
        let record = |key, enumerator, answers, measures: &Measures| RoundRecord {
            places: &places,
            enumerator: Some(enumerator),
            measures: measures.clone(),
            ..RoundRecord::new(key, answers)
        };
        let others = keys.iter().zip(others);
        let others = others.map(|(key, (enumerator, (answers, measures)))| record(key, enumerator, answers, measures));
        let records = others.chain([record("this one", "somebody", &self.now, &self.measures)]).collect();
        let round = Round::new(records, checks);
        let subject =
            round.subject("this one").unwrap().with_previous(Some(&self.before)).with_measures(&self.measures);
        let subject = self.facts.iter().fold(subject, |subject, fact| subject.with_fact(fact, true));
        let elsewhere = self.elsewhere.iter();
        let subject =
            elsewhere.fold(subject, |subject, (exercise, answers)| subject.with_elsewhere(exercise, Some(answers)));
        run_checks(checks, &subject).len()
    }
}

fn pack() -> packs::Pack {
    packs::Pack::read(&packs::builtin()["mobility-tracking"]).unwrap()
}

#[test]
fn every_check_has_an_example_that_raises_it_and_one_that_does_not() {
    let pack = pack();
    let shown: BTreeSet<&str> = EXAMPLES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(shown, pack.checks.keys().map(String::as_str).collect());
    for (code, raised, quiet) in EXAMPLES {
        let check = std::slice::from_ref(&pack.checks[*code]);
        for (written, flags) in [(raised, 1), (quiet, 0)] {
            assert_eq!(Example::read(written).flags(check), flags, "{code} with {written}");
        }
    }
}

#[test]
fn at_least_twenty_five_checks_are_shipped_and_some_look_at_the_whole_round() {
    let pack = pack();
    let (round, record): (Vec<&Check>, Vec<&Check>) = pack.checks.values().partition(|check| check.looks_at_others());
    assert!(record.len() >= 25 && round.len() >= 10, "{} and {}", record.len(), round.len());
    let codes: BTreeSet<&str> = round.iter().map(|check| check.code.as_str()).collect();
    assert!(
        codes.contains("outlier_people") && codes.contains("duplicate_place") && !codes.contains("moved_since_before")
    );
}

#[test]
fn examples_answer_what_a_form_with_the_check_asks() {
    let pack = pack();
    for (code, raised, _) in EXAMPLES {
        let Example { now, before, .. } = Example::read(raised);
        let asks = |exercise: &packs::Exercise| {
            let schema = pack.form_of(exercise).unwrap().form.schema();
            now.keys().chain(before.keys()).all(|name| schema.column(name).is_some())
        };
        let mut exercises = pack.manifest.exercises.iter().filter(|one| one.checks.iter().any(|check| check == code));
        assert!(exercises.any(asks), "no form asks all of {raised}, which {code} is shown with");
    }
}
