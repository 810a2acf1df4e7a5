//! Decisions about sites: what was merged, split, closed and kept apart, by whom and why, and what was undone again.
//!
//! What a site says is kept as versions of its register's entry; a decision names the versions before and after it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGE: &str = "site_change";
const PART: &str = "site_change_part";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(change()).await?;
        manager.create_table(part()).await?;
        for (name, table, column) in [
            ("site_change_register", CHANGE, "register_id"),
            ("site_change_part_change", PART, "change_id"),
            ("site_change_part_uuid", PART, "uuid"),
        ] {
            let index = Index::create().name(name).table(Alias::new(table)).col(Alias::new(column)).take();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [PART, CHANGE] {
            manager.drop_table(Table::drop().table(Alias::new(table)).take()).await?;
        }
        Ok(())
    }
}

fn change() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(CHANGE))
        .col(big_pk_auto("id"))
        .col(integer("register_id"))
        .col(string("kind"))
        .col(text("reason"))
        .col(text("detail"))
        .col(timestamp_with_time_zone("at"))
        .col(string("actor"))
        .col(timestamp_with_time_zone_null("undone_at"))
        .col(string_null("undone_by"))
        .col(text_null("undone_reason"))
        .foreign_key(&mut key(CHANGE, "register_id", "register"))
        .take()
}

fn part() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(PART))
        .col(big_pk_auto("id"))
        .col(big_integer("change_id"))
        .col(string("uuid"))
        .col(integer_null("version_before"))
        .col(integer_null("version_after"))
        .foreign_key(&mut key(PART, "change_id", CHANGE))
        .take()
}

fn key(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(Alias::new(table), Alias::new(column)).to(Alias::new(to), Alias::new("id")).take()
}
