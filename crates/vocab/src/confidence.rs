//! How far a figure may be relied upon, and what of it is borrowed.

use serde::{Deserialize, Serialize};

/// From A, the best, to D. A recipe of Inzira: DTM has no published rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// Several informants of several kinds who agree closely, and the site was visited.
    A,
    /// Several informants who agree.
    B,
    /// Several informants.
    C,
    /// A single informant, or all asked from afar.
    D,
}

impl Grade {
    /// From the best to the worst.
    pub const ALL: [Self; 4] = [Self::A, Self::B, Self::C, Self::D];

    /// As it is written.
    pub fn code(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
        }
    }
}

/// The grade of a figure, always with what stands behind each grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// The grade of the whole; none where too much of it has no grade, or nothing is counted.
    pub grade: Option<Grade>,
    /// What of the figure has which grade: A to D, all four, then what has none.
    pub parts: Vec<GradePart>,
}

/// What of a figure has one grade.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GradePart {
    /// The grade; none for records that nobody could grade.
    pub grade: Option<Grade>,
    /// Records.
    pub records: u64,
    /// People in them, or whatever the figure counts.
    pub value: f64,
}

impl Confidence {
    /// What of the figure has that grade, or none.
    pub fn of(&self, grade: Option<Grade>) -> Option<&GradePart> {
        self.parts.iter().find(|part| part.grade == grade)
    }

    /// The share of the whole that has that grade, or none, from 0 to 1; none where nothing is counted.
    pub fn share(&self, grade: Option<Grade>) -> Option<f64> {
        let all: f64 = self.parts.iter().map(|part| part.value).sum();
        (all > 0.0).then(|| self.of(grade).map_or(0.0, |part| part.value) / all)
    }
}

/// What of a figure stands on a mean that is not of the place itself.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Borrowed {
    /// Records.
    pub records: u64,
    /// People in them, or whatever the figure counts.
    pub value: f64,
}

/// The two sums of a share: the figure is 100 × part / whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// Sum above the line.
    pub part: f64,
    /// Sum below it, over the same records.
    pub whole: f64,
}
