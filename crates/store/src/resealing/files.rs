//! The files of submissions, which lie among the blobs under the hash of their sealed bytes.

use super::{STEP, Work};
use crate::{
    connect::Store,
    error::Result,
    seals::FILE,
    tables::{attachment, snapshot, submission},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

impl Store {
    pub(super) async fn walk_files(&self, work: Work) -> Result<u64> {
        let (mut done, mut last) = (0, 0);
        loop {
            let rows = attachment::Entity::find()
                .filter(attachment::Column::Id.gt(last))
                .order_by_asc(attachment::Column::Id)
                .limit(STEP)
                .all(&self.reader)
                .await?;
            let Some(newest) = rows.last().map(|row| row.id) else { return Ok(done) };
            last = newest;
            for row in rows {
                let Some(kept) = self.blobs.get(&row.sha256)? else { continue };
                if row.sealed_for.is_some() && self.sealer.is_newest(&kept)? {
                    continue;
                }
                done += u64::from(work == Work::Look || self.reseal_file(row, kept).await?);
            }
        }
    }

    async fn reseal_file(&self, row: attachment::Model, kept: Vec<u8>) -> Result<bool> {
        let Some(of) = submission::Entity::find_by_id(row.submission_id).one(&self.reader).await? else {
            return Ok(false);
        };
        let own = row.sealed_for.clone().or(of.own_instance_id).unwrap_or(of.instance_id);
        let plain = match &row.sealed_for {
            Some(sealed_for) => self.sealer.open_file(of.operation_id, sealed_for, &row.name, &kept)?,
            None => kept,
        };
        let sealed = self.blobs.put(&self.sealer.file(of.operation_id, &own, &row.name, &plain)?)?;
        let transaction = self.begin().await?;
        let former = row.sha256.clone();
        let mut row = row.into_active_model();
        row.sha256 = Set(sealed);
        row.sealed_for = Set(Some(own));
        row.fingerprint = Set(Some(self.sealer.equality(FILE, &plain)));
        row.update(&transaction).await?;
        let files = attachment::Entity::find().filter(attachment::Column::Sha256.eq(&former)).count(&transaction);
        let unused = files.await? == 0
            && snapshot::Entity::find().filter(snapshot::Column::Sha256.eq(&former)).count(&transaction).await? == 0;
        transaction.commit().await?;
        if unused {
            self.blobs.remove(&former)?;
        }
        Ok(true)
    }
}
