//! Work is done again only when what it was done from has changed: the fingerprint of its sources is kept beside the
//! result.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The fingerprint of files: their names and contents.
///
/// Not a cryptographic hash: it only tells whether to work again, and a newer compiler may work once for nothing.
pub fn fingerprint(files: &[PathBuf]) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        let bytes = fs::read(file).map_err(|error| Failure::io(file.display(), error))?;
        file.hash(&mut hasher);
        bytes.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// All files below a folder in a fixed order, leaving out the folders and files named in `without`.
pub fn files_below(folder: &Path, without: &[&str]) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| Failure::io(folder.display(), error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io(folder.display(), error))?;
        if without.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.path().is_dir() {
            found.extend(files_below(&entry.path(), without)?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the stamp file holds this fingerprint.
pub fn is_fresh(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|kept| kept == fingerprint)
}

/// Keeps the fingerprint for the next time.
pub fn keep(stamp: &Path, fingerprint: &str) -> Outcome {
    fs::write(stamp, fingerprint).map_err(|error| Failure::io(stamp.display(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_follows_names_and_contents_and_leaves_out_what_is_named() {
        let folder = std::env::temp_dir().join(format!("inzira-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        fs::write(folder.join("a"), "1").unwrap();
        fs::write(folder.join("node_modules/b"), "2").unwrap();
        let files = files_below(&folder, &["node_modules"]).unwrap();
        assert_eq!(files, [folder.join("a")]);
        let before = fingerprint(&files).unwrap();
        assert_eq!(before, fingerprint(&files).unwrap());
        let stamp = folder.join("stamp");
        keep(&stamp, &before).unwrap();
        assert!(is_fresh(&stamp, &before));
        fs::write(folder.join("a"), "changed").unwrap();
        assert!(!is_fresh(&stamp, &fingerprint(&files).unwrap()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
