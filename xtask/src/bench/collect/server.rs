//! A server of the benchmark's own: an empty data folder (or an empty PostgreSQL), one operation, one form, one phone.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use super::form;
use super::http::{Answer, Body, Connection};
use crate::failure::{Failure, Outcome};
use crate::json::Json;
use crate::run::Run;

const PASSWORD: &str = "a long one for the benchmark";
/// What is waited for the server to listen.
const PATIENCE: Duration = Duration::from_secs(120);
/// Ticks of the processor's clock a second, as Linux shows them to programs.
const TICKS_A_SECOND: f64 = 100.0;

/// A running server; dropping it ends it and removes its data.
pub struct Server {
    child: Child,
    folder: PathBuf,
    /// `127.0.0.1:PORT`.
    pub host: String,
    /// Path of the project below `/v1` for people.
    pub project: String,
    /// Path below which the phone asks.
    pub phone: String,
    /// `Authorization: Bearer …` of a manager, ending its line.
    pub authorization: String,
}

impl Server {
    /// Starts `program` on an empty folder, or on an empty database of PostgreSQL.
    pub fn start(program: &Path, folder: &Path, database: Option<&str>) -> Outcome<Server> {
        let _ = fs::remove_dir_all(folder);
        let data = folder.join("data");
        let run = || {
            let run = Run::new(program);
            match database {
                Some(url) => run.env("INZIRA_DATABASE", url),
                None => run,
            }
        };
        let said = run().arg("init").arg("--data").arg(&data).read()?;
        let words = said.lines().find_map(|line| line.strip_prefix("Log in as "));
        let account = words.and_then(|words| words.split_once(" with the one-time password "));
        let (email, once) = account.ok_or_else(|| Failure::new(format!("No first account was told: {said}")))?;
        run()
            .args(["operation", "create", "bench", "--name", "Bench", "--country", "BDI", "--country-name", "Burundi"])
            .arg("--data")
            .arg(&data)
            .read()?;
        let host = format!("127.0.0.1:{}", free_port()?);
        let log = fs::File::create(folder.join("log")).map_err(|error| Failure::io("A log", error))?;
        let mut command = run().arg("serve").args(["--listen", &host]).arg("--data").arg(&data).into_command();
        let same = log.try_clone().map_err(|error| Failure::io("A log", error))?;
        let child = command.stdout(same).stderr(log).spawn().map_err(|error| Failure::io(program.display(), error))?;
        let mut server = Server {
            child,
            folder: folder.to_owned(),
            host,
            project: String::new(),
            phone: String::new(),
            authorization: String::new(),
        };
        server.wait()?;
        server.set_up(email, once.trim())?;
        Ok(server)
    }

    fn wait(&self) -> Outcome {
        let started = Instant::now();
        while Connection::open(&self.host).is_err() {
            if started.elapsed() > PATIENCE {
                return Err(Failure::new("The server did not listen in time.".to_owned()));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// What a manager of ODK Central does through its own API: log in, publish the form, add a phone that may fill it.
    fn set_up(&mut self, email: &str, once: &str) -> Outcome {
        const JSON: &str = "Content-Type: application/json\r\n";
        let own_page = format!("{JSON}X-Inzira: 1\r\n");
        let begin = format!(r#"{{"email":"{email}","password":"{once}"}}"#);
        let cookie = self.ask("POST", "/api/v1/session", &own_page, begin.as_bytes())?.cookie.unwrap_or_default();
        let change = format!(r#"{{"old":"{once}","new":"{PASSWORD}"}}"#);
        let with_cookie = format!("{own_page}Cookie: {cookie}\r\n");
        self.ask("POST", "/api/v1/session/password", &with_cookie, change.as_bytes())?;
        let begin = format!(r#"{{"email":"{email}","password":"{PASSWORD}"}}"#);
        let token = text_in(&self.ask("POST", "/v1/sessions", JSON, begin.as_bytes())?, "token")?;
        self.authorization = format!("Authorization: Bearer {token}\r\n");
        self.project = "/v1/projects/1".to_owned();
        let publish = format!("{}/forms?ignoreWarnings=true&publish=true", self.project);
        let xml = format!("{}Content-Type: application/xml\r\n", self.authorization);
        self.ask("POST", &publish, &xml, form::xform().as_bytes())?;
        let headers = format!("{}{JSON}", self.authorization);
        let added =
            self.ask("POST", &format!("{}/app-users", self.project), &headers, br#"{"displayName":"Bench"}"#)?;
        self.phone = format!("/v1/key/{}/projects/1", text_in(&added, "token")?);
        Ok(())
    }

    fn ask(&self, method: &str, path: &str, headers: &str, content: &[u8]) -> Outcome<Answer> {
        let answer = Connection::open(&self.host)?.ask(method, path, headers, content, Body::Kept)?;
        if (200..300).contains(&answer.status) {
            return Ok(answer);
        }
        let said = String::from_utf8_lossy(&answer.body).into_owned();
        Err(Failure::new(format!("{method} {path} was answered {}: {said}", answer.status)))
    }

    /// Seconds of the processor it has used so far, this process alone.
    pub fn processor_seconds(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let fields: Vec<f64> = after_name.split_whitespace().map(|word| word.parse().unwrap_or(0.0)).collect();
        fields.get(11..13).map_or(0.0, |ticks| ticks.iter().sum::<f64>() / TICKS_A_SECOND)
    }

    /// Bytes of memory it has now, and the most it ever had.
    pub fn resident_bytes(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let kibibytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.split_whitespace().next().and_then(|word| word.parse::<u64>().ok()).unwrap_or(0)
        };
        (kibibytes("VmRSS:") * 1024, kibibytes("VmHWM:") * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn text_in(answer: &Answer, name: &str) -> Outcome<String> {
    let body = String::from_utf8_lossy(&answer.body);
    let text = Json::read(&body)?.get(name).and_then(Json::text).map(str::to_owned);
    text.ok_or_else(|| Failure::new(format!("There is no '{name}' in {body}")))
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    Ok(listener.map_err(|error| Failure::io("A port", error))?.port())
}
