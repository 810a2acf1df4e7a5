//! A folder or a zip, as files by name.

use anyhow::Context;
use migration::{Files, LARGEST, ZipFiles};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Opens a folder or a zip.
pub fn open(path: &Path) -> anyhow::Result<Box<dyn Files + Send>> {
    let unreadable = || format!("{} cannot be read.", path.display());
    if path.is_dir() {
        let mut files = BTreeMap::new();
        walk(path, "", &mut files).with_context(unreadable)?;
        return Ok(Box::new(Folder { files }));
    }
    let file = File::open(path).with_context(unreadable)?;
    let zip = ZipFiles::open(io::BufReader::new(file));
    Ok(Box::new(zip.with_context(|| format!("{} is neither a folder nor a zip.", path.display()))?))
}

struct Folder {
    files: BTreeMap<String, PathBuf>,
}

/// Links are not followed: they could lead anywhere, or in a ring.
fn walk(folder: &Path, above: &str, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() {
            files.insert(name, entry.path());
        }
    }
    Ok(())
}

impl Files for Folder {
    fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(path) = self.files.get(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(io::Error::other(format!("'{name}' has more than {LARGEST} bytes")));
        }
        Ok(Some(bytes))
    }
}
