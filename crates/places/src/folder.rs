//! A boundary version as a folder: `boundary.toml` beside its files.
//!
//! ```toml
//! [version]
//! code = "bdi-2017"
//! country = "BDI"
//! label = "Burundi, 18 provinces and 119 communes"
//! valid_from = "2017-11-03"
//! source = "…"
//! licence = "…"
//!
//! [[version.levels]]
//! level = 1
//! name = { en = "Province", fr = "Province", rn = "Intara" }
//!
//! [[file]]
//! name = "adm1.topojson"
//! level = 1               # for files whose columns do not say it
//! geometry = "official"   # or "approximate" (also when left out), or "none"
//!
//! [crosswalk]             # where an older version exists
//! file = "crosswalk.csv"
//! from = "bdi-2017"
//! basis = "…"
//! code = "bdi-2017-2025"  # and label, source, official = true: what the crosswalk says of itself
//! ```

use crate::{
    Boundaries, BoundaryVersion, Crosswalk, CrosswalkEdition, CrosswalkOptions, Fault, GeometryStanding, PlaceProblems,
    ReadNote, ReadOptions, read_areas,
};
use serde::Deserialize;
use std::fmt::Display;
use vocab::AdminLevel;

/// The name of the description in a version's folder.
pub const DESCRIPTION_FILE: &str = "boundary.toml";

/// What a version's folder holds.
#[derive(Debug, Clone)]
pub struct VersionFolder {
    /// The areas.
    pub boundaries: Boundaries,
    /// The links from the older version, if the folder has them.
    pub crosswalk: Option<Crosswalk>,
    /// What these links say of themselves.
    pub edition: Option<CrosswalkEdition>,
    /// What was put right while reading, by file.
    pub notes: Vec<(String, Vec<ReadNote>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Description {
    version: BoundaryVersion,
    file: Vec<FileEntry>,
    #[serde(default)]
    crosswalk: Option<CrosswalkEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileEntry {
    name: String,
    #[serde(default)]
    level: Option<AdminLevel>,
    #[serde(default)]
    geometry: GeometryStanding,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrosswalkEntry {
    file: String,
    from: String,
    #[serde(default)]
    basis: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    official: bool,
}

impl CrosswalkEntry {
    fn edition(&self, to: &str) -> CrosswalkEdition {
        let unnamed = CrosswalkEdition::unnamed(&self.from, to);
        CrosswalkEdition {
            code: self.code.clone().unwrap_or(unnamed.code),
            label: self.label.clone().unwrap_or(unnamed.label),
            source: self.source.clone(),
            official: self.official,
            ..unnamed
        }
    }
}

/// Reads a version from the text of its `boundary.toml` and a way to its files, which are asked for by name.
///
/// # Errors
/// With all problems of all files together.
pub fn read_version_folder<E: Display>(
    description: &str,
    mut load: impl FnMut(&str) -> Result<Vec<u8>, E>,
) -> Result<VersionFolder, PlaceProblems> {
    let Description { version, file: entries, crosswalk } = toml::from_str(description).map_err(|error| {
        PlaceProblems::of_file(DESCRIPTION_FILE, "", Fault::Unreadable { detail: error.to_string() })
    })?;
    let mut load = |name: &str| load_beside(name, &mut load);
    let mut problems = vec![];
    let mut files = vec![];
    for FileEntry { name, level, geometry } in entries {
        let options = ReadOptions { level, geometry, ..ReadOptions::default() };
        match load(&name).and_then(|bytes| read_areas(&name, &bytes, &options)) {
            Ok(file) => files.push(file),
            Err(refused) => problems.extend(refused.0),
        }
    }
    let edition = crosswalk.as_ref().map(|entry| entry.edition(&version.code));
    let crosswalk = crosswalk.map(|entry| {
        let CrosswalkEntry { file, from, basis, .. } = entry;
        let options = CrosswalkOptions { from_version: from, to_version: version.code.clone(), basis };
        load(&file).and_then(|bytes| Crosswalk::read_csv(&file, &bytes, &options))
    });
    let notes = files.iter().map(|file| (file.name().to_owned(), file.notes().to_vec())).collect();
    // where a file is missing as a whole, orphans of its areas would be noise
    let boundaries = if problems.is_empty() {
        Boundaries::build(version, files).map(Some)
    } else {
        Err(PlaceProblems(files.iter().flat_map(|file| file.problems().iter().cloned()).collect()))
    };
    match (boundaries, crosswalk.transpose()) {
        (Ok(Some(boundaries)), Ok(crosswalk)) => Ok(VersionFolder { boundaries, crosswalk, edition, notes }),
        (boundaries, crosswalk) => {
            problems.extend(boundaries.err().into_iter().chain(crosswalk.err()).flat_map(|refused| refused.0));
            Err(PlaceProblems(problems))
        }
    }
}

/// A file of the folder itself: a description that came from elsewhere must not reach other folders.
fn load_beside<E: Display>(
    name: &str,
    load: &mut impl FnMut(&str) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, PlaceProblems> {
    let refused = |detail: String| PlaceProblems::of_file(name, "", Fault::NoSuchFile { detail });
    if name.contains(['/', '\\', ':']) || name.starts_with('.') || name.is_empty() {
        return Err(refused("a plain file name is expected, without folders".into()));
    }
    load(name).map_err(|error| refused(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESCRIPTION: &str = r#"
        [version]
        code = "xxx-2020"
        country = "XXX"
        label = "Test"
        valid_from = "2020-01-01"
        source = "made up"
        licence = "none needed"
        [[version.levels]]
        level = 1
        name = { en = "Province" }
        [[file]]
        name = "provinces.csv"
        level = 1
    "#;

    fn load(name: &str) -> Result<Vec<u8>, String> {
        match name {
            "provinces.csv" => Ok(b"code,name\nX1,One\nX2,Two\n".to_vec()),
            _ => Err("no such file".into()),
        }
    }

    #[test]
    fn a_folder_becomes_a_version() {
        let folder = read_version_folder(DESCRIPTION, load).unwrap();
        assert_eq!(folder.boundaries.areas_at(AdminLevel(1)).count(), 2);
        let levels = folder.boundaries.levels();
        assert_eq!(levels[1].name.unwrap().in_language(vocab::Language::English), "Province");
        assert_eq!(levels[1].geometry, GeometryStanding::None);
    }

    #[test]
    fn missing_files_and_paths_out_of_the_folder_are_refused_together() {
        let text = format!(
            "{DESCRIPTION}\n[[file]]\nname = \"../secret\"\n[[file]]\nname = \"zones.csv\"\n[crosswalk]\nfile = \"links.csv\"\nfrom = \"old\""
        );
        let problems = read_version_folder(&text, load).unwrap_err();
        let files: Vec<&str> = problems.0.iter().map(|problem| problem.file.as_str()).collect();
        assert_eq!(files, ["../secret", "zones.csv", "links.csv"]);
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let problems =
            read_version_folder(&DESCRIPTION.replace("level = 1\n    ", "levle = 1\n    "), load).unwrap_err();
        assert!(problems.to_string().contains("levle"), "{problems}");
    }
}
