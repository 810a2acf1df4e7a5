//! Reading decisions.

use super::super::lists::Register;
use super::decide::SiteDecisionKind;
use crate::{
    connect::Store,
    error::Result,
    json::from_json,
    tables::{site_change, site_change_part},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value as Json;
use std::collections::{BTreeSet, HashMap};

/// A decision about sites, as it was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteChange {
    /// Its number.
    pub id: i64,
    /// What was decided.
    pub kind: SiteDecisionKind,
    /// Why.
    pub reason: String,
    /// What it depended on.
    pub detail: Json,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// When it was undone, by whom and why.
    pub undone: Option<(DateTime<Utc>, String, String)>,
    /// The sites it is about.
    pub parts: Vec<SiteChangePart>,
}

/// A site that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteChangePart {
    /// Its id.
    pub uuid: String,
    /// Its version before; none if it was new.
    pub before: Option<i32>,
    /// Its version after; none if it stayed as it was.
    pub after: Option<i32>,
}

impl SiteChange {
    /// Whether it is about just these sites.
    pub(super) fn is_about(&self, uuids: &[&str]) -> bool {
        let own: BTreeSet<&str> = self.parts.iter().map(|part| part.uuid.as_str()).collect();
        own == uuids.iter().copied().collect()
    }
}

/// Rows a statement, so that the parameters stay below SQLite's 32,766.
const ROWS: usize = 10_000;

/// Rows of decisions with their sites, in the order of the rows.
pub(super) async fn complete(
    connection: &impl ConnectionTrait,
    rows: Vec<site_change::Model>,
) -> Result<Vec<SiteChange>> {
    let mut parts: HashMap<i64, Vec<SiteChangePart>> = HashMap::new();
    for rows in rows.chunks(ROWS) {
        let found = site_change_part::Entity::find()
            .filter(site_change_part::Column::ChangeId.is_in(rows.iter().map(|row| row.id)))
            .order_by_asc(site_change_part::Column::Id)
            .all(connection)
            .await?;
        for site_change_part::Model { change_id, uuid, version_before, version_after, .. } in found {
            let part = SiteChangePart { uuid, before: version_before, after: version_after };
            parts.entry(change_id).or_default().push(part);
        }
    }
    rows.into_iter()
        .filter_map(|row| Some((SiteDecisionKind::from_code(&row.kind)?, row)))
        .map(|(kind, row)| {
            let undone = row.undone_at.zip(row.undone_by);
            let undone = undone.map(|(at, by)| (at, by, row.undone_reason.unwrap_or_default()));
            Ok(SiteChange {
                id: row.id,
                kind,
                reason: row.reason,
                detail: from_json("site_change.detail", &row.detail)?,
                at: row.at,
                actor: row.actor,
                undone,
                parts: parts.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

/// The decisions that two sites are two, which nobody has undone.
pub(super) async fn kept_apart(connection: &impl ConnectionTrait, register_id: i32) -> Result<Vec<SiteChange>> {
    let rows = site_change::Entity::find()
        .filter(site_change::Column::RegisterId.eq(register_id))
        .filter(site_change::Column::Kind.eq(SiteDecisionKind::NotDuplicate.code()))
        .filter(site_change::Column::UndoneAt.is_null())
        .order_by_asc(site_change::Column::Id)
        .all(connection)
        .await?;
    complete(connection, rows).await
}

impl Store {
    /// Decisions about the sites of a register, the newest first: all, or those about one site; those before `before`, if it is
    /// given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn site_changes(
        &self,
        register: &Register,
        about: Option<&str>,
        before: Option<i64>,
        limit: u64,
    ) -> Result<Vec<SiteChange>> {
        let mut query = site_change::Entity::find()
            .filter(site_change::Column::RegisterId.eq(register.id))
            .order_by_desc(site_change::Column::Id)
            .limit(limit);
        if let Some(before) = before {
            query = query.filter(site_change::Column::Id.lt(before));
        }
        if let Some(uuid) = about {
            let of_site = site_change_part::Entity::find()
                .select_only()
                .column(site_change_part::Column::ChangeId)
                .filter(site_change_part::Column::Uuid.eq(uuid));
            query = query.filter(site_change::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(of_site)));
        }
        complete(&self.reader, query.all(&self.reader).await?).await
    }

    /// The decisions that two sites are two, which nobody has undone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sites_kept_apart(&self, register: &Register) -> Result<Vec<SiteChange>> {
        kept_apart(&self.reader, register.id).await
    }
}
