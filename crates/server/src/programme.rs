//! What the installed packs say of each exercise: its form, its checks, its indicators, its mappings.

use crate::problem::Problem;
use figures::Indicator;
use imports::Mapping;
use packs::{Pack, PackFiles};
use review::{AbsenceRule, Check};
use std::collections::BTreeMap;

/// The packs of a server, read once when it starts.
#[derive(Debug, Default)]
pub struct Programme {
    packs: BTreeMap<String, Pack>,
    /// What holds for the exercise of a code. Two packs with one code would be two meanings: the second is refused.
    exercises: BTreeMap<String, Rules>,
    mappings: BTreeMap<String, Mapping>,
}

#[derive(Debug, Default)]
struct Rules {
    checks: Vec<Check>,
    absences: Vec<AbsenceRule>,
    identified_by: Vec<String>,
    indicators: Vec<Indicator>,
}

/// The packs cannot be used; what is wrong with them, all of it.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ProgrammeError(Vec<String>);

impl Programme {
    /// The packs that come with the program.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn builtin() -> Result<Self, ProgrammeError> {
        let programmes = packs::builtin().into_iter().filter(|(_, files)| files.0.contains_key("pack.toml"));
        Self::read(programmes)
    }

    /// Packs by name.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(files: impl IntoIterator<Item = (String, PackFiles)>) -> Result<Self, ProgrammeError> {
        let (mut programme, mut problems) = (Self::default(), Vec::new());
        for (name, files) in files {
            match Pack::read(&files) {
                Ok(pack) => programme.add(name, pack, &mut problems),
                Err(found) => problems.push(format!("pack '{name}': {found}")),
            }
        }
        if problems.is_empty() { Ok(programme) } else { Err(ProgrammeError(problems)) }
    }

    fn add(&mut self, name: String, pack: Pack, problems: &mut Vec<String>) {
        let mut indicators = Vec::new();
        for text in pack.indicators.values() {
            match Indicator::read(&text.file, &text.text) {
                Ok(indicator) => indicators.push(indicator),
                Err(found) => problems.push(format!("pack '{name}': {found}")),
            }
        }
        for text in pack.mappings.values() {
            match Mapping::from_toml(&text.file, &text.text) {
                Ok(mapping) => drop(self.mappings.insert(mapping.code.clone(), mapping)),
                Err(found) => problems.push(format!("pack '{name}': {found}")),
            }
        }
        for exercise in &pack.manifest.exercises {
            let of_exercise = indicators.iter().filter(|indicator| indicator.levels_in(&exercise.code).is_some());
            let rules = Rules {
                checks: pack.checks_of(exercise),
                absences: exercise.absences.clone(),
                identified_by: exercise.identified_by.clone(),
                indicators: of_exercise.cloned().collect(),
            };
            if self.exercises.insert(exercise.code.clone(), rules).is_some() {
                problems.push(format!("pack '{name}': the exercise '{}' is another pack's too", exercise.code));
            }
        }
        self.packs.insert(name, pack);
    }

    /// A pack by its name.
    ///
    /// # Errors
    /// When there is none, naming those there are.
    pub fn pack(&self, name: &str) -> Result<&Pack, Problem> {
        self.packs.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.packs.keys().map(String::as_str).collect();
            Problem::invalid("pack", format!("'{name}' is not one of {}", known.join(", ")))
        })
    }

    /// The mappings of all packs, by code.
    pub fn mappings(&self) -> &BTreeMap<String, Mapping> {
        &self.mappings
    }

    /// The checks of an exercise.
    pub fn checks(&self, exercise: &str) -> &[Check] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.checks)
    }

    /// Where one answer tells why others are absent.
    pub fn absences(&self, exercise: &str) -> &[AbsenceRule] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.absences)
    }

    /// The questions that tell a place of an exercise from the others, the same in every round.
    pub fn identified_by(&self, exercise: &str) -> &[String] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.identified_by)
    }

    /// The indicators of an exercise.
    pub fn indicators(&self, exercise: &str) -> &[Indicator] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.indicators)
    }
}
