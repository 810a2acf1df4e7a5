//! The ids of the keys that data is sealed with: noted before any is, so that a server without them does not begin.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    tables::sealing_key,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

impl Store {
    /// Ids of the keys that this data was sealed with, without which it cannot be read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sealing_keys(&self) -> Result<Vec<String>> {
        let mut ids: Vec<String> =
            sealing_key::Entity::find().all(&self.reader).await?.into_iter().map(|row| row.id).collect();
        ids.sort();
        Ok(ids)
    }

    /// Takes up the keys that somebody made meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_up_new_keys(&self) -> Result<()> {
        let Some(seals) = &self.sealer.0 else { return Ok(()) };
        let before = seals.ring().active();
        if seals.refresh() && seals.ring().active() != before { self.note_key().await } else { Ok(()) }
    }

    /// Notes that data is sealed with the ring's newest key, before any is.
    pub(crate) async fn note_key(&self) -> Result<()> {
        let Some(seals) = &self.sealer.0 else { return Ok(()) };
        let row = sealing_key::ActiveModel { id: Set(seals.ring().active().to_string()), since: Set(self.clock.now()) };
        let transaction = self.begin().await?;
        let new = sealing_key::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&transaction)
            .await?;
        if new > 0 {
            let subject = format!("key:{}", seals.ring().active());
            append(&transaction, self.clock.now(), &[Deed::new("server", "keys.in_use", subject)]).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Once nothing is sealed with them, the former keys are not needed to begin.
    pub(super) async fn forget_former_keys(&self) -> Result<()> {
        let Some(seals) = &self.sealer.0 else { return Ok(()) };
        let active = seals.ring().active().to_string();
        sealing_key::Entity::delete_many().filter(sealing_key::Column::Id.ne(active)).exec(&self.writer).await?;
        Ok(())
    }
}
