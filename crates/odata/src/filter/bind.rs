//! A filter with its names looked up and its types checked.

use super::{Arithmetic, Cells, Comparison, Expression, Function, Node, Type, Value, arithmetic, token::unparsable};
use crate::{moment, problem::Problem};
use chrono::{DateTime, Utc};

/// What the names of a filter can mean.
pub trait Columns {
    /// A column.
    type Column: Clone;

    /// The column at a path, and its type.
    fn column(&self, path: &str) -> Option<(Self::Column, Type)>;
}

/// A filter on columns `C`. It is true, false or null for a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter<C> {
    pub(super) root: Bound<C>,
}

/// An expression on columns `C`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound<C> {
    Constant(Value<'static>),
    Column(C),
    Not(Box<Self>),
    Negate(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
    Compare(Comparison, Box<Self>, Box<Self>),
    In(Box<Self>, Vec<Self>),
    Arithmetic(Arithmetic, Box<Self>, Box<Self>),
    Call(Function, Vec<Self>),
}

impl<C: Clone> Filter<C> {
    /// Binds an expression to `columns`. `now` is what `now()` means.
    ///
    /// # Errors
    /// [`Problem::UnsupportedField`] for a name that is no column; [`Problem::Unparsable`] where types do not fit.
    pub fn bind(
        expression: &Expression,
        columns: &impl Columns<Column = C>,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let (root, kind) = Binder { columns, now }.bind(expression)?;
        if matches!(kind, Type::Boolean | Type::Null) {
            return Ok(Self { root });
        }
        Err(unparsable(expression.at, &format!("it is {}, not a condition", kind.word())))
    }

    /// Whether a column that `is` takes is in it.
    pub fn mentions(&self, is: impl Fn(&C) -> bool) -> bool {
        let mut found = false;
        self.root.columns(&mut |column| found |= is(column));
        found
    }
}

impl<C> Bound<C> {
    fn columns(&self, visit: &mut impl FnMut(&C)) {
        match self {
            Self::Constant(_) => {}
            Self::Column(column) => visit(column),
            Self::Not(inner) | Self::Negate(inner) => inner.columns(visit),
            Self::And(parts) | Self::Or(parts) | Self::Call(_, parts) => {
                parts.iter().for_each(|part| part.columns(visit))
            }
            Self::Compare(_, left, right) | Self::Arithmetic(_, left, right) => {
                left.columns(visit);
                right.columns(visit);
            }
            Self::In(left, members) => {
                left.columns(visit);
                members.iter().for_each(|member| member.columns(visit));
            }
        }
    }
}

struct Binder<'columns, S> {
    columns: &'columns S,
    now: DateTime<Utc>,
}

type Typed<C> = Result<(Bound<C>, Type), Problem>;

