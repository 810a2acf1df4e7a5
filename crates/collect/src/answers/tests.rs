use super::*;
use crate::{Limits, expected_files, parse_submission};
use forms::form::{Choice, ChoiceList, ChoiceSource, Kind};
use messages::Catalogue;
use proptest::prelude::*;
use vocab::{Language, Point};

fn ask(name: &str, kind: Kind) -> Item {
    Item::Question(Box::new(Question::new(name, kind)))
}

fn section(name: &str, kind: SectionKind, items: Vec<Item>) -> Item {
    Item::Section(Box::new(Section { items, ..Section::new(name, kind) }))
}

/// A form with a bit of everything.
fn form() -> Form {
    let choice =
        |name: &str| Choice { name: name.into(), label: None, media: Default::default(), columns: Default::default() };
    let list = ChoiceList { choices: vec![choice("conflict"), choice("flood")] };
    let mut phone = Question::new("ki_phone", Kind::Integer);
    phone.sensitivity = Sensitivity::Personal;
    Form {
        id: "f".into(),
        version: "1".into(),
        title: String::new(),
        root: "data".into(),
        default_language: "default".into(),
        languages: Vec::new(),
        settings: Default::default(),
        items: vec![
            ask("day", Kind::Date),
            section(
                "place",
                SectionKind::Group,
                vec![
                    ask("where", Kind::Geopoint),
                    section("people", SectionKind::Group, vec![ask("households", Kind::Integer)]),
                ],
            ),
            ask("hello", Kind::Note),
            ask("causes", Kind::SelectMultiple(ChoiceSource::List("cause".into()))),
            ask("admin1", Kind::SelectOne(ChoiceSource::File("admin1.csv".into()))),
            section(
                "arrival",
                SectionKind::Repeat,
                vec![
                    ask("cause", Kind::SelectOne(ChoiceSource::List("cause".into()))),
                    ask("number", Kind::Integer),
                    ask("picture", Kind::Image),
                ],
            ),
            Item::Question(Box::new(phone)),
            ask("photo", Kind::Image),
        ],
        meta: vec![Question::new("audit", Kind::Audit)],
        lists: [("cause".to_owned(), list)].into(),
        files: Vec::new(),
        entities: Vec::new(),
    }
}

fn document(inside: &str) -> SubmissionDocument {
    let xml = format!("<data id=\"f\">{inside}<meta><instanceID>uuid:1</instanceID></meta></data>");
    parse_submission(xml.as_bytes(), &Limits::default()).unwrap()
}

fn read(inside: &str) -> (Answers, Vec<ContentFlag>) {
    read_answers(&form(), &document(inside))
}

fn misfits(flags: &[ContentFlag]) -> Vec<(Misfit, &str, Option<&str>)> {
    flags.iter().map(|flag| (flag.misfit, flag.path.as_str(), flag.value.as_deref())).collect()
}

#[test]
fn answers_are_typed_and_found_by_name_whatever_group_they_are_in() {
    let (answers, flags) = read(
        "<day>2026-03-14</day><place><where>-3.3 29.3 0 0</where><people><households> 12 </households></people></place>
         <hello/><causes>flood conflict</causes><admin1>BDI012</admin1>
         <arrival><cause>flood</cause><number>3</number></arrival><arrival><cause>conflict</cause><number/></arrival>
         <photo>1.jpg</photo>",
    );
    assert_eq!(flags, []);
    assert_eq!(answers["day"], Value::Date("2026-03-14".parse().unwrap()).into());
    let here = Point { longitude: 29.3, latitude: -3.3, altitude_m: None, accuracy_m: None };
    assert_eq!(answers["where"], Value::Point(here).into());
    assert_eq!(answers["households"].integer(), Some(12));
    assert_eq!(answers["causes"], Value::Choices(vec!["flood".into(), "conflict".into()]).into());
    assert_eq!(answers["admin1"], Value::Choice("BDI012".into()).into());
    let Some(Value::Repeat(entries)) = answers["arrival"].value() else { panic!("{answers:?}") };
    assert_eq!(entries.iter().map(|e| e["number"].integer()).collect::<Vec<_>>(), [Some(3), None]);
    assert_eq!(entries[1]["number"], Answer::absent(Missing::Missing));
    assert_eq!(entries[1]["picture"], Answer::absent(Missing::NotApplicable));
    assert_eq!(answers["photo"].text(), Some("1.jpg"));
    assert!(!answers.contains_key("hello"), "a note has no answer");
}

