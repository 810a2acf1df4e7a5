//! Whether an indicator fits a data set.

use crate::error::{IndicatorProblem, IndicatorProblems};
use crate::expression::{self, Expression, Kind};
use crate::indicator::{Disaggregation, Indicator, Latest, TOTAL};
use crate::latest::LATEST;
use crate::snapshot::{arrow_schema, is_kept};
use datafusion::common::DFSchema;
use datafusion::logical_expr::{Expr, ident, lit, when};
use datafusion::prelude::SessionContext;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Column, ColumnType, Grade, Schema, Sensitivity, Sharing};

/// An indicator whose expressions have been read.
pub(crate) struct Read<'a> {
    pub(crate) indicator: &'a Indicator,
    pub(crate) only: Option<Expression>,
    /// The total first, then the cells of every disaggregation that has them, in the file's order.
    pub(crate) parts: Vec<Part<'a>>,
    /// Disaggregations by a column.
    pub(crate) by: Vec<(&'a Disaggregation, &'a str)>,
    /// What of the total has each grade, A to D; empty where records are not graded.
    pub(crate) graded: Vec<Expression>,
    /// What of the total stands on a borrowed mean.
    pub(crate) marked: Option<Expression>,
}

/// One number of an indicator.
pub(crate) struct Part<'a> {
    pub(crate) disaggregation: &'a str,
    pub(crate) at: BTreeMap<String, String>,
    /// As written in the file.
    pub(crate) text: &'a str,
    /// What is added up; of a share only where `whole` is known too.
    pub(crate) value: Expression,
    /// Of a share: what is added up below the line, where `value` is known too.
    pub(crate) whole: Option<Expression>,
}

impl Part<'_> {
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        std::iter::once(&self.value).chain(&self.whole)
    }

    /// What weighs: people, not shares.
    fn weight(&self) -> &Expression {
        self.whole.as_ref().unwrap_or(&self.value)
    }
}

impl Read<'_> {
    /// Every column that its expressions need.
    pub(crate) fn columns(&self) -> BTreeSet<String> {
        let values = self.parts.iter().flat_map(Part::expressions);
        let by = self.by.iter().map(|(_, column)| (*column).to_owned());
        let all = values.chain(&self.only).chain(self.beside());
        let latest = self.indicator.latest.iter().flat_map(Latest::columns).cloned();
        all.flat_map(|expression| expression.columns.iter().cloned()).chain(by).chain(latest).collect()
    }

    /// The columns that one part needs.
    pub(crate) fn columns_of(&self, part: &Part<'_>) -> BTreeSet<String> {
        let all = part.expressions().chain(&self.only).chain(self.beside());
        all.flat_map(|expression| expression.columns.iter().cloned()).collect()
    }

    /// What is added up beside the total: what of it has each grade, and what of it is borrowed.
    pub(crate) fn beside(&self) -> impl Iterator<Item = &Expression> {
        self.graded.iter().chain(&self.marked)
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
    let parts = std::iter::once(total)
        .chain(cells)
        .filter_map(|(disaggregation, at, text, field)| Some((disaggregation, at, text, reader.number(&field, text)?)));
    let parts: Vec<_> = parts.collect();
    let per = indicator.per.as_deref().and_then(|text| reader.number("per", text));
    let parts = parts.into_iter().map(|(disaggregation, at, text, value)| {
        let (value, whole) = per.as_ref().map_or((value.clone(), None), |per| {
            (
                value.within(per.expr.clone().is_not_null(), per),
                Some(per.within(value.expr.clone().is_not_null(), &value)),
            )
        });
        Part { disaggregation, at, text, value, whole }
    });
    let mut parts: Vec<Part<'_>> = parts.collect();
    let (mut graded, mut marked) = reader.beside(indicator, parts.first());
    if let Some(latest) = &indicator.latest {
        reader.latest(latest);
        let values = parts.iter_mut().flat_map(|part| std::iter::once(&mut part.value).chain(&mut part.whole));
        values.chain(&mut graded).chain(&mut marked).for_each(Expression::only_of_the_last);
    }
    let by = indicator.disaggregations.iter().filter_map(|one| Some((one, one.by.as_deref()?)));
    let by: Vec<_> = by.filter(|(one, column)| reader.text_column(&one.name, column)).collect();
    if reader.problems.is_empty() {
        Ok(Read { indicator, only, parts, by, graded, marked })
    } else {
        Err(IndicatorProblems { indicator: indicator.code.clone(), problems: reader.problems })
    }
}

