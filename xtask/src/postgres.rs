//! A PostgreSQL server of the tests' own: made in a temporary folder, reached on loopback with a password of its own,
//! stopped and removed at the end. It keeps PostgreSQL's default of writing through to disk, like one in real use.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::install;
use crate::run::Run;

const USER: &str = "inzira";
/// How often, 0.1 s apart, a started server is asked whether it is ready: a cold, busy machine needs seconds.
const PATIENCE: u32 = 600;

/// How a server is stopped: its sessions are ended, or it is left as after a power cut.
#[derive(Debug, Clone, Copy)]
pub enum Stop {
    Fast,
    Immediate,
}

/// A running server; dropping it stops it and removes its files.
pub struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    child: Option<Child>,
    url: String,
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub fn start() -> Outcome<Postgres> {
        let programs = match programs() {
            Some(programs) => programs,
            None => {
                install::debian(&["postgresql"])?;
                programs().ok_or_else(|| Failure::new("The Debian package postgresql brought no initdb."))?
            }
        };
        remove_left_over();
        let mut server = Postgres { folder: own_folder(), programs, port: 0, child: None, url: String::new() };
        server.launch()?;
        Ok(server)
    }

    /// `postgres://…`, with a role that may create databases.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes a database and gives its address.
    pub fn create_database(&self, name: &str) -> Outcome<String> {
        let statement = format!("CREATE DATABASE {name}");
        Run::new(self.programs.join("psql")).args(["-q", "-c", &statement, &self.url]).read()?;
        Ok(format!("{}/{name}", self.url.trim_end_matches("/postgres")))
    }

    /// Stops it and starts it again on the same data, at the same address.
    pub fn restart(&mut self, how: Stop) -> Outcome {
        let signal = match how {
            Stop::Fast => "INT",
            Stop::Immediate => "QUIT",
        };
        self.stop(signal);
        self.spawn()?;
        self.await_ready()
    }

    /// The shell's own `kill`: a bare Debian has no program of that name.
    fn stop(&mut self, signal: &str) {
        if let Some(mut child) = self.child.take() {
            let _ = Run::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).read();
            let _ = child.wait();
        }
    }

    fn launch(&mut self) -> Outcome {
        let failed = |error| Failure::io("A folder for PostgreSQL", error);
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let (data, password_file) = (self.folder.join("cluster"), self.folder.join("password"));
        let password = random_word().map_err(failed)?;
        fs::write(&password_file, &password).map_err(failed)?;
        if is_root()? {
            Run::new("chown").args(["-R", "postgres"]).arg(&self.folder).read()?;
        }
        as_its_user(&self.programs.join("initdb"))?
            .args(["--username", USER, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--pwfile"])
            .args([&password_file, Path::new("--pgdata"), &data])
            .within(&self.folder)
            .read()?;
        self.port = free_port().map_err(failed)?;
        self.url = format!("postgres://{USER}:{password}@127.0.0.1:{}/postgres", self.port);
        self.spawn()?;
        self.await_ready()
    }

    fn spawn(&mut self) -> Outcome {
        let failed = |error| Failure::io("PostgreSQL could not be started", error);
        let log = fs::File::create(self.folder.join("log")).map_err(failed)?;
        let child = as_its_user(&self.programs.join("postgres"))?
            .arg("-D")
            .arg(self.folder.join("cluster"))
            .args(["-p", &self.port.to_string(), "-c", "listen_addresses=127.0.0.1"])
            .args(["-c", &format!("unix_socket_directories={}", self.folder.display())])
            .within(&self.folder)
            .into_command()
            .stdout(log.try_clone().map_err(failed)?)
            .stderr(log)
            .spawn()
            .map_err(failed)?;
        self.child = Some(child);
        Ok(())
    }

    fn await_ready(&mut self) -> Outcome {
        for _ in 0..PATIENCE {
            if Run::new(self.programs.join("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .read()
                .is_ok()
            {
                return Ok(());
            }
            if self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(Some(_)))) {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(Failure::new(format!("PostgreSQL did not become ready:\n{}", log.trim_end())))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // An interrupt is PostgreSQL's "fast shutdown": it ends the sessions and stops in good order.
        self.stop("INT");
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder with PostgreSQL's server programs; Debian keeps them off the path, one folder for each version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let version = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.flatten().map(|entry| entry.path()).max_by_key(version)?.join("bin");
    newest.join("initdb").is_file().then_some(newest)
}

fn is_root() -> Outcome<bool> {
    Ok(Run::new("id").arg("-u").read()?.trim() == "0")
}

/// PostgreSQL refuses to run as root, so root hands it to the user that Debian's package made. In either case the
/// server gets an interrupt should this process die before it can stop it.
fn as_its_user(program: &Path) -> Outcome<Run> {
    let run = Run::new("setpriv").args(["--pdeathsig", "INT"]);
    let run = if is_root()? { run.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]) } else { run };
    Ok(run.arg(program))
}

const FOLDER_NAME: &str = "inzira-postgres-";

fn own_folder() -> PathBuf {
    std::env::temp_dir().join(format!("{FOLDER_NAME}{}", std::process::id()))
}

/// Removes the folders of runs that were killed before they could do so themselves.
fn remove_left_over() {
    let Ok(entries) = fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix(FOLDER_NAME));
        if process.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// 128 random bits as text.
fn random_word() -> std::io::Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
