//! Forms can be filled in a browser by whoever has the link: one row a link, of whose token only the hash is kept.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const LINK: &str = "form_link";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table(Alias::new(LINK))
            .col(pk_auto("id"))
            .col(integer("operation_id"))
            .col(string("xml_form_id"))
            .col(string("name"))
            .col(string("token_sha256"))
            .col(string("kind"))
            .col(timestamp_with_time_zone("created_at"))
            .col(string("created_by"))
            .col(timestamp_with_time_zone_null("expires_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            // The instanceID that used a link for one submission.
            .col(string_null("used_by"))
            .col(timestamp_with_time_zone_null("used_at"))
            .foreign_key(
                ForeignKey::create()
                    .from(Alias::new(LINK), Alias::new("operation_id"))
                    .to(Alias::new("operation"), Alias::new("id")),
            );
        manager.create_table(table.take()).await?;
        let mut by_token = Index::create();
        by_token.name("form_link_token").table(Alias::new(LINK)).col(Alias::new("token_sha256")).unique();
        manager.create_index(by_token.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new(LINK)).take()).await
    }
}
