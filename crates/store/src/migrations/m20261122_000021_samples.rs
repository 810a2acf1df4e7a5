//! Which packs are set for an operation, and by which rule the places of a round were chosen.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const PACK: &str = "operation_pack";
const SAMPLE: &str = "round_sample";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [pack(), sample()] {
            manager.create_table(table).await?;
        }
        let unique: [(&str, &'static str, &[&'static str]); 2] =
            [("operation_pack_name", PACK, &["operation_id", "name"]), ("round_sample_round", SAMPLE, &["round_id"])];
        for (name, table, columns) in unique {
            let mut index = Index::create();
            index.name(name).table(Alias::new(table)).unique();
            for column in columns {
                index.col(Alias::new(*column));
            }
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [SAMPLE, PACK] {
            manager.drop_table(Table::drop().table(Alias::new(table)).take()).await?;
        }
        Ok(())
    }
}

/// A pack that sets something for exercises of an operation.
fn pack() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(PACK))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string("name"))
        .col(string("version"))
        .col(timestamp_with_time_zone("installed_at"))
        .col(string("installed_by"))
        .foreign_key(&mut key(PACK, "operation_id", "operation"));
    table.take()
}

/// What was chosen for a round, from which round of which exercise.
fn sample() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(SAMPLE))
        .col(pk_auto("id"))
        .col(integer("round_id"))
        .col(string("rule_code"))
        .col(text("rule"))
        .col(integer("from_round_id"))
        .col(integer("from_revision"))
        .col(text("chosen"))
        .col(timestamp_with_time_zone("taken_at"))
        .col(string("taken_by"))
        .foreign_key(&mut key(SAMPLE, "round_id", "round"))
        .foreign_key(&mut key(SAMPLE, "from_round_id", "round"));
    table.take()
}

fn key(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(Alias::new(table), Alias::new(column)).to(Alias::new(to), Alias::new("id")).take()
}
