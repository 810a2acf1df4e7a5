//! Submissions can be corrected: each version has an instanceID of its own, names who sent it, and a record tells when it
//! last changed.

use sea_orm_migration::{
    prelude::*,
    schema::{string_null, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SUBMISSION: &str = "submission";
const RECORD: &str = "record";
/// The instanceID that stands in this version's XML; `instance_id` stays that of the first version.
const OWN: &str = "own_instance_id";
const SENDER: &str = "sender";
const UPDATED: &str = "updated_at";
const INDEX: &str = "submission_own_instance";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [string_null(OWN), string_null(SENDER)] {
            manager.alter_table(Table::alter().table(Alias::new(SUBMISSION)).add_column(column).take()).await?;
        }
        let updated = timestamp_with_time_zone_null(UPDATED);
        manager.alter_table(Table::alter().table(Alias::new(RECORD)).add_column(updated).take()).await?;
        let mut first = Query::update();
        first.table(Alias::new(SUBMISSION)).value(Alias::new(OWN), Expr::col(Alias::new("instance_id")));
        manager.execute(first).await?;
        let mut index = Index::create();
        index.name(INDEX).table(Alias::new(SUBMISSION)).col(Alias::new("operation_id")).col(Alias::new(OWN)).unique();
        manager.create_index(index.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table(Alias::new(SUBMISSION)).to_owned()).await?;
        for (table, column) in [(SUBMISSION, OWN), (SUBMISSION, SENDER), (RECORD, UPDATED)] {
            manager.alter_table(Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).take()).await?;
        }
        Ok(())
    }
}
