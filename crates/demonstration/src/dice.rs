//! Chance in the shapes the generator needs. Only sums, products and comparisons, so that every machine gets the same.

use vocab::Randomness;

pub(crate) struct Dice<'a>(pub(crate) &'a dyn Randomness);

impl Dice<'_> {
    /// Evenly from 0 up to, but without, 1.
    pub(crate) fn unit(&self) -> f64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        (u64::from_le_bytes(bytes) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Evenly between two numbers.
    pub(crate) fn between(&self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn whole(&self, low: i64, high: i64) -> i64 {
        low + (self.unit() * (high - low + 1) as f64) as i64
    }

    /// True as often as `share` says.
    pub(crate) fn chance(&self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of `items`; nothing of nothing.
    pub(crate) fn pick<'i, T>(&self, items: &'i [T]) -> Option<&'i T> {
        items.get((self.unit() * items.len() as f64) as usize)
    }
}

/// Divides `total` in proportion to `weights`, in whole numbers that add up to it: the largest remainders are rounded up.
/// Nothing where no weight is positive.
pub(crate) fn divide<const N: usize>(total: i64, weights: [f64; N]) -> [i64; N] {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return [0; N];
    }
    let exact = weights.map(|weight| total as f64 * weight / sum);
    let mut parts = exact.map(|share| share as i64);
    let mut order: Vec<usize> = (0..N).collect();
    order.sort_by(|a, b| (exact[*b].fract()).total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let short = usize::try_from(total - parts.iter().sum::<i64>()).unwrap_or(0);
    order.into_iter().take(short).for_each(|position| parts[position] += 1);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::SeededRandomness;

    #[test]
    fn parts_add_up_and_follow_the_largest_remainder() {
        assert_eq!(divide(10, [1.0, 1.0, 1.0]), [4, 3, 3]);
        assert_eq!(divide(7, [0.5, 0.0, 0.5]), [4, 0, 3]);
        assert_eq!(divide(0, [0.2, 0.8]), [0, 0]);
        assert_eq!(divide(5, [0.0, 0.0]), [0, 0]);
        let seed = SeededRandomness::new(1);
        let dice = Dice(&seed);
        for total in 0..500 {
            let parts = divide(total, [dice.unit(), dice.unit(), dice.unit(), dice.unit()]);
            assert_eq!(parts.iter().sum::<i64>(), total);
            assert!(parts.iter().all(|part| *part >= 0));
        }
    }

    #[test]
    fn whole_numbers_reach_both_ends_and_no_further() {
        let seed = SeededRandomness::new(2);
        let dice = Dice(&seed);
        let thrown: std::collections::BTreeSet<_> = (0..200).map(|_| dice.whole(1, 6)).collect();
        assert_eq!(thrown.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        assert_eq!(dice.pick::<u8>(&[]), None);
    }
}
