//! What the installed packs say of each exercise: its form, its checks, its indicators, its mappings.

use crate::problem::Problem;
use derived::Derived;
use estimate::SeriesKind;
use figures::Indicator;
use imports::Mapping;
use packs::{Events, Movements, Pack, PackFiles, SampleSettings, View};
use review::{AbsenceRule, Check};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Exercises that the checks ask for.
    elsewhere: Vec<String>,
    absences: Vec<AbsenceRule>,
    series: Option<SeriesKind>,
    /// By indicator, where it is another.
    series_of: BTreeMap<String, SeriesKind>,
    events: Option<Events>,
    identified_by: Vec<String>,
    movements: Vec<Movements>,
    derived: Vec<Derived>,
    indicators: Vec<Indicator>,
    dtm_series: Option<String>,
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
        match packs::read_all(&files.into_iter().collect()) {
            Ok(packs) => packs.into_iter().for_each(|pack| programme.add(pack, &mut problems)),
            Err(found) => problems.push(found.to_string()),
        }
        if problems.is_empty() { Ok(programme) } else { Err(ProgrammeError(problems)) }
    }

    fn add(&mut self, pack: Pack, problems: &mut Vec<String>) {
        let name = pack.manifest.name.clone();
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
            let checks = pack.checks_of(exercise);
            let elsewhere: BTreeSet<&str> = checks.iter().flat_map(Check::exercises).collect();
            let rules = Rules {
                elsewhere: elsewhere.into_iter().map(str::to_owned).collect(),
                checks,
                absences: exercise.absences.clone(),
                series: Some(exercise.series),
                series_of: exercise.series_of.clone(),
                events: exercise.events.clone(),
                identified_by: exercise.identified_by.clone(),
                movements: exercise.movements.clone(),
                derived: exercise.derived.clone(),
                indicators: of_exercise.cloned().collect(),
                dtm_series: exercise.dtm_series.clone(),
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

    /// How the places of an exercise are chosen, by the packs that are set for its operation.
    pub fn sampling(&self, exercise: &str, set: &[String]) -> Option<&SampleSettings> {
        let packs = set.iter().filter_map(|name| self.packs.get(name));
        let mut settings = packs.flat_map(|pack| &pack.manifest.settings);
        settings.find(|settings| settings.exercise == exercise).map(|settings| &settings.sample)
    }

    /// The views of all packs, in their order.
    pub fn views(&self) -> Vec<&View> {
        let mut views: Vec<&View> = self.packs.values().flat_map(|pack| pack.views.values()).collect();
        views.sort_by(|a, b| (a.order, &a.code).cmp(&(b.order, &b.code)));
        views
    }

    /// The checks of an exercise.
    pub fn checks(&self, exercise: &str) -> &[Check] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.checks)
    }

    /// Whether a flag of the exercise's checks can come or go when other records do.
    pub fn looks_at_others(&self, exercise: &str) -> bool {
        self.checks(exercise).iter().any(Check::looks_at_others)
    }

    /// The exercises whose newest record of the same place the checks ask for.
    pub fn elsewhere(&self, exercise: &str) -> &[String] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.elsewhere)
    }

    /// What the numbers of an indicator are numbers of in an exercise.
    pub fn series(&self, exercise: &str, indicator: &str) -> SeriesKind {
        let rules = self.exercises.get(exercise);
        let of_indicator = rules.and_then(|rules| rules.series_of.get(indicator).copied());
        of_indicator.or(rules.and_then(|rules| rules.series)).unwrap_or(SeriesKind::Stock)
    }

    /// How the records of an exercise are updates of events, if they are.
    pub fn events(&self, exercise: &str) -> Option<&Events> {
        self.exercises.get(exercise)?.events.as_ref()
    }

    /// Where one answer tells why others are absent.
    pub fn absences(&self, exercise: &str) -> &[AbsenceRule] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.absences)
    }

    /// The questions that tell a place of an exercise from the others, the same in every round.
    pub fn identified_by(&self, exercise: &str) -> &[String] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.identified_by)
    }

    /// Where an exercise asks who came and who went, for the account of an indicator.
    pub fn movements(&self, exercise: &str, indicator: &str) -> Option<&Movements> {
        self.exercises.get(exercise)?.movements.iter().find(|movements| movements.indicator == indicator)
    }

    /// What is worked out of an exercise's approved records before they are frozen.
    pub fn derived(&self, exercise: &str) -> &[Derived] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.derived)
    }

    /// The indicator of an exercise that other systems read as displaced people present.
    pub fn dtm_series(&self, exercise: &str) -> Option<&Indicator> {
        let rules = self.exercises.get(exercise)?;
        let code = rules.dtm_series.as_ref()?;
        rules.indicators.iter().find(|indicator| indicator.code == *code)
    }

    /// The indicators of an exercise.
    pub fn indicators(&self, exercise: &str) -> &[Indicator] {
        self.exercises.get(exercise).map_or(&[], |rules| &rules.indicators)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_published_of_event_tracking_is_of_the_series_of_events() {
        let programme = Programme::builtin().unwrap();
        let mut found: BTreeMap<SeriesKind, usize> = BTreeMap::new();
        for (exercise, rules) in &programme.exercises {
            for indicator in &rules.indicators {
                let by_rows = indicator.only.as_deref().is_some_and(|only| only.contains("'ETT'"));
                let of_events = by_rows || rules.series == Some(SeriesKind::Event);
                let kind = programme.series(exercise, &indicator.code);
                assert_eq!(kind == SeriesKind::Event, of_events, "{exercise}/{}", indicator.code);
                *found.entry(kind).or_default() += 1;
            }
        }
        assert!(found[&SeriesKind::Event] >= 3, "at three levels: {found:?}");
        let arrivals = programme.series("baseline_subarea", "new_idps_individuals");
        assert_eq!((arrivals, found[&SeriesKind::Stock] > 30), (SeriesKind::Flow, true), "{found:?}");
    }
}
