//! Rounds go through stages and have revisions, expected places and teams; figures are kept for each revision.
//!
//! What was open goes on collecting; what was not is published if anybody has read figures of it, and else closed.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ROUND: &str = "round";
const FIGURES: &str = "figure_set";
const RECORD: &str = "record";
const REVISION: &str = "round_revision";
const EXPECTED: &str = "expected_place";
const TEAM: &str = "team";
const MEMBER: &str = "team_member";

const STAGES: &str = "UPDATE \"round\" SET \"stage\" = CASE WHEN \"open\" THEN 'collecting' \
    WHEN EXISTS (SELECT 1 FROM \"figure_set\" f WHERE f.\"round_id\" = \"round\".\"id\") THEN 'published' \
    ELSE 'closed' END";
const STANDING: &str = "UPDATE \"round\" SET \"standing_revision\" = 1 WHERE \"stage\" IN ('closed', 'published')";
const FIRST_REVISIONS: &str = "INSERT INTO \"round_revision\" (\"round_id\", \"number\", \"reason\", \"begun_by\", \
    \"closed_seq\") SELECT \"id\", 1, '', 'server', CASE WHEN \"stage\" = 'collecting' THEN NULL ELSE 0 END FROM \"round\"";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            (ROUND, string("stage").default("collecting").to_owned()),
            (ROUND, integer("revision").default(1).to_owned()),
            (ROUND, integer_null("standing_revision")),
            (ROUND, integer_null("form_version_id")),
            (FIGURES, integer("revision").default(1).to_owned()),
            (RECORD, integer_null("outside_round_id")),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).take()).await?;
        }
        for table in [revision(), team(), member(), expected()] {
            manager.create_table(table).await?;
        }
        manager.drop_index(Index::drop().name("figure_set_round").table(Alias::new(FIGURES)).to_owned()).await?;
        let unique: [(&str, &'static str, &[&'static str]); 4] = [
            ("figure_set_revision", FIGURES, &["exercise_id", "round_id", "revision"]),
            ("round_revision_number", REVISION, &["round_id", "number"]),
            ("expected_place_pcode", EXPECTED, &["round_id", "pcode"]),
            ("team_name", TEAM, &["operation_id", "name"]),
        ];
        for (name, table, columns) in unique {
            manager.create_index(index(name, table, columns).unique().take()).await?;
        }
        manager.create_index(index("record_outside_round", RECORD, &["outside_round_id"])).await?;
        for statement in [STAGES, STANDING, FIRST_REVISIONS] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let latest_only = "DELETE FROM \"figure_set\" WHERE \"revision\" < (SELECT r.\"revision\" FROM \"round\" r \
            WHERE r.\"id\" = \"figure_set\".\"round_id\")";
        manager.get_connection().execute_unprepared(latest_only).await?;
        for (name, table) in [("figure_set_revision", FIGURES), ("record_outside_round", RECORD)] {
            manager.drop_index(Index::drop().name(name).table(Alias::new(table)).to_owned()).await?;
        }
        for table in [EXPECTED, MEMBER, TEAM, REVISION] {
            manager.drop_table(Table::drop().table(Alias::new(table)).take()).await?;
        }
        let columns = [
            (ROUND, "stage"),
            (ROUND, "revision"),
            (ROUND, "standing_revision"),
            (ROUND, "form_version_id"),
            (FIGURES, "revision"),
            (RECORD, "outside_round_id"),
        ];
        for (table, column) in columns {
            let alter = Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).take();
            manager.alter_table(alter).await?;
        }
        let once = &["exercise_id", "round_id"];
        manager.create_index(index("figure_set_round", FIGURES, once).unique().take()).await
    }
}

/// A round as first closed, and each correction of it.
fn revision() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(REVISION))
        .col(pk_auto("id"))
        .col(integer("round_id"))
        .col(integer("number"))
        .col(text("reason"))
        .col(timestamp_with_time_zone_null("begun_at"))
        .col(string("begun_by"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(string_null("closed_by"))
        .col(text_null("left_out"))
        .col(big_integer_null("closed_seq"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(string_null("published_by"))
        .foreign_key(&mut key(REVISION, "round_id", ROUND));
    table.take()
}

fn team() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(TEAM))
        .col(pk_auto("id"))
        .col(integer("operation_id"))
        .col(string("name"))
        .col(timestamp_with_time_zone("created_at"))
        .col(string("created_by"))
        .foreign_key(&mut key(TEAM, "operation_id", "operation"));
    table.take()
}

/// A person or a phone of a team.
fn member() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(MEMBER))
        .col(pk_auto("id"))
        .col(integer("team_id"))
        .col(integer_null("user_id"))
        .col(integer_null("device_id"))
        .foreign_key(&mut key(MEMBER, "team_id", TEAM))
        .foreign_key(&mut key(MEMBER, "user_id", "user_account"))
        .foreign_key(&mut key(MEMBER, "device_id", "device"));
    table.take()
}

/// A place that a round is to assess.
fn expected() -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(EXPECTED))
        .col(big_pk_auto("id"))
        .col(integer("round_id"))
        .col(string("pcode"))
        .col(integer_null("team_id"))
        .col(string_null("mark"))
        .col(text_null("reason"))
        .col(timestamp_with_time_zone_null("marked_at"))
        .col(string_null("marked_by"))
        .foreign_key(&mut key(EXPECTED, "round_id", ROUND))
        .foreign_key(&mut key(EXPECTED, "team_id", TEAM));
    table.take()
}

fn index(name: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(*column));
    }
    index.take()
}

fn key(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(Alias::new(table), Alias::new(column)).to(Alias::new(to), Alias::new("id")).take()
}
