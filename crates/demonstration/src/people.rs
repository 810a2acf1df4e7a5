//! Dividing people by sex, age and reason.

use crate::dice::{Dice, divide};

/// The form's bands, each sex in turn, with an invented share.
pub(crate) const BANDS: [(&str, f64); 10] = [
    ("idp_female_0", 0.025),
    ("idp_female_1_5", 0.095),
    ("idp_female_6_17", 0.165),
    ("idp_female_18_59", 0.215),
    ("idp_female_60_plus", 0.025),
    ("idp_male_0", 0.025),
    ("idp_male_1_5", 0.09),
    ("idp_male_6_17", 0.16),
    ("idp_male_18_59", 0.18),
    ("idp_male_60_plus", 0.02),
];

/// Why people left, as the form names it.
pub(crate) const REASONS: [&str; 3] = ["natural_disaster", "conflict", "other"];

/// People in each band; they add up to `individuals`.
pub(crate) fn by_band(individuals: i64, dice: &Dice<'_>) -> [i64; 10] {
    divide(individuals, BANDS.map(|(_, share)| share * dice.between(0.7, 1.3)))
}

/// Households and individuals by reason; each adds up, and people are where their households are.
pub(crate) fn by_reason(households: i64, individuals: i64, weights: [f64; 3]) -> [(i64, i64); 3] {
    let homes = divide(households, weights);
    let people = divide(individuals, homes.map(|number| number as f64));
    [0, 1, 2].map(|reason| (homes[reason], people[reason]))
}
