//! Boundary reform: counts under one boundary version, carried to another.
//!
//! Method: areal weighting by the crosswalk's shares (Goodchild and Lam 1980, with whatever the shares are of: people, area),
//! in whole people by the largest remainder. That a unit's people divide as its share does is an assumption: each new place
//! shows how far it could be off. A recipe of Inzira, not an official rule; an official table of shares makes it better.

use crate::crosswalk::adds_up;
use crate::{Crosswalk, CrosswalkLink};
use estimate::{ApportionError, Count, MOST, TooLarge, apportion};
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use vocab::{Missing, Pcode};

/// How much of an old place is in a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// All of it, as the crosswalk states: nothing is estimated.
    Whole,
    /// All of it, because the crosswalk has no other link for it. A coarse table looks like that too.
    AssumedWhole,
    /// Some of it.
    Part,
}

/// What an old place gave to a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// The old place.
    pub from: Pcode,
    /// People of it that were counted to the new one; not known where its own count or the share is not.
    pub count: Count,
    /// How much of the old place is in the new one.
    pub extent: Extent,
    /// Where the share comes from.
    pub basis: String,
}

/// The count of a new place, and how far it could be off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedCount {
    /// The new place.
    pub to: Pcode,
    /// The people of the old places that could be counted to it; not known where none could.
    pub count: Count,
    /// The least it can be: the old places of which the crosswalk states that they are in it as a whole.
    pub least: u64,
    /// Every counted old place that touches it, as a whole. Where all of them are counted that is the most it can be:
    /// [`CarriedCount::most`].
    pub most_of_counted: u64,
    /// Old places in it whose own count or whose share is not known: what they add is in none of the numbers but
    /// `most_of_counted`, and not even there if their count is unknown.
    pub not_known: Vec<Pcode>,
    /// Those of them whose own count is not known. Anybody may be there.
    pub not_counted: Vec<Pcode>,
    /// What it was made of, by old place.
    pub parts: Vec<Contribution>,
}

impl CarriedCount {
    /// The most it can be; none where an old place that touches it has no count, for then nobody knows.
    pub fn most(&self) -> Option<u64> {
        self.not_counted.is_empty().then_some(self.most_of_counted)
    }
}

/// People of an old place who could be counted to no new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remainder {
    /// The old place.
    pub from: Pcode,
    /// How many.
    pub count: u64,
    /// The new places they may be in; none where no link says what became of the old place.
    pub perhaps_in: Vec<Pcode>,
}

/// The counts of one round under the new boundaries. Σ `places` + Σ `remainder` is the sum of the counts, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedCounts {
    /// Name and version of the recipe.
    pub recipe: String,
    /// Code of the old version.
    pub from_version: String,
    /// Code of the new version.
    pub to_version: String,
    /// By new place; every new place of the crosswalk.
    pub places: Vec<CarriedCount>,
    /// People who could be counted to no new place. Shown, never dropped.
    pub remainder: Vec<Remainder>,
    /// Old places without a count, with the reason, though the crosswalk or the counts name them.
    pub not_known: BTreeMap<Pcode, Missing>,
}

/// A new place's count by two kinds of shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareSpread {
    /// The new place.
    pub to: Pcode,
    /// By the shares of the one crosswalk.
    pub by_one: Count,
    /// By the shares of the other.
    pub by_other: Count,
    /// How far they are apart: part of the allocation error. None where either is not known.
    pub apart: Option<u64>,
}

/// Why counts cannot be carried over.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ReformError {
    /// The crosswalk is another one's.
    #[error("the counts are of boundary version '{found}', and the crosswalk leads from '{expected}'")]
    OtherVersion {
        /// The version of the counts.
        found: String,
        /// The version the crosswalk leads from.
        expected: String,
    },
    /// Shares of an old place that are not the whole of it.
    #[error("the shares of '{from}' add up to {sum}, not to 1")]
    SharesDoNotAddUp {
        /// The old place.
        from: Pcode,
        /// Their sum, three decimals.
        sum: String,
    },
    /// Shares or numbers that cannot be divided by.
    #[error("'{from}' cannot be divided: {source}")]
    Undividable {
        /// The old place.
        from: Pcode,
        /// Why.
        source: ApportionError,
    },
    /// Beyond what is added up exactly.
    #[error("a number or a sum is larger than {MOST}")]
    TooLarge,
}

