//! What tells of people is sealed: files remember for which submission, and what equal ones are known by; the ids of the
//! keys in use are noted, so that a server with other keys does not begin.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const FILE: &str = "attachment";
const KEY: &str = "sealing_key";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [string_null("sealed_for"), string_null("fingerprint")] {
            manager.alter_table(Table::alter().table(Alias::new(FILE)).add_column(column).take()).await?;
        }
        let mut key = Table::create();
        key.table(Alias::new(KEY)).col(string("id").primary_key()).col(timestamp_with_time_zone("since"));
        manager.create_table(key.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new(KEY)).take()).await?;
        for column in ["sealed_for", "fingerprint"] {
            manager.alter_table(Table::alter().table(Alias::new(FILE)).drop_column(Alias::new(column)).take()).await?;
        }
        Ok(())
    }
}
