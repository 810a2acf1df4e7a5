//! A plan carried out on what a store has in memory.

use super::plan::{Cursor, Plan};
use crate::{
    columns::{Column, FilterRow},
    filter::{Cells, Comparison, Value},
    problem::Problem,
    submission::Submission,
};
use std::cmp::Ordering;

/// What a plan chose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// Positions of the submissions to push, in order.
    pub positions: Vec<usize>,
    /// How many satisfy the plan's conditions, whatever its page.
    pub total: u64,
}

impl Plan<Column> {
    /// Carries the plan out on `all` submissions of a form, latest first. What they say is not looked at, so that it need
    /// not be read for those that are not chosen.
    ///
    /// # Errors
    /// [`Problem::SkipTokenNotFound`] where the submission that the page goes on from is not among them.
    pub fn choose(&self, all: &[Submission<'_>]) -> Result<Chosen, Problem> {
        let compare = |one: usize, other: usize| self.compare(&row(&all[one]), &row(&all[other]));
        self.carry_out(all.len(), compare, |at| all[at].instance_id, |at| self.wants(&all[at]))
    }

    /// Whether a submission satisfies the plan's conditions, whatever its page. What it says is not looked at.
    pub fn wants(&self, submission: &Submission<'_>) -> bool {
        (self.deleted || submission.system.deleted_at.is_none())
            && self.only.as_deref().is_none_or(|id| id == submission.instance_id)
            && self.holds(&row(submission))
    }
}

impl<C> Plan<C> {
    /// Carries the plan out on what stands at the positions up to `count`, latest first.
    pub(crate) fn carry_out<'a>(
        &self,
        count: usize,
        compare: impl Fn(usize, usize) -> Ordering,
        id: impl Fn(usize) -> &'a str,
        wanted: impl Fn(usize) -> bool,
    ) -> Result<Chosen, Problem> {
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|one, other| compare(*one, *other)); // stable: latest first among equals
        let start = match &self.cursor {
            None => 0,
            Some(Cursor::After(named) | Cursor::From(named)) => {
                let found = order.iter().position(|at| id(*at) == named);
                found.ok_or(Problem::SkipTokenNotFound)? + usize::from(matches!(self.cursor, Some(Cursor::After(_))))
            }
        };
        let total = order.iter().filter(|at| wanted(**at)).count() as u64;
        let offset = usize::try_from(self.offset).unwrap_or(usize::MAX);
        let limit = self.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        let positions = order.into_iter().skip(start).filter(|at| wanted(*at)).skip(offset).take(limit).collect();
        Ok(Chosen { positions, total })
    }

    /// Whether all conditions hold for a row.
    pub(crate) fn holds(&self, row: &impl Cells<C>) -> bool {
        self.conditions.iter().all(|condition| condition.holds(row) == Some(true))
    }

    /// Which of two rows comes first.
    pub(crate) fn compare(&self, one: &impl Cells<C>, other: &impl Cells<C>) -> Ordering {
        let decided = self.order.iter().map(|order| {
            let (left, right) = (one.cell(&order.column), other.cell(&order.column));
            let ascending = match (&left, &right) {
                (Value::Null, Value::Null) => Ordering::Equal,
                (Value::Null, _) => Ordering::Less,
                (_, Value::Null) => Ordering::Greater,
                _ if left.compare(Comparison::Less, &right) == Some(true) => Ordering::Less,
                _ if left.compare(Comparison::Greater, &right) == Some(true) => Ordering::Greater,
                _ => Ordering::Equal,
            };
            if order.descending { ascending.reverse() } else { ascending }
        });
        decided.into_iter().find(|ordering| *ordering != Ordering::Equal).unwrap_or(Ordering::Equal)
    }
}

fn row<'row>(submission: &'row Submission<'row>) -> FilterRow<'row> {
    FilterRow { submission, root: None, entry: None, id: submission.instance_id, parent_id: "" }
}
