//! Which of the rows that come are on the page.

use super::Page;
use crate::{options::Options, problem::Problem, skip_token::SkipToken};
use std::io::{self, Write};

/// A page being filled.
pub(crate) struct Pager {
    pub(crate) options: Options,
    page: Page,
    /// Whether rows are passed over until the one that `$skiptoken` names has been.
    before_cursor: bool,
    /// Rows that are still to be passed over.
    skip: u64,
    /// Whether the order of the rows has a last row to go on from.
    sorted: bool,
    /// Whether the store says how many rows there are in all.
    counted_by_store: bool,
    /// Rows that the filter accepts, those of other pages included.
    accepted: u64,
    total: Option<u64>,
    last: Option<SkipToken>,
}

/// What the store has done already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Done {
    /// The first row is already past the one that `$skiptoken` names.
    pub(crate) cursor: bool,
    /// `$skip` rows have been passed over.
    pub(crate) offset: bool,
    /// It sorts by `$orderby`.
    pub(crate) sorted: bool,
    /// It counts.
    pub(crate) count: bool,
}

impl Pager {
    pub(crate) fn new(options: Options, page: Page, done: Done) -> Self {
        let with_token = options.skip_token.is_some();
        Self {
            before_cursor: with_token && !done.cursor,
            skip: if with_token || done.offset { 0 } else { options.skip },
            sorted: done.sorted,
            counted_by_store: done.count,
            accepted: 0,
            total: None,
            last: None,
            options,
            page,
        }
    }

    pub(crate) fn set_total(&mut self, total: u64) {
        self.total = Some(total);
    }

    /// Whether more rows can change anything.
    pub(crate) fn wants_more(&self) -> bool {
        !self.page.more || self.options.count && !self.counted_by_store && self.total.is_none()
    }

    /// Takes notice of a row that the filter does not accept. `named`: whether it is the one that `$skiptoken` names.
    pub(crate) fn refuse(&mut self, named: bool) {
        self.before_cursor &= !named;
    }

    /// Takes notice of a row that the filter accepts, and says whether it is on this page.
    pub(crate) fn admits(&mut self, named: bool) -> bool {
        self.accepted += 1;
        if self.before_cursor {
            self.before_cursor = !named;
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        let room = self.options.top.is_none_or(|top| self.page.rows < top);
        self.page.more |= !room;
        room
    }

    pub(crate) fn row(&mut self, row: &[u8], token: SkipToken, out: &mut impl Write) -> io::Result<()> {
        self.last = Some(token);
        self.page.row(row, out)
    }

    /// Nothing has been written if the row that the page goes on from did not come.
    pub(crate) fn finish(mut self, out: &mut impl Write) -> Result<io::Result<()>, Problem> {
        if self.before_cursor {
            return Err(Problem::SkipTokenNotFound);
        }
        let next = self.next_query();
        let count = self.options.count.then(|| self.total.unwrap_or(self.accepted));
        Ok(self.page.finish(next.as_deref(), count, out))
    }

    /// The query for the next page, if there is one. Sorted pages go on by number: their order has no last row to name.
    fn next_query(&self) -> Option<String> {
        let top = self.options.top.filter(|top| self.page.more && *top > 0)?;
        if self.sorted {
            let skip = self.options.skip.saturating_add(top).to_string();
            return Some(self.options.query_with(&[("$skip", Some(skip))]));
        }
        let token = self.last.as_ref()?.write();
        Some(self.options.query_with(&[("$skip", None), ("$skiptoken", Some(token))]))
    }
}
