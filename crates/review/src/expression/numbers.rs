//! Numbers in order, and what they come to. Nothing depends on the order in which they were handed in.

/// What several numbers are brought to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reducer {
    /// How many there are.
    Count,
    /// The middle one; of an even number the mean of the two in the middle.
    Median,
    /// The median distance from the median.
    Mad,
    /// The smallest.
    Lowest,
    /// The largest.
    Highest,
}

impl Reducer {
    /// As it is written in a check.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Median => "median",
            Self::Mad => "mad",
            Self::Lowest => "lowest",
            Self::Highest => "highest",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Count, Self::Median, Self::Mad, Self::Lowest, Self::Highest].into_iter().find(|one| one.name() == name)
    }
}

/// Sorted numbers, one of which may be looked past: the others of a record are all of its round but itself, and nothing is
/// copied or sorted again for that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ordered<'a> {
    numbers: &'a [f64],
    left_out: Option<usize>,
}

impl<'a> Ordered<'a> {
    /// All of `sorted`.
    pub(crate) fn all(sorted: &'a [f64]) -> Self {
        Self { numbers: sorted, left_out: None }
    }

    /// `sorted` without one `number`, which is among them.
    pub(crate) fn without(sorted: &'a [f64], number: Option<f64>) -> Self {
        let place = number.map(|number| sorted.partition_point(|other| other.total_cmp(&number).is_lt()));
        Self { numbers: sorted, left_out: place.filter(|place| *place < sorted.len()) }
    }

    pub(crate) fn count(self) -> usize {
        self.numbers.len() - usize::from(self.left_out.is_some())
    }

    pub(crate) fn reduce(self, reducer: Reducer) -> Option<f64> {
        match reducer {
            Reducer::Count => Some(self.count() as f64),
            Reducer::Median => self.median(),
            Reducer::Mad => self.mad(),
            Reducer::Lowest => self.at(0),
            Reducer::Highest => self.at(self.count().checked_sub(1)?),
        }
    }

    fn at(self, position: usize) -> Option<f64> {
        let skipped = self.left_out.is_some_and(|left_out| position >= left_out);
        self.numbers.get(position + usize::from(skipped)).copied()
    }

    fn median(self) -> Option<f64> {
        self.middle(&|position| self.at(position))
    }

    fn mad(self) -> Option<f64> {
        let centre = self.median()?;
        self.middle(&|rank| self.distance(centre, rank))
    }

    /// The middle of as many numbers as there are here, in order.
    fn middle(self, at: &dyn Fn(usize) -> Option<f64>) -> Option<f64> {
        let half = self.count() / 2;
        let upper = at(half)?;
        if self.count() % 2 == 1 { Some(upper) } else { Some(f64::midpoint(at(half.checked_sub(1)?)?, upper)) }
    }

    /// The distance from `centre` that `rank` of the numbers are nearer than. The nearest numbers stand side by side: the search
    /// is for where they begin.
    fn distance(self, centre: f64, rank: usize) -> Option<f64> {
        let nearest = rank + 1;
        let (mut low, mut high) = (0, self.count().checked_sub(nearest)?);
        while low < high {
            let begin = low.midpoint(high);
            if centre - self.at(begin)? > self.at(begin + nearest)? - centre {
                low = begin + 1;
            } else {
                high = begin;
            }
        }
        Some((centre - self.at(low)?).max(self.at(low + rank)? - centre))
    }
}

/// The natural logarithm, of the four basic operations alone: what the processor or the system brings along may differ in the last
/// bit from machine to machine. Unknown of what is not above 0.
pub(super) fn logarithm(number: f64) -> Option<f64> {
    if !number.is_normal() || number < 0.0 {
        return None;
    }
    let bits = number.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as f64 - 1023.0;
    let mut mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if mantissa > std::f64::consts::SQRT_2 {
        (mantissa, exponent) = (mantissa / 2.0, exponent + 1.0);
    }
    // ln m = 2 artanh((m − 1) / (m + 1)); the twelfth power of t² is below 10^-18 here.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let series = (0..12).rev().fold(0.0, |sum, k| sum * t * t + 1.0 / f64::from(2 * k + 1));
    Some(exponent * std::f64::consts::LN_2 + 2.0 * t * series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plainly(mut numbers: Vec<f64>) -> Option<(f64, f64)> {
        fn middle(numbers: &mut [f64]) -> Option<f64> {
            numbers.sort_by(f64::total_cmp);
            let half = numbers.len() / 2;
            let upper = *numbers.get(half)?;
            Some(if numbers.len() % 2 == 1 { upper } else { f64::midpoint(numbers[half - 1], upper) })
        }
        let median = middle(&mut numbers)?;
        let mut distances: Vec<f64> = numbers.iter().map(|number| (number - median).abs()).collect();
        Some((median, middle(&mut distances)?))
    }

    #[test]
    fn four_informants_come_to_what_the_method_note_says() {
        let said = [120.0, 135.0, 150.0, 180.0]; // methods, T4
        let said = Ordered::all(&said);
        assert_eq!(said.reduce(Reducer::Median), Some(142.5));
        assert_eq!(format!("{:.3}", said.reduce(Reducer::Mad).unwrap() / 142.5), "0.105");
        assert_eq!((said.reduce(Reducer::Lowest), said.reduce(Reducer::Highest)), (Some(120.0), Some(180.0)));
        assert_eq!(Ordered::all(&[]).reduce(Reducer::Count), Some(0.0));
        assert_eq!(Ordered::all(&[]).reduce(Reducer::Mad), None);
    }

    proptest! {
        #[test]
        fn looking_past_one_number_gives_what_the_rest_give(numbers in prop::collection::vec(-9_i32..9, 1..30), which in 0_usize..30) {
            let mut sorted: Vec<f64> = numbers.iter().map(|number| f64::from(*number)).collect();
            sorted.sort_by(f64::total_cmp);
            let which = which % sorted.len();
            let others = Ordered::without(&sorted, Some(sorted[which]));
            let rest: Vec<f64> = sorted.iter().enumerate().filter(|(at, _)| *at != which).map(|(_, number)| *number).collect();
            let expected = plainly(rest.clone());
            prop_assert_eq!(others.count(), rest.len());
            prop_assert_eq!(others.reduce(Reducer::Median).zip(others.reduce(Reducer::Mad)), expected);
            prop_assert_eq!(Ordered::all(&sorted).reduce(Reducer::Mad), plainly(sorted.clone()).map(|(_, mad)| mad));
        }

        #[test]
        fn the_logarithm_is_the_logarithm(number in 1e-300_f64..1e300) {
            let (ours, theirs) = (logarithm(number).unwrap(), number.ln());
            prop_assert!((ours - theirs).abs() <= 1e-15 * theirs.abs().max(1.0), "{} {}", ours, theirs);
        }
    }

    #[test]
    fn what_is_not_above_zero_has_no_logarithm() {
        for number in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(logarithm(number), None);
        }
        assert_eq!(logarithm(1.0), Some(0.0));
    }
}
