use super::*;
use crate::{Limits, parse_submission, read_answers};
use chrono::{DateTime, NaiveDate, NaiveTime};
use forms::form::{Choice, ChoiceList, ChoiceSource, Kind, Question, Section};
use indexmap::IndexMap;
use proptest::prelude::*;

fn ask(name: &str, kind: Kind) -> Item {
    Item::Question(Box::new(Question::new(name, kind)))
}

fn leaves() -> Vec<Item> {
    vec![
        ask("text", Kind::Text),
        ask("integer", Kind::Integer),
        ask("decimal", Kind::Decimal),
        ask("date", Kind::Date),
        ask("time", Kind::Time),
        ask("moment", Kind::DateTime),
        ask("choice", Kind::SelectOne(ChoiceSource::List("list".into()))),
        ask("choices", Kind::SelectMultiple(ChoiceSource::List("list".into()))),
        ask("point", Kind::Geopoint),
        ask("photo", Kind::Image),
    ]
}

fn form() -> Form {
    let choice =
        |name: &str| Choice { name: name.into(), label: None, media: Default::default(), columns: Default::default() };
    let section = |name: &str, kind, items| Item::Section(Box::new(Section { items, ..Section::new(name, kind) }));
    Form {
        id: "every & kind".into(),
        version: "\"1\"".into(),
        title: String::new(),
        root: "data".into(),
        default_language: "default".into(),
        languages: Vec::new(),
        settings: Default::default(),
        items: vec![
            section("group", SectionKind::Group, leaves()),
            ask("note", Kind::Note),
            section("entries", SectionKind::Repeat, leaves()),
        ],
        meta: Vec::new(),
        lists: [("list".to_owned(), ChoiceList { choices: ["a", "b", "c"].map(choice).into() })].into(),
        files: Vec::new(),
        entities: Vec::new(),
    }
}

/// Text that XML can carry and that is not blank.
fn text() -> impl Strategy<Value = String> {
    let kept = |text: &String| !text.trim().is_empty() && text.chars().all(crate::parse::is_xml_char);
    prop_oneof!["[<>&'\"\\]\r\n\t a-zé]{1,12}", "\\PC{1,12}"].prop_filter("blank or not XML", kept)
}

fn absent() -> impl Strategy<Value = Answer> {
    prop_oneof![Just(Answer::absent(Missing::Missing)), Just(Answer::absent(Missing::NotApplicable))]
}

fn value(name: &'static str) -> BoxedStrategy<Value> {
    let choice = prop_oneof![Just("a"), Just("b"), Just("c")].prop_map(str::to_owned);
    match name {
        "integer" => any::<i64>().prop_map(Value::Integer).boxed(),
        "decimal" => any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(Value::Decimal).boxed(),
        "date" => (0..60_000_u64).prop_map(|days| Value::Date(NaiveDate::default() + chrono::Days::new(days))).boxed(),
        "time" => (0..86_400_u32, 0..1_000_000_000_u32)
            .prop_map(|(s, n)| Value::Time(NaiveTime::from_num_seconds_from_midnight_opt(s, n).unwrap()))
            .boxed(),
        "moment" => (0..4_000_000_000_i64, -14 * 4..14 * 4_i32)
            .prop_map(|(ms, quarter)| {
                let offset = chrono::FixedOffset::east_opt(quarter * 900).unwrap();
                Value::Moment(DateTime::from_timestamp_millis(ms * 997).unwrap().with_timezone(&offset))
            })
            .boxed(),
        "choice" => choice.prop_map(Value::Choice).boxed(),
        "choices" => proptest::collection::vec(choice, 1..4).prop_map(Value::Choices).boxed(),
        "point" => (-90.0..=90.0, -180.0..=180.0, proptest::option::of((-400.0..9_000.0, 0.1..500.0)))
            .prop_map(|(latitude, longitude, measured): (f64, f64, Option<(f64, f64)>)| {
                let (altitude_m, accuracy_m) = measured.unzip();
                Value::Point(Point { longitude, latitude, altitude_m, accuracy_m })
            })
            .boxed(),
        "photo" => "[a-z]{1,8}\\.jpg".prop_map(Value::Text).boxed(),
        _ => text().prop_map(Value::Text).boxed(),
    }
}

/// Answers to `leaves`, all of them.
fn entry() -> impl Strategy<Value = Answers> {
    let names = ["text", "integer", "decimal", "date", "time", "moment", "choice", "choices", "point", "photo"];
    names
        .map(|name| {
            prop_oneof![3 => value(name).prop_map(Answer::from), 1 => absent()].prop_map(move |a| (name.to_owned(), a))
        })
        .into_iter()
        .collect::<Vec<_>>()
        .prop_map(|pairs| pairs.into_iter().collect())
}

fn answers() -> impl Strategy<Value = Answers> {
    let entries = prop_oneof![
        1 => Just(Answer::absent(Missing::NotApplicable)),
        3 => proptest::collection::vec(entry(), 1..3).prop_map(|entries| Value::Repeat(entries).into()),
    ];
    (entry(), entries).prop_map(|(mut answers, entries)| {
        answers.insert("entries".into(), entries);
        answers
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(answers in answers(), name in proptest::option::of(text())) {
        let form = form();
        let instance = Instance { name: name.as_deref(), ..Instance::new("uuid:1") };
        let xml = write_instance(&form, &answers, &instance);
        let document = parse_submission(xml.as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(&document.form_id, "every & kind");
        prop_assert_eq!(document.form_version.as_deref(), Some("\"1\""));
        prop_assert_eq!(document.instance_id.as_str(), "uuid:1");
        prop_assert_eq!(document.meta("instanceName"), name.as_deref().map(str::trim));
        let (read, flags) = read_answers(&form, &document);
        prop_assert_eq!(flags, Vec::new());
        prop_assert_eq!(read, answers);
    }
}

#[test]
fn a_small_submission_looks_as_a_phone_would_send_it() {
    let mut form = form();
    form.id = "f".into();
    form.version = "2".into();
    let answers: Answers = IndexMap::from([
        ("integer".to_owned(), Value::Integer(0).into()),
        ("text".to_owned(), Answer::absent(Missing::Missing)),
        ("date".to_owned(), Answer::absent(Missing::NotApplicable)),
        ("stranger".to_owned(), Value::Integer(1).into()),
        ("photo".to_owned(), Value::Text("a\u{1}.jpg".into()).into()),
    ]);
    let instance = Instance { deprecated_id: Some("uuid:0"), ..Instance::new("uuid:1") };
    assert_eq!(
        write_instance(&form, &answers, &instance),
        "<?xml version='1.0' ?><data id=\"f\" version=\"2\" xmlns:orx=\"http://openrosa.org/xforms\">\
         <group><text/><integer>0</integer><photo>a\u{fffd}.jpg</photo></group>\
         <orx:meta><orx:instanceID>uuid:1</orx:instanceID><orx:deprecatedID>uuid:0</orx:deprecatedID></orx:meta></data>"
    );
}
