//! What the server cannot or should not read: records whose answers were encrypted on the phone, and the keys that forms
//! are encrypted with. Of a private key there is at most what its passphrase protects.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RECORD: &str = "record";
const ENCRYPTED: &str = "encrypted";
const KEY: &str = "form_key";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let encrypted = boolean(ENCRYPTED).default(false).take();
        manager.alter_table(Table::alter().table(Alias::new(RECORD)).add_column(encrypted).take()).await?;
        manager.create_table(key()).await?;
        let mut once = Index::create();
        once.name("form_key_public").table(Alias::new(KEY)).unique();
        once.col(Alias::new("operation_id")).col(Alias::new("public_key"));
        manager.create_index(once.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new(KEY)).take()).await?;
        let drop = Table::alter().table(Alias::new(RECORD)).drop_column(Alias::new(ENCRYPTED)).take();
        manager.alter_table(drop).await
    }
}

fn key() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(KEY))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string_len("public_key", 1_024)) // base64 of 4,096 bits has 736 characters
        .col(text_null("protected"))
        .col(string_null("hint"))
        .col(boolean("kept"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .foreign_key(
            ForeignKey::create()
                .from(Alias::new(KEY), Alias::new("operation_id"))
                .to(Alias::new("operation"), Alias::new("id")),
        );
    table.take()
}
