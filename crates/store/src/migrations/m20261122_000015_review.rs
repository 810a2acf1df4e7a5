//! Reviewers edit values, beside what came; decisions say which version of the record they looked at; records are listed by
//! how grave their flags are.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, Statement},
};
use serde_json::Value as Json;

#[derive(DeriveMigrationName)]
pub struct Migration;

const RECORD: &str = "record";
const EVENT: &str = "record_event";
const EDIT: &str = "value_edit";
/// Rows that are read at once.
const STEP: u64 = 500;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            (RECORD, big_integer("version").default(1).to_owned()),
            (RECORD, small_integer("worst_flag").default(0).to_owned()),
            (RECORD, text("flag_codes").default("/").to_owned()),
            (EVENT, big_integer_null("version")),
        ];
        for (table, column) in columns {
            manager.alter_table(Table::alter().table(Alias::new(table)).add_column(column).take()).await?;
        }
        manager.create_table(edit()).await?;
        manager.create_index(index("value_edit_record", EDIT, &["record_id", "id"])).await?;
        let queue = ["exercise_id", "worst_flag", "place_path", "id"];
        manager.create_index(index("record_queue", RECORD, &queue)).await?;
        note_flags(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("record_queue").table(Alias::new(RECORD)).to_owned()).await?;
        manager.drop_table(Table::drop().table(Alias::new(EDIT)).take()).await?;
        for (table, column) in [(RECORD, "version"), (RECORD, "worst_flag"), (RECORD, "flag_codes"), (EVENT, "version")]
        {
            let alter = Table::alter().table(Alias::new(table)).drop_column(Alias::new(column)).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}

/// A value that somebody edited; what lies plain tells nothing of people.
fn edit() -> TableCreateStatement {
    let mut table = Table::create();
    let record = ForeignKey::create()
        .from(Alias::new(EDIT), Alias::new("record_id"))
        .to(Alias::new(RECORD), Alias::new("id"))
        .take();
    table
        .table(Alias::new(EDIT))
        .col(big_pk_auto("id"))
        .col(big_integer("record_id"))
        .col(big_integer("version"))
        .col(text("question"))
        .col(text("from_value"))
        .col(text("to_value"))
        .col(boolean("personal"))
        .col(text("reason"))
        .col(timestamp_with_time_zone("at"))
        .col(string("actor"))
        .col(timestamp_with_time_zone_null("lapsed_at"))
        .foreign_key(&mut record.clone());
    table.take()
}

/// Says of the records that are there how grave their flags are.
async fn note_flags(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let backend = connection.get_database_backend();
    let mut last = 0_i64;
    loop {
        let query = format!(
            "SELECT \"id\", \"flags\" FROM \"record\" WHERE \"id\" > {last} AND \"flags\" <> '[]' ORDER BY \"id\" LIMIT {STEP}"
        );
        let rows = connection.query_all_raw(Statement::from_string(backend, query)).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            last = row.try_get("", "id")?;
            let flags: String = row.try_get("", "flags")?;
            let flags: Json = serde_json::from_str(&flags).unwrap_or_default();
            let update = Query::update()
                .table(Alias::new(RECORD))
                .value(Alias::new("worst_flag"), crate::records::worst(&flags))
                .value(Alias::new("flag_codes"), crate::records::codes_of(&flags))
                .and_where(Expr::col(Alias::new("id")).eq(last))
                .to_owned();
            connection.execute(&update).await?;
        }
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
