//! What we write is read back: writing the form that was read gives the same XForm again.

use super::read_xform;
use crate::{CompileOptions, Compiled, Limits, compile};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Forms of which something is written in another way again.
const DIFFER: [(&str, &str); 4] = [
    ("columns.md", "a text that nobody can change or fill in is a note, so its attributes stand in another order"),
    ("flat_groups.md", "groups that are only shown come back as what lies in them"),
    ("search_translated.md", "texts of choices that stand with their question come last"),
    ("pyxform_xlsform_spec_test.xlsx", "a label that is '-' in one language is as good as none"),
];

fn forms() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = Vec::new();
    for folder in ["tests/forms/corpus", "packs/mobility-tracking/forms", "../shared/data/xlsforms"] {
        match fs::read_dir(root.join(folder)) {
            Ok(entries) => paths.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) => println!("skipped: needs {folder}"),
        }
    }
    paths.sort();
    paths
}

fn compiled(path: &Path) -> Option<Compiled> {
    let name = path.file_name()?.to_string_lossy();
    if name.starts_with("bad_") || !(name.contains(".xls") || name.ends_with(".md")) {
        return None;
    }
    compile(&path.to_string_lossy(), &fs::read(path).ok()?, &CompileOptions::default()).ok()
}

/// The lines of an XForm; the order of the files beside it does not matter.
fn lines(xform: &str) -> Vec<&str> {
    let is_file = |line: &&str| line.trim_start().starts_with("<instance id=") && line.contains(" src=\"jr://");
    // Whether it is needed is told by references, which are paths by then.
    let lines = xform.lines().filter(|line| !line.contains("\"jr://instance/last-saved\""));
    let (mut files, others): (Vec<&str>, Vec<&str>) = lines.partition(is_file);
    files.sort_unstable();
    others.into_iter().chain(files).collect()
}

#[test]
fn what_we_write_is_read_and_written_again() {
    let (mut seen, mut differ) = (0, Vec::new());
    for path in forms() {
        let Some(original) = compiled(&path) else { continue };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let read = read_xform(original.xform.as_bytes(), &Limits::default()).unwrap_or_else(|p| panic!("{name}: {p}"));
        assert_eq!(read.warnings, [], "{name}");
        assert_eq!(read.xform, original.xform);
        let again = crate::xform::write(&read.form);
        seen += 1;
        let first = lines(&again).into_iter().zip(lines(&original.xform)).find(|(one, other)| one != other);
        if lines(&again) != lines(&original.xform) {
            println!("{name}: {first:#?}");
            differ.push(name);
        }
    }
    differ.retain(|name| DIFFER.iter().all(|(known, _)| known != name));
    assert_eq!(differ, [""; 0]);
    assert!(seen >= 50, "{seen}");
}
