//! Forms can be tried before they are published: a draft with its files, and what was sent while trying.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const DRAFT: &str = "form_draft";
const FILE: &str = "form_draft_file";
const TRIAL: &str = "form_draft_submission";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(draft()).await?;
        manager.create_table(file()).await?;
        manager.create_table(trial()).await?;
        for (name, table, columns) in [
            ("form_draft_form", DRAFT, ["operation_id", "xml_form_id"]),
            ("form_draft_file_name", FILE, ["form_draft_id", "name"]),
            ("form_draft_submission_instance", TRIAL, ["form_draft_id", "instance_id"]),
        ] {
            let mut index = Index::create();
            index.name(name).table(Alias::new(table)).unique();
            for column in columns {
                index.col(Alias::new(column));
            }
            manager.create_index(index.take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [TRIAL, FILE, DRAFT] {
            manager.drop_table(Table::drop().table(Alias::new(table)).take()).await?;
        }
        Ok(())
    }
}

fn draft() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(DRAFT))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string("xml_form_id"))
        .col(string("version"))
        .col(string("title"))
        .col(string("hash"))
        .col(text("xform"))
        .col(text("model"))
        .col(text("warnings"))
        .col(string("source_name"))
        .col(blob("source"))
        .col(string_null("token_sha256"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .foreign_key(
            ForeignKey::create()
                .from(Alias::new(DRAFT), Alias::new("operation_id"))
                .to(Alias::new("operation"), Alias::new("id")),
        );
    table.take()
}

fn file() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(FILE))
        .col(pk_auto("id"))
        .col(integer("form_draft_id"))
        .col(string("name"))
        .col(string("media_type"))
        .col(string("md5"))
        .col(blob("bytes"))
        .foreign_key(&mut of_draft(FILE));
    table.take()
}

fn trial() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(TRIAL))
        .col(big_pk_auto("id"))
        .col(integer("form_draft_id"))
        .col(string("instance_id"))
        .col(blob("xml"))
        .col(timestamp_with_time_zone("received_at"))
        .col(string_null("device_label"))
        .foreign_key(&mut of_draft(TRIAL));
    table.take()
}

/// What belongs to a draft goes with it.
fn of_draft(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(Alias::new(table), Alias::new("form_draft_id"))
        .to(Alias::new(DRAFT), Alias::new("id"))
        .on_delete(ForeignKeyAction::Cascade)
        .take()
}
