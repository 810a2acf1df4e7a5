//! Compiles one workbook: `cargo run -p forms --example compile -- FORM [XFORM]`. The XForm goes to the second path or to
//! the output; problems go to the error output, one a line. Exits 1 if the form is refused, 2 if it cannot be read.

use forms::{CompileOptions, compile};
use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        eprintln!("usage: compile FORM [XFORM]");
        return ExitCode::from(2);
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::from(2);
        }
    };
    match compile(path, &bytes, &CompileOptions::default()) {
        Ok(compiled) => {
            for warning in &compiled.warnings {
                eprintln!("warning {}: {warning}", warning.code);
            }
            match arguments.get(1) {
                Some(output) => {
                    if let Err(error) = fs::write(output, &compiled.xform) {
                        eprintln!("{output}: {error}");
                        return ExitCode::from(2);
                    }
                }
                None => print!("{}", compiled.xform),
            }
            ExitCode::SUCCESS
        }
        Err(problems) => {
            for problem in &problems.0 {
                eprintln!("{:?} {}: {problem}", problem.severity, problem.code);
            }
            ExitCode::FAILURE
        }
    }
}
