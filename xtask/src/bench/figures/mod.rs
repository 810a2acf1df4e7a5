//! Figures of many rounds: every count of displaced people by place, reason, sex and age, beside pandas and DuckDB, who read the
//! same snapshots. The numbers of all three are compared: being fast and wrong is no result.

mod numbers;
mod programs;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::measure::{Taken, printed, side_by_side};
use super::table::{Table, megabytes, peak_of, processor_of, seconds, time_of, times};
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use crate::project::Project;
use programs::{Peer, Programs};

/// As many rounds as Burundi has had in some years.
const ROUNDS: u32 = 40;

/// Records of all rounds together that are compared.
const RECORDS: u32 = 1_000_000;

/// Records of all rounds together while growth is measured.
const GROWTH: [u32; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Records of a round in which one changes: of a country like Burundi, and of forty times the largest list.
const CHANGED: [u32; 2] = [1_415, 25_000];

const RUNS: usize = 3;
const MOST: Duration = Duration::from_secs(900);

pub fn run(project: &Project) -> Outcome {
    let progress = Progress::start();
    let workbook = project.path("../shared/data/dtm_assessments/burundi_baseline_round_68_2022_04.xlsx");
    if !workbook.is_file() {
        return Err(Failure::new(format!(
            "The real round to draw from is not there: {}. It is on the Humanitarian Data Exchange, as \
             'burundi-baseline-assessment-data-iom-dtm', round 68.",
            workbook.display()
        )));
    }
    let folder = project.target()?.join("bench-figures");
    fs::create_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    progress.say("building with all optimisations; the query engine takes a while");
    let programs = Programs::build(project, workbook)?;
    let peers = programs.peers(project)?;
    progress.say("a million records");
    println!("\n### Figures of {ROUNDS} rounds\n");
    let snapshots = write(&programs, &folder, RECORDS)?;
    compare(&peers, &snapshots.folder, &folder)?;
    println!("Writing the snapshots took {}.\n", seconds(snapshots.seconds));
    changes(project, &programs, &folder, &progress)?;
    grow(&programs, &peers, &folder, &progress)
}

struct Snapshots {
    folder: PathBuf,
    seconds: f64,
}

fn write(programs: &Programs, folder: &Path, records: u32) -> Outcome<Snapshots> {
    let snapshots = folder.join(format!("snapshots-{records}"));
    let seconds = printed(&programs.write(&snapshots, records, ROUNDS))?;
    let seconds = seconds.ok_or_else(|| Failure::new("The snapshots could not be written."))?;
    Ok(Snapshots { folder: snapshots, seconds })
}

fn measure(peers: &[Peer], snapshots: &Path, folder: &Path, runs: usize) -> Outcome<Vec<Taken>> {
    let commands: Vec<_> = peers.iter().map(|peer| peer.figures(snapshots, folder)).collect();
    side_by_side(&commands, runs, MOST, folder)
}

/// What is measured, how it is shown, and the number for ratios.
type Row = (&'static str, fn(Taken) -> String, fn(&Taken) -> Option<f64>);

fn compare(peers: &[Peer], snapshots: &Path, folder: &Path) -> Outcome {
    let taken = measure(peers, snapshots, folder, RUNS)?;
    numbers::must_be_equal(&peers.iter().map(|peer| (peer.name, peer.output(folder))).collect::<Vec<_>>())?;
    let mut headers = vec!["measured"];
    headers.extend(peers.iter().map(|peer| peer.name));
    let mut table = Table::new(&headers);
    let rows: [Row; 3] = [
        ("whole process", time_of, Taken::seconds),
        ("its processor time", processor_of, Taken::processor_seconds),
        ("its peak memory", peak_of, Taken::peak),
    ];
    for (what, shown, value) in rows {
        let ours = taken.first().and_then(value);
        let cell = |one: &Taken| {
            let ratio = value(one).zip(ours).map_or_else(String::new, |(theirs, ours)| times(theirs, ours));
            format!("{} ({ratio})", shown(*one))
        };
        let mut cells = vec![what.to_owned()];
        cells.extend(taken.iter().map(cell));
        table.row(&cells);
    }
    table.print();
    Ok(())
}

fn changes(project: &Project, programs: &Programs, folder: &Path, progress: &Progress) -> Outcome {
    let mut table = Table::new(&[
        "records of the round",
        "changed record → snapshot and the two indicators",
        "decision about a record → figure in an open page",
    ]);
    for records in CHANGED {
        progress.say(&format!("one of {records} records changed"));
        let served = folder.join("served");
        let _ = fs::remove_dir_all(&served);
        let within = printed(&programs.change(records))?;
        let through = printed(&programs.decide(project, &served, records)?)?;
        let took = [within, through].map(|took| took.map_or_else(|| "–".to_owned(), seconds));
        table.row(&[&[records.to_string()], &took[..]].concat());
        fs::remove_dir_all(&served).map_err(|error| Failure::io(served.display(), error))?;
    }
    table.print();
    Ok(())
}

fn grow(programs: &Programs, peers: &[Peer], folder: &Path, progress: &Progress) -> Outcome {
    println!("### Growth\n");
    let mut headers = vec!["records", "written", "on disk"];
    let columns: Vec<String> =
        peers.iter().flat_map(|peer| ["", ", peak memory"].map(|what| format!("{}{what}", peer.name))).collect();
    headers.extend(columns.iter().map(String::as_str));
    let mut table = Table::new(&headers);
    for records in GROWTH {
        progress.say(&format!("{records} records"));
        let snapshots = write(programs, folder, records)?;
        let mut cells = vec![records.to_string(), seconds(snapshots.seconds), megabytes(size_of(&snapshots.folder)?)];
        for taken in measure(peers, &snapshots.folder, folder, 1)? {
            cells.extend([time_of(taken), peak_of(taken)]);
        }
        table.row(&cells);
    }
    table.print();
    Ok(())
}

fn size_of(folder: &Path) -> Outcome<u64> {
    let failed = |error| Failure::io(folder.display(), error);
    let mut bytes = 0;
    for entry in fs::read_dir(folder).map_err(failed)? {
        bytes += entry.and_then(|entry| entry.metadata()).map_err(failed)?.len();
    }
    Ok(bytes)
}
