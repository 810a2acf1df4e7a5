//! A page of rows: what the store must read for it, and its bytes as they come.
//!
//! A [`Feed`] is made from a request. Its [`Plan`] says which submissions it wants and in which order; they are pushed
//! one by one, and rows are written as soon as they are known. It holds one submission at a time.

mod choose;
mod page;
mod pager;
mod plan;

pub use choose::Chosen;
pub use page::Address;
pub(crate) use page::Page;
pub(crate) use pager::Pager;
pub(crate) use plan::Rows;
pub use plan::{Cursor, Plan};

use crate::{
    columns::{Column, FilterRow, TableColumns, of_submission},
    entry::{Broken, Entry},
    filter::{Expression, Filter},
    keys::Key,
    options::Options,
    order::Order,
    problem::Problem,
    resource::Resource,
    rows::RowWriter,
    select::Selection,
    shape::Shape,
    skip_token::SkipToken,
    submission::{Content, Submission},
    system::SystemColumn,
};
use chrono::{DateTime, Utc};
use std::io::{self, Write};

/// One page of a table.
pub struct Feed<'shape> {
    shape: &'shape Shape,
    /// The tables below the submissions, down to the one that rows are from.
    below: Vec<usize>,
    /// The `__id` of the entry that the rows must lie in or be.
    within: Option<String>,
    selection: Selection,
    plan: Plan,
    rest: Option<Filter<Column>>,
    pager: Pager,
}

/// Whether the feed wants another submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Yes.
    More,
    /// No: the page is full and known not to be the last, or nothing needs to be counted.
    Enough,
}

/// Why a page could not be written to its end.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// The request cannot be served.
    #[error(transparent)]
    Refused(#[from] Problem),
    /// A stored submission cannot be read.
    #[error("submission {instance_id}: {source}")]
    Broken {
        /// Which.
        instance_id: String,
        /// Why.
        source: Broken,
    },
    /// The output cannot be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl<'shape> Feed<'shape> {
    /// Prepares a page. `now` is what `now()` in a filter means.
    ///
    /// # Errors
    /// What is wrong with the options for this table; [`Problem::NotFound`] for a resource without rows.
    pub fn new(
        shape: &'shape Shape,
        resource: &Resource,
        options: Options,
        address: Address,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let index = resource.table().ok_or(Problem::NotFound)?;
        let table = shape.tables().get(index).ok_or(Problem::NotFound)?;
        if options.search.is_some() {
            return Err(Problem::NotImplemented { feature: "$search".to_owned() });
        }
        let selection = match &options.select {
            None => Selection::everything(shape, table),
            Some(properties) => Selection::of(shape, table, properties)?,
        };
        let expression = options.filter.as_deref().map(Expression::parse).transpose()?;
        let columns = TableColumns { shape, table };
        let filter = expression.map(|expression| Filter::bind(&expression, &columns, now)).transpose()?;
        let (plan, rest) = match resource {
            Resource::Rows { instance_id, .. } => (Plan::only(instance_id), filter),
            _ => plan_of_table(&options, filter, table.parent.is_none())?,
        };
        let within = match resource {
            Resource::Rows { within, .. } => within.clone(),
            _ => None,
        };
        let below = shape.lineage(index).split_off(1);
        let pager = Pager::new(options, Page::new(address, &table.name), plan.done());
        Ok(Self { shape, below, within, selection, plan, rest, pager })
    }

    /// What the store must read.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Says how many rows there are in all, whatever the page: where [`Plan::count`] asks for it.
    pub fn set_total(&mut self, total: u64) {
        self.pager.set_total(total);
    }

    /// Takes the next submission and writes its rows.
    ///
    /// # Errors
    /// [`FeedError::Broken`] before anything of the submission is written; [`FeedError::Output`].
    pub fn push(&mut self, submission: &Submission<'_>, out: &mut impl Write) -> Result<Step, FeedError> {
        if self.below.is_empty() {
            self.push_row(submission, out)?;
        } else if let Some(root) = read(self.shape, submission)? {
            let key = Key::of_submission(submission.instance_id);
            let below = std::mem::take(&mut self.below);
            let top = Above { submission, root: &root, entry: &root, key: &key, within: self.within.is_none() };
            let result = self.push_entries(&top, &below, out);
            self.below = below;
            result?;
        }
        Ok(if self.pager.wants_more() { Step::More } else { Step::Enough })
    }

    /// Whether the part of the filter that looks at answers lets a submission through. The plan's conditions are the store's.
    ///
    /// # Errors
    /// [`FeedError::Broken`].
    pub fn accepts(&self, submission: &Submission<'_>) -> Result<bool, FeedError> {
        let Some(rest) = &self.rest else { return Ok(true) };
        let root = read(self.shape, submission)?;
        let (entry, id) = (root.as_ref(), submission.instance_id);
        Ok(rest.accepts(&FilterRow { submission, root: entry, entry, id, parent_id: "" }))
    }

    fn push_row(&mut self, submission: &Submission<'_>, out: &mut impl Write) -> Result<(), FeedError> {
        let id = submission.instance_id;
        let named = self.token(|token| token.instance_id.as_deref() == Some(id));
        let mut root = None;
        if let Some(rest) = &self.rest {
            root = read(self.shape, submission)?;
            let entry = root.as_ref();
            if !rest.accepts(&FilterRow { submission, root: entry, entry, id, parent_id: "" }) {
                self.pager.refuse(named);
                return Ok(());
            }
        }
        if !self.pager.admits(named) {
            return Ok(());
        }
        if root.is_none() {
            root = read(self.shape, submission)?;
        }
        let mut row = Vec::new();
        self.writer().submission(submission, root.as_ref(), &mut row);
        let token = SkipToken { instance_id: Some(id.to_owned()), ..SkipToken::default() };
        Ok(self.pager.row(&row, token, out)?)
    }

    /// The rows of the entries below `above`, through the tables `below`.
    fn push_entries(&mut self, above: &Above<'_>, below: &[usize], out: &mut impl Write) -> Result<(), FeedError> {
        let Some((table, below)) = below.split_first() else { return Ok(()) };
        let Some(table) = self.shape.tables().get(*table) else { return Ok(()) };
        for (number, entry) in above.entry.repeats.get(table.place).into_iter().flatten().enumerate() {
            let key = above.key.entry(&table.steps, number);
            let within = above.within || self.within.as_deref() == Some(&key.id);
            if !below.is_empty() {
                self.push_entries(&Above { entry, key: &key, within, ..*above }, below, out)?;
            } else if within {
                self.push_entry(above, entry, &key, out)?;
            }
        }
        Ok(())
    }

    fn push_entry(
        &mut self,
        above: &Above<'_>,
        entry: &Entry,
        key: &Key,
        out: &mut impl Write,
    ) -> Result<(), FeedError> {
        let Above { submission, root, key: parent, .. } = *above;
        let named = self.token(|token| token.repeat_id.as_deref() == Some(&key.id));
        let (id, parent_id) = (key.id.as_str(), parent.id.as_str());
        let row = FilterRow { submission, root: Some(root), entry: Some(entry), id, parent_id };
        if self.rest.as_ref().is_some_and(|rest| !rest.accepts(&row)) {
            self.pager.refuse(named);
        } else if self.pager.admits(named) {
            let mut row = Vec::new();
            self.writer().repeat(entry, key, parent, &mut row);
            let (instance_id, repeat_id) = (Some(submission.instance_id.to_owned()), Some(key.id.clone()));
            self.pager.row(&row, SkipToken { instance_id, repeat_id, uuid: None }, out)?;
        }
        Ok(())
    }

    fn token(&self, names: impl Fn(&SkipToken) -> bool) -> bool {
        self.pager.options.skip_token.as_ref().is_some_and(names)
    }

    fn writer(&self) -> RowWriter<'_> {
        let Options { wkt, expand, .. } = self.pager.options;
        RowWriter { shape: self.shape, selection: &self.selection, wkt, expand }
    }

    /// Writes the end of the page.
    ///
    /// # Errors
    /// [`Problem::SkipTokenNotFound`] if the row that the page goes on from did not come: nothing has been written then.
    pub fn finish(self, out: &mut impl Write) -> Result<(), FeedError> {
        Ok(self.pager.finish(out)??)
    }
}

