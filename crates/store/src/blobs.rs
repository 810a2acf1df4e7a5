//! Files by content: attachments and snapshots, each under the SHA-256 of its bytes.
//!
//! A file is on the disk, name and all, before `put` returns; only then may a row point at it. Equal bytes are kept once.

use crate::{
    connect::{make_private_folder, sync_folder},
    error::{Result, StoreError},
};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The folder of blobs.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: PathBuf,
}

/// SHA-256 of `bytes`, in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl Blobs {
    /// Opens or makes the folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        make_private_folder(&folder).map_err(|source| StoreError::File { path: folder.clone(), source })?;
        Ok(Self { folder })
    }

    /// Keeps `bytes` and returns their SHA-256. When this returns, they survive a power cut.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn put(&self, bytes: &[u8]) -> Result<String> {
        let name = sha256_hex(bytes);
        let path = self.path(&name);
        write_durably(&path, bytes).map_err(|source| StoreError::File { path, source })?;
        Ok(name)
    }

    /// The bytes under a name, or none.
    ///
    /// # Errors
    /// When the disk fails otherwise than by not having it.
    pub fn get(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        if !is_name(sha256) {
            return Ok(None);
        }
        let path = self.path(sha256);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::File { path, source }),
        }
    }

    /// Removes the bytes under a name, which nothing refers to any more.
    ///
    /// # Errors
    /// When the disk refuses otherwise than by not having them.
    pub(crate) fn remove(&self, sha256: &str) -> Result<()> {
        let path = self.path(sha256);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(StoreError::File { path, source }),
            _ => Ok(()),
        }
    }

    /// Whether bytes are kept under this name, and how many.
    ///
    /// # Errors
    /// When the disk fails otherwise than by not having it.
    pub fn size(&self, sha256: &str) -> Result<Option<u64>> {
        if !is_name(sha256) {
            return Ok(None);
        }
        let path = self.path(sha256);
        match fs::metadata(&path) {
            Ok(known) => Ok(Some(known.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::File { path, source }),
        }
    }

    /// The names of all that is kept, in order; and the files that no name stands for: what was being written when the
    /// power went.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn list(&self) -> Result<BlobList> {
        let mut list = BlobList::default();
        for folder in entries(&self.folder)?.into_iter().filter(|path| path.is_dir()) {
            for path in entries(&folder)? {
                match path.file_name().and_then(|name| name.to_str()).filter(|name| is_name(name)) {
                    Some(name) => list.names.push(name.to_owned()),
                    None => list.left_over.push(path),
                }
            }
        }
        list.names.sort();
        list.left_over.sort();
        Ok(list)
    }

    /// Where the bytes of a name lie, or would lie.
    pub(crate) fn path(&self, sha256: &str) -> PathBuf {
        self.folder.join(&sha256[..2]).join(sha256)
    }
}

/// What a folder of blobs holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlobList {
    /// Names, in order.
    pub names: Vec<String>,
    /// Files without a name of their own.
    pub left_over: Vec<PathBuf>,
}

/// Whether a text can be the name of a blob.
pub(crate) fn is_name(sha256: &str) -> bool {
    sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |source| StoreError::File { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

/// Write, sync, rename, sync the folders: after a power cut the file is there whole or not at all.
pub(crate) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or_else(|| io::Error::other("a blob has a folder"))?;
    make_private_folder(folder)?;
    // Written anew also if it is there: its age then tells whoever clears away what no row names that it is wanted, and
    // one that the disk has spoilt is whole again. Two writers of the same bytes each have their own scratch file; the
    // last rename wins with equal content.
    let scratch = folder.join(format!(
        "{}.{}.{:?}.part",
        path.file_name().unwrap_or_default().to_string_lossy(),
        std::process::id(),
        std::thread::current().id()
    ));
    let written = write_and_sync(&scratch, bytes).and_then(|()| fs::rename(&scratch, path));
    if let Err(error) = written {
        drop(fs::remove_file(&scratch)); // a full disk needs the room; what cannot be removed is found as left over
        return Err(error);
    }
    // Also when its folder was there: whoever made it may not have come to this line yet.
    sync_folder(folder)?;
    folder.parent().map_or(Ok(()), sync_folder)
}

fn write_and_sync(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_under_their_hash_and_are_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let name = blobs.put(b"a photo").unwrap();
        assert_eq!(blobs.put(b"a photo").unwrap(), name);
        assert_eq!(blobs.get(&name).unwrap().unwrap(), b"a photo");
        assert_eq!(blobs.get(&sha256_hex(b"another")).unwrap(), None);
        assert_eq!(blobs.get("../../etc/passwd").unwrap(), None);
    }
}
