use super::*;
use collect::{Instance, Limits, parse_submission, read_answers, write_instance};
use review::{Severity, Subject, run_checks};
use std::collections::{BTreeMap, BTreeSet};
use vocab::{Missing, SeededRandomness, Value};

fn pack() -> packs::Pack {
    packs::Pack::read(&packs::builtin()["mobility-tracking"]).unwrap()
}

/// Forty communes in five provinces, on a grid.
fn communes() -> Vec<Commune> {
    let commune = |number: u32| Commune {
        pcode: format!("DEM{:03}{:03}", number / 8, number % 8).parse().unwrap(),
        province: format!("DEM{:03}", number / 8).parse().unwrap(),
        name: format!("Commune {number}"),
        inside: Some(Point {
            longitude: 29.0 + f64::from(number / 8) / 5.0,
            latitude: -4.0 + f64::from(number % 8) / 5.0,
            altitude_m: None,
            accuracy_m: None,
        }),
    };
    (0..40).map(commune).collect()
}

fn rounds() -> Vec<Round> {
    let period = |month: u32| {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        Period::new(day(1), day(20)).unwrap()
    };
    (1..=4).map(|number| Round { number: RoundNumber(number), period: period(number) }).collect()
}

fn filled(seed: u64) -> Vec<Filled> {
    let form = &pack().forms["baseline_subarea"].form;
    generate(
        form,
        &communes(),
        &rounds(),
        Size::default(),
        &SeededRandomness::new(seed),
        &SeededRandomness::new(seed + 100),
    )
}

fn assessed(seed: u64) -> Vec<Filled> {
    let form = &pack().forms["location_assessment"].form;
    generate(
        form,
        &communes(),
        &rounds()[..2],
        Size::default(),
        &SeededRandomness::new(seed),
        &SeededRandomness::new(seed + 100),
    )
}

#[test]
fn informants_are_written_down_apart_in_most_places_and_one_of_them_says_what_is_so() {
    let all = filled(11);
    let reached: Vec<_> = all.iter().filter(|one| one.answers.contains_key("ki_count")).collect();
    let apart: Vec<_> = reached.iter().filter(|one| one.answers.contains_key("informants")).collect();
    assert!(apart.len() * 2 > reached.len() && apart.len() < reached.len(), "{} of {}", apart.len(), reached.len());
    for one in apart {
        let Some(Value::Repeat(entries)) = one.answers["informants"].value() else { panic!() };
        assert_eq!(number(&one.answers, "ki_count"), i64::try_from(entries.len()).ok());
        let said: Vec<i64> = entries.iter().filter_map(|entry| number(entry, "ki_individuals")).collect();
        assert_eq!(number(&one.answers, "ki_lowest"), said.iter().min().copied());
        assert_eq!(number(&one.answers, "ki_highest"), said.iter().max().copied());
    }
}

#[test]
fn a_location_assessment_reads_back_and_has_samples_with_members() {
    let form = pack().forms.swap_remove("location_assessment").unwrap().form;
    let (mut sampled, mut not) = (0, 0);
    for one in assessed(12) {
        let xml = write_instance(&form, &one.answers, &Instance::new(&one.instance_id));
        let (read, flags) = read_answers(&form, &parse_submission(xml.as_bytes(), &Limits::default()).unwrap());
        assert_eq!(flags, [], "{xml}");
        match number(&read, "sample_households") {
            Some(0) => not += 1,
            Some(households) => {
                sampled += 1;
                let members = sum(&read, &["sample_female_", "sample_male_"]);
                assert!(members >= households, "{members} in {households}");
                assert_eq!(number(&read, "sample_people"), Some(members));
            }
            None => assert!(number(&read, "idp_households").is_none_or(|households| households == 0)),
        }
    }
    assert!(sampled > not && not > 0, "{sampled} and {not}");
}

fn number(answers: &IndexMap<String, Answer>, name: &str) -> Option<i64> {
    answers.get(name).and_then(Answer::integer)
}

fn sum(answers: &IndexMap<String, Answer>, prefixes: &[&str]) -> i64 {
    let meant = answers.iter().filter(|(name, _)| prefixes.iter().any(|prefix| name.starts_with(prefix)));
    meant.filter_map(|(_, answer)| answer.integer()).sum()
}

#[test]
fn the_same_seed_gives_the_same_records() {
    assert_eq!(filled(7), filled(7));
    assert_ne!(filled(7), filled(8));
}

#[test]
fn every_record_is_labelled_and_has_its_own_id_and_a_day_of_its_round() {
    let all = filled(1);
    let ids: BTreeSet<_> = all.iter().map(|filled| &filled.instance_id).collect();
    assert_eq!(ids.len(), all.len());
    for one in &all {
        assert!(one.answers["location_name"].text().unwrap().starts_with("Demo colline "));
        assert_eq!(one.answers["remarks"].text(), Some(NOTICE));
        let Some(Value::Date(day)) = one.answers["reporting_date"].value() else { panic!("{one:?}") };
        let round = rounds().into_iter().find(|round| round.number == one.round).unwrap();
        assert!(round.period.contains(*day) && one.finished_at.date_naive() == *day);
    }
}

