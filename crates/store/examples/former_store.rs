//! `former_store FROM TO KEYS`: makes in TO the store that the first version would have left, with what it would have held of
//! the data folder FROM, which KEYS open: that version sealed nothing. `cargo xtask crash` lets the server bring it up to
//! date, and kills it meanwhile.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use sealing::KeyRing;
use std::{error::Error, path::Path, sync::Arc};
use store::{Blobs, Seals, Store, sha256_hex};
use vocab::{SystemClock, SystemRandomness};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, keys] = arguments.as_slice() else { return Err("former_store FROM TO KEYS".into()) };
    Store::as_of_migration(Path::new(to), None, 1).await?;
    let address = format!("sqlite://{}", Path::new(to).join("inzira.sqlite").display());
    let mut options = ConnectOptions::new(address);
    options.max_connections(1); // what is set and attached below holds for one connection
    let connection = Database::connect(options).await?;
    connection.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    connection.execute_unprepared("PRAGMA synchronous = OFF").await?; // nobody relies on it before it is whole
    let attach = format!("ATTACH '{}' AS newer", Path::new(from).join("inzira.sqlite").display());
    connection.execute_unprepared(&attach).await?;
    let tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
        AND name <> 'seaql_migrations'";
    for table in texts(&connection, tables).await? {
        let source = renamed(&table);
        let shared = format!(
            "SELECT name FROM pragma_table_info('{table}', 'main') \
             INTERSECT SELECT name FROM pragma_table_info('{source}', 'newer')"
        );
        let columns = texts(&connection, &shared).await?;
        if columns.is_empty() {
            return Err(format!("the table {table} is gone: say in `renamed` where its rows are now").into());
        }
        let columns = columns.join("\", \"");
        // Of several editions of a crosswalk the first version could hold only one.
        let insert = if source == table { "INSERT" } else { "INSERT OR IGNORE" };
        let copy =
            format!("{insert} INTO main.\"{table}\" (\"{columns}\") SELECT \"{columns}\" FROM newer.\"{source}\"");
        connection.execute_unprepared(&copy).await?;
    }
    unseal(Path::new(from), Path::new(to), Path::new(keys), &connection).await?;
    Ok(connection.close().await?)
}

/// Where the rows of a table of the first version are today.
fn renamed(table: &str) -> &str {
    match table {
        "crosswalk" => "crosswalk_edition",
        same => same,
    }
}

/// Puts what FROM keeps sealed into TO as it came.
async fn unseal(from: &Path, to: &Path, keys: &Path, connection: &DatabaseConnection) -> Result<(), Box<dyn Error>> {
    let ring = KeyRing::read(&std::fs::read_to_string(keys)?)?;
    let seals = Arc::new(Seals::new(ring, Arc::new(SystemRandomness)));
    let store = Store::open_sealed(from, None, Arc::new(SystemClock), seals).await?;
    let blobs = Blobs::open(to.join("blobs"))?;
    let set = async |update: &str, values: Vec<sea_orm::Value>| {
        connection.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, update, values)).await
    };
    for (id, xml) in store.submission_xml(&numbers(connection, "SELECT id FROM submission").await?).await? {
        let sha256 = sha256_hex(&xml);
        set("UPDATE submission SET xml = ?, sha256 = ? WHERE id = ?", vec![xml.into(), sha256.into(), id.into()])
            .await?;
    }
    for id in numbers(connection, "SELECT id FROM record WHERE instr(answers, '{\"sealed\":') > 0").await? {
        let Some(opened) = store.open_record(id, "former_store").await? else { continue };
        let answers = serde_json::to_string(&opened.record.answers)?;
        set("UPDATE record SET answers = ? WHERE id = ?", vec![answers.into(), id.into()]).await?;
    }
    for id in numbers(connection, "SELECT id FROM attachment").await? {
        let Some((_, file)) = store.attachment(id).await? else { continue };
        let Some(bytes) = store.attachment_bytes(&file).await? else { continue };
        let sha256 = blobs.put(&bytes)?;
        set("UPDATE attachment SET sha256 = ? WHERE id = ?", vec![sha256.into(), id.into()]).await?;
    }
    for operation in store.operations().await? {
        for run in store.imports(operation.id).await? {
            let report = run.report.to_string();
            set("UPDATE import_run SET report = ? WHERE id = ?", vec![report.into(), run.id.into()]).await?;
        }
    }
    for name in texts(connection, "SELECT DISTINCT sha256 AS name FROM snapshot").await? {
        blobs.put(&store.blobs().get(&name)?.ok_or("a snapshot is gone")?)?;
    }
    Ok(())
}

async fn numbers(connection: &DatabaseConnection, query: &str) -> Result<Vec<i64>, DbErr> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, query)).await?;
    rows.iter().map(|row| row.try_get::<i64>("", "id")).collect()
}

async fn texts(connection: &DatabaseConnection, query: &str) -> Result<Vec<String>, DbErr> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, query)).await?;
    rows.iter().map(|row| row.try_get::<String>("", "name")).collect()
}
