//! Which sites may be one place, told twice.

use super::Site;
use crate::{Grid, InSpace, PlaceName};
use serde::Serialize;

/// Words that say what kind of place it is, or join words: a name with and without them may be one name.
const IDLE: &[&str] = &[
    "site",
    "sites",
    "camp",
    "center",
    "centre",
    "collectif",
    "collective",
    "idp",
    "idps",
    "pdi",
    "deplaces",
    "ikibanza",
    "inkambi",
    "colline",
    "quartier",
    "umutumba",
    "de",
    "des",
    "du",
    "d",
    "la",
    "le",
    "les",
    "l",
    "of",
    "the",
    "ya",
    "yo",
    "ca",
    "wa",
];

/// Why two sites are thought to be one, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The names are the same but for case, accents and signs.
    SameName,
    /// A name of one is an other name of the other, or they share one.
    SharedAlias,
    /// A letter or two differ, or a word such as "site".
    SimilarName,
}

/// Two sites that may be one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The smaller id.
    pub one: String,
    /// The larger id.
    pub other: String,
    /// How far they lie apart.
    pub metres: f64,
    /// Why they are proposed.
    pub because: Likeness,
}

struct Candidate<'a> {
    site: &'a Site,
    at: InSpace,
    name: PlaceName,
    aliases: Vec<PlaceName>,
}

impl<'a> Candidate<'a> {
    fn of(site: &'a Site) -> Option<Self> {
        let at = InSpace::from(site.position.filter(|_| site.stands())?);
        let aliases = site.aliases.iter().map(|alias| PlaceName::of(alias)).collect();
        Some(Self { site, at, name: PlaceName::of(&site.name), aliases })
    }

    fn names(&self) -> impl Iterator<Item = &PlaceName> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.name.is_same(&other.name) {
            return Some(Likeness::SameName);
        }
        let any = |alike: &dyn Fn(&PlaceName, &PlaceName) -> bool| {
            self.names().any(|one| other.names().any(|other| alike(one, other)))
        };
        if any(&|one, other| one.is_same(other)) {
            return Some(Likeness::SharedAlias);
        }
        let idle = |word: &str| IDLE.contains(&word);
        let similar = any(&|one, other| one.is_like(other) || one.without(idle).is_like(&other.without(idle)));
        similar.then_some(Likeness::SimilarName)
    }
}

/// Sites that stand less than `within_m` metres apart and have names alike, the likeliest first. The same whatever the order of
/// `sites`. A site without a position is compared with nothing.
pub fn proposals<'a>(sites: impl IntoIterator<Item = &'a Site>, within_m: f64) -> Vec<Proposal> {
    let candidates: Vec<Candidate<'_>> = sites.into_iter().filter_map(Candidate::of).collect();
    let grid = Grid::new(within_m, candidates.iter().enumerate().map(|(number, one)| (number, one.at)));
    let mut found = Vec::new();
    for one in &candidates {
        let near = grid.around(&one.at).filter_map(|number| candidates.get(number));
        // Each pair once: from the side of the smaller id.
        for other in near.filter(|other| one.site.id < other.site.id) {
            if one.at.square_to(&other.at) >= within_m * within_m {
                continue;
            }
            let Some(because) = one.likeness(other) else { continue };
            let (metres, one, other) = (one.at.metres_to(&other.at), one.site.id.clone(), other.site.id.clone());
            found.push(Proposal { one, other, metres, because });
        }
    }
    found.sort_by(|a, b| {
        let by_likeness = a.because.cmp(&b.because).then(a.metres.total_cmp(&b.metres));
        by_likeness.then_with(|| (&a.one, &a.other).cmp(&(&b.one, &b.other)))
    });
    found
}
