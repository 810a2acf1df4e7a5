//! Reads XForms: `cargo run -p forms --example read_xform -- XFORM…`. Prints of each what it asks for, and what is wrong
//! with it. Exits 1 if any is refused, 2 if it cannot be read.

use forms::{Limits, read_xform};
use std::{env, fs, process::ExitCode};

fn main() -> ExitCode {
    let mut refused = false;
    for path in env::args().skip(1) {
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                return ExitCode::from(2);
            }
        };
        match read_xform(&bytes, &Limits::default()) {
            Ok(read) => {
                let form = &read.form;
                println!("{path}: form '{}' version '{}' in {:?}", form.id, form.version, form.languages);
                let columns = form.schema().columns;
                columns
                    .iter()
                    .for_each(|column| println!("  {} {:?} {}", column.name, column.kind, column.choices.join(" ")));
                println!("  files: {}", form.attachments().join(" "));
                read.warnings.iter().for_each(|warning| println!("  warning {}: {warning}", warning.code));
            }
            Err(problems) => {
                refused = true;
                problems
                    .0
                    .iter()
                    .for_each(|problem| println!("{path}: {:?} {}: {problem}", problem.severity, problem.code));
            }
        }
    }
    if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
