use super::*;
use crate::expression::{ExpressionProblem, parse};
use proptest::prelude::*;

fn given(pairs: &[(&str, Value)]) -> Answers {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect()
}

fn answers() -> Answers {
    let mut answers = given(&[
        ("idp_individuals", Value::Integer(100)),
        ("idp_households", Value::Integer(20)),
        ("idp_female_0", Value::Integer(30)),
        ("idp_female_1_5", Value::Integer(25)),
        ("access", Value::Choice("accessible".into())),
        ("reporting_date", Value::Date("2026-03-14".parse().unwrap())),
        ("typo", Value::Text("many".into())),
    ]);
    answers.insert("idp_male_0".into(), Answer::absent(Missing::Missing));
    answers.insert("idp_other_0".into(), Answer::absent(Missing::NotApplicable));
    let entries = [4, 7].map(|n| given(&[("new_individuals", Value::Integer(n))])).to_vec();
    answers.insert("new_displacement".into(), Value::Repeat(entries).into());
    answers
}

fn holds_with(text: &str, previous: Option<&Answers>) -> Option<bool> {
    let answers = answers();
    let facts = BTreeSet::from(["outside_area".to_owned()]);
    Scene { previous, facts: &facts, ..Scene::of(&answers) }.holds(&parse(text).unwrap())
}

fn holds(text: &str) -> Option<bool> {
    holds_with(text, None)
}