impl<S: Columns> Binder<'_, S> {
    fn bind(&self, expression: &Expression) -> Typed<S::Column> {
        let (bound, kind) = match &expression.node {
            Node::Literal(literal) => {
                let value = literal.value();
                let kind = value.type_of();
                (Bound::Constant(value), kind)
            }
            Node::Path(path) => return self.path(expression.at, path),
            Node::Not(inner) => (Bound::Not(Box::new(self.condition(inner)?)), Type::Boolean),
            Node::And(parts) => (Bound::And(self.conditions(parts)?), Type::Boolean),
            Node::Or(parts) => (Bound::Or(self.conditions(parts)?), Type::Boolean),
            Node::Negate(inner) => {
                let (bound, kind) = self.number(inner)?;
                (Bound::Negate(Box::new(bound)), kind)
            }
            Node::Compare(operator, left, right) => self.compare(*operator, left, right)?,
            Node::In(left, members) => self.members(left, members)?,
            Node::Arithmetic(operator, left, right) => {
                let ((left, one), (right, other)) = (self.number(left)?, self.number(right)?);
                (Bound::Arithmetic(*operator, Box::new(left), Box::new(right)), arithmetic::type_of(one, other))
            }
            Node::Call(Function::Now, _) => (Bound::Constant(Value::Moment(self.now.fixed_offset())), Type::Moment),
            Node::Call(function, arguments) => self.call(*function, arguments)?,
        };
        Ok((folded(bound), kind))
    }

    fn path(&self, at: usize, path: &str) -> Typed<S::Column> {
        let found = self.columns.column(path).map(|(column, kind)| (Bound::Column(column), kind));
        found.ok_or_else(|| Problem::UnsupportedField { at: Some(at), text: path.to_owned() })
    }

    fn conditions(&self, parts: &[Expression]) -> Result<Vec<Bound<S::Column>>, Problem> {
        parts.iter().map(|part| self.condition(part)).collect()
    }

    fn condition(&self, expression: &Expression) -> Result<Bound<S::Column>, Problem> {
        let (bound, kind) = self.bind(expression)?;
        if matches!(kind, Type::Boolean | Type::Null) {
            return Ok(bound);
        }
        Err(unparsable(expression.at, &format!("here is {}, where a condition is expected", kind.word())))
    }

    fn number(&self, expression: &Expression) -> Typed<S::Column> {
        let (bound, kind) = self.bind(expression)?;
        if kind.is_number() || kind == Type::Null {
            return Ok((bound, kind));
        }
        Err(unparsable(expression.at, &format!("here is {}, where a number is expected", kind.word())))
    }

    fn compare(&self, operator: Comparison, left: &Expression, right: &Expression) -> Typed<S::Column> {
        let (one, other) = (self.bind(left)?, self.bind(right)?);
        let kinds = (one.1, other.1);
        let (one, other) = (beside(one, kinds.1, operator), beside(other, kinds.0, operator));
        check(operator, one.1, other.1, right)?;
        Ok((Bound::Compare(operator, Box::new(one.0), Box::new(other.0)), Type::Boolean))
    }

    fn members(&self, left: &Expression, members: &[Expression]) -> Typed<S::Column> {
        let (left, kind) = self.bind(left)?;
        let mut bound = Vec::new();
        for member in members {
            let found = beside(self.bind(member)?, kind, Comparison::Equal);
            check(Comparison::Equal, kind, found.1, member)?;
            bound.push(found.0);
        }
        Ok((Bound::In(Box::new(left), bound), Type::Boolean))
    }

    fn call(&self, function: Function, arguments: &[Expression]) -> Typed<S::Column> {
        let mut bound = Vec::new();
        let mut first = Type::Null;
        for (at, argument) in arguments.iter().enumerate() {
            let (value, kind) = self.bind(argument)?;
            if !function.takes(at, kind) {
                let reason = format!("{} does not take {} here", function.name(), kind.word());
                return Err(unparsable(argument.at, &reason));
            }
            if at == 0 {
                first = kind;
            }
            bound.push(value);
        }
        Ok((Bound::Call(function, bound), function.gives(first)))
    }
}

/// A constant as the other side needs it. Central takes dates in quotes too, and `submitterId eq 5` though that is a text: a
/// whole number is the text of its digits where it is only asked whether the two are the same, as with choices called `1`
/// and `2`.
fn beside<C>(side: (Bound<C>, Type), other: Type, operator: Comparison) -> (Bound<C>, Type) {
    let same = matches!(operator, Comparison::Equal | Comparison::NotEqual);
    let converted = match (&side.0, other) {
        (Bound::Constant(Value::Text(text)), Type::Date | Type::Moment) => written_date(text),
        (Bound::Constant(Value::Integer(number)), Type::Text) if same => Some(Value::from(number.to_string())),
        _ => None,
    };
    match converted {
        Some(value) => {
            let kind = value.type_of();
            (Bound::Constant(value), kind)
        }
        None => side,
    }
}

fn written_date(text: &str) -> Option<Value<'static>> {
    moment::plain_day(text).map(Value::Date).or_else(|| moment::moment(text).map(Value::Moment))
}

fn check(operator: Comparison, one: Type, other: Type, at: &Expression) -> Result<(), Problem> {
    if one.compares(operator, other) {
        return Ok(());
    }
    let mut reason = format!("{} cannot be compared with {} by {}", one.word(), other.word(), operator.word());
    if one == Type::Text && other.is_number() {
        reason.push_str(&format!("; write '{at}' for a text"));
    }
    Err(unparsable(at.at, &reason))
}

/// What depends on no row is computed once.
fn folded<C>(bound: Bound<C>) -> Bound<C> {
    let mut constant = true;
    bound.columns(&mut |_| constant = false);
    if constant { Bound::Constant(bound.evaluate(&Nothing).into_owned()) } else { bound }
}

/// A row without columns.
struct Nothing;

impl<C> Cells<C> for Nothing {
    fn cell(&self, _: &C) -> Value<'_> {
        Value::Null
    }
}
