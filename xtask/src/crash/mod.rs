//! `cargo xtask crash`: the server is killed again and again while phones send to it, and nothing that it acknowledged may
//! be lost, be there twice or by half. docs/durability.md says what this shows and what it cannot show.

pub mod dice;
mod disk;
pub mod http;
mod kills;
pub mod ledger;
mod phone;
mod restarts;
pub mod site;
mod update;
mod verify;

use std::fs;
use std::path::{Path, PathBuf};

use crate::arguments::Arguments;
use crate::build;
use crate::failure::{Failure, Outcome};
use crate::postgres::Postgres;
use crate::progress::Progress;
use crate::project::Project;
use crate::run::Run;
use crate::rust::Profile;
use crate::test::tally::Tally;
use kills::Kills;

/// Kills of a whole run: the moment that goes wrong once in hundreds is the one that some field office meets.
const TIMES: u32 = 1_000;
/// Of them, on a store that an older version left.
const UPDATES_IN: u32 = 10;

/// What is to be done.
struct Plan {
    times: u32,
    updates: u32,
    restarts: u32,
    disk: bool,
    seed: u64,
}

pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let times = arguments.number("--times")?.unwrap_or(u64::from(TIMES));
    let seed = arguments.number("--seed")?.unwrap_or(1);
    let postgres = arguments.flag("--postgres");
    let release = arguments.flag("--release");
    arguments.finish()?;
    let times = u32::try_from(times).map_err(|_| Failure::new("--times is too large."))?;
    let restarts = if postgres { times.div_ceil(20) } else { 0 };
    let updates = if postgres { 0 } else { times.div_ceil(UPDATES_IN) };
    let plan = Plan { times, updates, restarts, disk: !postgres, seed };
    let progress = Progress::start();
    let profile = if release { Profile::Release } else { Profile::Dev };
    let server = match std::env::var_os("INZIRA_BIN") {
        Some(named) => std::path::absolute(named).map_err(|error| Failure::io("INZIRA_BIN", error))?,
        None => build::build(project, &progress, profile)?,
    };
    let postgres = if postgres { Some(Postgres::start()?) } else { None };
    carry_out(project, &progress, &server, postgres, &plan)
}

/// The short form, which is part of the tests: kills, updates, a full and a read-only disk, and PostgreSQL restarted. The
/// first thing that goes wrong ends it.
pub fn short(project: &Project, server: &Path) -> Outcome<Tally> {
    let progress = Progress::start();
    let disk = disk::can_mount();
    carry_out(project, &progress, server, None, &Plan { times: 20, updates: 6, restarts: 0, disk: true, seed: 68 })?;
    let postgres = Plan { times: 3, updates: 0, restarts: 2, disk: false, seed: 68 };
    carry_out(project, &progress, server, Some(Postgres::start()?), &postgres)?;
    Ok(if disk { Tally { passed: 6, failed: 0, skipped: 0 } } else { Tally { passed: 4, failed: 0, skipped: 2 } })
}

fn carry_out(
    project: &Project,
    progress: &Progress,
    server: &Path,
    mut postgres: Option<Postgres>,
    plan: &Plan,
) -> Outcome {
    let folder = fresh_folder(project)?;
    let database = match &postgres {
        Some(postgres) => Some(postgres.create_database("inzira_crash")?),
        None => None,
    };
    progress.say(&format!("seed {}, in {}", plan.seed, folder.display()));
    let site = site::Site::make(server, &folder, database.as_deref())?;
    copy_folder(&site.data, &folder.join("fresh"))?;
    if plan.updates > 0 {
        update::kill_updates(project, progress, &site, &folder, plan.updates, plan.seed)?;
    }
    let mut kills = Kills::new(&site, plan.seed);
    kills.carry_out(progress, plan.times)?;
    if let Some(postgres) = &mut postgres {
        restarts::carry_out(progress, &site, &mut kills.phones, postgres, plan.restarts)?;
    }
    progress.say("looking at everything once more");
    verify::everything(&site, &mut kills.phones)?;
    println!("{}", kills.report(&site));
    if plan.disk {
        disk::carry_out(progress, &site, &folder, plan.seed)?;
    }
    fs::remove_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))
}

/// In the target folder: on a disk like the one that data is kept on, which a folder in memory is not.
fn fresh_folder(project: &Project) -> Outcome<PathBuf> {
    let folder = project.target()?.join(format!("crash-{}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    }
    Ok(folder)
}

/// A copy of a folder, in place of whatever was there.
fn copy_folder(from: &Path, to: &Path) -> Outcome {
    if to.exists() {
        fs::remove_dir_all(to).map_err(|error| Failure::io(to.display(), error))?;
    }
    Run::new("cp").arg("-a").arg(from).arg(to).read().map(drop)
}
