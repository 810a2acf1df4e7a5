//! Pure numbers: from what key informants say of households to people, from rounds to change, and no one counted twice.
//!
//! Nothing here reads a file, a clock or a database; the same input gives the same bytes, in whatever order it comes. A count
//! is a number or the reason why there is none ([`Count`]). Whole people stay whole: what is divided is divided by
//! [`apportion`], so that parts always add up.
//!
//! ```
//! use estimate::{GradeRecipe, Grade, InformantAnswer, triangulate};
//! let said = |answer: &str, kind: &str, count: u64, weight: f64| InformantAnswer {
//!     answer: answer.into(), kind: kind.into(), count: count.into(), weight, remote: false,
//! };
//! let answers = [
//!     said("1", "leader", 120, 1.0),
//!     said("2", "administration", 150, 0.8),
//!     said("3", "leader", 135, 0.6),
//!     said("4", "teacher", 180, 0.4),
//! ];
//! let place = triangulate(&answers, true, &GradeRecipe::default())?;
//! assert_eq!(place.estimate, 135.into()); // the weighted median
//! assert_eq!(place.grade, Some(Grade::B)); // they lie too far apart for an A, and `place.lacks` says so
//! assert_eq!(place.answers.len(), 4); // all are kept
//! # Ok::<(), estimate::InformantError>(())
//! ```
//!
//! | question | answered by |
//! |---|---|
//! | How many people are so many households? | [`estimate_people`] |
//! | How many of them are girls under five? | [`apportion()`], [`fit_table`] |
//! | Three informants, three numbers: which, and how sure? | [`triangulate`], [`grade_of_total`] |
//! | More or fewer than last round? | [`compare`], [`like_for_like`], [`account`] |
//! | Which places of a list are visited? | [`sample()`] |
//! | May these be added? | [`add_up`], [`overlay`] |
//!
//! What became of a count under other boundaries is in crate `places`, beside the crosswalks.
//!
//! Where no agency has published a rule, the rule here is a **recipe of Inzira**: it has a name and a version, and its
//! parameters travel with each result. Whoever shows the result says so.
//!
//! To add an estimate: one file, named for the question; its unit, its errors and its source in its documentation; a published
//! example as a test, and a property that must hold whatever the numbers are. To add a problem: a variant with its message, a
//! code in crate `messages` and its texts in `locales/`.

mod apportion;
mod change;
mod count;
mod informants;
mod people;
mod place;
mod sample;
mod series;
mod whole;

pub use apportion::{ApportionError, FittedTable, apportion, apportion_by_counts, fit_table};
pub use change::{
    Account, AccountError, Change, Comparison, ComparisonRefused, Definition, DefinitionPart, Difference, LikeForLike,
    Movement, NotAssessed, PlaceGroup, PlainTrendRefused, RoundCounts, Standing, account, compare, like_for_like,
};
pub use count::{Count, Unit};
pub use informants::{
    Grade, GradeRecipe, GradeRule, GradeShare, InformantAnswer, InformantError, Lack, Spread, TotalGrade,
    Triangulation, grade_of_total, triangulate,
};
pub use people::{
    MeanFrom, PeopleEstimate, PeopleProblem, PeopleProblems, PlaceHouseholds, PlacePeople, SizeRecipe, SizeSample,
    StatedSize, Strata, borrowed_means, estimate_people, household_size,
};
pub use place::PlaceId;
pub use sample::{SampleCandidate, SampleRule, SampleVerdict, SampledPlace, sample};
pub use series::{
    AbsorbedUpdate, CountedAt, EventUpdate, Overlay, OverlayError, OverlayPart, PopulationPart, PopulationSum,
    SeriesKind, StockRow, SumProblem, SumRefused, add_up, overlay, registration_ratio,
};
pub use whole::{MOST, TooLarge};
