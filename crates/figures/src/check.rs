//! Whether an indicator fits a data set.

use crate::error::{IndicatorProblem, IndicatorProblems};
use crate::expression::{self, Expression, Kind};
use crate::indicator::{Disaggregation, Indicator, TOTAL};
use crate::snapshot::{arrow_schema, is_kept};
use datafusion::common::DFSchema;
use datafusion::prelude::SessionContext;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Column, ColumnType, Schema, Sensitivity, Sharing};

/// An indicator whose expressions have been read.
pub(crate) struct Read<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) only: Option<Expression>,
    /// The total first, then the cells of every disaggregation that has them, in the file's order.
    pub(crate) parts: Vec<Part<'a>>,
    /// Disaggregations by a column.
    pub(crate) by: Vec<(&'a Disaggregation, &'a str)>,
}

/// One number of an indicator.
pub(crate) struct Part<'a> {
    pub(crate) disaggregation: &'a str,
    pub(crate) at: BTreeMap<String, String>,
    /// As written in the file.
    pub(crate) text: &'a str,
    pub(crate) value: Expression,
}

impl Read<'_> {
    /// Every column that its expressions need.
    pub(crate) fn columns(&self) -> BTreeSet<String> {
        let values = self.parts.iter().map(|part| &part.value);
        let by = self.by.iter().map(|(_, column)| (*column).to_owned());
        values.chain(&self.only).flat_map(|expression| expression.columns.iter().cloned()).chain(by).collect()
    }
}

/// Reads all expressions of `indicator` against the columns in `schema`.
pub(crate) fn read<'a>(
    context: &SessionContext,
    schema: &DFSchema,
    indicator: &'a Indicator,
) -> Result<Read<'a>, IndicatorProblems> {
    let mut reader = Reader { context, schema, problems: Vec::new() };
    let only = indicator.only.as_deref().and_then(|text| reader.condition("only", text));
    let total = (TOTAL, BTreeMap::new(), indicator.value.as_str(), "value".to_owned());
    let cells = indicator.disaggregations.iter().flat_map(|disaggregation| {
        disaggregation.cells.iter().map(|cell| {
            let field = format!("disaggregations.{}.cells {:?}", disaggregation.name, cell.at);
            (disaggregation.name.as_str(), cell.at.clone(), cell.value.as_str(), field)
        })
    });
    let parts = std::iter::once(total).chain(cells).filter_map(|(disaggregation, at, text, field)| {
        Some(Part { disaggregation, at, text, value: reader.number(&field, text)? })
    });
    let parts = parts.collect();
    let by = indicator.disaggregations.iter().filter_map(|one| Some((one, one.by.as_deref()?)));
    let by: Vec<_> = by.filter(|(one, column)| reader.text_column(&one.name, column)).collect();
    if reader.problems.is_empty() {
        Ok(Read { indicator, only, parts, by })
    } else {
        Err(IndicatorProblems { indicator: indicator.code.clone(), problems: reader.problems })
    }
}

struct Reader<'a> {
    context: &'a SessionContext,
    schema: &'a DFSchema,
    problems: Vec<IndicatorProblem>,
}

impl Reader<'_> {
    fn number(&mut self, field: &str, text: &str) -> Option<Expression> {
        self.of_kind(field, text, &[Kind::Whole, Kind::Decimal], "a number")
    }

    fn condition(&mut self, field: &str, text: &str) -> Option<Expression> {
        self.of_kind(field, text, &[Kind::Condition], "a condition")
    }

    /// Whether `column` is a text column; a problem if not.
    fn text_column(&mut self, disaggregation: &str, column: &str) -> bool {
        let field = format!("disaggregations.{disaggregation}.by");
        let quoted = format!("\"{}\"", column.replace('"', "\"\""));
        self.of_kind(&field, &quoted, &[Kind::Text], "a text column").is_some()
    }

    fn of_kind(&mut self, field: &str, text: &str, kinds: &[Kind], expected: &'static str) -> Option<Expression> {
        match expression::read(self.context, self.schema, field, text) {
            Ok(expression) if kinds.contains(&expression.kind) => Some(expression),
            Ok(expression) => {
                let (field, expression, found) = (field.into(), text.into(), format!("{:?}", expression.kind));
                self.problems.push(IndicatorProblem::WrongType { field, expression, found, expected });
                None
            }
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }
}

/// Everything that keeps `indicator` from being computed over data of `schema`, or from being shared as it says.
pub(crate) fn check(context: &SessionContext, schema: &Schema, indicator: &Indicator) -> Result<(), IndicatorProblems> {
    let arrow = arrow_schema(schema, indicator.deepest());
    let problems = match DFSchema::try_from(arrow) {
        Ok(columns) => match read(context, &columns, indicator) {
            Ok(read) => not_public(schema, &read),
            Err(found) => found.problems.into_iter().map(|problem| explained(schema, problem)).collect(),
        },
        Err(error) => vec![IndicatorProblem::Field { field: "form".into(), message: error.strip_backtrace() }],
    };
    if problems.is_empty() { Ok(()) } else { Err(IndicatorProblems { indicator: indicator.code.clone(), problems }) }
}

impl Indicator {
    fn deepest(&self) -> AdminLevel {
        self.exercises.iter().flat_map(|applies| applies.levels.iter().copied()).max().unwrap_or(AdminLevel::COUNTRY)
    }
}

/// A column that the form has but the snapshot does not is another mistake than one nobody has.
fn explained(schema: &Schema, problem: IndicatorProblem) -> IndicatorProblem {
    let IndicatorProblem::UnknownColumn { field, expression, column } = problem else { return problem };
    let why = match schema.column(&column) {
        Some(Column { sensitivity: Sensitivity::Personal, .. }) => "it is personal data",
        Some(Column { kind: ColumnType::Repeat, .. }) => "it is a repeat",
        Some(Column { kind: ColumnType::File, .. }) => "it is a file",
        _ => return IndicatorProblem::UnknownColumn { field, expression, column },
    };
    IndicatorProblem::NotInSnapshot { field, expression, column, why }
}

fn not_public(schema: &Schema, read: &Read<'_>) -> Vec<IndicatorProblem> {
    if read.indicator.sharing != Sharing::Public {
        return Vec::new();
    }
    let parts = read.parts.iter().map(|part| (part.disaggregation.to_owned(), &part.value));
    let only = read.only.iter().map(|condition| ("only".to_owned(), condition));
    let used = parts
        .chain(only)
        .flat_map(|(field, expression)| expression.columns.iter().map(move |column| (field.clone(), column.clone())));
    let by = read.by.iter().map(|(one, column)| (format!("disaggregations.{}.by", one.name), (*column).to_owned()));
    let hidden = used.chain(by).filter(|(_, name)| {
        schema.column(name).is_some_and(|column| is_kept(column) && column.sharing != Sharing::Public)
    });
    let hidden: BTreeSet<_> = hidden.collect();
    hidden.into_iter().map(|(field, column)| IndicatorProblem::NotPublic { field, column }).collect()
}
