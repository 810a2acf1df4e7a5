//! `cargo xtask soak`: mixed work for a while. Does the server's memory grow, and do answers become slower? What is printed
//! is Markdown, to be pasted into docs/soak.md.

mod clients;
mod times;
mod watch;

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::arguments::Arguments;
use crate::bench::table::Table;
use crate::build;
use crate::crash::site::Site;
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use crate::project::Project;
use crate::run::Run;
use crate::rust::Profile;
use clients::{Day, Reader};
use times::{Part, Times};
use watch::{Look, look};

const MINUTES: u64 = 10;
const LOOK_EVERY: Duration = Duration::from_secs(10);
const PHONES: u64 = 3;
const DASHBOARDS: usize = 10;

pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let minutes = arguments.number("--minutes")?.unwrap_or(MINUTES).max(1);
    let profile = if arguments.flag("--release") { Profile::Release } else { Profile::Dev };
    arguments.finish()?;
    let progress = Progress::start();
    let server = match std::env::var_os("INZIRA_BIN") {
        Some(named) => std::path::absolute(named).map_err(|error| Failure::io("INZIRA_BIN", error))?,
        None => build::build(project, &progress, profile)?,
    };
    let folder = project.target()?.join(format!("soak-{}", std::process::id()));
    progress.say("making the demonstration");
    let site = Site::demonstration(&server, &folder)?;
    let serving = site.serve()?;
    let (times, over, heard, first_failure) =
        (Times::begin(), AtomicBool::new(false), AtomicU64::new(0), Mutex::new(None));
    let day = Day { site: &site, times: &times, over: &over, heard: &heard, first_failure: &first_failure };
    let lasts = Duration::from_secs(60 * minutes);
    let looks = thread::scope(|scope| {
        let mut busy = Vec::new();
        for phone in 0..PHONES {
            let day = &day;
            busy.push(scope.spawn(move || day.send(phone + 1, Duration::from_millis(150))));
        }
        for reader in readers(&site) {
            let day = &day;
            busy.push(scope.spawn(move || day.read(&reader)));
        }
        busy.push(scope.spawn(|| day.review(Duration::from_secs(4))));
        busy.extend((0..DASHBOARDS).map(|_| scope.spawn(|| day.listen())));
        let looks = watch_while(&progress, &times, serving.id(), &site.data, lasts);
        over.store(true, Ordering::SeqCst);
        for client in busy {
            client.join().map_err(|_| Failure::new("A client of the chore itself failed."))??;
        }
        looks
    })?;
    serving.kill()?;
    let heard = heard.load(Ordering::SeqCst);
    println!("\n{}", heading(project, minutes, profile)?);
    print_looks(&looks);
    print_times(&times, lasts)?;
    println!("{DASHBOARDS} open dashboards heard {heard} announcements.\n");
    fs::remove_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    match first_failure.into_inner() {
        Ok(None) => Ok(()),
        Ok(Some(first)) => Err(Failure::new(format!("Not every request was served. The first that was not: {first}"))),
        Err(_) => Err(Failure::new("A client of the chore itself failed.")),
    }
}

fn readers(site: &Site) -> Vec<Reader> {
    let bearer = || ("authorization", site.reviewer.clone());
    let public = || ("accept-language", "fr".to_owned());
    let millis = Duration::from_millis;
    let figures = "/api/v1/public/operations/burundi/exercises/baseline_subarea";
    let form = site.submissions().trim_end_matches("/submissions").to_owned();
    let reader = |kind, paths: &[String], header, pause| Reader { kind, paths: paths.to_vec(), header, pause };
    vec![
        reader("form list", &[format!("{}/formList", site.phone)], public(), millis(300)),
        reader(
            "form and its lists",
            &[
                "forms/baseline_subarea.xml",
                "forms/baseline_subarea/manifest",
                "forms/baseline_subarea/attachments/admin2.csv",
            ]
            .map(|path| format!("{}/{path}", site.phone)),
            public(),
            millis(300),
        ),
        reader("OData, 100 rows", &[format!("{form}.svc/Submissions?$top=100")], bearer(), millis(500)),
        reader("OData, count", &[format!("{form}.svc/Submissions?$top=1&$count=true")], bearer(), millis(700)),
        reader("dashboard", &["/api/v1/public/operations".to_owned()], public(), millis(400)),
        reader("figures", &[format!("{figures}/figures?indicator=idps_individuals")], public(), millis(400)),
        reader(
            "DTM API",
            &[
                "/v3/displacement/admin1?Admin0Pcode=BDI".to_owned(),
                "/v3/displacement/admin2?Admin0Pcode=BDI".to_owned(),
            ],
            public(),
            millis(500),
        ),
        reader(
            "HXL and GeoJSON",
            &["hxl.csv", "admin2.geojson"].map(|file| format!("{figures}/rounds/4/{file}")),
            public(),
            millis(700),
        ),
    ]
}

