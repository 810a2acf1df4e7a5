//! A site that was split, beside the sites that came in its place: the same place, where a round counted all of them.
//!
//! People who lived in the whole live in its parts. Setting the whole against the sum of all its parts compares like with like;
//! against some of them it does not, and then each stands for itself.

use super::places::RoundPlaces;
use estimate::{PlaceId, RoundCounts, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// The sites of some rounds that were split, and what each site is known by there.
#[derive(Debug, Clone, Default)]
pub struct Splits {
    parts: BTreeMap<String, Vec<String>>,
    /// None for a site that is known by more than one name: which of them is meant is not told.
    known_as: BTreeMap<String, Option<PlaceId>>,
}

/// Places that were put together, by the place they make.
pub type Together = BTreeMap<PlaceId, Vec<PlaceId>>;

/// How much of a site, whole or in parts, a round has counted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cut {
    Nothing,
    /// All of it, once: these places.
    All(Vec<PlaceId>),
    /// Some of its parts, or the whole beside a part of it.
    Unclear,
}

impl Splits {
    /// Those that the places of these rounds were, or came of.
    pub fn of(rounds: &[&RoundPlaces]) -> Self {
        let mut splits = Self::default();
        for round in rounds {
            splits.parts.extend(round.splits.iter().map(|(site, parts)| (site.clone(), parts.clone())));
            for (id, place) in &round.places {
                let Some(site) = &place.site else { continue };
                let known = splits.known_as.entry(site.clone()).or_insert_with(|| Some(id.clone()));
                if known.as_ref() != Some(id) {
                    *known = None;
                }
            }
        }
        splits
    }

    /// Puts what each round counted of a split site together, where every one of them counted all of it, and not all in the same
    /// parts.
    pub fn join(&self, rounds: &mut [RoundCounts]) -> Together {
        let below: BTreeSet<&String> = self.parts.values().flatten().collect();
        let mut together = Together::new();
        for site in self.parts.keys().filter(|site| !below.contains(site)) {
            self.join_site(site, rounds, &mut together, &mut BTreeSet::new());
        }
        together
    }

