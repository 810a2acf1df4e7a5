//! Figures know whether records have changed since they were computed, so that a server that was killed between a change
//! and the computing finds out when it starts again.

use sea_orm_migration::{prelude::*, schema::big_integer_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "figure_set";
/// Newest entry of the audit log when the records were read; none once records have changed since, and of figures computed
/// before this column was there.
const COLUMN: &str = "audit_seq";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(Alias::new(TABLE)).add_column(big_integer_null(COLUMN)).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(Alias::new(TABLE)).drop_column(Alias::new(COLUMN)).take()).await
    }
}
