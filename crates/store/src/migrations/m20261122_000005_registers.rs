//! Registers: lists of entities that forms create and update, with every version and whatever waits or went wrong.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const REGISTER: &str = "register";
const PROPERTY: &str = "register_property";
const ENTITY: &str = "entity";
const VERSION: &str = "entity_version";
const WAITING: &str = "entity_waiting";
const PROBLEM: &str = "entity_problem";

const UNIQUE: [(&str, &str, &[&str]); 4] = [
    ("register_name", REGISTER, &["operation_id", "name"]),
    ("register_property_name", PROPERTY, &["register_id", "name"]),
    ("entity_uuid", ENTITY, &["register_id", "uuid"]),
    ("entity_version_number", VERSION, &["entity_id", "version"]),
];

const INDEXES: [(&str, &str, &[&str]); 4] = [
    ("entity_version_submission", VERSION, &["submission_id"]),
    ("entity_waiting_submission", WAITING, &["submission_id"]),
    ("entity_waiting_entity", WAITING, &["register_id", "uuid"]),
    ("entity_problem_submission", PROBLEM, &["submission_id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [register(), property(), entity(), version(), waiting(), problem()] {
            manager.create_table(table).await?;
        }
        for (name, table, columns) in UNIQUE {
            manager.create_index(index(name, table, columns).unique().take()).await?;
        }
        for (name, table, columns) in INDEXES {
            manager.create_index(index(name, table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [PROBLEM, WAITING, VERSION, ENTITY, PROPERTY, REGISTER] {
            manager.drop_table(Table::drop().table(Alias::new(table)).take()).await?;
        }
        Ok(())
    }
}

fn index(name: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index.take()
}

fn reference(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(Alias::new(from), Alias::new(column)).to(Alias::new(to), Alias::new("id")).take()
}

fn register() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(REGISTER))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string("name"))
        .col(boolean("approval_required"))
        .col(boolean("personal_label"))
        .col(big_integer("revision"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .foreign_key(&mut reference(REGISTER, "operation_id", "operation"))
        .take()
}

fn property() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(PROPERTY))
        .col(pk_auto("id"))
        .col(integer("register_id"))
        .col(string("name"))
        .col(boolean("personal"))
        .col(timestamp_with_time_zone("published_at"))
        .foreign_key(&mut reference(PROPERTY, "register_id", REGISTER))
        .take()
}

fn entity() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(ENTITY))
        .col(big_pk_auto("id"))
        .col(integer("register_id"))
        .col(string("uuid"))
        .col(text("label"))
        .col(text("data"))
        .col(text("search"))
        .col(text("search_personal"))
        .col(integer("version"))
        .col(string_null("conflict"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(timestamp_with_time_zone_null("updated_at"))
        .col(timestamp_with_time_zone_null("deleted_at"))
        .foreign_key(&mut reference(ENTITY, "register_id", REGISTER))
        .take()
}

fn version() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(VERSION))
        .col(big_pk_auto("id"))
        .col(big_integer("entity_id"))
        .col(integer("version"))
        .col(text("label"))
        .col(text("data"))
        .col(text("received"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .col(string("source"))
        .col(big_integer_null("submission_id"))
        .col(text("detail"))
        .col(integer_null("base_version"))
        .col(integer_null("trunk_version"))
        .col(string_null("branch_id"))
        .col(integer_null("branch_base_version"))
        .col(string_null("conflict"))
        .col(text("conflicting"))
        .col(boolean("forced"))
        .col(timestamp_with_time_zone_null("resolved_at"))
        .col(string_null("resolved_by"))
        .col(text_null("resolved_reason"))
        .foreign_key(&mut reference(VERSION, "entity_id", ENTITY))
        .foreign_key(&mut reference(VERSION, "submission_id", "submission"))
        .take()
}

fn waiting() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(WAITING))
        .col(big_pk_auto("id"))
        .col(integer("register_id"))
        .col(big_integer("submission_id"))
        .col(string("uuid"))
        .col(string("reason"))
        .col(integer_null("branch_base_version"))
        .col(text("change"))
        .col(string("actor"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut reference(WAITING, "register_id", REGISTER))
        .foreign_key(&mut reference(WAITING, "submission_id", "submission"))
        .take()
}

fn problem() -> TableCreateStatement {
    Table::create()
        .table(Alias::new(PROBLEM))
        .col(big_pk_auto("id"))
        .col(integer("operation_id"))
        .col(big_integer("submission_id"))
        .col(text("list"))
        .col(text("trouble"))
        .col(timestamp_with_time_zone("at"))
        .foreign_key(&mut reference(PROBLEM, "operation_id", "operation"))
        .foreign_key(&mut reference(PROBLEM, "submission_id", "submission"))
        .take()
}
