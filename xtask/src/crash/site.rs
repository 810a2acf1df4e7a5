//! A data folder with a form, a phone and a reviewer; and the server on it, which is started and killed.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::http::{Answer, Client};
use super::ledger::FORM;
use crate::failure::{Failure, Outcome};
use crate::json::Json;
use crate::run::Run;

const FORM_TEXT: &str = include_str!("form.md");
const OPERATION: &str = "crash";
const PASSWORD: &str = "a password for this run only";
/// A debug build on a busy machine that was just killed.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where it is and how to reach it.
#[derive(Clone)]
pub struct Site {
    pub server: PathBuf,
    pub data: PathBuf,
    /// The file of keys, apart from the data: copies of it need the same.
    pub keys: PathBuf,
    pub database: Option<String>,
    pub address: SocketAddr,
    /// Of the phone; `/v1/key/…/projects/1`.
    pub phone: String,
    /// `Bearer …`, of a reviewer.
    pub reviewer: String,
    log: PathBuf,
}

/// A running server.
pub struct Serving {
    child: Child,
}

impl Site {
    /// Makes everything in `folder`.
    pub fn make(server: &Path, folder: &Path, database: Option<&str>) -> Outcome<Site> {
        let mut site = Site::nothing_in(server, folder, database)?;
        let told = site.run(&["init"])?;
        let (email, password) =
            first_log_in(&told).ok_or_else(|| Failure::new(format!("`inzira init` told no first log-in:\n{told}")))?;
        let named = ["--name", "Crash", "--country", "BDI", "--country-name", "Burundi"];
        site.run(&[&["operation", "create", OPERATION], named.as_slice()].concat())?;
        site.publish(folder, OPERATION)?;
        let serving = site.serve()?;
        site.log_in(&email, &password)?;
        serving.kill()?;
        Ok(site)
    }

    /// The demonstration, and the form in it.
    pub fn demonstration(server: &Path, folder: &Path) -> Outcome<Site> {
        let mut site = Site::nothing_in(server, folder, None)?;
        site.run(&["demo", "--no-serve"])?;
        site.publish(folder, "burundi")?;
        let serving = site.serve()?;
        site.begin_session("manager@demo.inzira", "demonstration only")?;
        serving.kill()?;
        Ok(site)
    }

    fn nothing_in(server: &Path, folder: &Path, database: Option<&str>) -> Outcome<Site> {
        fs::create_dir_all(folder).map_err(|error| Failure::io(folder.display(), error))?;
        Ok(Site {
            server: server.to_owned(),
            data: folder.join("data"),
            keys: folder.join("site.keys"),
            database: database.map(str::to_owned),
            address: free_address().map_err(|error| Failure::io("A free port", error))?,
            phone: String::new(),
            reviewer: String::new(),
            log: folder.join("server.log"),
        })
    }

    fn publish(&self, folder: &Path, operation: &str) -> Outcome {
        let form = folder.join("form.md");
        fs::write(&form, FORM_TEXT).map_err(|error| Failure::io(form.display(), error))?;
        self.run(&["form", "publish", operation, &form.display().to_string()]).map(drop)
    }

    /// The same phone and reviewer on a copy of the data.
    pub fn at(&self, data: PathBuf) -> Outcome<Site> {
        let address = free_address().map_err(|error| Failure::io("A free port", error))?;
        Ok(Site { data, address, ..self.clone() })
    }

    /// Runs a command of `inzira` on the data, and gives what it printed.
    pub fn run(&self, arguments: &[&str]) -> Outcome<String> {
        self.command(arguments).read()
    }

    /// The same of a command that must end by itself; after `time` it is asked to (SIGTERM).
    pub fn run_for(&self, time: Duration, arguments: &[&str]) -> Outcome<String> {
        let seconds = time.as_secs().to_string();
        let run = Run::new("timeout").arg(&seconds).arg(&self.server).args(arguments).arg("--data").arg(&self.data);
        run.env("INZIRA_KEYS", &self.keys).env("RUST_BACKTRACE", "0").read()
    }

    fn command(&self, arguments: &[&str]) -> Run {
        let run = Run::new(&self.server).args(arguments).arg("--data").arg(&self.data);
        let run = run.env("INZIRA_KEYS", &self.keys).env("RUST_BACKTRACE", "0");
        match &self.database {
            Some(database) => run.env("INZIRA_DATABASE", database),
            None => run,
        }
    }

