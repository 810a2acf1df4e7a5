//! Files of a source: a folder, or what is packed in a zip.

use std::{
    collections::BTreeMap,
    io::{self, Read, Seek},
};

/// Bytes of one packed file: what a server takes in one submission, [`collect::limits::XML_BYTES`] and its photos. What
/// an archive claims of its sizes can lie; this is counted while unpacking.
pub const LARGEST: u64 = 100_000_000;
/// Files in one archive: a hundred thousand submissions with some files each.
const MOST: usize = 2_000_000;

/// Files by name. Names have `/` between folders and lead nowhere else.
pub trait Files {
    /// The names of all files, sorted.
    fn names(&self) -> Vec<String>;

    /// The bytes of one; none if there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than [`LARGEST`].
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>>;
}

/// The part of a name after its folders.
pub fn base_name(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The files in a zip.
pub struct ZipFiles<R> {
    archive: zip::ZipArchive<R>,
    positions: BTreeMap<String, usize>,
}

impl<R: Read + Seek> ZipFiles<R> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is no zip, or has more files than anybody's.
    pub fn open(reader: R) -> io::Result<Self> {
        let mut archive = zip::ZipArchive::new(reader).map_err(io::Error::other)?;
        if archive.len() > MOST {
            return Err(io::Error::other(format!("more than {MOST} files")));
        }
        let mut positions = BTreeMap::new();
        for position in 0..archive.len() {
            let part = archive.by_index_raw(position).map_err(io::Error::other)?;
            if part.is_file() {
                let name = part.name().map_err(io::Error::other)?.replace('\\', "/");
                positions.entry(name).or_insert(position);
            }
        }
        Ok(Self { archive, positions })
    }
}

impl<R: Read + Seek> Files for ZipFiles<R> {
    fn names(&self) -> Vec<String> {
        self.positions.keys().cloned().collect()
    }

    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(position) = self.positions.get(name) else { return Ok(None) };
        let part = self.archive.by_index(*position).map_err(io::Error::other)?;
        let mut bytes = Vec::new();
        part.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(io::Error::other(format!("'{name}' has more than {LARGEST} bytes")));
        }
        Ok(Some(bytes))
    }
}

/// Files in memory, for tests.
impl Files for BTreeMap<String, Vec<u8>> {
    fn names(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }

    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.get(name).cloned())
    }
}
