//! Every check of the mobility tracking pack, with answers that raise it and answers that do not.
//!
//! Answers are written `question=answer`, those inside a repeat `repeat.question=answer`, those of the round before
//! `previous:question=answer`, and what a server finds out `fact:name`.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside of test functions

use indexmap::IndexMap;
use review::{Subject, run_checks};
use std::collections::BTreeSet;
use vocab::{Answer, Value};

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

/// Check, answers that raise it, answers that do not.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("all_answers_alike", ALIKE, "severity_food=serious"),
    ("areas_not_listed", "idp_individuals=9", "idp_individuals=9 sub_area_idp_households=2"),
    ("areas_sum", "sub_area_idp_households=9 idp_households=8", "sub_area_idp_households=8 idp_households=8"),
    ("arrivals_above_total", "new_displacement.new_individuals=9 idp_individuals=8", "idp_individuals=8"),
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
    ("displaced_above_affected", "displaced_households=5 affected_households=4", "displaced_households=5"),
    ("event_people_sum", PARTS, "displaced_women=1 displaced_individuals=4"),
    ("event_shelters_sum", "event_shelter_host=1 displaced_households=2", "displaced_households=2"),
    ("few_key_informants", "ki_count=1", "ki_count=2"),
    ("fewer_people_than_households", "idp_individuals=3 idp_households=4", "idp_individuals=4 idp_households=4"),
    ("first_update_differs", "update_number=1 new_individuals=3 displaced_individuals=4", "update_number=2"),
    ("household_size", "idp_individuals=44 idp_households=4", "idp_individuals=0 idp_households=0"),
    ("household_size_changed", SIZE_CHANGED, "idp_individuals=20 idp_households=4"),
    ("housing_sum", "housing_host=1 returnee_households=2", "returnee_households=2"),
    ("informants_differ", "ki_lowest=40 ki_highest=80", "ki_lowest=4 ki_highest=8"),
    ("informants_disagree", "ki_agree=no", "ki_agree=partly"),
    ("informants_sum", "ki_female=1 ki_male=1 ki_count=3", "ki_female=1 ki_male=2 ki_count=3"),
    ("many_not_answered", "idp_individuals=4 water_walk=here", "idp_individuals=0 water_walk=here"),
    ("more_displaced_than_people", "population_individuals=4 idp_individuals=5", "idp_individuals=5"),
    ("need_without_problem", "need_first=water severity_water=no_problem", "need_first=water severity_food=no_problem"),
    ("new_without_people", "new_displacement_reported=yes new_individuals_total=0", "new_individuals_total=0"),
    ("no_position", "access=accessible", "access=not_accessible"),
    ("not_confirmed", "event_source=media", "event_source=visit"),
    ("origin_missing", "idp_households=4", "idp_households=4 origin_admin1=BDI001"),
    ("origin_shares", "origin_share=60 second_origin_share=50", "origin_share=60"),
    ("outside_area", "fact:outside_area", "access=accessible"),
    ("outside_informants", "idp_individuals=9 ki_lowest=4 ki_highest=8", "idp_individuals=9"),
    ("outside_round", "fact:outside_round", "access=accessible"),
    ("people_without_households", "idp_households=0 idp_individuals=4", "idp_households=0 idp_individuals=0"),
    ("periods_sum", "idp_period_over_3_years=1 idp_households=2", "idp_households=2"),
    ("reasons_sum_households", "idp_households_other=1 idp_households=2", "idp_households_other=2 idp_households=2"),
    ("reasons_sum_individuals", "idp_individuals_other=1 idp_individuals=2", "idp_individuals=2"),
    ("recent_above_stock", "recent_return_individuals=5 returnee_individuals=4", "returnee_individuals=4"),
    ("remote_and_alone", "access=remote ki_count=1", "access=accessible ki_count=1"),
    ("return_periods_sum", "return_period_over_3_years=1 returnee_households=2", "returnee_households=2"),
    ("returnee_bands_sum", "returnee_female_0=1 returnee_male_0=1 returnee_individuals=3", "returnee_individuals=3"),
    ("returnee_household_size", "returnee_individuals=4 returnee_households=4", "returnee_individuals=4"),
    ("returnees_change_over_half", RETURNEES_FELL, "returnee_individuals=9"),
    ("round_number", "idp_remainder=0 idp_individuals=100", "idp_remainder=0 idp_individuals=50"),
    ("sample_size_differs", SAMPLE, SMALL_SAMPLE),
    ("seen_otherwise", "seen_agrees=no", "seen_agrees=partly"),
    ("shelters_sum", "idp_shelter_host=1 idp_households=2", "idp_households=2"),
    ("unusual_illness", "health_unusual=yes", "health_unusual=not_known"),
    ("very_many_people", "idp_individuals=20001", "idp_individuals=20000"),
];

fn value(written: &str) -> Value {
    written.parse().map_or_else(|_| Value::Choice(written.to_owned()), Value::Integer)
}

/// The answers, those of the round before, and the facts.
fn read(written: &str) -> (Answers, Answers, Vec<&str>) {
    let (mut now, mut before, mut facts) = (Answers::new(), Answers::new(), Vec::new());
    for word in written.split_whitespace() {
        if let Some(fact) = word.strip_prefix("fact:") {
            facts.push(fact);
            continue;
        }
        let (name, answer) = word.split_once('=').unwrap();
        if let Some(name) = name.strip_prefix("previous:") {
            before.insert(name.to_owned(), value(answer).into());
        } else if let Some((repeat, name)) = name.split_once('.') {
            let entry = Answers::from([(name.to_owned(), value(answer).into())]);
            now.insert(repeat.to_owned(), Value::Repeat(vec![entry]).into());
        } else {
            now.insert(name.to_owned(), value(answer).into());
        }
    }
    (now, before, facts)
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
            let (now, before, facts) = read(written);
            let subject = Subject::new(&now).with_previous(Some(&before));
            let subject = facts.iter().fold(subject, |subject, fact| subject.with_fact(fact, true));
            assert_eq!(run_checks(check, &subject).len(), flags, "{code} with {written}");
        }
    }
}

#[test]
fn examples_answer_what_a_form_with_the_check_asks() {
    let pack = pack();
    for (code, raised, _) in EXAMPLES {
        let (now, before, _) = read(raised);
        let asks = |exercise: &packs::Exercise| {
            let schema = pack.form_of(exercise).unwrap().form.schema();
            now.keys().chain(before.keys()).all(|name| schema.column(name).is_some())
        };
        let mut exercises = pack.manifest.exercises.iter().filter(|one| one.checks.iter().any(|check| check == code));
        assert!(exercises.any(asks), "no form asks all of {raised}, which {code} is shown with");
    }
}
