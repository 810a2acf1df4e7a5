//! What figures belong to: operations, rounds, and which indicator is which outside series.

use crate::place::Places;
use chrono::NaiveDate;
use vocab::{Figure, FigureKey, RoundNumber};

/// Said beside every number that is made up.
pub const DEMONSTRATION: &str = "demonstration data, not real";

/// Everything products say about figures that figures do not say themselves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalogue {
    /// Operations of the server.
    pub operations: Vec<Operation>,
    /// Rounds whose figures may appear; figures of other rounds do not.
    pub rounds: Vec<Round>,
    /// Which figures make up displacement series as others know them.
    pub series: Vec<Series>,
}

/// A country operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its code.
    pub code: String,
    /// Its name in English.
    pub name: String,
    /// Whether it goes on.
    pub active: bool,
    /// The country's name.
    pub admin0_name: String,
    /// The country's code as DTM writes it: ISO 3166-1 alpha-3.
    pub admin0_pcode: String,
    /// Whether its data is made up.
    pub demonstration: bool,
    /// Its places.
    pub places: Places,
}

/// A round of an exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// Its number.
    pub number: RoundNumber,
    /// The day its figures are of: the last of its period.
    pub reporting_date: NaiveDate,
    /// Whether its data is made up.
    pub demonstration: bool,
}

/// A displacement series: an exercise's indicator that counts internally displaced people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Code of the exercise.
    pub exercise: String,
    /// Code of the indicator; its unit is individuals.
    pub indicator: String,
    /// Kind of assessment as DTM writes it: `BA` baseline, `SA` sites, `ETT` events.
    pub assessment_type: String,
}

impl Catalogue {
    /// The operation of that code.
    pub fn operation(&self, code: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.code == code)
    }

    /// The round of that operation, exercise and number.
    pub fn round(&self, operation: &str, exercise: &str, number: RoundNumber) -> Option<&Round> {
        let fits =
            |round: &&Round| round.operation == operation && round.exercise == exercise && round.number == number;
        self.rounds.iter().find(fits)
    }

    pub(crate) fn series_of(&self, key: &FigureKey) -> Option<&Series> {
        self.series.iter().find(|series| series.exercise == key.exercise && series.indicator == key.indicator)
    }

    /// The operation and round of a figure; none if the catalogue does not have them.
    pub(crate) fn of_figure(&self, figure: &Figure) -> Option<(&Operation, &Round)> {
        let key = &figure.key;
        Some((self.operation(&key.operation)?, self.round(&key.operation, &key.exercise, key.round)?))
    }
}

impl Operation {
    /// Whether what is said of a round is made up.
    pub(crate) fn is_demonstration(&self, round: &Round) -> bool {
        self.demonstration || round.demonstration
    }

    /// The name with what must be said beside it.
    pub(crate) fn published_name(&self, demonstration: bool) -> String {
        if demonstration { format!("{} ({DEMONSTRATION})", self.name) } else { self.name.clone() }
    }
}
