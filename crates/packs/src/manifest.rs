//! `pack.toml`.

use review::AbsenceRule;
use serde::{Deserialize, Serialize};
use vocab::{AdminLevel, Text};

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its name, which is also its folder's.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Packs that must be installed before it.
    #[serde(default)]
    pub needs: Vec<String>,
    /// What people call it.
    pub title: Text,
    /// What it is for.
    pub description: Text,
    /// Its exercises, in the order menus show them.
    pub exercises: Vec<Exercise>,
    /// Files to import for a demonstration.
    #[serde(default)]
    pub data: Vec<DataFile>,
}

/// A file that comes with a pack and is imported for a demonstration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataFile {
    /// Its path inside the pack: `data/…`.
    pub file: String,
    /// Code of the mapping that reads it, of this pack or of one it needs.
    pub mapping: String,
    /// Whose it is, to be shown beside it.
    pub source: String,
    /// The licence it is passed on under.
    pub licence: String,
}

/// A tool of a component, which an operation runs in rounds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// Its code, unique in the pack.
    pub code: String,
    /// What people call it.
    pub name: Text,
    /// DTM's letters for the tool: `BA` baseline, `SA` site, `ETT` event tracking, …
    pub tool: String,
    /// Id of the form that its records answer.
    pub form: String,
    /// The level whose places the coverage is counted in.
    pub coverage_level: AdminLevel,
    /// Questions that tell a place from the others of its round, the same in every round; none where records are not of places
    /// that are visited again. Checks find the record of the round before by them.
    #[serde(default)]
    pub identified_by: Vec<String>,
    /// Whether its records come from files alone: phones are then not offered its form.
    #[serde(default)]
    pub only_imported: bool,
    /// Codes of its checks, in the order their flags are shown.
    pub checks: Vec<String>,
    /// Where one answer tells why others are absent.
    #[serde(default)]
    pub absences: Vec<AbsenceRule>,
}
