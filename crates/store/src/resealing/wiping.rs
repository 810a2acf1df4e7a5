//! What was overwritten stays in the pages of the database until they are written anew.

use crate::{connect::Store, error::Result};
use sea_orm::{ConnectionTrait, DbBackend};

/// Tables that hold what is sealed.
const SEALED: [&str; 10] = [
    "submission",
    "record",
    "attachment",
    "entity",
    "entity_version",
    "entity_waiting",
    "form_draft_submission",
    "import_run",
    "source",
    "webhook",
];

impl Store {
    pub(super) async fn wipe_free_pages(&self) -> Result<()> {
        match self.writer.get_database_backend() {
            DbBackend::Sqlite => {
                self.writer.execute_unprepared("VACUUM").await?;
                self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            }
            _ => {
                for table in SEALED {
                    self.writer.execute_unprepared(&format!("VACUUM FULL \"{table}\"")).await?;
                }
            }
        }
        Ok(())
    }
}
