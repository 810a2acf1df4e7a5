//! A server for one test, and browsers that talk to it.

use crate::own_database::OwnDatabase;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, Response, StatusCode, header},
};
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use server::{App, Settings, programme::Programme};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use store::{Grant, NewOperation, NewUser, Operation, Role, Store, User};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tower::ServiceExt;
use vocab::{Clock, Language, SecretRandomness, SystemRandomness, Text};

/// The password of everybody whom [`Site::person`] makes.
pub const PASSWORD: &str = "trois collines vertes";

/// A clock that moves when told.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A server with two operations, `burundi` and `chad`, on a data folder of its own.
pub struct Site {
    pub app: App,
    pub clock: Arc<TestClock>,
    pub burundi: Operation,
    pub chad: Operation,
    router: Router,
    pub folder: TempDir,
    // After all that uses it: it is dropped together with its connections.
    _database: Option<OwnDatabase>,
}

impl Site {
    pub async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    pub async fn with(settings: Settings) -> Self {
        Self::on(None, Programme::default(), settings).await
    }

    /// On PostgreSQL if a database is given, else on SQLite.
    pub async fn on(database: Option<OwnDatabase>, programme: Programme, settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(TestClock(Mutex::new("2026-03-02T08:00:00Z".parse().unwrap())));
        let address = database.as_ref().map(OwnDatabase::address);
        let store = Store::open_sealed(folder.path(), address.as_deref(), clock.clone(), seals()).await.unwrap();
        let burundi = store.save_operation(&operation("burundi", "BDI", "Burundi"), "test").await.unwrap();
        let chad = store.save_operation(&operation("chad", "TCD", "Chad"), "test").await.unwrap();
        let app = server::start(store, clock.clone(), Arc::new(SystemRandomness), programme, settings);
        let router = server::router(app.clone());
        Self { router, app, clock, burundi, chad, folder, _database: database }
    }

    /// The answer to a request, its head as soon as it is there.
    pub async fn response(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The whole answer to a request.
    pub async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.response(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
        Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// The address of the database, if it is PostgreSQL.
    pub fn database_address(&self) -> Option<String> {
        self._database.as_ref().map(OwnDatabase::address)
    }

    /// The same data, opened as before sealing began.
    pub async fn plain_store(&self) -> Store {
        Store::open(self.folder.path(), self.database_address().as_deref(), self.clock.clone()).await.unwrap()
    }

    /// Goes on with another store, as a server that is started anew, with all packs.
    pub fn reopen(&mut self, store: Store) {
        self.reopen_with(store, Programme::builtin().unwrap());
    }

    /// The same with other packs.
    pub fn reopen_with(&mut self, store: Store, programme: Programme) {
        let settings = (*self.app.settings).clone();
        self.app = server::start(store, self.clock.clone(), Arc::new(SystemRandomness), programme, settings);
        self.router = server::router(self.app.clone());
    }

    /// Somebody with [`PASSWORD`] and these roles.
    pub async fn person(&self, email: &str, roles: &[(&Operation, Role)]) -> User {
        let user = self.account(email, false).await;
        let grants: Vec<_> =
            roles.iter().map(|(operation, role)| Grant { operation_id: operation.id, role: *role }).collect();
        self.app.store.set_grants(user.id, &grants, "test").await.unwrap();
        user
    }

    pub async fn administrator(&self, email: &str) -> User {
        self.account(email, true).await
    }

    async fn account(&self, email: &str, administrator: bool) -> User {
        static HASH: OnceCell<String> = OnceCell::const_new();
        let password_hash = HASH.get_or_init(async || server::accounts::hash(PASSWORD).await.unwrap()).await.clone();
        let (email, name) = (email.to_owned(), email.split('@').next().unwrap().to_owned());
        let language = Language::English;
        let new = NewUser { email, name, language, password_hash, must_change_password: false, administrator };
        self.app.store.create_user(&new, "test").await.unwrap()
    }

    /// A browser in which nobody is logged in.
    pub fn browser(&self) -> Browser<'_> {
        Browser { site: self, cookie: None, headers: vec![("x-inzira", "1".to_owned())], peer: None }
    }

    /// A browser in which this person is logged in, with [`PASSWORD`].
    pub async fn logged_in(&self, email: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let answer = browser.log_in(email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        browser
    }

    /// What the audit log says was done, oldest first.
    pub async fn deeds(&self) -> Vec<(String, String, String)> {
        let entries = self.app.store.audit_entries(None, 1_000).await.unwrap();
        entries.into_iter().rev().map(|entry| (entry.actor, entry.action, entry.subject)).collect()
    }
}

/// Keys of the test's own.
fn seals() -> Arc<store::Seals> {
    let ring = sealing::KeyRing::new(&mut SecretRandomness::new(&SystemRandomness), DateTime::UNIX_EPOCH);
    Arc::new(store::Seals::new(ring, Arc::new(SystemRandomness)))
}

fn operation(code: &str, pcode: &str, name: &str) -> NewOperation {
    NewOperation {
        code: code.to_owned(),
        name: Text::new(name),
        admin0_pcode: pcode.to_owned(),
        admin0_name: name.to_owned(),
        demonstration: false,
        boundary_version_id: None,
    }
}

/// Keeps its cookie, and sends the header that our own pages send.
#[derive(Clone)]
pub struct Browser<'a> {
    site: &'a Site,
    pub cookie: Option<String>,
    pub headers: Vec<(&'static str, String)>,
    pub peer: Option<SocketAddr>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} is JSON: {}", self.status, self.text))
    }

    /// The code of the problem in it.
    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_else(|| panic!("a problem: {}", self.text)).to_owned()
    }
}

impl Browser<'_> {
    pub async fn log_in(&mut self, email: &str, password: &str) -> Answer {
        let body = serde_json::json!({"email": email, "password": password});
        let answer = self.post("/api/v1/session", body).await;
        if let Some(cookie) = answer.headers.get(header::SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "dtm.example.org");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(peer) = self.peer {
            request = request.extension(ConnectInfo(peer));
        }
        let request = match body {
            Some(body) => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        self.site.answer(request.unwrap()).await
    }
}
