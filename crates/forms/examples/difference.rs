//! Compares two workbooks: `cargo run -p forms --example difference -- OLD NEW`. Prints each change with its verdict.

use forms::{CompileOptions, Form, compile, diff::diff};
use std::{env, error::Error, fs};
use vocab::Language;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = env::args().skip(1).collect();
    let [old, new] = paths.as_slice() else { return Err("usage: difference OLD NEW".into()) };
    for change in diff(&form(old)?, &form(new)?).changes {
        println!("{:?}: {} {}", change.verdict, change.message(Language::English), change.because(Language::English));
    }
    Ok(())
}

fn form(path: &str) -> Result<Form, Box<dyn Error>> {
    Ok(compile(path, &fs::read(path)?, &CompileOptions::default())?.form)
}