    /// Starts the server without waiting for it.
    pub fn spawn(&self) -> Outcome<Serving> {
        let failed = |error| Failure::io(self.log.display(), error);
        let log = File::options().create(true).append(true).open(&self.log).map_err(failed)?;
        let mut command = self.command(&["serve", "--listen", &self.address.to_string()]).into_command();
        let child = command.stdout(Stdio::null()).stderr(log).spawn();
        Ok(Serving { child: child.map_err(|error| Failure::io(self.server.display(), error))? })
    }

    /// Starts the server and waits until it listens.
    pub fn serve(&self) -> Outcome<Serving> {
        let mut serving = self.spawn()?;
        self.await_listening(&mut serving)?;
        Ok(serving)
    }

    pub fn await_listening(&self, serving: &mut Serving) -> Outcome {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = serving.child.try_wait() {
                return Err(Failure::new(format!("The server did not start ({status}):\n{}", self.last_words())));
            }
            thread::sleep(Duration::from_millis(2));
        }
        Err(Failure::new(format!("The server does not listen:\n{}", self.last_words())))
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }

    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// `/v1/projects/1/forms/crash/submissions`.
    pub fn submissions(&self) -> String {
        let project = self.phone.rsplit('/').next().unwrap_or_default();
        format!("/v1/projects/{project}/forms/{FORM}/submissions")
    }

    /// Changes the one-time password, begins a session and makes a phone.
    fn log_in(&mut self, email: &str, one_time: &str) -> Outcome {
        let begun = self.ask("/api/v1/session", &[], &credentials(email, one_time))?;
        let cookie = begun.header("set-cookie").and_then(|cookie| cookie.split(';').next()).unwrap_or_default();
        let change = format!("{{\"old\": \"{one_time}\", \"new\": \"{PASSWORD}\"}}");
        self.ask("/api/v1/session/password", &[("cookie", cookie)], &change)?;
        self.begin_session(email, PASSWORD)
    }

    /// Begins a session and makes a phone.
    fn begin_session(&mut self, email: &str, password: &str) -> Outcome {
        let token = text_of(&self.ask("/v1/sessions", &[], &credentials(email, password))?.text(), "token")?;
        self.reviewer = format!("Bearer {token}");
        let bearer = [("authorization", self.reviewer.as_str())];
        let phone = self.ask("/v1/projects/1/app-users", &bearer, "{\"displayName\": \"Phone\"}")?;
        self.phone = format!("/v1/key/{}/projects/1", text_of(&phone.text(), "token")?);
        Ok(())
    }

    fn ask(&self, path: &str, more: &[(&str, &str)], body: &str) -> Outcome<Answer> {
        let headers = [&[("x-inzira", "1"), ("content-type", "application/json")], more].concat();
        let answer = self.client().send("POST", path, &headers, body.as_bytes());
        let answer = answer.map_err(|error| Failure::io(path, error))?;
        match answer.status {
            200..300 => Ok(answer),
            status => Err(Failure::new(format!("{path} answered {status}: {}", answer.text()))),
        }
    }
}

fn credentials(email: &str, password: &str) -> String {
    format!("{{\"email\": \"{email}\", \"password\": \"{password}\"}}")
}

impl Serving {
    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: the process gets no chance to do anything.
    pub fn kill(mut self) -> Outcome {
        self.end()
    }

    fn end(&mut self) -> Outcome {
        let failed = |error| Failure::io("The server could not be killed", error);
        self.child.kill().map_err(failed)?;
        self.child.wait().map_err(failed).map(drop)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

/// `Log in as NAME with the one-time password WORD`.
fn first_log_in(told: &str) -> Option<(String, String)> {
    let line = told.lines().find_map(|line| line.strip_prefix("Log in as "))?;
    let (name, password) = line.split_once(" with the one-time password ")?;
    Some((name.to_owned(), password.trim().to_owned()))
}

fn text_of(json: &str, member: &str) -> Outcome<String> {
    let read = Json::read(json)?;
    let found = read.get(member).and_then(Json::text);
    found.map(str::to_owned).ok_or_else(|| Failure::new(format!("There is no '{member}' in {json}")))
}

fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}
