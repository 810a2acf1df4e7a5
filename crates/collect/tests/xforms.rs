//! Submissions to forms that came as XForms: their answers are those that the XLSForm would have given.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside of test functions

use collect::{Answers, Instance, Limits, parse_submission, read_answers, write_instance};
use forms::{CompileOptions, compile, read_xform};
use std::{fs, path::Path};
use vocab::{Answer, Column, ColumnType, Point, Value};

/// An answer to each question, and two entries of each repeat.
fn answers(columns: &[Column]) -> Answers {
    columns.iter().map(|column| (column.name.clone(), answer(column))).collect()
}

fn answer(column: &Column) -> Answer {
    let choice = column.choices.first().cloned().unwrap_or_else(|| "BI01".to_owned());
    let value = match column.kind {
        ColumnType::Text => Value::Text(format!("about {}", column.name)),
        ColumnType::File => Value::Text(format!("{}.jpg", column.name)),
        ColumnType::Integer => Value::Integer(12),
        ColumnType::Decimal => Value::Decimal(1.5),
        ColumnType::Date => Value::Date("2026-03-14".parse().unwrap()),
        ColumnType::Time => Value::Time("14:05:00".parse().unwrap()),
        ColumnType::Moment => Value::Moment("2026-03-14T10:11:12.345+02:00".parse().unwrap()),
        ColumnType::Choice => Value::Choice(choice),
        ColumnType::Choices => Value::Choices(vec![choice]),
        ColumnType::Point => {
            Value::Point(Point { longitude: 29.36, latitude: -3.38, altitude_m: Some(790.5), accuracy_m: Some(4.0) })
        }
        ColumnType::Repeat => Value::Repeat(vec![answers(&column.columns), answers(&column.columns)]),
    };
    value.into()
}

#[test]
fn submissions_are_read_with_a_form_that_came_as_an_xform() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpus = ["kinds", "repeats", "nested_groups", "same_names", "selects_from_files", "entity_repeat"];
    let forms = corpus.map(|name| format!("tests/forms/corpus/{name}.md"));
    for name in forms.into_iter().chain(["packs/mobility-tracking/forms/baseline_subarea.md".to_owned()]) {
        let compiled = compile(&name, &fs::read(root.join(&name)).unwrap(), &CompileOptions::default()).unwrap();
        let read = read_xform(compiled.xform.as_bytes(), &forms::Limits::default()).unwrap();
        let given = answers(&compiled.form.schema().columns);
        let xml = write_instance(&compiled.form, &given, &Instance::new("uuid:1"));
        assert_eq!(write_instance(&read.form, &given, &Instance::new("uuid:1")), xml, "{name}");
        let document = parse_submission(xml.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(read_answers(&read.form, &document), (given, Vec::new()), "{name}");
        assert_eq!(collect::expected_files(&read.form, &document), collect::expected_files(&compiled.form, &document));
    }
}
