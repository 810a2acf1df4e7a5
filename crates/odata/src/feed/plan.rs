//! What the store must read for a page.

use super::pager::Done;
use crate::{
    columns::Column,
    filter::{Condition, Filter, Pushdown},
    options::Options,
    order::Order,
};

/// Which submissions of a form, or entities of a list, a page needs. The store does all of it; the feed relies on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan<C = Column> {
    /// Only the one with this id.
    pub only: Option<String>,
    /// All of these hold. They name only columns that are stored ([`Column::is_stored`]).
    pub conditions: Vec<Condition<C>>,
    /// Whether deleted ones are wanted too: as in Central, if the filter speaks of `deletedAt`.
    pub deleted: bool,
    /// How they are sorted: by this, then by what makes the order total. Empty: latest first, by when they arrived or were
    /// made, then by the order in which the store got them.
    pub order: Vec<Order<C>>,
    /// Where to begin in that order.
    pub cursor: Option<Cursor>,
    /// How many of those to pass over.
    pub offset: u64,
    /// How many are needed at most: one more than the page has, to know whether there is a next.
    pub limit: Option<u64>,
    /// Whether the feed must be told how many satisfy the conditions, whatever cursor, offset and limit say.
    pub count: bool,
}

/// A place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// After the one with this id, deleted or not.
    After(String),
    /// From the one with this id on.
    From(String),
}

/// What one thing that the store reads becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// One row.
    One,
    /// Any number of rows.
    Some,
}

impl<C: Clone> Plan<C> {
    /// A plan for one submission.
    pub(crate) fn only(id: &str) -> Self {
        Self { only: Some(id.to_owned()), ..Self::all(Vec::new()) }
    }

    fn all(conditions: Vec<Condition<C>>) -> Self {
        Self {
            only: None,
            conditions,
            deleted: false,
            order: Vec::new(),
            cursor: None,
            offset: 0,
            limit: None,
            count: false,
        }
    }

    /// A plan for a table, and the part of the filter that the feed has to evaluate. `id` is that of the submission or
    /// entity that `$skiptoken` names.
    pub(crate) fn of_table(
        options: &Options,
        filter: Option<Filter<C>>,
        stored: impl Fn(&C) -> bool,
        order: Vec<Order<C>>,
        (rows, id): (Rows, Option<String>),
    ) -> (Self, Option<Filter<C>>) {
        let split = filter.map(|filter| filter.split(stored));
        let Pushdown { conditions, rest } = split.unwrap_or(Pushdown { conditions: Vec::new(), rest: None });
        let mut plan = Self { order, ..Self::all(conditions) };
        if rows == Rows::One && rest.is_none() {
            // All conditions are the store's: it can cut out the page.
            plan.count = options.count;
            plan.limit = options.top.map(|top| top.saturating_add(1));
            plan.offset = if id.is_none() { options.skip } else { 0 };
            plan.cursor = id.map(Cursor::After);
        } else if !options.count {
            plan.cursor = id.map(if rows == Rows::One { Cursor::After } else { Cursor::From });
        }
        (plan, rest)
    }

    pub(crate) fn done(&self) -> Done {
        Done {
            cursor: matches!(self.cursor, Some(Cursor::After(_))),
            offset: self.offset > 0,
            sorted: !self.order.is_empty(),
            count: self.count,
        }
    }
}
