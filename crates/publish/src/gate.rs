//! What may leave.

use crate::catalogue::Catalogue;
use disclosure::{Rule, Table, TableProblems, protect};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use vocab::{Figure, FigureKey, Missing, Pcode, Sharing, TOTAL};

/// What an indicator's file says about sharing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// The indicator.
    pub indicator: String,
    /// Who may see its figures.
    pub sharing: Sharing,
    /// Disaggregations in which small counts could point at people. With [`TOTAL`] among them, all of them and the totals are
    /// one table.
    pub protected: BTreeSet<String>,
}

/// The gate: what is not public does not pass, and tables with small counts pass without their numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gate {
    /// The disclosure rule, shown beside what it withheld.
    pub rule: Rule,
}

/// Figures that may be shown to anyone. Made by [`Gate::open`] only.
#[derive(Debug, Clone, PartialEq)]
pub struct Publishable {
    figures: Vec<Figure>,
    kept_back: BTreeSet<String>,
    rule: Rule,
}

/// Why the gate stays shut.
#[derive(Debug, Error)]
pub enum GateError {
    /// A protected table has a count that is no whole number of people.
    #[error("{path} is {value}: a protected table counts people, in whole numbers from 0; correct the indicator")]
    NoCount {
        /// The figure.
        path: String,
        /// Its value.
        value: f64,
    },
    /// Figures of an operation whose places are not known cannot be judged.
    #[error("operation '{operation}' is not in the catalogue, so its tables cannot be judged; add it with its places")]
    UnknownOperation {
        /// The operation.
        operation: String,
    },
    /// The places do not form a hierarchy.
    #[error(transparent)]
    Tables(#[from] TableProblems),
}

impl Gate {
    /// Lets through what may leave, in the order it came.
    ///
    /// An indicator without terms is not public. Withheld counts stay as figures without a value, so that nobody takes
    /// them for zero.
    ///
    /// All figures of a round must come together: a table is judged beside those of its parent and siblings.
    ///
    /// # Errors
    /// [`GateError`]; nothing leaves then.
    pub fn open(&self, figures: Vec<Figure>, terms: &[Terms], catalogue: &Catalogue) -> Result<Publishable, GateError> {
        let terms: BTreeMap<&str, &Terms> = terms.iter().map(|terms| (terms.indicator.as_str(), terms)).collect();
        let public = |figure: &Figure| {
            terms.get(figure.key.indicator.as_str()).is_some_and(|terms| terms.sharing == Sharing::Public)
        };
        let (mut passed, kept): (Vec<Figure>, Vec<Figure>) = figures.into_iter().partition(public);
        let protected = |key: &FigureKey| {
            terms.get(key.indicator.as_str()).is_some_and(|terms| terms.protected.contains(&key.disaggregation))
        };
        let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
        for (index, figure) in passed.iter().enumerate().filter(|(_, figure)| protected(&figure.key)) {
            let mut group = Group::of(&figure.key);
            // A total that is hidden must not come out of its parts: they are judged as one table.
            if terms.get(figure.key.indicator.as_str()).is_some_and(|terms| terms.protected.contains(TOTAL)) {
                TOTAL.clone_into(&mut group.disaggregation);
            }
            groups.entry(group).or_default().push(index);
        }
        for members in groups.values() {
            self.withhold(&mut passed, members, catalogue)?;
        }
        let kept_back = kept.into_iter().map(|figure| figure.key.indicator).collect();
        Ok(Publishable { figures: passed, kept_back, rule: self.rule })
    }

    /// Takes the numbers out of every table among `members` that could point at people.
    fn withhold(&self, figures: &mut [Figure], members: &[usize], catalogue: &Catalogue) -> Result<(), GateError> {
        let of_group: Vec<&Figure> = members.iter().map(|index| &figures[*index]).collect();
        let withheld = protect(&tables(&of_group, catalogue)?, &self.rule)?;
        for index in members {
            let figure = &mut figures[*index];
            if figure.value.is_some() && withheld.contains_key(&figure.key.place) {
                figure.value = None;
                figure.missing = Some(Missing::Withheld);
                // Each of these would give the number away.
                (figure.confidence, figure.borrowed, figure.ratio) = (None, None, None);
            }
        }
        Ok(())
    }
}

impl Publishable {
    /// The figures.
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// The figure of that path, as it may be shown.
    pub fn figure(&self, path: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key.path() == path)
    }

    /// Indicators that did not pass.
    pub fn kept_back(&self) -> &BTreeSet<String> {
        &self.kept_back
    }

    /// The rule counts were withheld by.
    pub fn rule(&self) -> Rule {
        self.rule
    }
}

/// Figures that are judged together: one disaggregation of one indicator in one round.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    operation: String,
    exercise: String,
    round: vocab::RoundNumber,
    indicator: String,
    disaggregation: String,
}

impl Group {
    fn of(key: &FigureKey) -> Self {
        Self {
            operation: key.operation.clone(),
            exercise: key.exercise.clone(),
            round: key.round,
            indicator: key.indicator.clone(),
            disaggregation: key.disaggregation.clone(),
        }
    }
}

/// One table for each place, all with the same cells.
fn tables(figures: &[&Figure], catalogue: &Catalogue) -> Result<Vec<Table>, GateError> {
    let cells: BTreeSet<&BTreeMap<String, String>> = figures.iter().map(|figure| &figure.key.dimensions).collect();
    let numbers: BTreeMap<_, usize> = cells.into_iter().enumerate().map(|(number, cell)| (cell, number)).collect();
    let mut tables: BTreeMap<&Pcode, Vec<u64>> = BTreeMap::new();
    for figure in figures {
        let table = tables.entry(&figure.key.place).or_insert_with(|| vec![0; numbers.len()]);
        if let (Some(value), Some(number)) = (figure.value, numbers.get(&figure.key.dimensions)) {
            table[*number] = people(value, figure)?;
        }
    }
    let Some(first) = figures.first() else { return Ok(Vec::new()) };
    let operation = first.key.operation.as_str();
    let unknown = || GateError::UnknownOperation { operation: operation.to_owned() };
    let places = &catalogue.operation(operation).ok_or_else(unknown)?.places;
    let parent = |place: &Pcode| {
        let mut above = places.above(place).map(|place| &place.pcode);
        above.find(|above| tables.contains_key(above)).cloned()
    };
    let with_parent = tables.iter().map(|(place, cells)| Table {
        place: (*place).clone(),
        parent: parent(place),
        cells: cells.clone(),
    });
    Ok(with_parent.collect())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked: whole and not below zero
fn people(value: f64, figure: &Figure) -> Result<u64, GateError> {
    if value < 0.0 || value.fract() != 0.0 {
        return Err(GateError::NoCount { path: figure.key.path(), value });
    }
    Ok(value as u64)
}
