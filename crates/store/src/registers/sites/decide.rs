//! Carrying a decision out.

use super::super::{
    bulk::{BulkEntity, create_many, known},
    lists::{Register, held_by_id, touch},
    write::{self, Origin, column},
};
use super::read::kept_apart;
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::JsonText,
    tables::{site_change, site_change_part},
};
use registers::{Current, NewVersion, Values};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::{Value as Json, json};

/// Rows a statement: 5 columns each, below the 32,766 parameters of SQLite.
const ROWS: usize = 5_000;

/// What somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteDecisionKind {
    /// There is a new site.
    Create,
    /// A site says something else of itself.
    Edit,
    /// A site is accepted, closed, opened again, or cannot be reached.
    Status,
    /// Several were one.
    Merge,
    /// One was several.
    Split,
    /// Two look alike and are two.
    NotDuplicate,
    /// A file brings sites and corrects others.
    Import,
}

impl SiteDecisionKind {
    const ALL: [Self; 7] =
        [Self::Create, Self::Edit, Self::Status, Self::Merge, Self::Split, Self::NotDuplicate, Self::Import];

    /// As it is written.
    pub fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Edit => "edit",
            Self::Status => "status",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::NotDuplicate => "not_duplicate",
            Self::Import => "import",
        }
    }

    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    fn deed(self) -> &'static str {
        match self {
            Self::Create => "site.created",
            Self::Edit => "site.edited",
            Self::Status => "site.status_set",
            Self::Merge => "site.merged",
            Self::Split => "site.split",
            Self::NotDuplicate => "site.kept_apart",
            Self::Import => "site.imported",
        }
    }
}

/// A decision about sites: all of it or nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteDecision {
    /// The revision of the register that it was taken on.
    pub seen: i64,
    /// What is decided.
    pub kind: SiteDecisionKind,
    /// Why.
    pub reason: String,
    /// What it depends on, to be shown again: shares, a distance.
    pub detail: Json,
    /// The sites it is about.
    pub parts: Vec<SitePart>,
}

/// A site that a decision is about.
#[derive(Debug, Clone, PartialEq)]
pub struct SitePart {
    /// Its id.
    pub uuid: String,
    /// What it says from now on: its label and all its properties; none if it stays as it is.
    pub becomes: Option<(String, Values)>,
    /// Whether it is new.
    pub new: bool,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It is carried out, under this number.
    Done(i64),
    /// The register has changed since, or the sites are others; nothing was done.
    Stale,
}

impl Store {
    /// Carries a decision out, if the register is still as it was when it was taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide_sites(&self, register: &Register, decision: &SiteDecision, actor: &str) -> Result<Decided> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(register) = held_by_id(&transaction, register.id).await? else { return Ok(Decided::Stale) };
        if register.revision != decision.seen {
            return Ok(Decided::Stale);
        }
        let uuids: Vec<&str> = decision.parts.iter().map(|part| part.uuid.as_str()).collect();
        if decision.kind == SiteDecisionKind::NotDuplicate
            && let Some(same) =
                kept_apart(&transaction, register.id).await?.into_iter().find(|one| one.is_about(&uuids))
        {
            return Ok(Decided::Done(same.id));
        }
        let row = site_change::ActiveModel {
            register_id: Set(register.id),
            kind: Set(decision.kind.code().to_owned()),
            reason: Set(decision.reason.clone()),
            detail: Set(JsonText::from(&decision.detail)),
            at: Set(now),
            actor: Set(actor.to_owned()),
            undone_at: Set(None),
            undone_by: Set(None),
            undone_reason: Set(None),
            ..Default::default()
        };
        let change = row.insert(&transaction).await?;
        let detail = json!({"site_change": change.id});
        let origin = Origin { at: now, actor, source: "sites", submission_id: None, detail };
        let Some(parts) = self.write_parts(&transaction, &register, (change.id, decision), &origin).await? else {
            return Ok(Decided::Stale);
        };
        for parts in parts.chunks(ROWS) {
            site_change_part::Entity::insert_many(parts.to_vec()).exec_without_returning(&transaction).await?;
        }
        if decision.parts.iter().any(|part| part.becomes.is_some()) {
            touch(&transaction, register.id).await?;
        }
        let subject = format!("site:{}", uuids.first().copied().unwrap_or_default());
        let detail = of_decision(change.id, &uuids, &decision.reason);
        let deed = Deed::new(actor, decision.kind.deed(), subject).detail(detail);
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(Decided::Done(change.id))
    }

    /// The versions of each site before and after; none at all if one is not what the decision takes it for.
    async fn write_parts(
        &self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        (change_id, decision): (i64, &SiteDecision),
        origin: &Origin<'_>,
    ) -> Result<Option<Vec<site_change_part::ActiveModel>>> {
        let rows = known(transaction, register, decision.parts.iter().map(|part| part.uuid.as_str())).await?;
        let (mut created, mut parts) = (Vec::new(), Vec::with_capacity(decision.parts.len()));
        for part in &decision.parts {
            let (before, after) = match (rows.get(&part.uuid), &part.becomes) {
                (None, Some((label, values))) if part.new => {
                    let (uuid, label, values) = (part.uuid.clone(), label.clone(), values.clone());
                    created.push(BulkEntity { uuid, label, values });
                    (None, Some(1))
                }
                (Some(row), None) if !part.new && row.deleted_at.is_none() => (Some(row.version), None),
                (Some(row), Some((label, values))) if !part.new && row.deleted_at.is_none() => {
                    let new = next_version(&write::current(&self.sealer, row)?, label, values);
                    let after = column(new.version);
                    write::update(&self.sealer, transaction, register, row.clone(), &new, origin).await?;
                    (Some(row.version), Some(after))
                }
                _ => return Ok(None),
            };
            parts.push(site_change_part::ActiveModel {
                change_id: Set(change_id),
                uuid: Set(part.uuid.clone()),
                version_before: Set(before),
                version_after: Set(after),
                ..Default::default()
            });
        }
        create_many(&self.sealer, transaction, register, &created, origin).await?;
        Ok(Some(parts))
    }
}

/// Sites that an entry of the log names one by one.
const NAMED: usize = 100;

/// What the log says of a decision.
pub(super) fn of_decision(id: i64, uuids: &[&str], reason: &str) -> Json {
    let named = uuids.get(..NAMED).unwrap_or(uuids);
    let mut detail = json!({"decision": id, "sites": named, "reason": reason});
    if let Some(object) = detail.as_object_mut().filter(|_| uuids.len() > named.len()) {
        object.insert("site_count".to_owned(), json!(uuids.len()));
    }
    detail
}

/// The version in which an entry says exactly this. What it says besides the properties of a site stays.
pub(super) fn next_version(current: &Current, label: &str, values: &Values) -> NewVersion {
    let renamed = (current.label != label).then(|| ("label".to_owned(), label.to_owned()));
    let was = |name: &str| current.values.get(name).map_or("", String::as_str);
    let said = values.iter().filter(|(name, value)| was(name) != value.as_str());
    let received = renamed.into_iter().chain(said.map(|(name, value)| (name.clone(), value.clone()))).collect();
    let mut whole = current.values.clone();
    whole.extend(values.iter().map(|(name, value)| (name.clone(), value.clone())));
    NewVersion {
        version: current.version + 1,
        label: label.to_owned(),
        values: whole,
        received,
        base_version: Some(current.version),
        conflict: current.conflict,
        ..NewVersion::default()
    }
}
