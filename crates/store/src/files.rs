//! The files of submissions: sealed among the blobs, opened for whoever may look at them.

use crate::{
    connect::Store, error::Result, records::StoredAttachment, seals::FILE, tables::submission, writer::NewAttachment,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// Where a file came.
#[derive(Debug, Clone, Copy)]
pub struct FilePlace<'a> {
    /// The operation.
    pub operation_id: i32,
    /// The instanceID of the submission's version that brought it.
    pub instance_id: &'a str,
}

impl Store {
    /// Puts a file that came with a submission among the blobs; its row follows with the submission. When this returns, it
    /// survives a power cut.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn keep_file(
        &self,
        place: FilePlace<'_>,
        name: String,
        media_type: String,
        bytes: &[u8],
    ) -> Result<NewAttachment> {
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let same_as = self.sealer.equalities(FILE, bytes);
        if self.sealer.0.is_none() {
            let sha256 = self.blobs.put(bytes)?;
            return Ok(NewAttachment { name, media_type, sha256, size, sealed_for: None, same_as });
        }
        let sealed = self.sealer.file(place.operation_id, place.instance_id, &name, bytes)?;
        let sha256 = self.blobs.put(&sealed)?;
        Ok(NewAttachment { name, media_type, sha256, size, sealed_for: Some(place.instance_id.to_owned()), same_as })
    }

    /// The bytes of a file as they came; none if they are gone. Write the look into the audit log first.
    ///
    /// # Errors
    /// When the file was put into another submission's place, or its key is not in the ring.
    pub async fn attachment_bytes(&self, file: &StoredAttachment) -> Result<Option<Vec<u8>>> {
        let Some(kept) = self.blobs.get(&file.sha256)? else { return Ok(None) };
        let Some(sealed_for) = &file.sealed_for else { return Ok(Some(kept)) };
        use submission::Column::{InstanceId, OperationId, OwnInstanceId};
        let Some(row) = submission::Entity::find_by_id(file.submission_id).one(&self.reader).await? else {
            return Ok(None);
        };
        // A correction takes over the files of the version before, but never those of another submission.
        let versions = submission::Entity::find()
            .filter(OperationId.eq(row.operation_id))
            .filter(InstanceId.eq(&row.instance_id))
            .filter(OwnInstanceId.eq(sealed_for));
        let belongs = versions.count(&self.reader).await? > 0;
        let instance_id = if belongs { sealed_for } else { &row.instance_id };
        self.sealer.open_file(row.operation_id, instance_id, &file.name, &kept).map(Some)
    }
}
