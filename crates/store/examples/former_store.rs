//! `former_store FROM TO`: makes in TO the store that the first version would have left, with what it would have held of
//! the data folder FROM. `cargo xtask crash` lets the server bring it up to date, and kills it meanwhile.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement};
use std::{error::Error, path::Path};
use store::Store;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else { return Err("former_store FROM TO".into()) };
    Store::as_of_migration(Path::new(to), None, 1).await?;
    let address = format!("sqlite://{}", Path::new(to).join("inzira.sqlite").display());
    let connection = Database::connect(address).await?;
    connection.execute_unprepared("PRAGMA foreign_keys = OFF").await?;
    let attach = format!("ATTACH '{}' AS newer", Path::new(from).join("inzira.sqlite").display());
    connection.execute_unprepared(&attach).await?;
    let tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
        AND name <> 'seaql_migrations'";
    for table in texts(&connection, tables).await? {
        let shared = format!(
            "SELECT name FROM pragma_table_info('{table}', 'main') \
             INTERSECT SELECT name FROM pragma_table_info('{table}', 'newer')"
        );
        let columns = texts(&connection, &shared).await?.join("\", \"");
        let copy = format!("INSERT INTO main.\"{table}\" (\"{columns}\") SELECT \"{columns}\" FROM newer.\"{table}\"");
        connection.execute_unprepared(&copy).await?;
    }
    Ok(connection.close().await?)
}

async fn texts(connection: &DatabaseConnection, query: &str) -> Result<Vec<String>, DbErr> {
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, query)).await?;
    rows.iter().map(|row| row.try_get::<String>("", "name")).collect()
}