impl From<TooLarge> for ReformError {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

impl ReformError {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherVersion { .. } => codes::PLACES_COUNTS_OF_OTHER_VERSION,
            Self::SharesDoNotAddUp { .. } => codes::PLACES_SHARES_DO_NOT_ADD_UP,
            Self::Undividable { source, .. } => source.code(),
            Self::TooLarge => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::OtherVersion { found, expected } => {
                vec![("found", found.clone().into()), ("expected", expected.clone().into())]
            }
            Self::SharesDoNotAddUp { from, sum } => {
                vec![("place", from.as_str().into()), ("sum", sum.clone().into())]
            }
            Self::Undividable { source, .. } => source.args(),
            Self::TooLarge => vec![("limit", MOST.into())],
        }
    }
}

/// A place in the new boundaries while it is being filled.
#[derive(Default)]
struct Filling {
    least: u64,
    most_of_counted: u64,
    not_counted: Vec<Pcode>,
    parts: Vec<Contribution>,
}

impl Crosswalk {
    /// Name and version of the recipe by which counts are carried over.
    pub const RECIPE: &'static str = "areal-weighting/1";

    /// Carries the counts of one round to the new boundaries; a series is carried round by round.
    ///
    /// `counts`: people or households by old place, of one level, under boundary version `version`. An old place with one
    /// link is carried as a whole (which is certain only where the crosswalk states the share 1); one with several is divided by their shares, in whole people. Where shares are not known,
    /// what the known ones leave is remainder, not a guess; so is a place without any link.
    ///
    /// # Errors
    /// `OtherVersion` if the crosswalk leads from another version, `SharesDoNotAddUp`, `Undividable` and `TooLarge` for shares
    /// and numbers that are none.
    pub fn carry(&self, version: &str, counts: &BTreeMap<Pcode, Count>) -> Result<CarriedCounts, ReformError> {
        if version != self.from_version {
            let (found, expected) = (version.to_owned(), self.from_version.clone());
            return Err(ReformError::OtherVersion { found, expected });
        }
        let mut filling: BTreeMap<&Pcode, Filling> =
            self.links().iter().map(|link| (&link.to, Filling::default())).collect();
        let (mut remainder, mut not_known) = (Vec::new(), BTreeMap::new());
        let named = self.links().iter().map(|link| &link.from).chain(counts.keys());
        for from in named.collect::<BTreeSet<_>>() {
            let links: Vec<&CrosswalkLink> = self.from(from).collect();
            let count = counts.get(from).copied().unwrap_or(Count::absent(Missing::NotAssessed));
            if let Count::Absent { missing } = count {
                not_known.insert(from.clone(), missing);
            }
            let divided = Divided::of(from, count, &links)?;
            for (link, part) in links.iter().zip(&divided.parts) {
                if let Some(place) = filling.get_mut(&link.to) {
                    place.add(link, count, *part, divided.extent)?;
                }
            }
            let perhaps_in = links.iter().filter(|link| link.share.is_none()).map(|link| link.to.clone()).collect();
            let left = Remainder { from: from.clone(), count: divided.left, perhaps_in };
            remainder.extend(Some(left).filter(|left| left.count > 0));
        }
        add(0, counts.values().filter_map(|count| count.given()))?;
        let places = filling.into_iter().map(|(to, place)| place.settle(to));
        Ok(CarriedCounts {
            recipe: Self::RECIPE.to_owned(),
            from_version: self.from_version.clone(),
            to_version: self.to_version.clone(),
            places: places.collect::<Result<_, _>>()?,
            remainder,
            not_known,
        })
    }
}

/// An old place's people, link by link.
struct Divided {
    parts: Vec<Count>,
    extent: Extent,
    /// Who is in none of the parts.
    left: u64,
}

impl Divided {
    fn of(from: &Pcode, count: Count, links: &[&CrosswalkLink]) -> Result<Self, ReformError> {
        let used = links.iter().filter(|link| link.share != Some(0.0)).count();
        let whole = links.iter().find(|link| used == 1 && link.share.is_some_and(|share| share > 0.0));
        let extent = match whole {
            Some(link) if link.stated => Extent::Whole,
            Some(_) => Extent::AssumedWhole,
            None => Extent::Part,
        };
        let Count::Given(people) = count else {
            return Ok(Self { parts: vec![count; links.len()], extent, left: 0 });
        };
        let known: f64 = links.iter().filter_map(|link| link.share).sum();
        let complete = !links.is_empty() && links.iter().all(|link| link.share.is_some());
        if !adds_up(known, complete) {
            return Err(ReformError::SharesDoNotAddUp { from: from.clone(), sum: format!("{known:.3}") });
        }
        let mut shares: Vec<f64> = links.iter().map(|link| link.share.unwrap_or(0.0)).collect();
        // What the known shares leave is the last part. Shares that are all known may add up to a little less by rounding.
        shares.push(if complete { 0.0 } else { (1.0 - known).max(0.0) });
        let undividable = |source| ReformError::Undividable { from: from.clone(), source };
        let mut parts = apportion(people, &shares).map_err(undividable)?;
        let left = parts.pop().unwrap_or_default();
        let told = |(part, link): (u64, &&CrosswalkLink)| match link.share {
            Some(_) => Count::Given(part),
            None => Count::absent(Missing::Missing),
        };
        Ok(Self { parts: parts.into_iter().zip(links).map(told).collect(), extent, left })
    }
}

