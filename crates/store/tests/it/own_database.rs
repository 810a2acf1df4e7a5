//! A database of PostgreSQL for one test. The server's tests use this file too.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

/// The address of a server of PostgreSQL where tests may create databases.
const POSTGRES: &str = "INZIRA_TEST_POSTGRES";

/// A database made for one test and dropped after it, also when the test fails.
pub struct OwnDatabase {
    server: String,
    name: String,
}

impl OwnDatabase {
    /// None, after saying so, where there is no server.
    pub async fn of(test: &str) -> Option<Self> {
        match std::env::var(POSTGRES) {
            Ok(server) => Some(Self::create(&server, test).await),
            Err(_) => {
                println!("skipped: needs PostgreSQL ({POSTGRES} holds no address)");
                None
            }
        }
    }

    async fn create(server: &str, test: &str) -> Self {
        let readable: String = test.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        // PostgreSQL cuts names at 63 bytes: the end tells more of a test than the beginning.
        let readable = &readable[readable.len().saturating_sub(40)..];
        let name = format!("inzira_{}_{readable}", std::process::id()).to_lowercase();
        let statement = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' \
             LOCALE_PROVIDER icu ICU_LOCALE 'fr'"
        );
        execute(server, &statement).await;
        Self { server: server.to_owned(), name }
    }

    pub fn address(&self) -> String {
        let (server, _database) =
            self.server.rsplit_once('/').expect("an address such as postgres://host:port/database");
        format!("{server}/{}", self.name)
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let (server, statement) = (self.server.clone(), format!("DROP DATABASE {} WITH (FORCE)", self.name));
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(execute(&server, &statement));
        });
        if dropping.join().is_err() {
            println!("the database {} is left behind", self.name);
        }
    }
}

async fn execute(server: &str, statement: &str) {
    let connection: DatabaseConnection = Database::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}
