//! Compiles workbooks.
//!
//! `cargo run -p forms --example compile -- FORM [XFORM]` compiles one: the XForm goes to the second path or to the
//! output, problems to the error output, one a line. Exits 1 if the form is refused, 2 if it cannot be read.
//!
//! `… compile --list FILE` compiles many at once, for comparisons with other compilers. Each line of the file names a
//! form and, behind a tab, what to write beside it: `OUT.xml` where the form compiles, `OUT.csv` where it has external
//! choices, and `OUT.problems` with a line for each problem: severity, code and words, divided by tabs. A form that makes
//! the compiler panic has `panic` for its severity.

use forms::{CompileOptions, Problem, compile};
use std::{
    env, fs,
    panic::catch_unwind,
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [flag, list] if flag == "--list" => many(Path::new(list)),
        [form] => one(form, None),
        [form, xform] => one(form, Some(Path::new(xform))),
        _ => Err("usage: compile FORM [XFORM], or compile --list FILE".to_owned()),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::from(2)
    })
}

fn one(form: &str, xform: Option<&Path>) -> Result<ExitCode, String> {
    let bytes = read(Path::new(form))?;
    match compile(form, &bytes, &CompileOptions::default()) {
        Ok(compiled) => {
            for warning in &compiled.warnings {
                eprintln!("warning {}: {warning}", warning.code);
            }
            match xform {
                Some(output) => write(output.to_owned(), &compiled.xform)?,
                None => print!("{}", compiled.xform),
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            for problem in &problems.0 {
                eprintln!("{:?} {}: {problem}", problem.severity, problem.code);
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

fn many(list: &Path) -> Result<ExitCode, String> {
    let list = String::from_utf8(read(list)?).map_err(|error| error.to_string())?;
    for line in list.lines() {
        let (form, output) = line.split_once('\t').ok_or_else(|| format!("no tab in {line:?}"))?;
        let bytes = read(Path::new(form))?;
        let beside = |extension: &str| PathBuf::from(format!("{output}.{extension}"));
        let problems = match catch_unwind(|| compile(form, &bytes, &CompileOptions::default())) {
            Ok(Ok(compiled)) => {
                write(beside("xml"), &compiled.xform)?;
                if let Some(itemsets) = &compiled.itemsets {
                    write(beside("csv"), itemsets)?;
                }
                lines(&compiled.warnings)
            }
            Ok(Err(problems)) => lines(&problems.0),
            Err(_) => "panic\tpanic\tthe compiler panicked\n".to_owned(),
        };
        write(beside("problems"), &problems)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn lines(problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let words = problem.to_string().replace(['\n', '\t'], " ");
        format!("{:?}\t{}\t{words}\n", problem.severity, problem.code)
    };
    problems.iter().map(line).collect()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: PathBuf, text: &str) -> Result<(), String> {
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}
