//! Reading what a plan asks for, page by page.

use super::{Exported, Outgoing, Texts};
use crate::{central::refusal::Refusal, state::App};
use odata::{Cursor, Plan, Problem};
use std::collections::HashMap;
use store::{Arrival, ArrivalsFrom};
use tokio::sync::mpsc::Sender;

/// Submissions read at once.
const PAGE: u64 = 250;
/// Submissions looked at at once where most of them may not be wanted.
const HEADS: u64 = 5_000;

/// What a scan sends: how many there are in all, where the plan asks for it, then page after page.
pub enum Read {
    /// How many satisfy the conditions.
    Total(u64),
    /// The next ones, in order.
    Page(Vec<Outgoing>),
}

/// A scan under way; whoever reads it may go.
pub struct Scan<'a> {
    /// The server.
    pub app: &'a App,
    /// What is scanned.
    pub exported: &'a Exported,
    /// Where it goes.
    pub to: &'a Sender<Result<Read, Refusal>>,
}

/// Nobody reads any more.
struct Gone;

impl Scan<'_> {
    /// Carries the plan out. A failure is the last thing that is sent.
    pub async fn run(&self, plan: &Plan) {
        if let Err(refusal) = self.carry_out(plan).await {
            drop(self.to.send(Err(refusal)).await); // when nobody reads any more, nobody is interested
        }
    }

    async fn carry_out(&self, plan: &Plan) -> Result<(), Refusal> {
        if let Some(instance_id) = &plan.only {
            let row = self.row_of(instance_id).await?;
            let _read_or_not = self.send(self.arrivals_of(row.as_slice()).await?).await?;
            return Ok(());
        }
        if !plan.order.is_empty() {
            return self.sorted(plan).await;
        }
        if plan.count {
            let total = self.total(plan).await?;
            if self.to.send(Ok(Read::Total(total))).await.is_err() {
                return Ok(());
            }
        }
        let from = match &plan.cursor {
            None => ArrivalsFrom::Latest,
            Some(Cursor::After(id)) => ArrivalsFrom::Before(self.known(id).await?),
            Some(Cursor::From(id)) => ArrivalsFrom::At(self.known(id).await?),
        };
        self.walk(plan, from).await
    }

    /// From the latest on.
    async fn walk(&self, plan: &Plan, mut from: ArrivalsFrom) -> Result<(), Refusal> {
        let all = plan.conditions.is_empty();
        let (mut skip, mut left) = (plan.offset, plan.limit.unwrap_or(u64::MAX));
        let size = if all { PAGE } else { HEADS };
        while left > 0 {
            let skipped = if all { std::mem::take(&mut skip) } else { 0 };
            let page = self.page(from, skipped, size.min(if all { left } else { u64::MAX })).await?;
            let Some(last) = page.last() else { break };
            from = ArrivalsFrom::Before(last.arrival.record_id);
            let mut wanted: Vec<Outgoing> = page.into_iter().filter(|one| plan.wants(&one.shown(""))).collect();
            let passed_over = usize::try_from(skip).unwrap_or(usize::MAX).min(wanted.len());
            wanted.drain(..passed_over);
            skip -= passed_over as u64;
            wanted.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            left -= wanted.len() as u64;
            if self.send(wanted).await?.is_err() {
                break;
            }
        }
        Ok(())
    }

    /// In another order, which needs to know all of them at once, though not what they say.
    async fn sorted(&self, plan: &Plan) -> Result<(), Refusal> {
        let mut heads = Vec::new();
        let mut from = ArrivalsFrom::Latest;
        loop {
            let page = self.page(from, 0, HEADS).await?;
            let Some(last) = page.last() else { break };
            from = ArrivalsFrom::Before(last.arrival.record_id);
            heads.extend(page);
        }
        let chosen = plan.choose(&heads.iter().map(|head| head.shown("")).collect::<Vec<_>>())?;
        if plan.count && self.to.send(Ok(Read::Total(chosen.total))).await.is_err() {
            return Ok(());
        }
        let rows: Vec<i64> =
            chosen.positions.iter().filter_map(|at| heads.get(*at)).map(|head| head.arrival.record_id).collect();
        drop(heads);
        for rows in rows.chunks(usize::try_from(PAGE).unwrap_or(usize::MAX)) {
            let mut read: HashMap<i64, Outgoing> =
                self.arrivals_of(rows).await?.into_iter().map(|one| (one.arrival.record_id, one)).collect();
            let page = rows.iter().filter_map(|row| read.remove(row)).collect();
            if self.send(page).await?.is_err() {
                break;
            }
        }
        Ok(())
    }

    async fn total(&self, plan: &Plan) -> Result<u64, Refusal> {
        if plan.conditions.is_empty() {
            return Ok(self.app.store.count_arrivals(self.exported.exercise.id).await?);
        }
        let (mut total, mut from) = (0, ArrivalsFrom::Latest);
        loop {
            let page = self.page(from, 0, HEADS).await?;
            let Some(last) = page.last() else { return Ok(total) };
            from = ArrivalsFrom::Before(last.arrival.record_id);
            total += page.iter().filter(|one| plan.wants(&one.shown(""))).count() as u64;
        }
    }

    async fn page(&self, from: ArrivalsFrom, skip: u64, limit: u64) -> Result<Vec<Outgoing>, Refusal> {
        let page = self.app.store.arrivals(self.exported.exercise.id, from, skip, limit).await?;
        Ok(self.outgoing(page))
    }

    async fn arrivals_of(&self, rows: &[i64]) -> Result<Vec<Outgoing>, Refusal> {
        Ok(self.outgoing(self.app.store.arrivals_of(self.exported.exercise.id, rows).await?))
    }

    fn outgoing(&self, page: Vec<Arrival>) -> Vec<Outgoing> {
        page.into_iter().map(|arrival| Outgoing::new(self.exported, arrival)).collect()
    }

    /// The record of a submission, if it is here.
    async fn row_of(&self, instance_id: &str) -> Result<Option<i64>, Refusal> {
        let operation_id = self.exported.exercise.operation_id;
        let versions = self.app.store.submission_versions(operation_id, instance_id).await?;
        let Some(current) = versions.last() else { return Ok(None) };
        let record = self.app.store.record_of_submission(current.id).await?;
        Ok(record.filter(|record| record.exercise_id == self.exported.exercise.id).map(|record| record.id))
    }

    async fn known(&self, instance_id: &str) -> Result<i64, Refusal> {
        Ok(self.row_of(instance_id).await?.ok_or(Problem::SkipTokenNotFound)?)
    }

    /// Reads what these say, and sends them.
    async fn send(&self, mut wanted: Vec<Outgoing>) -> Result<Result<(), Gone>, Refusal> {
        let has_files = self.exported.has_files();
        while !wanted.is_empty() {
            let rest = wanted.split_off(wanted.len().min(usize::try_from(PAGE).unwrap_or(usize::MAX)));
            let mut page = std::mem::replace(&mut wanted, rest);
            let ids: Vec<i64> = page.iter().map(|one| one.arrival.submission_id).collect();
            let mut texts: Texts = self.app.store.submission_xml(&ids).await?.into_iter().collect();
            let mut files = if has_files { self.app.store.attachments_of(&ids).await? } else { HashMap::new() };
            for one in &mut page {
                one.xml = texts.remove(&one.arrival.submission_id).unwrap_or_default();
                one.files = files.remove(&one.arrival.submission_id).unwrap_or_default();
            }
            if self.to.send(Ok(Read::Page(page))).await.is_err() {
                return Ok(Err(Gone));
            }
        }
        Ok(Ok(()))
    }
}
