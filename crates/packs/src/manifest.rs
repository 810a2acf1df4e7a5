//! `pack.toml`.

use crate::settings::Settings;
use derived::Derived;
use estimate::SeriesKind;
use review::AbsenceRule;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// Registers that it needs beside those its forms declare.
    #[serde(default)]
    pub registers: Vec<PackRegister>,
    /// Files to import for a demonstration.
    #[serde(default)]
    pub data: Vec<DataFile>,
    /// What it sets for exercises of packs it needs.
    #[serde(default)]
    pub settings: Vec<Settings>,
}

/// A register that a pack brings, empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackRegister {
    /// Its name, which is that of the file that forms read.
    pub name: String,
    /// Its properties, in the order of their columns.
    pub properties: Vec<String>,
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
    /// What its numbers are numbers of; those of different series are never added.
    #[serde(default = "stock")]
    pub series: SeriesKind,
    /// Indicators whose numbers are of another series than the exercise's, by their code.
    #[serde(default)]
    pub series_of: BTreeMap<String, SeriesKind>,
    /// How its records are numbered updates of events; none where they are not.
    pub events: Option<Events>,
    /// What is worked out of its approved records before they are frozen, in this order.
    #[serde(default)]
    pub derived: Vec<Derived>,
    /// Who came and who went since the round before, by reason, where its form asks that.
    #[serde(default)]
    pub movements: Vec<Movements>,
    /// Code of the indicator that other systems read as displaced people present (DTM API, HXL); none where no number of the
    /// exercise is that.
    pub dtm_series: Option<String>,
}

/// Where the form asks how a stock changed since the round before: each side by reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Movements {
    /// Code of the indicator whose change they account for.
    pub indicator: String,
    /// Who came.
    pub increases: MovementSide,
    /// Who went.
    pub decreases: MovementSide,
}

/// One side of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovementSide {
    /// The repeat with one entry for each movement.
    pub repeat: String,
    /// Questions of an entry that together name the reason: the cause, then the hazard.
    pub reason: Vec<String>,
    /// The question of an entry that counts, in the indicator's unit.
    pub count: String,
    /// The question that tells that there was none.
    pub asked: String,
    /// Its answer then. Whoever answers neither this nor the repeat has not said.
    pub none: String,
}

fn stock() -> SeriesKind {
    SeriesKind::Stock
}

/// Questions by which a record is a numbered update of an event in one place, and the exercise whose rounds count the same
/// people later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// What the event is known by.
    pub event: String,
    /// Number of the update.
    pub update: String,
    /// P-code of the place where the people are.
    pub place: String,
    /// Day the numbers are for.
    pub day: String,
    /// Individuals still displaced, of all updates. Whether it is public decides whether the overlay is.
    pub individuals: String,
    /// Households still displaced, of all updates.
    pub households: String,
    /// What happened.
    pub trigger: String,
    /// Day it happened.
    pub began: String,
    /// Where the report comes from.
    pub source: String,
    /// `yes` where the event is over in this place.
    pub closed: String,
    /// Why it is over.
    pub because: String,
    /// Number of the round that is said to count the people.
    pub said_absorbed_by: String,
    /// The exercise whose rounds absorb updates.
    pub absorbed_in: String,
    /// Its question that counts the same people.
    pub absorbed_count: String,
    /// Its question for the day they were counted on.
    pub absorbed_day: String,
}

impl Events {
    /// The questions of the updates' form.
    pub fn questions(&self) -> [&String; 12] {
        [
            &self.event,
            &self.update,
            &self.place,
            &self.day,
            &self.individuals,
            &self.households,
            &self.trigger,
            &self.began,
            &self.source,
            &self.closed,
            &self.because,
            &self.said_absorbed_by,
        ]
    }
}
