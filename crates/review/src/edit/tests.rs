use super::*;
use indexmap::IndexMap;
use messages::Catalogue;
use std::collections::BTreeSet;
use vocab::{Column, ColumnType, Language, Missing, Schema, Sensitivity, Text};

fn column(name: &str, kind: ColumnType) -> Column {
    let (label, columns) = (Text::new(name), Vec::new());
    Column {
        name: name.to_owned(),
        kind,
        label,
        sensitivity: Sensitivity::None,
        sharing: vocab::Sharing::Public,
        choices: Vec::new(),
        columns,
    }
}

fn schema() -> Schema {
    let access = Column {
        choices: vec!["accessible".to_owned(), "not_accessible".to_owned()],
        ..column("access", ColumnType::Choice)
    };
    let needs = Column {
        choices: ["water", "food", "shelter"].map(str::to_owned).into(),
        ..column("needs", ColumnType::Choices)
    };
    let name = Column { sensitivity: Sensitivity::Personal, ..column("ki_name", ColumnType::Text) };
    let inner = vec![column("ki_individuals", ColumnType::Integer), name];
    let informants = Column { columns: inner, ..column("informants", ColumnType::Repeat) };
    let plain = [
        ("idp_individuals", ColumnType::Integer),
        ("total", ColumnType::Integer),
        ("size", ColumnType::Decimal),
        ("remarks", ColumnType::Text),
        ("reporting_date", ColumnType::Date),
        ("admin2", ColumnType::Choice),
        ("photo", ColumnType::File),
    ];
    let columns = plain.map(|(name, kind)| column(name, kind)).into_iter().chain([access, needs, informants]).collect();
    Schema { columns }
}

fn answers() -> Answers {
    let entry = |people: i64| IndexMap::from([("ki_individuals".to_owned(), Value::Integer(people).into())]);
    IndexMap::from([
        ("idp_individuals".to_owned(), Value::Integer(500).into()),
        ("total".to_owned(), Value::Integer(500).into()),
        ("remarks".to_owned(), Answer::absent(Missing::NotApplicable)),
        ("informants".to_owned(), Value::Repeat(vec![entry(480), entry(510)]).into()),
    ])
}

fn edit(question: &str, from: impl Into<Answer>, to: impl Into<Answer>) -> ValueEdit {
    ValueEdit { question: question.parse().unwrap(), from: from.into(), to: to.into() }
}