struct Reader<'a> {
    context: &'a SessionContext,
    schema: &'a DFSchema,
    problems: Vec<IndicatorProblem>,
}

impl Expression {
    /// The same, only where a condition on `other` holds.
    fn within(&self, condition: Expr, other: &Self) -> Self {
        let columns = self.columns.union(&other.columns).cloned().collect();
        Self { expr: only_where(condition, &self.expr), columns, kind: self.kind }
    }

    /// The same, only of the last of records that follow one another.
    fn only_of_the_last(&mut self) {
        self.expr = only_where(ident(LATEST), &self.expr);
    }
}

/// `CASE WHEN condition THEN value END`. It cannot fail with one branch that has a type.
fn only_where(condition: Expr, value: &Expr) -> Expr {
    when(condition, value.clone()).end().unwrap_or_else(|_| value.clone())
}

impl Reader<'_> {
    /// Whether records can follow one another so.
    fn latest(&mut self, latest: &Latest) {
        for column in &latest.of {
            self.is_text("latest.of", column);
        }
        self.of_kind("latest.by", &quoted(&latest.by), &[Kind::Whole], "a whole number");
    }

    /// What is added up beside the total of an indicator with grades or marks.
    fn beside(&mut self, indicator: &Indicator, total: Option<&Part<'_>>) -> (Vec<Expression>, Option<Expression>) {
        let Some(weight) = total.map(Part::weight) else { return (Vec::new(), None) };
        let mut graded = Vec::new();
        if let Some(column) = indicator.grade.as_deref().filter(|column| self.is_text("grade", column)) {
            if weight.kind == Kind::Whole {
                let grade =
                    Expression { expr: ident(column), columns: BTreeSet::from([column.to_owned()]), kind: Kind::Text };
                graded.extend(Grade::ALL.map(|one| weight.within(ident(column).eq(lit(one.code())), &grade)));
            } else {
                let message = "needs whole numbers to weigh grades by; count people, not decimals".to_owned();
                self.problems.push(IndicatorProblem::Field { field: "grade".into(), message });
            }
        }
        let marked = indicator.marked.as_deref().and_then(|text| self.condition("marked", text));
        (graded, marked.map(|condition| weight.within(condition.expr.clone(), &condition)))
    }

    fn number(&mut self, field: &str, text: &str) -> Option<Expression> {
        self.of_kind(field, text, &[Kind::Whole, Kind::Decimal], "a number")
    }

    fn condition(&mut self, field: &str, text: &str) -> Option<Expression> {
        self.of_kind(field, text, &[Kind::Condition], "a condition")
    }

    /// Whether `column` is a text column; a problem if not.
    fn text_column(&mut self, disaggregation: &str, column: &str) -> bool {
        self.is_text(&format!("disaggregations.{disaggregation}.by"), column)
    }

    fn is_text(&mut self, field: &str, column: &str) -> bool {
        self.of_kind(field, &quoted(column), &[Kind::Text], "a text column").is_some()
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

/// A column's name as an expression.
fn quoted(column: &str) -> String {
    format!("\"{}\"", column.replace('"', "\"\""))
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
    let parts = read.parts.iter().flat_map(|part| part.expressions().map(|one| (part.disaggregation.to_owned(), one)));
    let parts = parts.chain(read.beside().map(|one| ("grade or marked".to_owned(), one)));
    let only = read.only.iter().map(|condition| ("only".to_owned(), condition));
    let used = parts
        .chain(only)
        .flat_map(|(field, expression)| expression.columns.iter().map(move |column| (field.clone(), column.clone())));
    let by = read.by.iter().map(|(one, column)| (format!("disaggregations.{}.by", one.name), (*column).to_owned()));
    let latest = read.indicator.latest.iter().flat_map(Latest::columns);
    let latest = latest.map(|column| ("latest".to_owned(), column.clone()));
    let hidden = used.chain(by).chain(latest).filter(|(_, name)| {
        schema.column(name).is_some_and(|column| is_kept(column) && column.sharing != Sharing::Public)
    });
    let hidden: BTreeSet<_> = hidden.collect();
    hidden.into_iter().map(|(field, column)| IndicatorProblem::NotPublic { field, column }).collect()
}
