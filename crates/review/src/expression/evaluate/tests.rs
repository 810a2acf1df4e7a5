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
    Scene { answers: &answers, previous, facts: &facts }.holds(&parse(text).unwrap())
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
}

proptest! {
    #[test]
    fn any_text_is_answered_and_never_panics(text in "[a-z0-9_.,*+/()<>=!' é-]{0,60}") {
        if let Ok(expression) = parse(&text) {
            let answers = answers();
            let scene = Scene { answers: &answers, previous: Some(&answers), facts: &BTreeSet::new() };
            let _ = (scene.holds(&expression), scene.value(&expression));
        }
    }
}
