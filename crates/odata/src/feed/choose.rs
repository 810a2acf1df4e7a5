//! A plan carried out on what a store has in memory.

use super::plan::{Cursor, Plan};
use crate::{
    columns::{Column, FilterRow},
    filter::Comparison,
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
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by(|one, other| self.compare(&all[*one], &all[*other])); // stable: latest first among equals
        let start = match &self.cursor {
            None => 0,
            Some(Cursor::After(id) | Cursor::From(id)) => {
                let found = order.iter().position(|at| all[*at].instance_id == id);
                found.ok_or(Problem::SkipTokenNotFound)? + usize::from(matches!(self.cursor, Some(Cursor::After(_))))
            }
        };
        let wanted = |at: &usize| self.wants(&all[*at]);
        let total = order.iter().filter(|at| wanted(at)).count() as u64;
        let offset = usize::try_from(self.offset).unwrap_or(usize::MAX);
        let limit = self.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        let positions = order.into_iter().skip(start).filter(wanted).skip(offset).take(limit).collect();
        Ok(Chosen { positions, total })
    }

    /// Whether a submission satisfies the plan's conditions, whatever its page. What it says is not looked at.
    pub fn wants(&self, submission: &Submission<'_>) -> bool {
        (self.deleted || submission.system.deleted_at.is_none())
            && self.only.as_deref().is_none_or(|id| id == submission.instance_id)
            && self.conditions.iter().all(|condition| condition.holds(&row(submission)) == Some(true))
    }

    fn compare(&self, one: &Submission<'_>, other: &Submission<'_>) -> Ordering {
        let (one, other) = (row(one), row(other));
        let decided = self.order.iter().map(|order| {
            use crate::filter::{Cells, Value};
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