#[test]
fn a_phone_would_send_every_record_and_it_reads_back_without_a_flag() {
    let form = pack().forms.swap_remove("baseline_subarea").unwrap().form;
    for one in filled(2) {
        let xml = write_instance(&form, &one.answers, &Instance::new(&one.instance_id));
        let document = parse_submission(xml.as_bytes(), &Limits::default()).unwrap();
        let (read, flags) = read_answers(&form, &document);
        assert_eq!(flags, [], "{xml}");
        for (name, answer) in &one.answers {
            let Some(Value::Repeat(entries)) = answer.value() else {
                assert_eq!(&read[name], answer, "{name}");
                continue;
            };
            let Some(Value::Repeat(found)) = read[name].value() else { panic!("{name}: {read:?}") };
            assert_eq!(found.len(), entries.len());
            assert!(entries[0].iter().all(|(name, answer)| found[0][name] == *answer), "{name}");
        }
    }
}

#[test]
fn bands_and_reasons_add_up() {
    let counted: Vec<_> =
        filled(3).into_iter().filter(|one| number(&one.answers, "idp_individuals").is_some()).collect();
    assert!(counted.len() > 200);
    let (nobody, somebody): (Vec<_>, Vec<_>) =
        counted.into_iter().partition(|one| number(&one.answers, "idp_individuals") == Some(0));
    assert!(!nobody.is_empty(), "a place without displaced people has 0, which is not unknown");
    for Filled { answers, .. } in somebody {
        let (households, individuals) = (number(&answers, "idp_households"), number(&answers, "idp_individuals"));
        assert_eq!(Some(sum(&answers, &["idp_female_", "idp_male_"])), individuals);
        assert_eq!(Some(sum(&answers, &["idp_individuals_"])), individuals);
        assert_eq!(Some(sum(&answers, &["idp_households_"])), households);
        assert!(answers.values().filter_map(Answer::integer).all(|number| number >= 0));
    }
}

#[test]
fn some_places_cannot_be_reached_and_then_nothing_is_counted() {
    let all = filled(4);
    let unreached: Vec<_> = all.iter().filter(|one| one.answers["access"].text() == Some("not_accessible")).collect();
    assert!(
        unreached.len() * 50 > all.len() && unreached.len() * 8 < all.len(),
        "{} of {}",
        unreached.len(),
        all.len()
    );
    for one in unreached {
        assert_eq!(sum(&one.answers, &["idp_", "returnee_", "ki_"]), 0);
        assert!(!one.answers.contains_key("idp_individuals"));
    }
}

#[test]
fn places_return_round_after_round_but_not_all_in_every_round() {
    let mut visits: BTreeMap<String, BTreeSet<RoundNumber>> = BTreeMap::new();
    for one in filled(5) {
        visits.entry(one.answers["location_name"].text().unwrap().to_owned()).or_default().insert(one.round);
    }
    let all_rounds = visits.values().filter(|rounds| rounds.len() == 4).count();
    assert!(all_rounds * 2 > visits.len() && all_rounds < visits.len(), "{all_rounds} of {}", visits.len());
}

#[test]
fn change_is_what_came_less_what_left() {
    let mut before: BTreeMap<String, (RoundNumber, i64)> = BTreeMap::new();
    let mut followed = 0;
    for one in filled(6) {
        let Some(households) = number(&one.answers, "idp_households") else { continue };
        let moved = |repeat: &str, question: &str| match one.answers.get(repeat).and_then(Answer::value) {
            Some(Value::Repeat(entries)) => entries.iter().filter_map(|entry| number(entry, question)).sum(),
            _ => 0,
        };
        let name = one.answers["location_name"].text().unwrap().to_owned();
        if let Some((round, earlier)) = before.insert(name, (one.round, households))
            && round.0 + 1 == one.round.0
        {
            let change = moved("new_displacement", "new_households") - moved("departure", "departed_households");
            assert_eq!(households - earlier, change);
            followed += 1;
        }
    }
    assert!(followed > 100);
}

