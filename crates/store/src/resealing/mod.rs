//! Sealing anew what was sealed with a former key, and for the first time what lies plain from before sealing began.
//!
//! It walks everything in small transactions and leaves what needs nothing, so it may be stopped and begun again. The same
//! walk only looks when somebody asks what is left to do.
//!
//! To seal another column: write and open it with `Sealer::text`, add a function that gives the row sealed with the newest
//! key (as `sources::reseal_source`), and walk its table here.

mod files;
mod keys;
mod records;
mod wiping;

use crate::{
    audit::Deed,
    connect::Store,
    drafts::reseal_trial,
    error::Result,
    imports::reseal_import,
    records::reseal_edit,
    registers::{reseal_change, reseal_entity, reseal_version},
    sources::reseal_source,
    tables::{
        entity, entity_version, entity_waiting, form_draft_submission, import_run, source, submission, value_edit,
        webhook,
    },
    webhooks::reseal_webhook,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use std::{collections::HashMap, sync::Arc};
use vocab::Schema;

/// Rows in one transaction: others wait no longer than for an ordinary submission.
const STEP: u64 = 50;

/// What the questions of records are, so that it can be told which are personal.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    /// By the form version that a submission was filled with.
    pub of_versions: HashMap<i32, Arc<Schema>>,
    /// By exercise, for what was imported.
    pub of_exercises: HashMap<i32, Arc<Schema>>,
}

/// How much there is to seal, or was sealed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Submissions.
    pub submissions: u64,
    /// Records, and edits of their values.
    pub records: u64,
    /// Files of submissions.
    pub files: u64,
    /// Versions of entities, entities as they stand and changes that wait.
    pub entities: u64,
    /// What was sent to try drafts.
    pub trials: u64,
    /// Reports of imports.
    pub imports: u64,
    /// Secrets of sources and webhooks.
    pub secrets: u64,
}

impl Resealed {
    /// Whether there was nothing to do.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Each kind that there is any of: what it is called, and how much.
    pub fn kinds(&self) -> Vec<(&'static str, u64)> {
        let all = [
            ("submissions", self.submissions),
            ("records", self.records),
            ("files", self.files),
            ("entities", self.entities),
            ("trials", self.trials),
            ("imports", self.imports),
            ("secrets", self.secrets),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}

/// What is done with what is not sealed with the newest key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Look,
    Seal,
}

/// Walks a table by its rows' numbers. `$reseal` gives a row sealed with the newest key; none if it is.
macro_rules! walk {
    ($store:expr, $work:expr, $table:ident, $reseal:expr) => {{
        let (mut done, mut last) = (0_u64, 0);
        loop {
            let query =
                $table::Entity::find().filter($table::Column::Id.gt(last)).order_by_asc($table::Column::Id).limit(STEP);
            let rows = if $work == Work::Look {
                let rows = query.all(&$store.reader).await?;
                let next = rows.last().map(|row| row.id);
                for row in rows {
                    done += u64::from($reseal(&$store.sealer, row)?.is_some());
                }
                next
            } else {
                let transaction = $store.begin().await?;
                let rows = query.lock_exclusive().all(&transaction).await?;
                let next = rows.last().map(|row| row.id);
                for row in rows {
                    let Some(row) = $reseal(&$store.sealer, row)? else { continue };
                    row.update(&transaction).await?;
                    done += 1;
                }
                transaction.commit().await?;
                next
            };
            match rows {
                Some(next) => last = next,
                None => break done,
            }
        }
    }};
}

impl Store {
    /// Seals everything with the newest key.
    ///
    /// # Errors
    /// When something does not open, or the database fails; what is done by then stays done.
    pub async fn reseal(&self, schemas: &Schemas, actor: &str) -> Result<Resealed> {
        let done = self.walk(schemas, Work::Seal).await?;
        self.forget_former_keys().await?;
        if !done.is_nothing() {
            let detail = json!(done.kinds().into_iter().collect::<HashMap<_, _>>());
            self.audit(&[Deed::new(actor, "keys.resealed", "store").detail(detail)]).await?;
            self.wipe_free_pages().await?;
        }
        Ok(done)
    }

    /// How much lies there plain although it may tell of people, or sealed with a former key. Nothing without keys.
    ///
    /// # Errors
    /// When something does not open, or the database fails.
    pub async fn unsealed(&self, schemas: &Schemas) -> Result<Resealed> {
        match self.sealer.seals_what_is_written() {
            true => self.walk(schemas, Work::Look).await,
            false => Ok(Resealed::default()),
        }
    }

    async fn walk(&self, schemas: &Schemas, work: Work) -> Result<Resealed> {
        let reseal_submission = |sealer: &crate::seals::Sealer, row: submission::Model| {
            let own = row.own_instance_id.as_deref().unwrap_or(&row.instance_id);
            let Some(xml) = sealer.reseal_xml(row.operation_id, own, &row.xml)? else { return Ok(None) };
            let plain = sealer.open_xml(row.operation_id, own, row.xml.clone())?;
            let mut row = row.into_active_model();
            row.xml = Set(xml);
            row.sha256 = Set(sealer.equality(crate::seals::SUBMISSION, &plain));
            Result::Ok(Some(row))
        };
        let entities = walk!(self, work, entity, reseal_entity)
            + walk!(self, work, entity_version, reseal_version)
            + walk!(self, work, entity_waiting, reseal_change);
        Ok(Resealed {
            submissions: walk!(self, work, submission, reseal_submission),
            records: self.walk_records(schemas, work).await? + walk!(self, work, value_edit, reseal_edit),
            files: self.walk_files(work).await?,
            entities,
            trials: walk!(self, work, form_draft_submission, reseal_trial),
            imports: walk!(self, work, import_run, reseal_import),
            secrets: walk!(self, work, source, reseal_source) + walk!(self, work, webhook, reseal_webhook),
        })
    }
}