#[test]
fn numbers_texts_and_dates_compare() {
    for (text, expected) in [
        ("idp_individuals == 100", true),
        ("idp_individuals = 100", true),
        ("idp_individuals / idp_households > 10", false),
        ("idp_individuals - 2 * 3 == 94", true),
        ("(idp_individuals - 2) * 3 == 294", true),
        ("-idp_individuals < 0", true),
        ("abs(10 - idp_individuals) >= 90", true),
        ("access == 'accessible'", true),
        ("access != 'accessible'", false),
        ("reporting_date < '2026-04-01'", true),
        ("not access == 'no_population' and idp_households > 1", true),
        ("present(typo) or fact(nothing)", true),
        ("fact(outside_area)", true),
        ("sum(new_displacement.new_individuals) == 11", true),
        ("sum(new_displacement.new_*) == 11", true),
        ("entries(new_displacement) == 2", true),
        ("given(idp_female_*, idp_male_*) == 2", true),
    ] {
        assert_eq!(holds(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_computed_from_an_absent_answer_is_unknown() {
    for text in [
        "idp_male_0 == 0",
        "idp_male_0 != 0",
        "never_asked > 1",
        "not idp_male_0 == 0",
        "sum(idp_female_*, idp_male_*) == 55",
        "sum(nothing_*) == 0",
        "typo > 1",
        "typo + 1 == 2",
        "idp_individuals / 0 > 1",
        "entries(departure) == 0",
        "previous(idp_individuals) == 100",
    ] {
        assert_eq!(holds(text), None, "{text}");
    }
    assert_eq!(holds("sum(idp_female_*) == 55"), Some(true));
    assert_eq!(holds("sum(idp_female_*, idp_other_*) == 55"), Some(true), "what does not apply adds nothing");
}

#[test]
fn unknown_follows_kleene() {
    assert_eq!(holds("idp_male_0 > 0 and idp_households == 0"), Some(false));
    assert_eq!(holds("idp_male_0 > 0 and idp_households == 20"), None);
    assert_eq!(holds("idp_male_0 > 0 or idp_households == 20"), Some(true));
    assert_eq!(holds("idp_male_0 > 0 or idp_households == 0"), None);
}

#[test]
fn the_round_before_is_asked_by_name() {
    let before = given(&[("idp_individuals", Value::Integer(40)), ("idp_female_0", Value::Integer(1))]);
    let grew = "abs(idp_individuals - previous(idp_individuals)) / previous(idp_individuals) > 0.5";
    assert_eq!(holds_with(grew, Some(&before)), Some(true));
    assert_eq!(holds_with("previous(sum(idp_female_*)) == 1", Some(&before)), Some(true));
    assert_eq!(holds_with("previous(idp_households) == 1", Some(&before)), None);
    assert_eq!(holds_with("previous(previous(idp_individuals)) == 40", Some(&before)), None);
}

#[test]
fn what_is_not_understood_is_named_with_its_place() {
    let problem = |text: &str| parse(text).unwrap_err().to_string();
    assert_eq!(problem("1 <"), "at character 4, a value is expected, but there is the end");
    assert_eq!(problem("a == 'x"), "the text that starts at character 6 has no closing quote");
    assert_eq!(problem("a § b"), "'§' at character 3 is not understood");
    assert_eq!(problem("(a == 1"), "at character 8, ) is expected, but there is the end");
    assert_eq!(problem("a == 1 b"), "at character 8, the end or an operator is expected, but there is 'b'");
    assert_eq!(problem("1.2.3 == a"), "'1.2.3' at character 1 is not understood");
    assert!(problem("avg(a) == 1").starts_with("there is no function 'avg' (character 1)"));
    assert_eq!(problem("1 + 'x' == 2"), "what stands before character 9 is a text, but a number is needed");
    assert_eq!(problem("1 < a < 3"), "what stands before character 7 is a condition, but a value is needed");
    assert_eq!(problem("a and b == 1"), "what stands before character 3 is a value, but a condition is needed");
    let deep = format!("{}1{} == 1", "(".repeat(100), ")".repeat(100));
    assert!(matches!(parse(&deep), Err(ExpressionProblem::TooDeep { .. })));
    let calls = format!("{}1{} == 1", "abs(".repeat(100), ")".repeat(100));
    assert!(matches!(parse(&calls), Err(ExpressionProblem::TooDeep { .. })));
    assert_eq!(parse(&format!("1{} == 1", " + 1".repeat(100_000))), Err(ExpressionProblem::TooLong));
}

/// Words and signs of the language, so that many of the texts made of them are expressions.
fn words() -> impl Strategy<Value = String> {
    let words = [
        "idp_individuals",
        "new_displacement",
        "new_individuals",
        "typo",
        "reporting_date",
        "1",
        "0",
        "'a'",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        ">",
        "==",
        "and",
        "or",
        "not",
        "mod(",
        "log(",
        "abs(",
        "days(",
        "minutes(",
        "when(",
        "any(",
        "every(",
        "median(",
        "mad(",
        "each(",
        "others(",
        "share(",
        "round",
        "place",
        "measure(",
        "previous(",
        "alike(",
        "elsewhere(",
        "sum(",
        "entries(",
        ".",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..14).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_answered_and_never_panics(text in prop_oneof![words(), "[a-z0-9_.,*+/()<>=!' é-]{0,60}"]) {
        if let Ok(expression) = parse(&text) {
            let answers = answers();
            let scene = Scene { previous: Some(&answers), ..Scene::of(&answers) };
            let (holds, value) = (scene.holds(&expression), scene.value(&expression));
            prop_assert!(holds.is_none() || value.is_none(), "nothing is both a condition and a value");
            expression.questions(&mut |_| {});
            let _ = expression.looks_at_others();
        }
    }
}

fn informants(said: &[Option<i64>]) -> Answers {
    let entry = |said: &Option<i64>| {
        let answer = said.map_or(Answer::absent(Missing::Missing), |number| Value::Integer(number).into());
        Answers::from([("ki_individuals".to_owned(), answer)])
    };
    let mut answers = given(&[("idp_individuals", Value::Integer(140))]);
    answers.insert("informants".into(), Value::Repeat(said.iter().map(entry).collect()).into());
    answers
}

fn holds_of(answers: &Answers, text: &str) -> Option<bool> {
    Scene::of(answers).holds(&parse(text).unwrap())
}

#[test]
fn entries_of_a_repeat_are_brought_to_one_number() {
    let four = informants(&[Some(180), Some(120), None, Some(150), Some(135)]);
    for text in [
        "count(each(informants, ki_individuals)) == 4",
        "median(each(informants, ki_individuals)) == 142.5",
        "mad(each(informants, ki_individuals)) == 15",
        "lowest(each(informants, ki_individuals)) == 120 and highest(each(informants, ki_individuals)) == 180",
        "median(each(informants, ki_individuals / idp_individuals)) > 1",
    ] {
        assert_eq!(holds_of(&four, text), Some(true), "{text}");
    }
    assert_eq!(holds_of(&informants(&[None]), "median(each(informants, ki_individuals)) >= 0"), None);
    assert_eq!(holds_of(&four, "count(each(departure, x)) == 0"), None, "what was not asked is not zero entries");
}

#[test]
fn any_and_every_follow_kleene_over_entries() {
    let any = "any(informants, ki_individuals > idp_individuals)";
    let every = "every(informants, ki_individuals > idp_individuals)";
    for (said, any_holds, every_holds) in [
        (&[Some(150), Some(130)][..], Some(true), Some(false)),
        (&[Some(150), None], Some(true), None),
        (&[Some(130), None], None, Some(false)),
        (&[Some(130)], Some(false), Some(false)),
        (&[], Some(false), Some(true)),
    ] {
        let answers = informants(said);
        assert_eq!((holds_of(&answers, any), holds_of(&answers, every)), (any_holds, every_holds), "{said:?}");
    }
}

#[test]
fn time_remainder_logarithm_and_likeness() {
    let moment = |text: &str| Value::Moment(text.parse().unwrap());
    let answers = given(&[
        ("start", moment("2026-03-14T09:50:00+02:00")),
        ("end", moment("2026-03-14T08:20:30Z")),
        ("reporting_date", Value::Date("2026-03-14".parse().unwrap())),
        ("severity_food", Value::Choice("slight".into())),
        ("severity_water", Value::Choice("slight".into())),
        ("severity_safety", Value::Choice("serious".into())),
        ("severity_many", Value::Choices(vec!["b".into(), "a".into()])),
        ("severity_more", Value::Choices(vec!["a".into(), "b".into()])),
        ("seven", Value::Integer(-7)),
    ]);
    for (text, expected) in [
        ("minutes(end, start) == 30.5", Some(true)),
        ("minutes(start, end) == -30.5", Some(true)),
        ("days(reporting_date, '2026-02-28') == 14", Some(true)),
        ("days(start, reporting_date) == 0", None),
        ("mod(seven, 10) == 3", Some(true)),
        ("mod(seven, 0) == 0", None),
        ("log(seven) < 0", None),
        ("log(8) / log(2) == 3", Some(true)),
        ("alike(severity_*) == 0.4", Some(true)),
        ("alike(severity_food, severity_water) == 1", Some(true)),
        ("alike(nothing_*) == 1", None),
        ("when(seven > 0, seven) < 1", None),
        ("when(seven < 0, seven) < 1", Some(true)),
        ("when(seven < 0, seven > 0)", Some(false)),
        ("measure(moved_m) > 1", None),
        ("median(others(seven, round)) > 1", None),
    ] {
        assert_eq!(holds_of(&answers, text), expected, "{text}");
    }
}

#[test]
fn another_exercise_is_asked_for_the_same_place() {
    let (now, there) = (answers(), given(&[("idp_individuals", Value::Integer(40))]));
    let elsewhere = [("baseline_subarea".to_owned(), &there)].into();
    let scene = Scene { elsewhere: &elsewhere, ..Scene::of(&now) };
    let asked = |text: &str| scene.holds(&parse(text).unwrap());
    assert_eq!(asked("idp_individuals > 2 * elsewhere(baseline_subarea, idp_individuals)"), Some(true));
    assert_eq!(asked("elsewhere(baseline_subarea, idp_households) == 20"), None, "its own answers are not mixed in");
    assert_eq!(asked("elsewhere(returns, present(x))"), None);
}

#[test]
fn what_could_never_be_answered_is_refused_with_its_place() {
    let problem = |text: &str| parse(text).unwrap_err().to_string();
    assert_eq!(
        problem("median(others(previous(a), round)) > 1"),
        "'previous' at character 15 cannot stand inside 'others': it could not be answered there; write it outside"
    );
    assert!(problem("any(departure, sum(a) > 1)").starts_with("'sum' at character 16 cannot stand inside 'any'"));
    assert!(problem("share(count(others(a, round)) > 1, round) > 1").contains("inside 'share'"));
    assert!(
        problem("share(a > 1, district) > 1")
            .starts_with("there is no scope 'district' (character 14); there are province")
    );
    assert!(problem("others(a, round) > 1").contains("'others' alone"));
    assert!(problem("median(a) > 1").contains("each(…) or others(…) is expected"));
    assert!(problem("minutes(1, a) > 1").contains("a date or a moment is needed"));
    assert!(problem("mod(a > 1, 2) == 0").contains("a number is needed"));
    assert!(problem("avg(a) > 1").contains("there are abs, alike, any, count"));
}

#[test]
fn what_looks_at_others_says_so() {
    for (text, looks) in [
        ("idp_individuals > 1", false),
        ("median(each(informants, ki_individuals)) > 1 and measure(audit_minutes) < 3 or fact(outside_area)", false),
        ("not (share(a == 'no', enumerator) == 1)", true),
        ("count(others(a, place)) > 1", true),
        ("measure(like_named_m) < 200", true),
        ("when(fact(duplicate_place), 1) == 1", true),
    ] {
        assert_eq!(parse(text).unwrap().looks_at_others(), looks, "{text}");
    }
}
