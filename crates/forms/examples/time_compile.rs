//! Reads and compiles one workbook several times within one process, for `cargo xtask bench forms`:
//! `cargo run --release -p forms --example time_compile -- FORM RUNS`. Prints the seconds of each run, one a line.

use forms::{CompileOptions, compile};
use std::{env, fs, hint::black_box, process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path, runs] = arguments.as_slice() else {
        eprintln!("usage: time_compile FORM RUNS");
        return ExitCode::from(2);
    };
    for _ in 0..runs.parse().unwrap_or(1) {
        let started = Instant::now();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        match compile(path, &bytes, &CompileOptions::default()) {
            Ok(compiled) => drop(black_box(compiled)),
            Err(problems) => {
                eprintln!("{problems}");
                return ExitCode::FAILURE;
            }
        }
        println!("{}", started.elapsed().as_secs_f64());
    }
    ExitCode::SUCCESS
}