fn plan_of_table(
    options: &Options,
    filter: Option<Filter<Column>>,
    is_root: bool,
) -> Result<(Plan, Option<Filter<Column>>), Problem> {
    let token = options.skip_token.as_ref();
    if token.is_some_and(|token| if is_root { token.instance_id.is_none() } else { token.repeat_id.is_none() }) {
        return Err(Problem::InvalidSkipToken);
    }
    let sortable = |name: &str| of_submission(name).map(|(column, _)| column).filter(Column::is_stored);
    let order = options.order_by.as_deref().map(|text| Order::read(text, sortable)).transpose()?;
    let deleted_at = |column: &Column| *column == Column::System(SystemColumn::DeletedAt);
    let deleted = filter.as_ref().is_some_and(|filter| filter.mentions(deleted_at));
    let from = (if is_root { Rows::One } else { Rows::Some }, token.and_then(|token| token.instance_id.clone()));
    let (plan, rest) = Plan::of_table(options, filter, Column::is_stored, order.unwrap_or_default(), from);
    Ok((Plan { deleted, ..plan }, rest))
}

/// What stands above the entries of a repeat.
#[derive(Clone, Copy)]
struct Above<'row> {
    submission: &'row Submission<'row>,
    /// The submission's answers.
    root: &'row Entry,
    /// What the entries lie in.
    entry: &'row Entry,
    key: &'row Key,
    /// Whether it is, or lies in, the entry that the rows must lie in.
    within: bool,
}

fn read(shape: &Shape, submission: &Submission<'_>) -> Result<Option<Entry>, FeedError> {
    let Content::Xml(xml) = submission.content else { return Ok(None) };
    let instance_id = || submission.instance_id.to_owned();
    Entry::read(shape, xml).map(Some).map_err(|source| FeedError::Broken { instance_id: instance_id(), source })
}
