//! Records keep what was measured in their audit logs, so that a round is looked over without opening files; and those of one
//! place are found in all rounds of an exercise.

use sea_orm_migration::{prelude::*, schema::text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "record";
/// JSON, a number by its name; none while no log was read.
const COLUMN: &str = "audit_measures";
const INDEX: &str = "record_exercise_place_identity";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(Alias::new(TABLE)).add_column(text_null(COLUMN)).take()).await?;
        let mut index = Index::create();
        index.name(INDEX).table(Alias::new(TABLE)).col(Alias::new("exercise_id"));
        manager.create_index(index.col(Alias::new("place_identity_sha256")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(INDEX).table(Alias::new(TABLE)).to_owned()).await?;
        manager.alter_table(Table::alter().table(Alias::new(TABLE)).drop_column(Alias::new(COLUMN)).take()).await
    }
}
