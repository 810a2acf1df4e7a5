//! Crosswalks between boundary versions, in editions. What they mean is the business of crate `places`.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    json::{JsonText, from_json},
    tables::crosswalk_edition,
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value as Json, json};

/// An edition of a crosswalk.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCrosswalk {
    /// Its short name.
    pub code: String,
    /// Code of the old version.
    pub from_version: String,
    /// Code of the new version.
    pub to_version: String,
    /// What people read.
    pub label: String,
    /// Where it comes from.
    pub source: String,
    /// Whether the authority published it.
    pub official: bool,
    /// The links.
    pub links: Json,
}

/// An edition with when it was loaded, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedCrosswalk {
    /// The edition.
    pub edition: StoredCrosswalk,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; not known of some that were there before this was kept.
    pub by: Option<String>,
}

impl Store {
    /// Keeps an edition of a crosswalk beside those there are.
    ///
    /// # Errors
    /// `Taken` when there is one of that code: editions are never rewritten.
    pub async fn add_crosswalk(&self, new: &StoredCrosswalk, actor: &str) -> Result<()> {
        let transaction = self.begin().await?;
        let known = crosswalk_edition::Entity::find().filter(crosswalk_edition::Column::Code.eq(&new.code));
        if known.one(&transaction).await?.is_some() {
            return Err(StoreError::Taken { what: "the crosswalk", value: new.code.clone() });
        }
        let row = crosswalk_edition::ActiveModel {
            code: Set(new.code.clone()),
            from_version: Set(new.from_version.clone()),
            to_version: Set(new.to_version.clone()),
            label: Set(new.label.clone()),
            source: Set(new.source.clone()),
            official: Set(new.official),
            links: Set(JsonText::from(&new.links)),
            created_at: Set(self.clock.now()),
            loaded_by: Set(Some(actor.to_owned())),
            ..Default::default()
        };
        row.insert(&transaction).await?;
        let deed = Deed::new(actor, "crosswalk.imported", format!("crosswalk:{}", new.code)).detail(
            json!({"from": new.from_version, "to": new.to_version, "official": new.official, "source": new.source}),
        );
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// All editions, in the order they were loaded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn crosswalks(&self) -> Result<Vec<StoredCrosswalk>> {
        Ok(self.loaded_crosswalks().await?.into_iter().map(|loaded| loaded.edition).collect())
    }

    /// All editions with who loaded them, in the order they were loaded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn loaded_crosswalks(&self) -> Result<Vec<LoadedCrosswalk>> {
        let rows = crosswalk_edition::Entity::find().order_by_asc(crosswalk_edition::Column::Id).all(&self.reader);
        let loaded = |row: crosswalk_edition::Model| {
            let (at, by) = (row.created_at, row.loaded_by.clone());
            Ok(LoadedCrosswalk { edition: stored(row)?, at, by })
        };
        rows.await?.into_iter().map(loaded).collect()
    }
}

fn stored(row: crosswalk_edition::Model) -> Result<StoredCrosswalk> {
    Ok(StoredCrosswalk {
        links: from_json("crosswalk_edition.links", &row.links)?,
        code: row.code,
        from_version: row.from_version,
        to_version: row.to_version,
        label: row.label,
        source: row.source,
        official: row.official,
    })
}
