//! Lists every file of `/packs`, so that all of them are built into the program.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let packs = Path::new("../../packs").canonicalize()?;
    // Cargo looks at the times of everything inside a folder: a new file is noticed too. The path is relative to the crate,
    // as are those below, so that several checkouts may share their build output.
    println!("cargo::rerun-if-changed=../../packs");
    let mut files = Vec::new();
    collect(&packs, &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let names = file.strip_prefix(&packs)?.iter().map(|name| name.to_str().ok_or("a file name is not UTF-8"));
        let name = names.collect::<Result<Vec<_>, _>>()?.join("/");
        let path = format!("/../../packs/{name}");
        writeln!(code, "    ({name:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")?;
    }
    code.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("packs.rs"), code)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
