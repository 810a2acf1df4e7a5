//! Expected places that are sites of the master list: several may lie in one area.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const EXPECTED: &str = "expected_place";
const SITE: &str = "site";
const BY_PCODE: &str = "expected_place_pcode";
const BY_SITE: &str = "expected_place_site";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = string(SITE).default("").to_owned();
        manager.alter_table(Table::alter().table(Alias::new(EXPECTED)).add_column(column).take()).await?;
        manager.drop_index(Index::drop().name(BY_PCODE).table(Alias::new(EXPECTED)).to_owned()).await?;
        manager.create_index(index(BY_SITE, &["round_id", "pcode", SITE])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let areas_only = "DELETE FROM \"expected_place\" WHERE \"site\" <> ''";
        manager.get_connection().execute_unprepared(areas_only).await?;
        manager.drop_index(Index::drop().name(BY_SITE).table(Alias::new(EXPECTED)).to_owned()).await?;
        let alter = Table::alter().table(Alias::new(EXPECTED)).drop_column(Alias::new(SITE)).take();
        manager.alter_table(alter).await?;
        manager.create_index(index(BY_PCODE, &["round_id", "pcode"])).await
    }
}

fn index(name: &str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(EXPECTED)).unique();
    for column in columns {
        index.col(Alias::new(*column));
    }
    index.take()
}
