//! Phones may come with a user name and a password instead of an address that is a key; what tries a draft tells which
//! files came with it.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const LOGIN: &str = "device_login";
const TRIAL: &str = "form_draft_submission";
const FILES: &str = "files";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(login()).await?;
        for (name, column) in [("device_login_user_name", "user_name"), ("device_login_device", "device_id")] {
            let mut index = Index::create();
            index.name(name).table(Alias::new(LOGIN)).col(Alias::new(column)).unique();
            manager.create_index(index.take()).await?;
        }
        let files = Table::alter().table(Alias::new(TRIAL)).add_column(text_null(FILES)).take();
        manager.alter_table(files).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new(LOGIN)).take()).await?;
        manager.alter_table(Table::alter().table(Alias::new(TRIAL)).drop_column(Alias::new(FILES)).take()).await
    }
}

fn login() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(LOGIN))
        .col(pk_auto("id"))
        .col(integer("device_id"))
        .col(string("user_name"))
        .col(string("ha1_md5"))
        .col(string("ha1_sha256"))
        .foreign_key(
            ForeignKey::create()
                .from(Alias::new(LOGIN), Alias::new("device_id"))
                .to(Alias::new("device"), Alias::new("id"))
                .on_delete(ForeignKeyAction::Cascade),
        );
    table.take()
}
