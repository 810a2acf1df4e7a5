//! What is personal in a record, sealed.

use crate::support::{day, ring, rng};
use indexmap::IndexMap;
use proptest::prelude::*;
use sealing::{
    AnswersProblem, Kept, KeyRing, SealingProblem, open_personal, reseal_personal, seal_personal, withhold_personal,
};
use serde_json::{Value as Json, json};
use vocab::{Answer, Column, ColumnType, Missing, Point, Schema, Sensitivity, Sharing, Text, Value};

type Answers = IndexMap<String, Answer>;

const RECORD: &str = "exercise:1/submission/uuid:1";

fn column(name: &str, sensitivity: Sensitivity, columns: Vec<Column>) -> Column {
    let kind = if columns.is_empty() { ColumnType::Text } else { ColumnType::Repeat };
    let (name, label, sharing) = (name.to_owned(), Text::new(name), Sharing::Sensitive);
    Column { name, kind, label, sensitivity, sharing, choices: vec![], columns }
}

/// | column | personal |
/// |---|---|
/// | `site` | |
/// | `ki_phone` | yes |
/// | `members` | repeat of `age`, `name` (personal) and `visits` (repeat of `day`, `note` (personal)) |
/// | `witnesses` | yes, the whole repeat of `age` |
fn schema() -> Schema {
    use Sensitivity::{None, Personal};
    let visits = column("visits", None, vec![column("day", None, vec![]), column("note", Personal, vec![])]);
    let members = vec![column("age", None, vec![]), column("name", Personal, vec![]), visits];
    let columns = vec![
        column("site", None, vec![]),
        column("ki_phone", Personal, vec![]),
        column("members", None, members),
        column("witnesses", Personal, vec![column("age", None, vec![])]),
    ];
    Schema { columns }
}

fn text(text: &str) -> Answer {
    Value::Text(text.to_owned()).into()
}

fn named<const N: usize>(answers: [(&str, Answer); N]) -> Answers {
    answers.into_iter().map(|(name, answer)| (name.to_owned(), answer)).collect()
}

fn answers() -> Answers {
    let visits = Value::Repeat(vec![named([("day", text("Monday")), ("note", text("secret note"))])]);
    let members = Value::Repeat(vec![
        named([("age", Value::Integer(31).into()), ("name", text("secret Néema")), ("visits", visits.into())]),
        named([("age", Value::Integer(4).into()), ("name", Answer::absent(Missing::Withheld))]),
    ]);
    let witnesses = Value::Repeat(vec![named([("age", Value::Integer(71).into())])]);
    named([
        ("site", text("Busoni")),
        ("ki_phone", text("secret +257")),
        ("members", members.into()),
        ("witnesses", witnesses.into()),
        ("not_in_the_form", text("secret stranger")),
    ])
}

fn sealed(ring: &KeyRing) -> Kept {
    seal_personal(&schema(), &answers(), RECORD, ring, &mut rng(1)).unwrap()
}

#[test]
fn only_what_is_not_personal_is_readable_in_what_is_kept() {
    let kept = sealed(&ring());
    let shown = serde_json::to_string(&kept).unwrap();
    assert!(!shown.contains("secret") && !shown.contains("71") && !shown.contains("withheld"), "{shown}");
    assert_eq!(kept["site"], json!({"type": "text", "value": "Busoni"}));
    let first = &kept["members"]["value"][0];
    assert_eq!(first["age"], json!({"type": "integer", "value": 31}));
    assert_eq!(first["visits"]["value"][0]["day"]["value"], "Monday");
    let sealed = [&kept["ki_phone"], &kept["witnesses"], &kept["not_in_the_form"], &first["name"]];
    assert!(sealed.into_iter().all(|answer| answer["sealed"].is_string()));
    assert_eq!(kept.keys().collect::<Vec<_>>(), answers().keys().collect::<Vec<_>>(), "the form's order");
}

#[test]
fn what_was_sealed_comes_back() {
    let ring = ring();
    let kept: Kept = serde_json::from_str(&serde_json::to_string(&sealed(&ring)).unwrap()).unwrap();
    assert_eq!(open_personal(&kept, RECORD, &ring).unwrap(), answers());
}

#[test]
fn whoever_may_not_read_it_sees_it_as_withheld() {
    let seen = withhold_personal(&sealed(&ring())).unwrap();
    let withheld = Answer::absent(Missing::Withheld);
    assert_eq!((&seen["site"], &seen["ki_phone"], &seen["witnesses"]), (&text("Busoni"), &withheld, &withheld));
    let Some(Value::Repeat(members)) = seen["members"].value() else { panic!("{seen:?}") };
    assert_eq!((&members[0]["age"], &members[0]["name"]), (&Value::Integer(31).into(), &withheld));
}

#[test]
fn answers_kept_before_sealing_began_are_taken_as_they_are() {
    let Json::Object(plain) = serde_json::to_value(answers()).unwrap() else { panic!() };
    assert_eq!(open_personal(&plain, RECORD, &ring()).unwrap(), answers());
    assert_eq!(reseal_personal(&plain, RECORD, &ring(), &mut rng(1)).unwrap(), None);
}