#[test]
fn every_question_is_answered_in_the_forms_order_and_absence_keeps_its_reason() {
    let (answers, flags) = read("<day/><place><people/></place>");
    assert_eq!(flags, []);
    let names: Vec<_> = answers.keys().map(String::as_str).collect();
    assert_eq!(names, ["day", "where", "households", "causes", "admin1", "arrival", "ki_phone", "photo"]);
    assert_eq!(answers["day"], Answer::absent(Missing::Missing), "asked, not answered");
    assert_eq!(answers["households"], Answer::absent(Missing::NotApplicable), "not sent, so not relevant");
    assert_eq!(answers["arrival"], Answer::absent(Missing::NotApplicable));
}

#[test]
fn what_does_not_fit_is_kept_as_text_and_flagged() {
    let (answers, flags) =
        read("<place><people><households>a dozen</households></people></place><causes>flood war</causes>");
    assert_eq!(answers["households"], Value::Text("a dozen".into()).into());
    assert_eq!(answers["causes"], Value::Text("flood war".into()).into());
    assert_eq!(
        misfits(&flags),
        [
            (Misfit::WrongType, "place/people/households", Some("a dozen")),
            (Misfit::UnknownChoice, "causes", Some("flood war"))
        ]
    );
    assert_eq!(flags[0].expected.as_deref(), Some("integer"));
}

#[test]
fn a_flag_never_shows_a_personal_answer() {
    let (answers, flags) = read("<ki_phone>call Aline</ki_phone><ki_name>Aline</ki_name>");
    assert_eq!(answers["ki_phone"].text(), Some("call Aline"));
    assert_eq!(misfits(&flags), [(Misfit::WrongType, "ki_phone", None), (Misfit::UnknownQuestion, "ki_name", None)]);
}

/// Source: getodk.github.io/xforms-spec/entities
#[test]
fn the_data_of_an_entity_is_no_answer() {
    let entity = "<meta><entity dataset=\"trees\" create=\"1\" id=\"1\"><label>Oak</label></entity></meta>";
    let (answers, flags) =
        read(&format!("<place>{entity}</place><arrival><number>5</number>{entity}</arrival><day>2026-03-14</day>"));
    assert_eq!(flags, []);
    assert!(answers.keys().all(|name| !name.contains("label")));
    let Some(Value::Repeat(entries)) = answers["arrival"].value() else { panic!("{answers:?}") };
    assert!(entries[0].keys().all(|name| !name.contains("label")));
}

#[test]
fn elements_the_form_does_not_know_are_kept_beside_the_answers() {
    let (answers, flags) = read(
        "<old>1</old><place><old>2</old><day>3</day></place><gone><a>4</a><b/></gone>\
         <arrival><number>5</number><extra>6</extra></arrival><day>2026-03-14</day>",
    );
    let kept = |name: &str| answers[name].text().map(str::to_owned);
    assert_eq!(kept("old").as_deref(), Some("2"));
    assert_eq!(kept("place/day").as_deref(), Some("3"), "the answer of that name is not overwritten");
    assert_eq!(answers["day"], Value::Date("2026-03-14".parse().unwrap()).into());
    assert_eq!((kept("a").as_deref(), answers.contains_key("b")), (Some("4"), false));
    let Some(Value::Repeat(entries)) = answers["arrival"].value() else { panic!("{answers:?}") };
    assert_eq!(entries[0]["extra"].text(), Some("6"));
    assert!(flags.iter().all(|flag| flag.misfit == Misfit::UnknownQuestion));
    let paths: Vec<_> = flags.iter().map(|flag| flag.path.as_str()).collect();
    assert_eq!(paths, ["arrival/extra", "place/old", "place/day", "old", "gone/a"]);
}

#[test]
fn second_answers_and_texts_in_groups_are_flagged() {
    let (answers, flags) = read(
        "<day>2026-03-14</day><day/><day>2026-03-15</day><place>here</place><place><people>x</people></place><photo>1<b>2</b></photo>",
    );
    assert_eq!(answers["day"], Value::Date("2026-03-14".parse().unwrap()).into());
    assert_eq!(
        misfits(&flags),
        [
            (Misfit::AnsweredTwice, "day", Some("2026-03-15")),
            (Misfit::TextInGroup, "place", None),
            (Misfit::AnsweredTwice, "place/people", None),
            (Misfit::UnknownQuestion, "photo/b", None),
        ]
    );
}

#[test]
fn templates_of_repeats_are_no_entries() {
    let xml = "<data id=\"f\" xmlns:jr=\"http://openrosa.org/javarosa\"><arrival jr:template=\"\"><number>9</number></arrival>\
               <arrival><number>1</number></arrival></data>";
    let document = parse_submission(xml.as_bytes(), &Limits::default()).unwrap();
    let (answers, flags) = read_answers(&form(), &document);
    assert!(matches!(answers["arrival"].value(), Some(Value::Repeat(entries)) if entries.len() == 1));
    assert_eq!(misfits(&flags), [(Misfit::InstanceIdDerived, "meta/instanceID", None)]);
}

