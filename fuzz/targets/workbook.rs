//! Any bytes under any name: the first byte chooses the name's ending.

#![no_main]

use forms::{CompileOptions, compile};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 5] = ["form.xlsx", "form.xls", "form.csv", "form.md", "form"];

fuzz_target!(|input: &[u8]| {
    let Some((kind, bytes)) = input.split_first() else { return };
    let name = NAMES[usize::from(*kind) % NAMES.len()];
    let _ = compile(name, bytes, &CompileOptions::default());
});
