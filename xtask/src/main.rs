//! Every chore of the project is one word: `cargo xtask <word>`. Without a word, the words are listed.
//!
//! To add a word: write one file with a `pub fn run(project: &Project, arguments: &[String]) -> Outcome`, and a line in
//! [`WORDS`].

mod arguments;
mod bench;
mod build;
mod crash;
mod demo;
mod failure;
mod fuzz;
mod install;
mod json;
mod licences;
mod lint;
mod postgres;
mod progress;
mod project;
mod run;
mod rust;
mod soak;
mod stamp;
mod test;
mod web;

use std::process::ExitCode;

use failure::{Failure, Outcome};
use project::Project;

/// One chore.
struct Word {
    name: &'static str,
    arguments: &'static str,
    what: &'static str,
    run: fn(&Project, &[String]) -> Outcome,
}

const WORDS: &[Word] = &[
    Word {
        name: "demo",
        arguments: "[--listen ADDRESS] [--data FOLDER] [--no-serve]",
        what: "build everything, make a fresh demonstration folder and serve it",
        run: demo::run,
    },
    Word {
        name: "build",
        arguments: "[--release]",
        what: "build the web application and inzira; --release for deployment",
        run: build::run,
    },
    Word {
        name: "test",
        arguments: "[PART …]",
        what: "install what the tests need and run all of them, or only the named parts",
        run: test::run,
    },
    Word {
        name: "fuzz",
        arguments: "[TARGET …] [--seconds N]",
        what: "search for inputs that break the reading of forms and submissions",
        run: fuzz::run,
    },
    Word {
        name: "crash",
        arguments: "[--times N] [--postgres] [--seed N] [--release]",
        what: "kill the server while phones send to it, fill its disk, restart its database; nothing may be lost",
        run: crash::run,
    },
    Word {
        name: "soak",
        arguments: "[--minutes N] [--release]",
        what: "serve phones, programs and dashboards for a while and watch memory and latency, as Markdown",
        run: soak::run,
    },
    Word {
        name: "bench",
        arguments: "[NAME …]",
        what: "measure how fast we are beside our peers, all or the named ones, as Markdown",
        run: bench::run,
    },
    Word { name: "lint", arguments: "", what: "clippy over every target, warnings refused", run: lint::lint },
    Word { name: "fix", arguments: "", what: "format, and let clippy repair what it can", run: lint::fix },
    Word {
        name: "licences",
        arguments: "",
        what: "check that every dependency's licence fits ours",
        run: licences::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        None => list_words(),
        Some((word, rest)) => start(word, rest),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn start(name: &str, arguments: &[String]) -> Outcome {
    let Some(word) = WORDS.iter().find(|word| word.name == name) else {
        return Err(Failure::new(format!("There is no word '{name}'. `cargo xtask` alone lists the words.")));
    };
    (word.run)(&Project::find()?, arguments)
}

fn list_words() -> Outcome {
    println!("cargo xtask <word>\n");
    for word in WORDS {
        println!("  {:<10}{}", word.name, word.what);
        if !word.arguments.is_empty() {
            println!("  {:<10}{}", "", word.arguments);
        }
    }
    Ok(())
}
