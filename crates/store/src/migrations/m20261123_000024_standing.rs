//! Which records of a round are approved, and in which version, is read without reading the records.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const RECORD: &str = "record";
const STANDING: &str = "record_standing";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create();
        index.name(STANDING).table(Alias::new(RECORD));
        for column in ["round_id", "state", "id", "version"] {
            index.col(Alias::new(column));
        }
        manager.create_index(index.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(STANDING).table(Alias::new(RECORD)).to_owned()).await
    }
}