impl Filling {
    fn add(&mut self, link: &CrosswalkLink, all: Count, part: Count, extent: Extent) -> Result<(), ReformError> {
        if link.share == Some(0.0) {
            return Ok(());
        }
        match all {
            Count::Given(all) => {
                self.most_of_counted = add(self.most_of_counted, [all])?;
                self.least = add(self.least, (extent == Extent::Whole).then_some(all))?;
            }
            Count::Absent { .. } => self.not_counted.push(link.from.clone()),
        }
        let (from, basis) = (link.from.clone(), link.basis.clone());
        self.parts.push(Contribution { from, count: part, extent, basis });
        Ok(())
    }

    fn settle(self, to: &Pcode) -> Result<CarriedCount, ReformError> {
        let known: Vec<u64> = self.parts.iter().filter_map(|part| part.count.given()).collect();
        let unknown = self.parts.iter().filter(|part| part.count.given().is_none());
        let not_known: Vec<Pcode> = unknown.map(|part| part.from.clone()).collect();
        let count = match self.parts.first() {
            Some(first) if known.is_empty() => {
                let alike = self.parts.iter().all(|part| part.count == first.count);
                if alike { first.count } else { Count::absent(Missing::Missing) }
            }
            _ => Count::Given(add(0, known)?),
        };
        let Self { least, most_of_counted, not_counted, parts } = self;
        Ok(CarriedCount { to: to.clone(), count, least, most_of_counted, not_known, not_counted, parts })
    }
}

fn add(sum: u64, more: impl IntoIterator<Item = u64>) -> Result<u64, TooLarge> {
    let add = |sum: u64, count: u64| sum.checked_add(count).filter(|sum| *sum <= MOST).ok_or(TooLarge);
    more.into_iter().try_fold(sum, add)
}

