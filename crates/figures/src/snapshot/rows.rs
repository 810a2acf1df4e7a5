//! Records laid out by question: some rows at a time, each record read once from front to back.
//!
//! Asking each record for each question in turn would find it in another corner of memory every time; with thousands of records
//! and hundreds of questions that took most of the time a snapshot takes.

use super::columns::is_kept;
use std::collections::{BTreeMap, HashMap};
use vocab::{Answer, Missing, Record, Schema, Value};

/// The questions that have a column, by name.
pub(crate) struct Questions<'a> {
    positions: HashMap<&'a str, usize>,
    /// The position of each column's question: two columns of one name, which is a mistake, are of the same.
    of_column: Vec<usize>,
}

/// What some records answered.
pub(crate) struct Block<'a> {
    rows: usize,
    /// Question by question, each with its rows.
    values: Vec<Option<&'a Value>>,
    /// Of each row, why answers are absent, as JSON with the names sorted. Only of questions that have a column: that somebody
    /// withheld a phone number is personal too.
    pub(crate) missing: Vec<String>,
}

impl<'a> Questions<'a> {
    pub(crate) fn of(schema: &'a Schema) -> Self {
        let kept = schema.columns.iter().filter(|column| is_kept(column));
        let mut positions = HashMap::new();
        let of_column = kept.map(|column| {
            let next = positions.len();
            *positions.entry(column.name.as_str()).or_insert(next)
        });
        let of_column = of_column.collect();
        Self { positions, of_column }
    }

    /// The values of the question of the column at this place among those that are kept, row by row.
    pub(crate) fn of_column<'b>(&self, block: &'b Block<'b>, column: usize) -> &'b [Option<&'b Value>] {
        let position = self.of_column.get(column).copied().unwrap_or(usize::MAX);
        let rows = position.checked_mul(block.rows).and_then(|from| Some(from..from.checked_add(block.rows)?));
        rows.and_then(|rows| block.values.get(rows)).unwrap_or_default()
    }

    /// Reads records.
    pub(crate) fn block<'b>(&self, records: &[&'b Record]) -> Block<'b> {
        let rows = records.len();
        let mut block =
            Block { rows, values: vec![None; rows * self.positions.len()], missing: Vec::with_capacity(rows) };
        // Records of one form have their answers in one order: where the last had a question, this one has it too.
        let mut order: Vec<(&str, Option<usize>)> = Vec::new();
        for (row, record) in records.iter().enumerate() {
            let mut absent: BTreeMap<&str, Missing> = BTreeMap::new();
            for (at, (name, answer)) in record.answers.iter().enumerate() {
                let position = match order.get(at) {
                    Some((known, position)) if *known == name => *position,
                    _ => {
                        let position = self.positions.get(name.as_str()).copied();
                        order.resize(order.len().max(at + 1), ("", None));
                        order[at] = (name, position);
                        position
                    }
                };
                match (position, answer) {
                    (Some(position), Answer::Given(value)) => block.values[position * rows + row] = Some(value),
                    (Some(_), Answer::Absent { missing }) => drop(absent.insert(name, *missing)),
                    (None, _) => {}
                }
            }
            block.missing.push(serde_json::to_string(&absent).unwrap_or_default());
        }
        block
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::{Column, ColumnType, RecordKey, RecordSource, Sensitivity, Sharing, Text};

    fn record(answers: &[(&str, Answer)]) -> Record {
        Record {
            key: RecordKey::submission("uuid:1"),
            source: RecordSource::Submission { instance_id: "uuid:1".into(), version: 1 },
            places: Vec::new(),
            answers: answers.iter().map(|(name, answer)| ((*name).to_owned(), answer.clone())).collect(),
        }
    }

    #[test]
    fn answers_stand_under_their_question_in_whatever_order_records_have_them() {
        let column = |name: &str| Column {
            name: name.into(),
            kind: ColumnType::Integer,
            label: Text::new(name),
            sensitivity: Sensitivity::None,
            sharing: Sharing::Public,
            choices: vec![],
            columns: vec![],
        };
        let schema = Schema { columns: vec![column("a"), column("b"), column("c")] };
        let number = |number| Answer::from(Value::Integer(number));
        let records = [
            record(&[("a", number(1)), ("other", number(9)), ("b", number(2)), ("c", number(3))]),
            record(&[("c", number(6)), ("a", number(4)), ("b", Answer::absent(Missing::NotApplicable))]),
            record(&[("b", number(8))]),
            record(&[
                ("a", number(7)),
                ("other", Answer::absent(Missing::Missing)),
                ("b", Answer::absent(Missing::Missing)),
                ("c", number(5)),
            ]),
        ];
        let questions = Questions::of(&schema);
        let block = questions.block(&records.each_ref());
        let column = |position| -> Vec<Option<i64>> {
            questions
                .of_column(&block, position)
                .iter()
                .map(|value| value.map(|value| Answer::from(value.clone()).integer().unwrap()))
                .collect()
        };
        assert_eq!(column(0), [Some(1), Some(4), None, Some(7)]);
        assert_eq!(column(1), [Some(2), None, Some(8), None]);
        assert_eq!(column(2), [Some(3), Some(6), None, Some(5)]);
        assert_eq!(block.missing, ["{}", r#"{"b":"not_applicable"}"#, "{}", r#"{"b":"missing"}"#]);
    }
}
