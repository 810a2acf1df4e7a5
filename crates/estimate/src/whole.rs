//! Whole numbers that stay exact.

use thiserror::Error;

/// The largest count and the largest sum: up to here a whole number is exact as a 64-bit float too, which figures are. It is
/// a million times the people on earth.
pub const MOST: u64 = 1 << 53;

/// A number, or a sum, beyond [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a number or a sum is larger than {MOST}")]
pub struct TooLarge;

/// Adds up counts.
pub(crate) fn sum(counts: impl IntoIterator<Item = u64>) -> Result<u64, TooLarge> {
    counts.into_iter().try_fold(0_u64, |sum, count| sum.checked_add(count).filter(|sum| *sum <= MOST).ok_or(TooLarge))
}

/// `after` − `before`.
pub(crate) fn difference(after: u64, before: u64) -> Result<i64, TooLarge> {
    let signed = |count: u64| i64::try_from(count).ok().filter(|_| count <= MOST).ok_or(TooLarge);
    Ok(signed(after)? - signed(before)?)
}

/// `part` / `whole`; none if there is no whole.
pub(crate) fn ratio(part: i64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Largest share or weight that [`billionths`] reads.
const LARGEST: f64 = 1e12;

/// A share or a weight as people write it, in billionths, so that everything that follows is exact: 0.1 is a tenth. None for
/// what is no number from 0 to 10¹².
pub(crate) fn billionths(number: f64) -> Option<u128> {
    (0.0..=LARGEST).contains(&number).then(|| (number * 1e9).round() as u128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_beyond_what_a_float_holds_exactly_are_refused() {
        assert_eq!(sum([MOST - 1, 1]), Ok(MOST));
        assert_eq!(sum([MOST, 1]), Err(TooLarge));
        assert_eq!(sum([u64::MAX, u64::MAX]), Err(TooLarge));
        assert_eq!(difference(3, 5), Ok(-2));
        assert_eq!(difference(u64::MAX, 5), Err(TooLarge));
    }

    #[test]
    fn a_tenth_is_a_tenth() {
        assert_eq!(billionths(0.1), Some(100_000_000));
        assert_eq!(billionths(0.1 + 0.2), billionths(0.3));
        for none in [f64::NAN, f64::INFINITY, -0.1, 1e13] {
            assert_eq!(billionths(none), None);
        }
    }
}
