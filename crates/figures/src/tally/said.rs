//! What each record says for an expression: a number, or why there is none.

use crate::error::ComputeError;
use crate::expression::{Expression, Kind};
use crate::snapshot::{AllReasons, Reasons};
use crate::tally::Loaded;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Decimal128Array, Float64Array, Int64Array, RecordBatch,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Float64Type, Int64Type};
use datafusion::common::{DFSchema, DFSchemaRef};
use datafusion::logical_expr::Expr;
use datafusion::logical_expr::simplify::SimplifyContext;
use datafusion::optimizer::simplify_expressions::ExprSimplifier;
use datafusion::prelude::SessionContext;
use std::sync::Arc;
use vocab::Missing;

/// Widest whole number that is added up exactly; far beyond any count of people.
const WHOLE: DataType = DataType::Decimal128(38, 0);

/// Expressions over the records of a batch.
pub(super) struct Records<'a> {
    context: &'a SessionContext,
    batch: &'a RecordBatch,
    /// Which of the snapshot's rows these are.
    rows: &'a [usize],
    columns: DFSchemaRef,
    reasons: &'a AllReasons,
}

/// What the records say for one expression, record by record.
pub(super) struct Said {
    pub(super) numbers: Numbers,
    /// Why there is no number; meaningless where there is one.
    pub(super) absent: Vec<Missing>,
}

/// Numbers of one kind.
pub(super) enum Numbers {
    Whole(Int64Array),
    Wide(Decimal128Array),
    Decimal(Float64Array),
}

impl<'a> Records<'a> {
    /// `reasons` says of each row of the snapshot why answers are absent.
    pub(super) fn of(
        context: &'a SessionContext,
        loaded: &'a Loaded,
        reasons: &'a AllReasons,
    ) -> Result<Self, ComputeError> {
        let Loaded { batch, rows, .. } = loaded;
        let columns = Arc::new(DFSchema::try_from(batch.schema().as_ref().clone())?);
        Ok(Self { context, batch, rows, columns, reasons })
    }

    /// The records for which a condition holds.
    pub(super) fn where_holds(&self, condition: &Expression) -> Result<BooleanArray, ComputeError> {
        let held = self.evaluate(&condition.expr)?;
        held.as_boolean_opt().cloned().ok_or_else(|| unexpected(condition, &held))
    }

    pub(super) fn say(&self, value: &Expression) -> Result<Said, ComputeError> {
        let given = self.evaluate(&value.expr)?;
        let absent = self.absent(value, &given)?;
        Ok(Said { numbers: numbers(value, &given)?, absent })
    }

    fn evaluate(&self, expr: &Expr) -> Result<ArrayRef, ComputeError> {
        // Some functions (`coalesce`) are only ever run in their simpler form.
        let simplifier = ExprSimplifier::new(SimplifyContext::builder().with_schema(Arc::clone(&self.columns)).build());
        let simple = simplifier.simplify(simplifier.coerce(expr.clone(), &self.columns)?)?;
        let expr = self.context.create_physical_expr(simple, &self.columns)?;
        Ok(expr.evaluate(self.batch)?.into_array(self.batch.num_rows())?)
    }

    /// Of records without a number: because the place could not be reached, because the question does not apply, or just so.
    fn absent(&self, value: &Expression, given: &ArrayRef) -> Result<Vec<Missing>, ComputeError> {
        let mut reasons = vec![Missing::Missing; given.len()];
        if given.null_count() == 0 {
            return Ok(reasons);
        }
        let columns: Vec<(&str, Option<&ArrayRef>)> =
            value.columns.iter().map(|name| (name.as_str(), self.batch.column_by_name(name))).collect();
        // Records that lack the same answers lack a number for the same reason: it is looked for once.
        let mut found: Vec<Option<Why<'_>>> = self.reasons.different().iter().map(|_| None).collect();
        for (row, reason) in reasons.iter_mut().enumerate().filter(|(row, _)| given.is_null(*row)) {
            let position = self.rows.get(row).and_then(|row| self.reasons.position(*row));
            if let Some((position, said)) = position.and_then(|at| Some((at, self.reasons.different().get(at)?))) {
                *reason = found[position].get_or_insert_with(|| Why::of(&columns, said)).of_record(row);
            }
        }
        Ok(reasons)
    }
}

/// Why a record has no number, by the columns it would be worked out of.
enum Why<'a> {
    Because(Missing),
    /// Some of the questions do not apply: neither does the number, unless one of these was asked and is without an answer.
    AppliesNowhere {
        but_for: Vec<Option<&'a ArrayRef>>,
    },
}

impl<'a> Why<'a> {
    fn of(columns: &[(&str, Option<&'a ArrayRef>)], said: &Reasons) -> Self {
        let is = |name: &str, reason| said.get(name) == Some(&reason);
        if columns.iter().any(|(name, _)| is(name, Missing::NotAccessible)) {
            return Self::Because(Missing::NotAccessible);
        }
        let asked = columns.iter().filter(|(name, _)| !is(name, Missing::NotApplicable));
        let but_for: Vec<_> = asked.map(|(_, values)| *values).collect();
        if but_for.len() == columns.len() { Self::Because(Missing::Missing) } else { Self::AppliesNowhere { but_for } }
    }

    fn of_record(&self, row: usize) -> Missing {
        match self {
            Self::Because(missing) => *missing,
            Self::AppliesNowhere { but_for } => {
                let given = |values: &Option<&ArrayRef>| values.is_some_and(|values| values.is_valid(row));
                if but_for.iter().all(given) { Missing::NotApplicable } else { Missing::Missing }
            }
        }
    }
}

fn numbers(value: &Expression, given: &ArrayRef) -> Result<Numbers, ComputeError> {
    let found = if value.kind == Kind::Whole {
        match given.as_primitive_opt::<Int64Type>() {
            Some(numbers) => Some(Numbers::Whole(numbers.clone())),
            None => cast(given, &WHOLE)?.as_primitive_opt::<Decimal128Type>().cloned().map(Numbers::Wide),
        }
    } else {
        cast(given, &DataType::Float64)?.as_primitive_opt::<Float64Type>().cloned().map(Numbers::Decimal)
    };
    found.ok_or_else(|| unexpected(value, given))
}

fn unexpected(expression: &Expression, found: &ArrayRef) -> ComputeError {
    ComputeError::UnexpectedAnswer { column: expression.expr.to_string(), found: found.data_type().to_string() }
}
