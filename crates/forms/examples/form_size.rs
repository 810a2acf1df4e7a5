//! How large forms are: `cargo run -p forms --example form_size -- FORM…`. Prints questions, choices and path of each form
//! that compiles, one a line.

use forms::{CompileOptions, compile};
use std::{env, fs};

fn main() {
    for path in env::args().skip(1) {
        let Ok(bytes) = fs::read(&path) else { continue };
        if let Ok(compiled) = compile(&path, &bytes, &CompileOptions::default()) {
            let choices: usize = compiled.form.lists.values().map(|list| list.choices.len()).sum();
            println!("{} {choices} {path}", compiled.form.questions().count());
        }
    }
}
