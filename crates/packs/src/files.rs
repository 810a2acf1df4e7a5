//! Where a pack's files come from: a folder, or the program itself.

use std::{borrow::Cow, collections::BTreeMap, fs, io, path::Path};

/// Every file below `/packs`, built in.
static BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The files of one pack by their path inside it, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackFiles(pub BTreeMap<String, Cow<'static, [u8]>>);

impl PackFiles {
    /// The files of a folder and all below it.
    ///
    /// # Errors
    /// When one of them cannot be read or has a name that is not UTF-8.
    pub fn in_folder(folder: &Path) -> io::Result<Self> {
        let mut files = Self::default();
        files.add(folder, "")?;
        Ok(files)
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().map_err(|name| {
                io::Error::new(io::ErrorKind::InvalidData, format!("the file name {name:?} is not UTF-8; rename it"))
            })?;
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                self.add(&entry.path(), &format!("{path}/"))?;
            } else {
                self.0.insert(path, fs::read(entry.path())?.into());
            }
        }
        Ok(())
    }
}

/// The packs that come with the program, by the name of their folder.
pub fn builtin() -> BTreeMap<String, PackFiles> {
    let mut packs: BTreeMap<String, PackFiles> = BTreeMap::new();
    for (path, bytes) in BUILT_IN {
        // A file beside the folders belongs to no pack; the tests of this crate refuse one.
        if let Some((pack, file)) = path.split_once('/') {
            packs.entry(pack.to_owned()).or_default().0.insert(file.to_owned(), Cow::Borrowed(bytes));
        }
    }
    packs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_what_lies_in_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
        let all = PackFiles::in_folder(&folder).unwrap();
        let mut built_in = BTreeMap::new();
        for (pack, files) in builtin() {
            built_in.extend(files.0.into_iter().map(|(path, bytes)| (format!("{pack}/{path}"), bytes)));
        }
        assert_eq!(built_in.keys().collect::<Vec<_>>(), all.0.keys().collect::<Vec<_>>());
        assert_eq!(PackFiles(built_in), all);
    }
}
