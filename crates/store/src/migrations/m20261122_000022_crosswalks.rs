//! Who loaded an edition of a crosswalk stands beside it. For those that are there already the log knows.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const EDITION: &str = "crosswalk_edition";
const COLUMN: &str = "loaded_by";

const FROM_THE_LOG: &str = "UPDATE \"crosswalk_edition\" SET \"loaded_by\" = (SELECT MAX(a.\"actor\") FROM \
    \"audit_entry\" a WHERE a.\"action\" = 'crosswalk.imported' AND a.\"subject\" = 'crosswalk:' || \
    \"crosswalk_edition\".\"code\")";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let alter = Table::alter().table(Alias::new(EDITION)).add_column(string_null(COLUMN)).take();
        manager.alter_table(alter).await?;
        manager.get_connection().execute_unprepared(FROM_THE_LOG).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(Alias::new(EDITION)).drop_column(Alias::new(COLUMN)).take()).await
    }
}
