//! Where decrypted submissions are written: a folder each, as ODK's tools lay them out, and nothing over anything.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// The folder for what is decrypted.
#[derive(Debug)]
pub struct Output {
    instances: PathBuf,
}

impl Output {
    /// Submissions go into `instances` in this folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { instances: folder.join("instances") }
    }

    /// Writes a submission's XML and files. True if anything of it was new.
    ///
    /// # Errors
    /// One sentence for each file that could not be written; the others are.
    pub fn keep(&self, name: &str, xml: &[u8], files: &BTreeMap<String, Vec<u8>>) -> Result<bool, Vec<String>> {
        let folder = self.instances.join(sound(name));
        if let Err(error) = private_folder(&folder) {
            return Err(vec![format!("{} cannot be made: {error}", folder.display())]);
        }
        let (mut new, mut problems) = (false, Vec::new());
        let all = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        for (name, bytes) in all.chain([("submission.xml", xml)]) {
            let path = folder.join(sound(name));
            match write_new(&path, bytes) {
                Ok(written) => new |= written,
                Err(error) => problems.push(format!("{} {error}", path.display())),
            }
        }
        if problems.is_empty() { Ok(new) } else { Err(problems) }
    }
}

/// A name that stays in its folder, wherever it came from.
fn sound(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_control() || "/\\:".contains(c) { '_' } else { c }).collect();
    if name.starts_with('.') || name.is_empty() { format!("_{name}") } else { name }
}

/// What people said in confidence is for nobody else on this computer.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

/// Writes a file that is not there yet. False if it is there with the same bytes.
fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, String> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => match file.write_all(bytes).and_then(|()| file.sync_all()) {
            Ok(()) => Ok(true),
            Err(error) => {
                drop(fs::remove_file(path)); // half a file would look whole the next time
                Err(format!("cannot be written: {error}"))
            }
        },
        Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::read(path) {
            Ok(there) if there == bytes => Ok(false),
            Ok(_) => Err("is there already with other content, and was left as it is".to_owned()),
            Err(error) => Err(format!("is there already and cannot be read: {error}")),
        },
        Err(error) => Err(format!("cannot be written: {error}")),
    }
}