    fn join_site<'s>(
        &'s self,
        site: &'s str,
        rounds: &mut [RoundCounts],
        together: &mut Together,
        seen: &mut BTreeSet<&'s str>,
    ) {
        let Some(parts) = self.parts.get(site).filter(|_| seen.insert(site)) else { return };
        let cuts: Vec<Cut> = rounds.iter().map(|round| self.cut(site, round, &mut BTreeSet::new())).collect();
        let all = cuts.iter().all(|cut| matches!(cut, Cut::All(_)));
        if !all {
            parts.iter().for_each(|part| self.join_site(part, rounds, together, seen));
        } else if cuts.windows(2).any(|pair| pair.first() != pair.last()) {
            let members: BTreeSet<PlaceId> = self.below(site).into_iter().collect();
            let id = PlaceId::from(format!("site {site}"));
            for round in rounds {
                let of_site = members.iter().filter_map(|member| round.places.remove(member));
                let counts = of_site.filter_map(|standing| match standing {
                    Standing::Assessed(count) => Some(count),
                    Standing::NotAssessed(_) => None,
                });
                let sum = counts.fold(0, u64::saturating_add);
                round.places.insert(id.clone(), Standing::Assessed(sum));
            }
            together.insert(id, members.into_iter().collect());
        }
    }

    fn cut<'s>(&'s self, site: &'s str, round: &RoundCounts, path: &mut BTreeSet<&'s str>) -> Cut {
        if !path.insert(site) {
            return Cut::Unclear;
        }
        let parts = self.parts.get(site).into_iter().flatten();
        let parts: Vec<Cut> = parts.map(|part| self.cut(part, round, path)).collect();
        let own = match self.known_as.get(site) {
            Some(Some(id)) => match round.places.get(id) {
                Some(Standing::Assessed(_)) => Some(id.clone()),
                _ => None,
            },
            Some(None) => return Cut::Unclear,
            None => None,
        };
        let nothing = parts.iter().all(|part| *part == Cut::Nothing);
        match own {
            Some(id) if nothing => Cut::All(vec![id]),
            Some(_) => Cut::Unclear,
            None if nothing => Cut::Nothing,
            None => {
                let all = parts.into_iter().map(|part| match part {
                    Cut::All(places) => Some(places),
                    Cut::Nothing | Cut::Unclear => None,
                });
                let all: Option<Vec<Vec<PlaceId>>> = all.collect();
                all.map_or(Cut::Unclear, |all| Cut::All(all.concat()))
            }
        }
    }

    /// What a site and all its parts are known by.
    fn below(&self, site: &str) -> Vec<PlaceId> {
        let (mut sites, mut at) = (vec![site], 0);
        while let Some(site) = sites.get(at) {
            let more: Vec<&str> = self.parts.get(*site).into_iter().flatten().map(String::as_str).collect();
            let new: Vec<&str> = more.into_iter().filter(|part| !sites.contains(part)).collect();
            sites.extend(new);
            at += 1;
        }
        sites.into_iter().filter_map(|site| self.known_as.get(site)?.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use estimate::{Definition, NotAssessed, SeriesKind, Unit, compare};
    use vocab::RoundNumber;

    /// A was split into B and C, then C into D and E. Each site is known by its own letter.
    fn splits() -> Splits {
        let owned = |letters: &[&str]| letters.iter().map(|letter| (*letter).to_owned()).collect::<Vec<_>>();
        Splits {
            parts: BTreeMap::from([("a".into(), owned(&["b", "c"])), ("c".into(), owned(&["d", "e"]))]),
            known_as: ["a", "b", "c", "d", "e", "x"].map(|site| (site.to_owned(), Some(site.into()))).into(),
        }
    }

    fn round(number: u32, counts: &[(&str, u64)]) -> RoundCounts {
        let definition = Definition {
            indicator: "idps".into(),
            indicator_version: "1".into(),
            unit: Unit::Individuals,
            kind: SeriesKind::Stock,
            population_group: "idp".into(),
            boundary_version: "2017".into(),
            sample: None,
            recipes: Vec::new(),
        };
        let places = counts.iter().map(|(place, count)| ((*place).into(), Standing::Assessed(*count))).collect();
        RoundCounts { round: RoundNumber(number), definition, places }
    }

    /// Places in both, their counts before and after, places newly and no longer assessed.
    fn compared(before: &[(&str, u64)], after: &[(&str, u64)]) -> (usize, Option<(u64, u64)>, usize, usize) {
        let mut rounds = [round(1, before), round(2, after)];
        splits().join(&mut rounds);
        let found = compare(&rounds[0], &rounds[1]).unwrap();
        let places =
            |groups: BTreeMap<NotAssessed, estimate::PlaceGroup>| groups.values().map(|group| group.places).sum();
        let same = found.like_for_like.map(|change| (change.before, change.after));
        (found.same_places, same, places(found.newly_assessed), places(found.no_longer_assessed))
    }

    #[test]
    fn the_whole_is_compared_with_the_sum_of_all_its_parts() {
        assert_eq!(compared(&[("a", 100)], &[("b", 60), ("c", 50)]), (1, Some((100, 110)), 0, 0));
        assert_eq!(compared(&[("a", 100)], &[("b", 60), ("d", 30), ("e", 9)]), (1, Some((100, 99)), 0, 0));
        let later = [("b", 61), ("d", 30), ("e", 9)];
        assert_eq!(compared(&[("b", 60), ("c", 50)], &later), (1, Some((110, 100)), 0, 0), "all of it is one place");
    }

    #[test]
    fn some_of_its_parts_are_not_the_whole() {
        assert_eq!(compared(&[("a", 100)], &[("b", 60)]), (0, None, 1, 1));
        assert_eq!(compared(&[("a", 100)], &[("b", 60), ("d", 30)]), (0, None, 2, 1));
        // Counted whole and in part: somebody is in it twice, or the parts are something else.
        assert_eq!(compared(&[("a", 100)], &[("a", 90), ("b", 60), ("c", 50)]), (1, Some((100, 90)), 2, 0));
    }

    #[test]
    fn places_that_were_not_split_or_are_the_same_in_both_rounds_stay_apart() {
        let same = [("b", 60), ("c", 50), ("x", 1)];
        assert_eq!(compared(&same, &same), (3, Some((111, 111)), 0, 0));
        let mut rounds = [round(1, &[("a", 1)]), round(2, &[("b", 1), ("c", 1)])];
        let together = splits().join(&mut rounds);
        let members: Vec<&str> = together[&PlaceId::from("site a")].iter().map(PlaceId::as_str).collect();
        assert_eq!(members, ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn a_site_with_two_names_is_not_put_together() {
        let mut splits = splits();
        splits.known_as.insert("b".into(), None);
        let mut rounds = [round(1, &[("a", 100)]), round(2, &[("b", 60), ("c", 50)])];
        assert!(splits.join(&mut rounds).is_empty());
    }
}
