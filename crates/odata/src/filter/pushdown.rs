//! What of a filter the store can search by.

use super::{Cells, Comparison, Filter, Value, bind::Bound};

/// A condition on columns that the store has, for its query's `WHERE`.
///
/// Texts are ordered by their characters' numbers (`COLLATE "C"`, `BINARY`), as the feed itself does it. A day among the values
/// for a moment is the moment it begins in UTC. A whole-number column may be held against a decimal number.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition<C> {
    /// A column against a value that is not null. `Equal` and `NotEqual` are true or false for a column that is null too
    /// (`IS NOT DISTINCT FROM`, `IS DISTINCT FROM`; in SQLite `IS`, `IS NOT`), which matters below [`Condition::Not`]. The
    /// other operators are null then, as in SQL.
    Compare {
        /// The column.
        column: C,
        /// The operator.
        operator: Comparison,
        /// The value.
        value: Value<'static>,
    },
    /// Whether the column is null.
    Null {
        /// The column.
        column: C,
        /// Whether it must be.
        is: bool,
    },
    /// The column is one of these; `null` adds the rows where it is null. Never null itself.
    In {
        /// The column.
        column: C,
        /// The values, none of them null.
        values: Vec<Value<'static>>,
        /// Whether null is among them.
        null: bool,
    },
    /// All of them hold.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold: SQL's `NOT`, null staying null.
    Not(Box<Self>),
}

impl<C> Condition<C> {
    /// Whether it holds for a row; none where SQL's logic gives null.
    pub fn holds(&self, row: &impl Cells<C>) -> Option<bool> {
        match self {
            Self::Compare { column, operator, value } => row.cell(column).compare(*operator, value),
            Self::Null { column, is } => Some((row.cell(column) == Value::Null) == *is),
            Self::In { column, values, null } => {
                let cell = row.cell(column);
                Some(if cell == Value::Null { *null } else { values.iter().any(|value| cell.is(value)) })
            }
            Self::All(parts) => Self::decided(parts, row, false),
            Self::Any(parts) => Self::decided(parts, row, true),
            Self::Not(inner) => inner.holds(row).map(|holds| !holds),
        }
    }

    /// One part that is `deciding` decides; without one, null is null.
    fn decided(parts: &[Self], row: &impl Cells<C>, deciding: bool) -> Option<bool> {
        let mut known = true;
        for part in parts {
            match part.holds(row) {
                Some(holds) if holds == deciding => return Some(deciding),
                Some(_) => {}
                None => known = false,
            }
        }
        known.then_some(!deciding)
    }
}

/// A filter, divided. A row is accepted if every condition holds and the rest, if there is one, accepts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pushdown<C> {
    /// What the store searches by; all must hold.
    pub conditions: Vec<Condition<C>>,
    /// What is left to evaluate.
    pub rest: Option<Filter<C>>,
}

impl<C: Clone> Filter<C> {
    /// Divides the filter, by which columns the store `has`.
    pub fn split(self, has: impl Fn(&C) -> bool) -> Pushdown<C> {
        let parts = match self.root {
            Bound::And(parts) => parts,
            Bound::Constant(Value::Boolean(true)) => Vec::new(),
            other => vec![other],
        };
        let (mut conditions, mut rest) = (Vec::new(), Vec::new());
        for part in parts {
            match condition(&part, &has) {
                Some(condition) => conditions.push(condition),
                None => rest.push(part),
            }
        }
        let rest = if rest.len() > 1 { Some(Bound::And(rest)) } else { rest.pop() };
        Pushdown { conditions, rest: rest.map(|root| Filter { root }) }
    }
}

fn condition<C: Clone>(bound: &Bound<C>, has: &impl Fn(&C) -> bool) -> Option<Condition<C>> {
    let all = |parts: &[Bound<C>]| parts.iter().map(|part| condition(part, has)).collect::<Option<Vec<_>>>();
    match bound {
        Bound::And(parts) => all(parts).map(Condition::All),
        Bound::Or(parts) => all(parts).map(Condition::Any),
        Bound::Not(inner) => condition(inner, has).map(|inner| Condition::Not(Box::new(inner))),
        Bound::Compare(operator, left, right) => match (&**left, &**right) {
            (Bound::Column(column), Bound::Constant(value)) => compare(column, *operator, value, has),
            (Bound::Constant(value), Bound::Column(column)) => compare(column, operator.turned(), value, has),
            _ => None,
        },
        Bound::In(left, members) => {
            let Bound::Column(column) = &**left else { return None };
            let mut values = Vec::new();
            for member in members {
                let Bound::Constant(value) = member else { return None };
                values.push(value.clone());
            }
            let null = values.contains(&Value::Null);
            values.retain(|value| *value != Value::Null);
            has(column).then(|| Condition::In { column: column.clone(), values, null })
        }
        Bound::Constant(_) | Bound::Column(_) | Bound::Negate(_) | Bound::Arithmetic(..) | Bound::Call(..) => None,
    }
}

fn compare<C: Clone>(
    column: &C,
    operator: Comparison,
    value: &Value<'static>,
    has: &impl Fn(&C) -> bool,
) -> Option<Condition<C>> {
    if !has(column) {
        return None;
    }
    let column = column.clone();
    match (operator, value) {
        (Comparison::Equal, Value::Null) => Some(Condition::Null { column, is: true }),
        (Comparison::NotEqual, Value::Null) => Some(Condition::Null { column, is: false }),
        (_, Value::Null) => None,
        _ => Some(Condition::Compare { column, operator, value: value.clone() }),
    }
}
