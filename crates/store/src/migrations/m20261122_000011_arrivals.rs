//! The submissions of an exercise are read in pages from the latest on, and counted, however many there are.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "record_arrival";
const TABLE: &str = "record";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create();
        index.name(INDEX).table(Alias::new(TABLE));
        for column in ["exercise_id", "id", "submission_id"] {
            index.col(Alias::new(column));
        }
        manager.create_index(index.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table(Alias::new(TABLE)).to_owned()).await
    }
}