#[test]
fn files_are_named_wherever_the_form_asks_for_one() {
    let document = document(
        "<photo> a.jpg </photo><day>b.jpg</day><arrival><picture>c.jpg</picture></arrival>\
         <arrival><picture>a.jpg</picture></arrival><arrival><picture/></arrival><meta><audit>audit.csv</audit></meta>",
    );
    assert_eq!(expected_files(&form(), &document), ["c.jpg", "a.jpg", "audit.csv"]);
}

#[test]
fn every_flag_has_a_whole_message_in_every_language() {
    let (_, flags) = read("<day>x</day><day>y</day><causes>z</causes><where>0</where><place>t</place>");
    let mut flags = flags;
    flags.push(ContentFlag::new(Misfit::InstanceIdDerived, "meta/instanceID".into(), None));
    flags.push(ContentFlag::new(Misfit::More, String::new(), Some("7")));
    for column in ["integer", "decimal", "date", "time", "moment", "point", "choices", "file", "text"] {
        let flag = ContentFlag::new(Misfit::WrongType, "q".into(), Some("v"));
        flags.push(ContentFlag { expected: Some(column.into()), ..flag });
    }
    let kinds: std::collections::HashSet<_> = flags.iter().map(|flag| flag.misfit).collect();
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    let catalogue = Catalogue::new();
    for flag in flags {
        for language in Language::ALL {
            let told = catalogue.sentences(language, flag.code(), &flag.args());
            assert!(catalogue.knows(flag.code()) && !told.contains('$'), "{told}");
            let untold = flag.expected.iter().flat_map(|word| ["not", "pas", "si"].map(|not| format!("{not} {word}.")));
            assert!(!untold.into_iter().any(|untold| told.contains(&untold)), "no words for it: {told}");
        }
    }
}

#[test]
fn flags_of_one_submission_are_limited_and_the_rest_is_counted() {
    let (answers, flags) = read(&(0..1_000).map(|n| format!("<old{n}>1</old{n}>")).collect::<String>());
    assert_eq!(flags.len(), 201);
    assert_eq!((flags[200].misfit, flags[200].value.as_deref()), (Misfit::More, Some("800")));
    assert_eq!(answers["old999"].text(), Some("1"));
}

#[test]
fn a_long_value_is_shortened_in_its_flag_only() {
    let long = "é".repeat(500);
    let (answers, flags) = read(&format!("<day>{long}</day>"));
    assert_eq!(answers["day"].text(), Some(long.as_str()));
    assert_eq!(flags[0].value.as_ref().unwrap().chars().count(), 81);
}

/// Any tree of elements with the form's names and others, in any order and nesting.
fn tree() -> impl Strategy<Value = Element> {
    let names = ["day", "place", "people", "households", "arrival", "number", "cause", "photo", "hello", "stranger"];
    let name = proptest::sample::select(names.to_vec());
    let text = prop_oneof![Just(""), Just(" "), Just("3"), Just("x"), Just("flood")];
    let leaf = (name.clone(), text.clone()).prop_map(|(name, text)| element(name, text, Vec::new()));
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let children = proptest::collection::vec(inner, 0..6);
        (name.clone(), text.clone(), children).prop_map(|(name, text, children)| element(name, text, children))
    })
}

fn element(name: &str, text: &str, children: Vec<Element>) -> Element {
    let text = if name == "hello" { "" } else { text }; // a note's text is the form's own
    Element { name: name.to_owned(), text: text.to_owned(), children, ..Element::default() }
}

fn count_texts(element: &Element) -> usize {
    usize::from(element.trimmed().is_some()) + element.children.iter().map(count_texts).sum::<usize>()
}

/// Values given to questions of the form, at the top and in entries.
fn count_given(answers: &Answers) -> usize {
    let asked = ["day", "where", "households", "causes", "admin1", "ki_phone", "photo"];
    let top = asked.iter().filter(|name| answers[**name].value().is_some()).count();
    let Some(Value::Repeat(entries)) = answers["arrival"].value() else { return top };
    let given =
        |entry: &Answers| ["cause", "number", "picture"].iter().filter(|n| entry[**n].value().is_some()).count();
    top + entries.iter().map(given).sum::<usize>()
}

proptest! {
    #[test]
    fn every_text_is_an_answer_or_flagged(children in proptest::collection::vec(tree(), 0..6)) {
        let root = element("data", "", children);
        let texts = count_texts(&root);
        let document = SubmissionDocument { root, ..document("") };
        let (answers, flags) = read_answers(&form(), &document);
        let beside = [Misfit::AnsweredTwice, Misfit::TextInGroup, Misfit::UnknownQuestion];
        let flagged = flags.iter().filter(|flag| beside.contains(&flag.misfit)).count();
        prop_assert_eq!(texts, count_given(&answers) + flagged, "{:?}\n{:?}", answers, flags);
    }
}
