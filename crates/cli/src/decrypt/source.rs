//! Where encrypted submissions are read from: a folder or a zip, with a folder for each submission.

use anyhow::Context;
use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{BufReader, Read},
    path::{Path, PathBuf},
};
use zip::ZipArchive;

/// The XML of a submission in its folder.
const XML: &str = "submission.xml";
/// Bytes of a file, at most: more than any server takes in one submission.
const LARGEST: u64 = 2_000_000_000;
/// Folders below each other that are looked into.
const DEPTH: usize = 8;

/// A folder or a zip.
pub enum Source {
    /// A folder.
    Folder(PathBuf),
    /// A zip.
    Zip(Box<ZipArchive<BufReader<File>>>),
}

/// A submission that was found.
#[derive(Debug)]
pub struct Found {
    /// Name of its folder, for people and for the output.
    pub name: String,
    /// Where its files are: paths, or names within the zip, by their own names.
    files: BTreeMap<String, String>,
}

/// A submission's XML, and its files by name.
pub type Content = (Vec<u8>, BTreeMap<String, Vec<u8>>);

impl Source {
    /// Opens it.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let unreadable = || format!("{} cannot be read", path.display());
        if fs::metadata(path).with_context(unreadable)?.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let file = BufReader::new(File::open(path).with_context(unreadable)?);
        let zip = ZipArchive::new(file).with_context(|| format!("{} is neither a folder nor a zip", path.display()))?;
        Ok(Self::Zip(Box::new(zip)))
    }

    /// All submissions in it, by name.
    pub fn submissions(&mut self) -> anyhow::Result<Vec<Found>> {
        let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for path in self.paths()? {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned(), path.clone());
        }
        folders.retain(|_, files| files.contains_key(XML));
        let name = |folder: &str| match folder.rsplit('/').next().unwrap_or_default() {
            "" => "submission".to_owned(),
            name => name.to_owned(),
        };
        Ok(folders.into_iter().map(|(folder, files)| Found { name: name(&folder), files }).collect())
    }

    /// The content of a submission.
    pub fn read(&mut self, found: &Found) -> anyhow::Result<Content> {
        let (mut xml, mut files) = (Vec::new(), BTreeMap::new());
        for (name, path) in &found.files {
            let bytes = self.bytes(path)?;
            if name == XML {
                xml = bytes;
            } else {
                files.insert(name.clone(), bytes);
            }
        }
        Ok((xml, files))
    }

    /// A file beside the submissions, if it is there.
    pub fn file(&mut self, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        if self.paths()?.iter().any(|path| path == name) { self.bytes(name).map(Some) } else { Ok(None) }
    }

    /// Paths of all files, with `/` between.
    fn paths(&self) -> anyhow::Result<Vec<String>> {
        match self {
            Self::Zip(zip) => {
                let names =
                    zip.file_names().map(|name| Ok(name.context("the zip names its files unreadably")?.into_owned()));
                let mut names = names.collect::<anyhow::Result<Vec<String>>>()?;
                names.retain(|name| !name.ends_with('/'));
                Ok(names)
            }
            Self::Folder(folder) => {
                let mut paths = Vec::new();
                walk(folder, "", 0, &mut paths)?;
                Ok(paths)
            }
        }
    }

    fn bytes(&mut self, path: &str) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let unreadable = || format!("'{path}' cannot be read");
        match self {
            Self::Folder(folder) => {
                let file = File::open(folder.join(path)).with_context(unreadable)?;
                file.take(LARGEST).read_to_end(&mut bytes).with_context(unreadable)?;
            }
            Self::Zip(zip) => {
                let file = zip.by_name(path).with_context(unreadable)?;
                file.take(LARGEST).read_to_end(&mut bytes).with_context(unreadable)?;
            }
        }
        anyhow::ensure!((bytes.len() as u64) < LARGEST, "'{path}' is larger than any submission's file");
        Ok(bytes)
    }
}

fn walk(folder: &Path, below: &str, depth: usize, paths: &mut Vec<String>) -> anyhow::Result<()> {
    let unreadable = || format!("{} cannot be read", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().with_context(unreadable)?;
        if kind.is_dir() && depth < DEPTH {
            walk(&entry.path(), &format!("{below}{name}/"), depth + 1, paths)?;
        } else if kind.is_file() {
            paths.push(format!("{below}{name}"));
        }
    }
    Ok(())
}