#[test]
fn an_answer_moved_to_another_record_question_or_entry_does_not_open() {
    let ring = ring();
    let moved = |path: &str| AnswersProblem::Sealing { path: path.to_owned(), problem: SealingProblem::Moved };
    assert_eq!(open_personal(&sealed(&ring), "exercise:1/submission/uuid:2", &ring), Err(moved("ki_phone")));
    let mut kept = sealed(&ring);
    kept["ki_phone"] = kept["not_in_the_form"].clone();
    assert_eq!(open_personal(&kept, RECORD, &ring), Err(moved("ki_phone")));
    let mut kept = sealed(&ring);
    kept["members"]["value"].as_array_mut().unwrap().reverse();
    assert_eq!(open_personal(&kept, RECORD, &ring), Err(moved("members/0/name")));
}

#[test]
fn what_is_no_answer_is_named() {
    let no_answer = Err(AnswersProblem::NoAnswer { path: "a".into() });
    for broken in [
        json!({"sealed": 1}),
        json!({"sealed": "no base64!"}),
        json!({"sealed": "AAAA", "value": 1}),
        json!({"type": "integer", "value": "many"}),
        json!("Busoni"),
    ] {
        let kept: Kept = [("a".to_owned(), broken.clone())].into_iter().collect();
        assert_eq!(open_personal(&kept, RECORD, &ring()), no_answer, "{broken}");
        assert_eq!(withhold_personal(&kept), no_answer, "{broken}");
    }
    let kept: Kept = [("a".to_owned(), json!({"sealed": "AAAA"}))].into_iter().collect();
    let problem = SealingProblem::NotSealed { bytes: 3 };
    assert_eq!(open_personal(&kept, RECORD, &ring()), Err(AnswersProblem::Sealing { path: "a".into(), problem }));
}

#[test]
fn short_answers_do_not_tell_themselves_by_their_length() {
    let length = |answer: &str| {
        let answers = named([("ki_phone", text(answer))]);
        let kept = seal_personal(&schema(), &answers, RECORD, &ring(), &mut rng(1)).unwrap();
        kept["ki_phone"]["sealed"].as_str().unwrap().len()
    };
    assert_eq!(length("oui"), length("non"));
    assert_eq!(length("o"), length("somewhat long"));
}

#[test]
fn after_a_rotation_everything_is_sealed_anew_once() {
    let mut ring = ring();
    let kept = sealed(&ring);
    assert_eq!(reseal_personal(&kept, RECORD, &ring, &mut rng(2)).unwrap(), None);
    let former = ring.active();
    ring.rotate(&mut rng(8), day(1));
    let anew = reseal_personal(&kept, RECORD, &ring, &mut rng(2)).unwrap().unwrap();
    ring.forget(former).unwrap();
    assert_eq!(open_personal(&anew, RECORD, &ring).unwrap(), answers());
    assert_eq!(reseal_personal(&anew, RECORD, &ring, &mut rng(2)).unwrap(), None);
    assert!(open_personal(&kept, RECORD, &ring).is_err());
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(sealed(&ring()), sealed(&ring()));
}

#[test]
fn repeats_deeper_than_any_form_has_are_refused() {
    let nested = |depth: usize| {
        let inner = named([("site", text("x"))]);
        (0..depth).fold(inner, |inner, _| named([("members", Value::Repeat(vec![inner]).into())]))
    };
    let columns = (0..40).fold(vec![column("site", Sensitivity::None, vec![])], |inner, _| {
        vec![column("members", Sensitivity::None, inner), column("site", Sensitivity::None, vec![])]
    });
    let sealing =
        |depth| seal_personal(&Schema { columns: columns.clone() }, &nested(depth), RECORD, &ring(), &mut rng(1));
    assert!(matches!(sealing(33), Err(AnswersProblem::TooDeep { .. })));
    let inner = sealing(32).unwrap();
    assert!(open_personal(&inner, RECORD, &ring()).is_ok());
    let kept: Kept = [("members".to_owned(), json!({"type": "repeat", "value": [inner]}))].into_iter().collect();
    assert!(matches!(open_personal(&kept, RECORD, &ring()), Err(AnswersProblem::TooDeep { .. })));
    assert!(matches!(reseal_personal(&kept, RECORD, &ring(), &mut rng(1)), Err(AnswersProblem::TooDeep { .. })));
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let point = Point { longitude: 29.5, latitude: -3.25, altitude_m: None, accuracy_m: Some(4.5) };
    prop_oneof![
        ".{0,40}".prop_map(|text| Value::Text(text).into()),
        any::<i64>().prop_map(|number| Value::Integer(number).into()),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| Value::Decimal(number).into()),
        proptest::collection::vec("[a-z]{1,5}", 0..4).prop_map(|names| Value::Choices(names).into()),
        Just(Value::Point(point).into()),
        Just(Answer::absent(Missing::NotApplicable)),
    ]
}

proptest! {
    #[test]
    fn any_answers_come_back_whatever_the_form_says(
        entries in proptest::collection::vec(proptest::collection::btree_map("age|name|visits|x", any_answer(), 0..4), 0..4),
        others in proptest::collection::btree_map("site|ki_phone|witnesses|[a-z]{1,8}", any_answer(), 0..6),
        seed: u64,
    ) {
        let mut answers: Answers = others.into_iter().collect();
        let entries = entries.into_iter().map(|entry| entry.into_iter().collect()).collect();
        answers.insert("members".into(), Value::Repeat(entries).into());
        let ring = ring();
        let kept = seal_personal(&schema(), &answers, RECORD, &ring, &mut rng(seed)).unwrap();
        prop_assert_eq!(open_personal(&kept, RECORD, &ring).unwrap(), answers);
    }
}
