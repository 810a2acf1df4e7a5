//! Coverage-guided fuzzing with libFuzzer, on the stable compiler and without more than a C++ compiler: the compiler's own
//! pass records which edges were taken, sanitizers are not needed by safe Rust.

use std::fs;
use std::path::Path;

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::run::{Run, is_on_path};

/// One target: its name, and the folders that seed it.
struct Target {
    name: &'static str,
    seeds: &'static [&'static str],
    /// Bytes of an input, at most.
    longest: usize,
}

const TARGETS: &[Target] = &[
    Target {
        name: "workbook",
        seeds: &[
            "tests/forms/corpus",
            "packs/mobility-tracking/forms",
            "crates/forms/tests/once_broken",
            "../shared/data/xlsforms",
        ],
        longest: 200_000,
    },
    Target { name: "survey", seeds: &[], longest: 4_096 },
    Target { name: "xpath", seeds: &["tests/forms/corpus", "packs/mobility-tracking/forms"], longest: 2_000 },
    Target { name: "submission", seeds: &[], longest: 4_096 },
];

/// What cargo-fuzz gives the compiler too, but for the sanitizer, which needs a nightly one.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Clink-dead-code -Ccodegen-units=1";

/// The flags must not reach build scripts and macros, so that the machine is named as a target.
const MACHINE: &str =
    if cfg!(target_arch = "aarch64") { "aarch64-unknown-linux-gnu" } else { "x86_64-unknown-linux-gnu" };

/// Runs one target or all of them, each for so many seconds.
pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let seconds = seconds(arguments.value("--seconds")?)?;
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    let chosen: Vec<&Target> = TARGETS.iter().filter(|target| arguments.flag(target.name)).collect();
    arguments.finish().map_err(|failure| Failure::new(format!("{failure} Targets: {}.", names.join(", "))))?;
    if !is_on_path("c++") && !is_on_path("g++") {
        return Err(Failure::new("A C++ compiler is needed to build libFuzzer: install g++."));
    }
    let folder = project.cache()?.join("fuzz");
    let built = folder.join("target");
    Run::new("cargo")
        .args(["build", "--release", "--locked", "--target", MACHINE])
        .env("RUSTFLAGS", FLAGS)
        .env("CARGO_TARGET_DIR", &built)
        .within(&project.path("fuzz"))
        .must()?;
    let chosen = if chosen.is_empty() { TARGETS.iter().collect() } else { chosen };
    for target in chosen {
        fuzz(project, target, seconds, &folder, &built.join(MACHINE).join("release").join(target.name))?;
    }
    Ok(())
}

fn seconds(given: Option<String>) -> Outcome<u32> {
    let given = given.unwrap_or_else(|| "60".to_owned());
    given.parse().map_err(|_| Failure::new(format!("--seconds needs a whole number, not '{given}'.")))
}

/// What was learned is kept between runs; an input that breaks the target ends it, and is named.
fn fuzz(project: &Project, target: &Target, seconds: u32, folder: &Path, program: &Path) -> Outcome {
    let (learned, seeds) = (folder.join("learned").join(target.name), folder.join("seeds").join(target.name));
    let broken = folder.join("broken").join(target.name);
    for folder in [&learned, &seeds, &broken] {
        fs::create_dir_all(folder).map_err(|error| Failure::io(folder.display(), error))?;
    }
    sow(project, target, &seeds)?;
    let finished = Run::new(program)
        .arg(&learned)
        .arg(&seeds)
        .arg(format!("-artifact_prefix={}/", broken.display()))
        .arg(format!("-max_total_time={seconds}"))
        .args(["-rss_limit_mb=2048", "-timeout=20", "-len_control=0", "-print_final_stats=1"])
        .arg(format!("-max_len={}", target.longest))
        .show()?;
    if finished.succeeded {
        return Ok(());
    }
    Err(Failure::new(format!(
        "'{}' broke; the input is in {}. Repair it, and keep the input in crates/forms/tests/once_broken.",
        target.name,
        broken.display()
    )))
}

/// Copies the seeds: for `workbook` behind a byte that chooses the name, for `xpath` cell by cell.
fn sow(project: &Project, target: &Target, to: &Path) -> Outcome {
    for folder in target.seeds {
        let Ok(entries) = fs::read_dir(project.path(folder)) else { continue };
        for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
            let bytes = fs::read(&path).map_err(|error| Failure::io(path.display(), error))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for (number, seed) in seeds(target.name, &name, &bytes).into_iter().enumerate() {
                let file = to.join(format!("{name}-{number}"));
                fs::write(&file, seed).map_err(|error| Failure::io(file.display(), error))?;
            }
        }
    }
    Ok(())
}

fn seeds(target: &str, name: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    if target == "workbook" {
        // As the target lists its names: .xlsx, .xls, .csv, .md.
        let kind = [".xlsx", ".xls", ".csv", ".md"].iter().position(|ending| name.ends_with(ending)).unwrap_or(4);
        return vec![[&[kind.try_into().unwrap_or_default()], bytes].concat()];
    }
    let text = String::from_utf8_lossy(bytes);
    let cells = text.split(['|', '\n']).map(str::trim).filter(|cell| cell.contains(['$', '(', '=']));
    cells.map(|cell| cell.as_bytes().to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_what_the_targets_read() {
        assert_eq!(seeds("workbook", "a.md", b"| x |"), [b"\x03| x |"]);
        assert_eq!(seeds("xpath", "a.md", b"| x | ${a} > 1 |\n| . = 2 |"), [&b"${a} > 1"[..], b". = 2"]);
    }

    #[test]
    fn each_target_is_a_program_of_the_fuzz_folder() {
        let manifest = include_str!("../../fuzz/Cargo.toml");
        for target in TARGETS {
            assert!(manifest.contains(&format!("name = \"{}\"", target.name)), "{}", target.name);
        }
    }

    #[test]
    fn seconds_are_a_whole_number() {
        assert_eq!(seconds(None), Ok(60));
        assert_eq!(seconds(Some("5".to_owned())), Ok(5));
        assert!(seconds(Some("long".to_owned())).is_err());
    }
}