/// Sets the counts by two kinds of shares side by side, for instance shares of people and shares of area: how far they are
/// apart shows how much the choice matters.
pub fn spread_of_shares(one: &CarriedCounts, other: &CarriedCounts) -> Vec<ShareSpread> {
    let by_place = |counts: &CarriedCounts| -> BTreeMap<Pcode, Count> {
        counts.places.iter().map(|place| (place.to.clone(), place.count)).collect()
    };
    let (one, other) = (by_place(one), by_place(other));
    let places: BTreeSet<&Pcode> = one.keys().chain(other.keys()).collect();
    let of = |counts: &BTreeMap<Pcode, Count>, place: &Pcode| {
        counts.get(place).copied().unwrap_or(Count::absent(Missing::NotAssessed))
    };
    let spread = |to: &Pcode| {
        let (by_one, by_other) = (of(&one, to), of(&other, to));
        let apart = by_one.given().zip(by_other.given()).map(|(one, other)| one.abs_diff(other));
        ShareSpread { to: to.clone(), by_one, by_other, apart }
    };
    places.into_iter().map(spread).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CrosswalkOptions;
    use proptest::prelude::*;

    fn code(text: &str) -> Pcode {
        text.parse().unwrap()
    }

    fn crosswalk(table: &str) -> Crosswalk {
        let options = CrosswalkOptions { from_version: "2017".into(), to_version: "2025".into(), basis: "law".into() };
        Crosswalk::read_csv("links.csv", table.as_bytes(), &options).unwrap()
    }

    fn counts(list: &[(&str, u64)]) -> BTreeMap<Pcode, Count> {
        list.iter().map(|(place, count)| (code(place), (*count).into())).collect()
    }

    fn carried(table: &str, list: &[(&str, u64)]) -> CarriedCounts {
        crosswalk(table).carry("2017", &counts(list)).unwrap()
    }

    /// New place, count, least, most.
    fn told(carried: &CarriedCounts) -> Vec<(&str, Option<u64>, u64, u64)> {
        let place = |place: &CarriedCount| place.count.given();
        carried.places.iter().map(|to| (to.to.as_str(), place(to), to.least, to.most().unwrap())).collect()
    }

    /// The communes of the old province of Rumonge, with invented counts: two went to the new province of Bujumbura, three to
    /// Burunga (organic law no. 1/05 of 16 March 2023).
    #[test]
    fn the_communes_of_old_rumonge_go_to_two_provinces_without_any_error() {
        let communes = [("Rumonge", 900), ("Burambi", 300), ("Buyengero", 250), ("Bugarama", 180), ("Muhuta", 420)];
        let links = "from_pcode,to_pcode,share\nRumonge,Burunga,1\nBurambi,Burunga,1\nBuyengero,Burunga,1\nBugarama,Bujumbura,1\nMuhuta,Bujumbura,1";
        let found = carried(links, &communes);
        assert_eq!(told(&found), [("Bujumbura", Some(600), 600, 600), ("Burunga", Some(1_450), 1_450, 1_450)]);
        assert!(found.remainder.is_empty() && found.not_known.is_empty());
    }

    #[test]
    fn the_same_province_as_one_unit_is_an_estimate_and_shows_that_it_could_be_all_or_nothing() {
        let by_people = carried(
            "from_pcode,to_pcode,share,basis\nRumonge,Bujumbura,0.293,census\nRumonge,Burunga,0.707,census\nMakamba,Burunga,1,",
            &[("Rumonge", 2_050), ("Makamba", 5_000)],
        );
        assert_eq!(told(&by_people), [("Bujumbura", Some(601), 0, 2_050), ("Burunga", Some(6_449), 5_000, 7_050)]);
        let parts = &by_people.places[1].parts;
        assert_eq!((parts[0].from.as_str(), parts[0].extent), ("Makamba", Extent::Whole));
        assert_eq!(
            (parts[1].from.as_str(), parts[1].extent, parts[1].basis.as_str()),
            ("Rumonge", Extent::Part, "census")
        );
        // The same, by area: how far apart the two are is the other half of the error.
        let by_area = carried(
            "from_pcode,to_pcode,share\nRumonge,Bujumbura,0.4\nRumonge,Burunga,0.6\nMakamba,Burunga,1",
            &[("Rumonge", 2_050), ("Makamba", 5_000)],
        );
        let apart: Vec<_> = spread_of_shares(&by_people, &by_area).into_iter().map(|spread| spread.apart).collect();
        assert_eq!(apart, [Some(219), Some(219)]);
    }

    /// The grouping of the law of 2023 by whole provinces, which is coarse: Rumonge and Muramvya were in truth divided.
    const PROVINCES: &str = "old_pcode,new_code\nBDI001,BI-PR-02\nBDI002,BI-PR-02\nBDI003,BI-PR-03\nBDI004,BI-PR-01\n\
        BDI005,BI-PR-02\nBDI006,BI-PR-05\nBDI007,BI-PR-05\nBDI008,BI-PR-04\nBDI009,BI-PR-04\nBDI010,BI-PR-03\n\
        BDI011,BI-PR-05\nBDI012,BI-PR-01\nBDI013,BI-PR-05\nBDI014,BI-PR-04\nBDI015,BI-PR-03\nBDI016,BI-PR-01\n\
        BDI017,BI-PR-02\nBDI018,BI-PR-03";

    #[test]
    fn eighteen_provinces_become_five_and_nobody_is_lost() {
        let old: BTreeMap<Pcode, Count> =
            (1..=18_u64).map(|number| (code(&format!("BDI{number:03}")), (number * 100).into())).collect();
        let found = crosswalk(PROVINCES).carry("2017", &old).unwrap();
        let people: Vec<_> = told(&found).into_iter().map(|(to, people, ..)| (to, people.unwrap())).collect();
        let expected =
            [("BI-PR-01", 3_200), ("BI-PR-02", 2_500), ("BI-PR-03", 4_600), ("BI-PR-04", 3_100), ("BI-PR-05", 3_700)];
        assert_eq!(people, expected);
        assert_eq!(people.iter().map(|(_, people)| people).sum::<u64>(), 17_100);
        let rumonge = found.places[2].parts.iter().find(|part| part.from == code("BDI018")).unwrap();
        assert_eq!(rumonge.extent, Extent::AssumedWhole);
        assert!(rumonge.basis.contains("no share is stated"), "{}", rumonge.basis);
        assert_eq!(
            (found.places[2].least, found.places[2].most()),
            (0, Some(4_600)),
            "the coarse table makes nothing certain"
        );
    }

    #[test]
    fn an_unknown_share_is_not_guessed_and_what_it_holds_is_remainder() {
        let found = carried("from_pcode,to_pcode,share\nA,X,0.5\nA,Y,\nB,Y,1", &[("A", 101), ("B", 10)]);
        // Half of 101 is 50.5 twice: the earlier part is rounded up.
        assert_eq!(told(&found), [("X", Some(51), 0, 101), ("Y", Some(10), 10, 111)]);
        assert_eq!(found.places[1].not_known, [code("A")]);
        assert_eq!(found.remainder, [Remainder { from: code("A"), count: 50, perhaps_in: vec![code("Y")] }]);
    }

    #[test]
    fn a_place_without_a_link_is_remainder_and_a_place_without_a_count_is_not_zero() {
        let mut list = counts(&[("A", 5), ("Z", 7)]);
        list.insert(code("B"), Count::absent(Missing::NotAccessible));
        let found = crosswalk("from_pcode,to_pcode\nA,X\nB,X\nB2,W\nB,Y\nC,Y").carry("2017", &list).unwrap();
        let x = found.places.iter().find(|place| place.to == code("X")).unwrap();
        assert_eq!((x.count, x.not_known.clone()), (5.into(), vec![code("B")]));
        assert_eq!(
            (x.least, x.most(), x.not_counted.clone()),
            (0, None, vec![code("B")]),
            "B may be any number of people"
        );
        let missing: Vec<_> =
            found.places.iter().filter(|place| place.to != code("X")).map(|place| place.count).collect();
        assert_eq!(missing, [Count::absent(Missing::NotAssessed), Count::absent(Missing::Missing)]);
        assert_eq!(found.remainder, [Remainder { from: code("Z"), count: 7, perhaps_in: vec![] }]);
        assert_eq!(found.not_known[&code("B")], Missing::NotAccessible);
        assert_eq!(found.not_known[&code("C")], Missing::NotAssessed);
    }

    #[test]
    fn counts_of_other_boundaries_and_shares_that_are_not_the_whole_are_refused() {
        let links = crosswalk("from_pcode,to_pcode\nA,X");
        assert_eq!(links.carry("2012", &BTreeMap::new()).unwrap_err().code(), "places.counts_of_other_version");
        assert_eq!(links.carry("2017", &counts(&[("A", u64::MAX)])).unwrap_err().code(), "estimate.too_large");
        let stored = serde_json::to_string(&links).unwrap().replace("1.0", "0.7");
        let damaged: Crosswalk = serde_json::from_str(&stored).unwrap();
        let refused = damaged.carry("2017", &counts(&[("A", 5)])).unwrap_err();
        assert_eq!(refused.to_string(), "the shares of 'A' add up to 0.700, not to 1");
    }

    /// Links of up to eight old places to up to four new ones, some of unknown share, and counts, some without a link.
    fn reform() -> impl Strategy<Value = (String, Vec<(String, u64)>)> {
        let weights = proptest::collection::vec(prop_oneof![3 => (1_u32..100).prop_map(Some), 1 => Just(None)], 1..4);
        let places = proptest::collection::vec((weights, 0_u64..10_000, any::<bool>()), 1..8);
        places.prop_map(|places| {
            let mut table = "from_pcode,to_pcode,share".to_owned();
            let mut counts = Vec::new();
            for (number, (weights, count, linked)) in places.into_iter().enumerate() {
                counts.push((format!("A{number}"), count));
                let unknown = weights.iter().any(Option::is_none);
                let all: u32 = weights.iter().flatten().sum::<u32>() + if unknown { 50 } else { 0 };
                for (to, weight) in weights.iter().enumerate().filter(|_| linked || number == 0) {
                    let share =
                        weight.map_or(String::new(), |weight| format!("{:.6}", f64::from(weight) / f64::from(all)));
                    table.push_str(&format!("\nA{number},X{to},{share}"));
                }
            }
            (table, counts)
        })
    }

    proptest! {
        #[test]
        fn everybody_is_in_a_new_place_or_in_the_remainder_and_within_the_bounds((table, list) in reform()) {
            let list: Vec<(&str, u64)> = list.iter().map(|(place, count)| (place.as_str(), *count)).collect();
            let found = carried(&table, &list);
            let placed: u64 = found.places.iter().filter_map(|place| place.count.given()).sum();
            let left: u64 = found.remainder.iter().map(|left| left.count).sum();
            prop_assert_eq!(placed + left, list.iter().map(|(_, count)| count).sum::<u64>());
            for place in &found.places {
                let count = place.count.given().unwrap_or(place.least);
                prop_assert!(place.least <= count && count <= place.most().unwrap(), "{place:?}");
            }
        }
    }
}
