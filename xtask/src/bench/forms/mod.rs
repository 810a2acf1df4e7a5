//! Compiling XLSForms: as a whole process, within one process, and how both grow with the form.

mod peers;
mod subjects;

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::measure::{Taken, printed, side_by_side};
use super::table::{Table, megabytes, peak_of, processor_of, seconds, time_of, times};
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use crate::project::Project;
use peers::Peer;
use subjects::{Programs, Subject};

/// How often each program compiles each form.
const RUNS: usize = 3;

/// How often a form is compiled while growth is measured.
const GROWTH_RUNS: usize = 3;

/// What is waited for one compilation.
const MOST: Duration = Duration::from_secs(300);

/// What is waited where growth is measured: the largest form takes some minutes elsewhere.
const GROWTH_MOST: Duration = Duration::from_secs(60);

pub fn run(project: &Project) -> Outcome {
    let progress = Progress::start();
    let folder = project.target()?.join("bench-forms");
    fs::create_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    progress.say("building the crate with all optimisations");
    let programs = Programs::build(project)?;
    let peers = peers::all(project, &programs, &folder)?;
    println!("\n### Large forms\n");
    let mut headers = vec!["form", "measured"];
    headers.extend(peers.iter().enumerate().flat_map(|(position, peer)| {
        let ratio = (position > 0).then_some("beside ours");
        [Some(peer.name), ratio].into_iter().flatten()
    }));
    let mut table = Table::new(&headers);
    for subject in
        [subjects::largest_real(project, &programs)?, subjects::generated(&programs, &folder, 5_000, 50_000)?]
    {
        progress.say(&subject.shown);
        compare(&subject, &peers, &folder, &mut table)?;
    }
    println!();
    table.print();
    grow(&programs, &peers, &folder, &progress)
}

fn compare(subject: &Subject, peers: &[Peer], folder: &Path, table: &mut Table) -> Outcome {
    let commands: Vec<_> = peers.iter().map(|peer| (peer.once)(&subject.path)).collect();
    let taken = side_by_side(&commands, RUNS, MOST, folder)?;
    let ours = |value: fn(&Taken) -> Option<f64>| taken.first().and_then(value);
    for (what, shown, value) in [
        ("whole process", time_of as fn(Taken) -> String, Taken::seconds as fn(&Taken) -> Option<f64>),
        ("its processor time", processor_of, Taken::processor_seconds),
        ("its peak memory", peak_of, Taken::peak),
    ] {
        let cells = taken.iter().map(|taken| (shown(*taken), value(taken)));
        table.row(&line(if what == "whole process" { &subject.shown } else { "" }, what, cells, ours(value)));
    }
    let mut within = Vec::new();
    for peer in peers {
        within.push(printed(&(peer.repeated)(&subject.path))?);
    }
    let cells = within.iter().map(|value| (value.map_or_else(|| "refuses it".to_owned(), seconds), *value));
    table.row(&line("", "within a process", cells, within.first().copied().flatten()));
    Ok(())
}

/// A line of the table: ours, then each peer's number with its ratio to ours.
fn line(form: &str, what: &str, cells: impl Iterator<Item = (String, Option<f64>)>, ours: Option<f64>) -> Vec<String> {
    let mut line = vec![form.to_owned(), what.to_owned()];
    for (position, (shown, value)) in cells.enumerate() {
        line.push(shown);
        if position > 0 {
            line.push(value.zip(ours).map_or_else(|| "–".to_owned(), |(theirs, ours)| times(theirs, ours)));
        }
    }
    line
}

/// Forms of one shape, ten times larger each: with as many choices as questions.
fn grow(programs: &Programs, peers: &[Peer], folder: &Path, progress: &Progress) -> Outcome {
    println!("### Growth\n");
    let mut headers = vec!["questions"];
    let columns: Vec<String> = peers
        .iter()
        .flat_map(|peer| ["", ", a question", ", peak memory"].map(|what| format!("{}{what}", peer.name)))
        .collect();
    headers.extend(columns.iter().map(String::as_str));
    let mut table = Table::new(&headers);
    for questions in [500_u32, 5_000, 50_000] {
        let subject = subjects::generated(programs, folder, questions, questions)?;
        progress.say(&subject.shown);
        let commands: Vec<_> = peers.iter().map(|peer| (peer.once)(&subject.path)).collect();
        let mut cells = vec![questions.to_string()];
        for taken in side_by_side(&commands, GROWTH_RUNS, GROWTH_MOST, folder)? {
            let (each, peak) = match taken {
                Taken::Measured { seconds: all, peak_bytes, .. } => {
                    (seconds(all / f64::from(questions)), megabytes(peak_bytes))
                }
                _ => ("–".to_owned(), "–".to_owned()),
            };
            cells.extend([time_of(taken), each, peak]);
        }
        table.row(&cells);
    }
    println!();
    table.print();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_peer_has_its_ratio_to_ours() {
        let cells = [("2.0 s".to_owned(), Some(2.0)), ("9.0 s".to_owned(), Some(9.0)), ("refuses it".to_owned(), None)];
        let line = line("a form", "whole process", cells.into_iter(), Some(2.0));
        assert_eq!(line, ["a form", "whole process", "2.0 s", "9.0 s", "4.5×", "refuses it", "–"]);
    }
}
