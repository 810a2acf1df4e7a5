//! Records know which place they tell of, so that checks find the record of the same place in the round before.

use sea_orm_migration::{prelude::*, schema::string_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "record";
/// SHA-256 of what the place is known by: its words may be longer than an index takes.
const COLUMN: &str = "place_identity_sha256";
const INDEX: &str = "record_place_identity";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(Alias::new(TABLE)).add_column(string_null(COLUMN)).take()).await?;
        let mut index = Index::create();
        index.name(INDEX).table(Alias::new(TABLE)).col(Alias::new("round_id")).col(Alias::new(COLUMN));
        manager.create_index(index.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table(Alias::new(TABLE)).to_owned()).await?;
        manager.alter_table(Table::alter().table(Alias::new(TABLE)).drop_column(Alias::new(COLUMN)).take()).await
    }
}
