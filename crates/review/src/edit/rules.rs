//! What an edit may change, and into what.

use super::{EditProblem, QuestionPath, ValueEdit};
use std::collections::BTreeSet;
use vocab::{Answer, Column, ColumnType, Missing, Point, Schema, Sensitivity, Value};

/// Characters of a text that an edit writes: so that a cell of a workbook holds it, whatever its characters are written as
/// (32,767, and six for one that JSON escapes).
pub const LONGEST_TEXT: usize = 5_000;

/// The form, as edits are held against it.
pub struct EditRules<'a> {
    /// Its questions.
    pub schema: &'a Schema,
    /// Those whose answers are calculated or filled in by the device, by [`QuestionPath::question`].
    pub computed: &'a BTreeSet<String>,
    /// Whether a list that is not part of the form, such as one of places, has a choice.
    pub knows_choice: &'a (dyn Fn(&Column, &str) -> bool + Sync),
}

impl EditRules<'_> {
    /// The question of a path.
    pub fn column(&self, path: &QuestionPath) -> Option<&Column> {
        let mut columns = &self.schema.columns;
        for (repeat, _) in path.entries() {
            let column = columns.iter().find(|column| column.name == repeat)?;
            columns = &column.columns;
        }
        columns.iter().find(|column| column.name == path.name())
    }

    /// Whether what stands there tells of a person. What the form does not know may be anything.
    pub fn is_personal(&self, path: &QuestionPath) -> bool {
        self.column(path).is_none_or(|column| column.sensitivity == Sensitivity::Personal)
    }

    /// Holds one edit against the form; whether its `from` stands there is seen when it is laid over the answers.
    pub(super) fn check(&self, edit: &ValueEdit) -> Result<(), EditProblem> {
        let question = || edit.question.clone();
        let column = self.column(&edit.question);
        let column = column.ok_or_else(|| EditProblem::QuestionUnknown { question: question() })?;
        if matches!(column.kind, ColumnType::File | ColumnType::Repeat) {
            return Err(EditProblem::NotAValue { question: question() });
        }
        if self.computed.contains(&edit.question.question()) {
            return Err(EditProblem::Computed { question: question() });
        }
        let withheld = Answer::absent(Missing::Withheld);
        if edit.from == withheld || edit.to == withheld {
            return Err(EditProblem::Withheld { question: question() });
        }
        edit.to.value().map_or(Ok(()), |value| self.check_value(column, value, &question))
    }

    fn check_value(
        &self,
        column: &Column,
        value: &Value,
        question: &dyn Fn() -> QuestionPath,
    ) -> Result<(), EditProblem> {
        let unknown = |choice: &String| {
            let known = if column.choices.is_empty() {
                (self.knows_choice)(column, choice)
            } else {
                column.choices.contains(choice)
            };
            (!known).then(|| EditProblem::ChoiceUnknown { question: question(), choice: choice.clone() })
        };
        let impossible = |is: bool| is.then(|| EditProblem::Impossible { question: question() });
        let problem = match (column.kind, value) {
            (ColumnType::Text, Value::Text(text)) if text.chars().count() > LONGEST_TEXT => {
                Some(EditProblem::TooLong { question: question(), limit: LONGEST_TEXT })
            }
            (ColumnType::Text, Value::Text(text)) => impossible(text.is_empty() || text.contains('\0')),
            (ColumnType::Decimal, Value::Decimal(number)) => impossible(!number.is_finite()),
            (ColumnType::Point, Value::Point(point)) => impossible(!is_on_earth(point)),
            (ColumnType::Choice, Value::Choice(choice)) => unknown(choice),
            (ColumnType::Choices, Value::Choices(choices)) => {
                let distinct: BTreeSet<&String> = choices.iter().collect();
                let odd = choices.is_empty() || distinct.len() < choices.len();
                impossible(odd).or_else(|| choices.iter().find_map(unknown))
            }
            (ColumnType::Integer, Value::Integer(_))
            | (ColumnType::Date, Value::Date(_))
            | (ColumnType::Time, Value::Time(_))
            | (ColumnType::Moment, Value::Moment(_)) => None,
            (kind, _) => Some(EditProblem::WrongType { question: question(), wanted: name_of(kind) }),
        };
        problem.map_or(Ok(()), Err)
    }
}

fn is_on_earth(point: &Point) -> bool {
    let metres = |metres: Option<f64>| metres.is_none_or(f64::is_finite);
    point.longitude.abs() <= 180.0
        && point.latitude.abs() <= 90.0
        && metres(point.altitude_m)
        && metres(point.accuracy_m)
}

/// As the API writes the type of a value.
const fn name_of(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Text => "text",
        ColumnType::Integer => "integer",
        ColumnType::Decimal => "decimal",
        ColumnType::Date => "date",
        ColumnType::Time => "time",
        ColumnType::Moment => "moment",
        ColumnType::Choice => "choice",
        ColumnType::Choices => "choices",
        ColumnType::Point => "point",
        ColumnType::File => "file",
        ColumnType::Repeat => "repeat",
    }
}
