//! Submissions come from other systems too, and other systems are told of them: sources with what they told, webhooks with
//! what is still to be delivered.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ORIGIN: &str = "submission_origin";
const SOURCE: &str = "source";
const WEBHOOK: &str = "webhook";
const DELIVERY: &str = "webhook_delivery";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(source()).await?;
        manager.create_table(origin()).await?;
        manager.create_table(webhook()).await?;
        manager.create_table(delivery()).await?;
        let mut once = Index::create();
        once.name("submission_origin_submission").table(Alias::new(ORIGIN)).col(Alias::new("submission_id")).unique();
        manager.create_index(once).await?;
        // What is still to be delivered to a hook, in order.
        let mut waiting = Index::create();
        waiting.name("webhook_delivery_waiting").table(Alias::new(DELIVERY));
        for column in ["webhook_id", "state", "id"] {
            waiting.col(Alias::new(column));
        }
        manager.create_index(waiting).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [DELIVERY, WEBHOOK, ORIGIN, SOURCE] {
            manager.drop_table(Table::drop().table(Alias::new(table)).take()).await?;
        }
        Ok(())
    }
}

/// What the source told of a submission that nobody here has seen arrive: as told, beside what we know ourselves.
fn origin() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(ORIGIN))
        .col(big_pk_auto("id"))
        .col(big_integer("submission_id"))
        .col(string("source"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(text_null("submitter"))
        .col(text_null("device"))
        .col(string_null("review"))
        .foreign_key(&mut key(ORIGIN, "submission_id", "submission"));
    table.take()
}

fn source() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(SOURCE))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string("name"))
        .col(string("kind"))
        .col(text("url"))
        .col(string("project"))
        .col(string("form"))
        .col(string_null("login"))
        .col(text("secret"))
        .col(boolean("review_states"))
        .col(integer("every_minutes"))
        .col(boolean("paused"))
        .col(text("cursor"))
        .col(timestamp_with_time_zone("next_run_at"))
        .col(timestamp_with_time_zone_null("running_until"))
        .col(timestamp_with_time_zone_null("last_run_at"))
        .col(text("last_result"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .foreign_key(&mut key(SOURCE, "operation_id", "operation"));
    table.take()
}

fn webhook() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(WEBHOOK))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string("name"))
        .col(text("url"))
        .col(text("secret"))
        .col(text("events"))
        .col(boolean("with_answers"))
        .col(boolean("paused"))
        .col(string_null("paused_because"))
        .col(boolean("gone"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .foreign_key(&mut key(WEBHOOK, "operation_id", "operation"));
    table.take()
}

fn delivery() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(DELIVERY))
        .col(big_pk_auto("id"))
        .col(integer("webhook_id"))
        .col(string("event"))
        .col(text("facts"))
        .col(text_null("body"))
        .col(string("state"))
        .col(integer("attempts"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("next_attempt_at"))
        .col(timestamp_with_time_zone_null("last_attempt_at"))
        .col(integer_null("last_status"))
        .col(text_null("last_answer"))
        .foreign_key(&mut key(DELIVERY, "webhook_id", WEBHOOK));
    table.take()
}

fn key(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(Alias::new(table), Alias::new(column)).to(Alias::new(to), Alias::new("id")).take()
}