#[test]
fn review_finds_something_but_nothing_that_cannot_be() {
    let pack = pack();
    let exercise = pack.exercise("baseline_subarea").unwrap();
    let checks = pack.checks_of(exercise);
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let mut before: BTreeMap<String, IndexMap<String, Answer>> = BTreeMap::new();
    let all = filled(9);
    for one in &all {
        let name = review::place_identity(&one.answers, &exercise.identified_by).unwrap();
        let subject = Subject::new(&one.answers).with_previous(before.get(&name));
        for flag in run_checks(&checks, &subject) {
            assert_ne!(flag.severity, Severity::Error, "{}", flag.message.in_language(vocab::Language::English));
            *codes.entry(flag.code).or_default() += 1;
        }
        before.insert(name, one.answers.clone());
    }
    for code in ["household_size", "change_over_half", "few_key_informants", "no_position"] {
        assert!(codes.get(code).is_some_and(|count| count * 5 < all.len()), "{code}: {codes:?} of {}", all.len());
    }
}

#[test]
fn absent_answers_say_why_after_the_packs_rules() {
    let pack = pack();
    let exercise = pack.exercise("baseline_subarea").unwrap();
    let form = &pack.form_of(exercise).unwrap().form;
    let one = filled(4).into_iter().find(|one| one.answers["access"].text() == Some("not_accessible")).unwrap();
    let xml = write_instance(form, &one.answers, &Instance::new(&one.instance_id));
    let (mut answers, _) = read_answers(form, &parse_submission(xml.as_bytes(), &Limits::default()).unwrap());
    exercise.absences.iter().for_each(|rule| rule.apply(&mut answers));
    assert_eq!(answers["idp_individuals"], Answer::absent(Missing::NotAccessible));
    assert_eq!(answers["location_point"], Answer::absent(Missing::NotApplicable));
    assert_eq!(answers["photo"], Answer::absent(Missing::Missing));
}

/// Rounds of another tool, with the rounds of the baseline they go with.
fn in_step() -> Vec<(Round, Round)> {
    let rounds = rounds();
    (1..=3)
        .map(|number| (Round { number: RoundNumber(number), ..rounds[number as usize] }, rounds[number as usize]))
        .collect()
}

fn of_tool(tool: Tool, baseline: &[Filled]) -> Vec<Filled> {
    let form = &pack().forms[tool.code()].form;
    generate_tool(tool, form, &communes(), baseline, &in_step(), &SeededRandomness::new(17))
}

#[test]
fn the_other_tools_are_sent_as_a_phone_would_and_are_the_same_every_time() {
    let baseline = filled(11);
    for tool in Tool::ALL {
        let form = pack().forms.swap_remove(tool.code()).unwrap().form;
        let all = of_tool(tool, &baseline);
        assert_eq!(all, of_tool(tool, &baseline), "{}", tool.code());
        for number in 1..=3 {
            assert!(all.iter().any(|one| one.round == RoundNumber(number)), "{} round {number}", tool.code());
        }
        for one in &all {
            let xml = write_instance(&form, &one.answers, &Instance::new(&one.instance_id));
            let (read, flags) = read_answers(&form, &parse_submission(xml.as_bytes(), &Limits::default()).unwrap());
            assert_eq!(flags, [], "{xml}");
            assert_eq!(read["remarks"].text(), Some(NOTICE));
        }
    }
}

#[test]
fn communes_list_the_very_places_that_are_visited_with_the_same_people() {
    let baseline = filled(12);
    let mut held = 0;
    for area in of_tool(Tool::Areas, &baseline) {
        let Some(Value::Repeat(entries)) = area.answers.get("sub_area").and_then(Answer::value) else { continue };
        let with = RoundNumber(area.round.0 + 1);
        for place in
            baseline.iter().filter(|place| place.round == with && place.answers["admin2"] == area.answers["admin2"])
        {
            let Some(households) = number(&place.answers, "idp_households") else { continue };
            let name = place.answers["location_name"].text();
            let listed = entries.iter().find(|entry| entry["sub_name"].text() == name);
            assert_eq!(listed.and_then(|entry| number(entry, "sub_idp_households")), Some(households), "{name:?}");
            held += 1;
        }
    }
    assert!(held > 200, "{held}");
}

#[test]
fn the_other_tools_raise_a_few_flags_and_no_error_that_cannot_be() {
    let (baseline, pack) = (filled(13), pack());
    for tool in Tool::ALL {
        let exercise = pack.exercise(tool.code()).unwrap();
        let checks = pack.checks_of(exercise);
        let all = of_tool(tool, &baseline);
        let mut codes: BTreeMap<String, usize> = BTreeMap::new();
        for one in &all {
            for flag in run_checks(&checks, &Subject::new(&one.answers)) {
                assert_ne!(
                    flag.severity,
                    Severity::Error,
                    "{}: {}",
                    flag.code,
                    flag.message.in_language(vocab::Language::English)
                );
                *codes.entry(flag.code).or_default() += 1;
            }
        }
        let flagged: usize = codes.values().sum();
        assert!(flagged > 0 || tool == Tool::Events, "{}: {codes:?} of {}", tool.code(), all.len());
        assert!(codes.values().all(|count| count * 3 < all.len()), "{}: {codes:?} of {}", tool.code(), all.len());
    }
}