fn with_rules<T>(work: impl FnOnce(&EditRules<'_>) -> T) -> T {
    let computed = BTreeSet::from(["total".to_owned()]);
    work(&EditRules { schema: &schema(), computed: &computed, knows_choice: &|_, choice| choice == "BDI012004" })
}

fn problems(edits: &[ValueEdit]) -> Vec<EditProblem> {
    with_rules(|rules| apply(&answers(), edits, rules)).unwrap_err()
}

#[test]
fn an_edit_changes_its_value_and_nothing_else_and_can_be_taken_off_again() {
    let edits = [
        edit("idp_individuals", Value::Integer(500), Value::Integer(450)),
        edit("informants[2].ki_individuals", Value::Integer(510), Answer::absent(Missing::NotAccessible)),
        edit("idp_individuals", Value::Integer(450), Value::Integer(455)),
        edit("remarks", Answer::absent(Missing::NotApplicable), Value::Text(" two  spaces ".into())),
        edit("needs", Answer::absent(Missing::Missing), Value::Choices(vec!["food".into(), "water".into()])),
    ];
    let clean = with_rules(|rules| apply(&answers(), &edits, rules)).unwrap();
    assert_eq!(clean["idp_individuals"], Value::Integer(455).into());
    assert_eq!(answer_at(&clean, &edits[1].question), Some(&Answer::absent(Missing::NotAccessible)));
    assert_eq!(answer_at(&clean, &"informants[1].ki_individuals".parse().unwrap()), Some(&Value::Integer(480).into()));
    assert_eq!(clean["total"], answers()["total"]);
    let mut before = undo(&clean, &edits).unwrap();
    // A question that was never answered is missing, whether that is written down or not.
    assert_eq!(before.shift_remove("needs"), Some(Answer::absent(Missing::Missing)));
    assert_eq!(before, answers());
}

#[test]
fn all_that_is_wrong_is_said_together() {
    let q = |path: &str| path.parse::<QuestionPath>().unwrap();
    let number = Value::Integer(1);
    let absent = Answer::absent(Missing::Missing);
    for (edit, wanted) in [
        (edit("nothing", number.clone(), number.clone()), EditProblem::QuestionUnknown { question: q("nothing") }),
        (edit("total", Value::Integer(500), number.clone()), EditProblem::Computed { question: q("total") }),
        (edit("photo", absent.clone(), number.clone()), EditProblem::NotAValue { question: q("photo") }),
        (edit("informants", absent.clone(), number.clone()), EditProblem::NotAValue { question: q("informants") }),
        (
            edit("informants[3].ki_individuals", number.clone(), Value::Integer(2)),
            EditProblem::EntryUnknown { question: q("informants[3].ki_individuals"), entries: 2 },
        ),
        (
            edit("idp_individuals", Value::Integer(499), number.clone()),
            EditProblem::FromDiffers { question: q("idp_individuals") },
        ),
        (
            edit("idp_individuals", Value::Integer(500), Value::Integer(500)),
            EditProblem::NothingChanges { question: q("idp_individuals") },
        ),
        (
            edit("idp_individuals", Value::Integer(500), Value::Text("450".into())),
            EditProblem::WrongType { question: q("idp_individuals"), wanted: "integer" },
        ),
        (edit("size", absent.clone(), Value::Decimal(f64::NAN)), EditProblem::Impossible { question: q("size") }),
        (
            edit("remarks", Answer::absent(Missing::NotApplicable), Value::Text("é".repeat(LONGEST_TEXT + 1))),
            EditProblem::TooLong { question: q("remarks"), limit: LONGEST_TEXT },
        ),
        (
            edit("access", absent.clone(), Value::Choice("perhaps".into())),
            EditProblem::ChoiceUnknown { question: q("access"), choice: "perhaps".into() },
        ),
        (
            edit("admin2", absent.clone(), Value::Choice("BDI999".into())),
            EditProblem::ChoiceUnknown { question: q("admin2"), choice: "BDI999".into() },
        ),
        (
            edit("needs", absent.clone(), Value::Choices(vec!["food".into(), "food".into()])),
            EditProblem::Impossible { question: q("needs") },
        ),
        (edit("remarks", Answer::absent(Missing::Withheld), number), EditProblem::Withheld { question: q("remarks") }),
    ] {
        assert_eq!(problems(&[edit]), [wanted]);
    }
    let two = [edit("nothing", absent.clone(), Value::Integer(1)), edit("size", absent, Value::Text("x".into()))];
    assert_eq!(problems(&two).len(), 2);
}

#[test]
fn of_a_newer_version_those_edits_stay_whose_value_still_stands_there() {
    let edits = [
        edit("idp_individuals", Value::Integer(500), Value::Integer(450)),
        edit("informants[2].ki_individuals", Value::Integer(510), Value::Integer(500)),
        edit("idp_individuals", Value::Integer(450), Value::Integer(455)),
    ];
    let mut newer = answers();
    newer.insert("idp_individuals".into(), Value::Integer(460).into());
    let carried = carry(&newer, &edits);
    assert_eq!(carried.lapsed, [0, 2], "what was laid over the first no longer fits either");
    assert_eq!(carried.answers["idp_individuals"], Value::Integer(460).into());
    let inner = answer_at(&carried.answers, &edits[1].question);
    assert_eq!(inner, Some(&Value::Integer(500).into()));
}

#[test]
fn a_path_is_read_as_it_is_written() {
    for written in ["access", "informants[2].ki_name", "a[1].b[12].c", "group/name", "a.b", "a.b[2].c.d"] {
        assert_eq!(written.parse::<QuestionPath>().unwrap().to_string(), written);
    }
    for wrong in ["", "a[0].b", "a[1]", "a[].b", "a[-1].b", "[1].b", "a[1].", "a[1]b", "a\nb"] {
        assert!(wrong.parse::<QuestionPath>().is_err(), "{wrong}");
    }
    assert_eq!("a[1].b[12].c".parse::<QuestionPath>().unwrap().question(), "a.b.c");
}

#[test]
fn personal_and_unknown_questions_are_told_apart_from_the_others() {
    with_rules(|rules| {
        for (path, personal) in
            [("informants[1].ki_name", true), ("informants[1].ki_individuals", false), ("gone", true)]
        {
            assert_eq!(rules.is_personal(&path.parse().unwrap()), personal, "{path}");
        }
    });
}

#[test]
fn every_problem_has_a_message() {
    let catalogue = Catalogue::new();
    let question = QuestionPath::top("access");
    for problem in [
        EditProblem::QuestionUnknown { question: question.clone() },
        EditProblem::Computed { question: question.clone() },
        EditProblem::NotAValue { question: question.clone() },
        EditProblem::EntryUnknown { question: question.clone(), entries: 2 },
        EditProblem::FromDiffers { question: question.clone() },
        EditProblem::NothingChanges { question: question.clone() },
        EditProblem::WrongType { question: question.clone(), wanted: "integer" },
        EditProblem::Impossible { question: question.clone() },
        EditProblem::TooLong { question: question.clone(), limit: 9 },
        EditProblem::ChoiceUnknown { question: question.clone(), choice: "x".to_owned() },
        EditProblem::Withheld { question },
    ] {
        for language in Language::ALL {
            let told = catalogue.sentences(language, problem.code(), &problem.args());
            assert!(catalogue.knows(problem.code()) && !told.contains('$'), "{told}");
        }
    }
}
