//! The households sampled in a place.

use serde::{Deserialize, Serialize};

/// What a few sampled households say of the size of a household, in people per household. They are not drawn by chance, so
/// there is a spread and no margin of error.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SizeSample {
    /// Households sampled.
    pub sampled: usize,
    /// Mean size.
    pub mean: f64,
    /// Smallest household, where each was told apart.
    pub smallest: Option<u32>,
    /// Largest household, where each was told apart.
    pub largest: Option<u32>,
    /// Standard deviation between households (n − 1); none of a single household, or where they were not told apart.
    pub standard_deviation: Option<f64>,
}

impl SizeSample {
    /// The people in each household that was sampled; none of no household.
    pub fn of(sizes: &[u32]) -> Option<Self> {
        let (smallest, largest) = (sizes.iter().min().copied(), sizes.iter().max().copied());
        let sampled = sizes.len();
        if sampled == 0 {
            return None;
        }
        let people: u64 = sizes.iter().map(|size| u64::from(*size)).sum();
        let mean = people as f64 / sampled as f64;
        let mut squares: Vec<f64> = sizes.iter().map(|size| (f64::from(*size) - mean).powi(2)).collect();
        // In an order of their own, so that the order of the households does not show in the last digit.
        squares.sort_by(f64::total_cmp);
        let standard_deviation = (sampled > 1).then(|| (squares.iter().sum::<f64>() / (sampled - 1) as f64).sqrt());
        Some(Self { sampled, mean, smallest, largest, standard_deviation })
    }

    /// The households that were sampled and all their people together; none of no household.
    pub fn of_totals(sampled: usize, people: u64) -> Option<Self> {
        let mean = people as f64 / sampled as f64;
        (sampled > 0).then_some(Self { sampled, mean, smallest: None, largest: None, standard_deviation: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_households_have_a_spread_and_one_has_none() {
        let sample = SizeSample::of(&[5, 4, 6, 3, 5]).unwrap();
        assert_eq!((sample.sampled, sample.mean, sample.smallest, sample.largest), (5, 4.6, Some(3), Some(6)));
        assert_eq!(SizeSample::of_totals(5, 23).unwrap().mean, 4.6);
        assert_eq!(SizeSample::of_totals(0, 0), None);
        assert!((sample.standard_deviation.unwrap() - 1.140_175).abs() < 1e-6);
        assert_eq!(SizeSample::of(&[4]).unwrap().standard_deviation, None);
        assert_eq!(SizeSample::of(&[]), None);
    }
}