/// Looks at the server every ten seconds.
fn watch_while(progress: &Progress, times: &Times, process: u32, data: &Path, lasts: Duration) -> Outcome<Vec<Look>> {
    let mut looks = Vec::new();
    while times.since() < lasts {
        thread::sleep(LOOK_EVERY.min(lasts.saturating_sub(times.since())));
        let seen = look(process, times.since().as_secs(), data)?;
        let parts = times.parts(times.since().saturating_sub(LOOK_EVERY), times.since())?;
        let answers: usize = parts.iter().map(|(_, part)| part.answers).sum();
        let slowest = parts.iter().max_by(|a, b| a.1.most_ms.total_cmp(&b.1.most_ms));
        let slowest =
            slowest.map_or(String::new(), |(kind, part)| format!("slowest: {kind}, p99 {:.0} ms", part.most_ms));
        progress.say(&format!(
            "{:.0} MB, {} files, {} threads, {answers} answers, {slowest}",
            seen.resident_mb, seen.files, seen.threads
        ));
        looks.push(seen);
    }
    Ok(looks)
}

fn heading(project: &Project, minutes: u64, profile: Profile) -> Outcome<String> {
    let commit = Run::new("git").args(["log", "-1", "--format=%h of %cs"]).within(project.root()).read()?;
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let built = match profile {
        Profile::Dev => "",
        Profile::Release => " --release",
    };
    Ok(format!(
        "`cargo xtask soak --minutes {minutes}{built}`, commit {}, {cores} cores ({}), server and clients on the same machine.\n",
        commit.trim(),
        model.map_or("of unknown make", |(_, name)| name.trim()),
    ))
}

/// Twelve lines at most, evenly over the time, and the last.
fn print_looks(looks: &[Look]) {
    let mut table = Table::new(&["after", "resident memory", "open files", "threads", "database with its log"]);
    let step = looks.len().div_ceil(12).max(1);
    for (at, seen) in looks.iter().enumerate() {
        if at % step == 0 || at + 1 == looks.len() {
            table.row(&[
                format!("{}:{:02} min", seen.second / 60, seen.second % 60),
                format!("{:.0} MB", seen.resident_mb),
                seen.files.to_string(),
                seen.threads.to_string(),
                format!("{:.0} MB", seen.database_mb),
            ]);
        }
    }
    table.print();
}

fn print_times(times: &Times, lasts: Duration) -> Outcome {
    let mut table = Table::new(&[
        "request",
        "answers",
        "not served",
        "p50, first third",
        "p50, last third",
        "p99, first third",
        "p99, last third",
    ]);
    let whole = times.parts(Duration::ZERO, Duration::MAX)?;
    let (first, last) = (times.parts(Duration::ZERO, lasts / 3)?, times.parts(lasts / 3 * 2, Duration::MAX)?);
    let milliseconds = |value: f64| format!("{value:.0} ms");
    for ((kind, all), ((_, first), (_, last))) in whole.iter().zip(first.iter().zip(&last)) {
        let Part { answers, failures, .. } = all;
        table.row(&[
            (*kind).to_owned(),
            answers.to_string(),
            failures.to_string(),
            milliseconds(first.half_ms),
            milliseconds(last.half_ms),
            milliseconds(first.most_ms),
            milliseconds(last.most_ms),
        ]);
    }
    table.print();
    Ok(())
}
