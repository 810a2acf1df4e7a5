//! Figures keep what they were computed with, so that they can be computed again whatever becomes of indicators, places
//! and forms. And whether a round is open goes: its stage says it since rounds have stages.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ROUND: &str = "round";
const FIGURES: &str = "figure_set";
const OPEN: &str = "open";
const BASIS: &str = "basis_sha256";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let basis = Table::alter().table(Alias::new(FIGURES)).add_column(string_null(BASIS)).take();
        manager.alter_table(basis).await?;
        manager.alter_table(Table::alter().table(Alias::new(ROUND)).drop_column(Alias::new(OPEN)).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let open = Table::alter().table(Alias::new(ROUND)).add_column(boolean(OPEN).default(false)).take();
        manager.alter_table(open).await?;
        let said = "UPDATE \"round\" SET \"open\" = (\"stage\" = 'collecting')";
        manager.get_connection().execute_unprepared(said).await?;
        manager.alter_table(Table::alter().table(Alias::new(FIGURES)).drop_column(Alias::new(BASIS)).take()).await
    }
}
