//! Expressions over a snapshot's columns: read, and kept from doing anything else.

use crate::error::IndicatorProblem;
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::common::{DFSchema, SchemaError};
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{Expr, Volatility};
use datafusion::prelude::SessionContext;
use std::collections::{BTreeSet, HashMap};

/// Room for a sum of a hundred columns; keeps the reader, which recurses, off the end of the stack.
const LONGEST: usize = 4_000;

/// A scalar expression, and the columns it needs.
#[derive(Debug, Clone)]
pub(crate) struct Expression {
    pub(crate) expr: Expr,
    pub(crate) columns: BTreeSet<String>,
    pub(crate) kind: Kind,
}

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole number, summed exactly.
    Whole,
    /// A decimal number.
    Decimal,
    /// Yes or no.
    Condition,
    /// Text.
    Text,
}

/// Reads the SQL of `field`. Only immutable scalar functions of the data set's own columns pass, so that computing again
/// gives the same number.
pub(crate) fn read(
    context: &SessionContext,
    schema: &DFSchema,
    field: &str,
    text: &str,
) -> Result<Expression, Vec<IndicatorProblem>> {
    let refuse = |message: String| {
        vec![IndicatorProblem::Expression { field: field.to_owned(), expression: text.to_owned(), message }]
    };
    if text.len() > LONGEST {
        return Err(refuse(format!("it is longer than {LONGEST} characters; split it into several questions")));
    }
    let expr = parse(context, schema, text).map_err(|unread| match unread {
        Unread::UnknownColumns(columns) => columns
            .into_iter()
            .map(|column| IndicatorProblem::UnknownColumn { field: field.into(), expression: text.into(), column })
            .collect(),
        Unread::Other(message) => refuse(message),
    })?;
    let columns: BTreeSet<String> = expr.column_refs().into_iter().map(|column| column.name.clone()).collect();
    if let Some(stranger) = stranger(&expr) {
        return Err(refuse(format!(
            "{stranger} is not allowed; use columns, numbers and plain functions of one record"
        )));
    }
    let physical = context.create_physical_expr(expr.clone(), schema);
    let data_type = physical.and_then(|physical| physical.data_type(schema.as_arrow()));
    let data_type = data_type.map_err(|error| refuse(error.strip_backtrace()))?;
    let kind = kind(&data_type).ok_or_else(|| refuse(format!("it gives {data_type}, which cannot be counted")))?;
    Ok(Expression { expr, columns, kind })
}

/// Why a text is no expression over the data set's columns.
enum Unread {
    UnknownColumns(Vec<String>),
    Other(String),
}

/// Parses an expression. The reader stops at the first unknown column; taking that one for a number shows the next.
fn parse(context: &SessionContext, schema: &DFSchema, text: &str) -> Result<Expr, Unread> {
    let mut columns = schema.clone();
    let mut unknown = Vec::new();
    loop {
        match context.parse_sql_expr(text, &columns) {
            Ok(expr) if unknown.is_empty() => return Ok(expr),
            Ok(_) => return Err(Unread::UnknownColumns(unknown)),
            Err(error) => match unknown_column(&error) {
                Some(name) if !unknown.contains(&name) => {
                    columns = with_number(&columns, &name).map_err(|error| Unread::Other(error.strip_backtrace()))?;
                    unknown.push(name);
                }
                _ if !unknown.is_empty() => return Err(Unread::UnknownColumns(unknown)),
                _ => return Err(Unread::Other(error.strip_backtrace())),
            },
        }
    }
}

fn unknown_column(error: &DataFusionError) -> Option<String> {
    match error.find_root() {
        DataFusionError::SchemaError(problem, _) => match problem.as_ref() {
            SchemaError::FieldNotFound { field, .. } if field.relation.is_none() => Some(field.name.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn with_number(schema: &DFSchema, name: &str) -> Result<DFSchema, DataFusionError> {
    let more = Field::new(name, DataType::Int64, true);
    let fields = schema.fields().iter().map(|field| field.as_ref().clone()).chain([more]);
    DFSchema::from_unqualified_fields(fields.collect(), HashMap::new())
}

fn kind(data_type: &DataType) -> Option<Kind> {
    match data_type {
        _ if data_type.is_integer() => Some(Kind::Whole),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => Some(Kind::Decimal),
        DataType::Decimal32(_, 0) | DataType::Decimal64(_, 0) | DataType::Decimal128(_, 0) => Some(Kind::Whole),
        DataType::Boolean => Some(Kind::Condition),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Some(Kind::Text),
        _ => None,
    }
}

/// The first part of an expression that is no plain function of one record.
fn stranger(expr: &Expr) -> Option<String> {
    let mut found = None;
    let walked = expr.apply(|part| {
        found = not_plain(part);
        Ok(if found.is_some() { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    });
    match walked {
        Ok(_) => found,
        Err(error) => Some(error.strip_backtrace()),
    }
}

fn not_plain(part: &Expr) -> Option<String> {
    match part {
        Expr::Column(_)
        | Expr::Literal(..)
        | Expr::BinaryExpr(_)
        | Expr::Like(_)
        | Expr::SimilarTo(_)
        | Expr::Not(_)
        | Expr::IsNotNull(_)
        | Expr::IsNull(_)
        | Expr::IsTrue(_)
        | Expr::IsFalse(_)
        | Expr::IsUnknown(_)
        | Expr::IsNotTrue(_)
        | Expr::IsNotFalse(_)
        | Expr::IsNotUnknown(_)
        | Expr::Negative(_)
        | Expr::Between(_)
        | Expr::Case(_)
        | Expr::Cast(_)
        | Expr::TryCast(_)
        | Expr::InList(_) => None,
        Expr::ScalarFunction(call) if call.func.signature().volatility == Volatility::Immutable => None,
        Expr::ScalarFunction(call) => Some(format!("'{}', which gives another answer each time,", call.func.name())),
        other => Some(format!("'{other}'")),
    }
}
