//! Which tables and columns a database has, told by itself, in words that both databases share.

use super::error::{BackupError, BackupResult};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds, and how a value of it stands in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number.
    Real,
    /// true or false.
    Boolean,
    /// A text.
    Text,
    /// Bytes, in Base64.
    Bytes,
    /// A moment, as RFC 3339.
    Moment,
    /// A day, as YYYY-MM-DD.
    Date,
}

impl Kind {
    fn of(declared: &str) -> Option<Self> {
        let declared = declared.to_ascii_lowercase();
        let word = declared.split('(').next().unwrap_or_default().trim();
        match word {
            "integer" | "bigint" | "smallint" | "int" => Some(Self::Integer),
            "double" | "real" | "float" | "double precision" | "double_precision" => Some(Self::Real),
            "boolean" => Some(Self::Boolean),
            "text" | "varchar" | "character varying" | "char" | "uuid" | "uuid_text" | "json_text" => Some(Self::Text),
            "blob" | "bytea" => Some(Self::Bytes),
            "timestamp with time zone" | "timestamp_with_timezone_text" => Some(Self::Moment),
            "date" | "date_text" => Some(Self::Date),
            _ => None,
        }
    }

    /// What to select so that the driver gives this kind.
    pub(super) fn selected(self, backend: DbBackend, column: &str) -> String {
        let name = format!("\"{column}\"");
        let value = match (backend, self) {
            (DbBackend::Postgres, Self::Integer) => format!("{name}::bigint"),
            (DbBackend::Postgres, Self::Real) => format!("{name}::double precision"),
            (DbBackend::Postgres, Self::Text | Self::Date) => format!("{name}::text"),
            (DbBackend::Postgres, Self::Moment) => {
                format!("to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')")
            }
            (_, Self::Integer | Self::Boolean) if backend == DbBackend::Sqlite => format!("CAST({name} AS INTEGER)"),
            (_, Self::Text | Self::Moment | Self::Date) if backend == DbBackend::Sqlite => {
                format!("CAST({name} AS TEXT)")
            }
            _ => name.clone(),
        };
        format!("{value} AS {name}")
    }
}

/// Names of the tables, but for the list of migrations.
pub(super) async fn tables(connection: &impl ConnectionTrait) -> BackupResult<Vec<String>> {
    let query = match connection.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name::text AS name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    };
    let mut names = texts(connection, query).await?;
    names.retain(|name| name != MIGRATIONS);
    names.sort();
    Ok(names)
}

/// The list of migrations, which restoring makes anew.
const MIGRATIONS: &str = "seaql_migrations";

/// Migrations that the tables have gone through, oldest first.
pub(super) async fn migrations(connection: &impl ConnectionTrait) -> BackupResult<Vec<String>> {
    let mut done = texts(connection, "SELECT version AS name FROM seaql_migrations").await?;
    done.sort();
    Ok(done)
}

/// The columns of a table, in their order.
pub(super) async fn columns(connection: &impl ConnectionTrait, table: &str) -> BackupResult<Vec<Column>> {
    let backend = connection.get_database_backend();
    let query = match backend {
        DbBackend::Postgres => format!(
            "SELECT column_name::text AS name, data_type::text AS kind FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        ),
        _ => format!("SELECT name, type AS kind FROM pragma_table_info('{table}') ORDER BY cid"),
    };
    let rows = connection.query_all_raw(Statement::from_string(backend, query)).await?;
    rows.iter()
        .map(|row| {
            let (name, declared): (String, String) = (row.try_get("", "name")?, row.try_get("", "kind")?);
            let kind = Kind::of(&declared).ok_or_else(|| BackupError::TypeUnknown {
                table: table.to_owned(),
                column: name.clone(),
                kind: declared,
            })?;
            Ok(Column { name, kind })
        })
        .collect()
}

/// The tables so that each comes after those that its rows point to.
pub(super) async fn in_order(connection: &impl ConnectionTrait, tables: Vec<String>) -> BackupResult<Vec<String>> {
    let mut waiting = Vec::with_capacity(tables.len());
    for table in tables {
        let query = match connection.get_database_backend() {
            DbBackend::Postgres => format!(
                "SELECT c.relname::text AS name FROM pg_constraint f JOIN pg_class c ON c.oid = f.confrelid \
                 WHERE f.contype = 'f' AND f.conrelid = '\"{table}\"'::regclass"
            ),
            _ => format!("SELECT \"table\" AS name FROM pragma_foreign_key_list('{table}')"),
        };
        let mut needed: BTreeSet<String> = texts(connection, &query).await?.into_iter().collect();
        needed.remove(&table);
        waiting.push((table, needed));
    }
    let mut ordered: Vec<String> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let ready = waiting.iter().position(|(_, needed)| needed.iter().all(|table| ordered.contains(table)));
        // Tables that point to each other in a ring have no order; the database will say so.
        ordered.push(waiting.remove(ready.unwrap_or(0)).0);
    }
    Ok(ordered)
}

async fn texts(connection: &impl ConnectionTrait, query: &str) -> BackupResult<Vec<String>> {
    let statement = Statement::from_string(connection.get_database_backend(), query);
    let rows = connection.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get::<String>("", "name")).collect::<Result<_, _>>()?)
}
