//! rxform as a process: `rxform-peer FORM XFORM`, or `rxform-peer FORM --times RUNS`, which prints the seconds of each run.

use std::{env, fs, hint::black_box, path::Path, process::ExitCode, time::Instant};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [form, option, runs] if option == "--times" => times(form, runs.parse().unwrap_or(1)),
        [form, output] => once(form, output),
        _ => Err("usage: rxform-peer FORM XFORM, or FORM --times RUNS".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn once(form: &str, output: &str) -> Result<(), String> {
    let xform = rxform::convert_file(Path::new(form)).map_err(|error| error.to_string())?;
    fs::write(output, xform).map_err(|error| format!("{output}: {error}"))
}

fn times(form: &str, runs: usize) -> Result<(), String> {
    for _ in 0..runs {
        let started = Instant::now();
        drop(black_box(rxform::convert_file(Path::new(form)).map_err(|error| error.to_string())?));
        println!("{}", started.elapsed().as_secs_f64());
    }
    Ok(())
}
