//! How alike two names are, and why.
//!
//! To add a reason: a variant of [`MatchReason`] with its ceiling, and a line in [`compare`].

use super::fold::Folded;
use serde::{Deserialize, Serialize};
use strsim::jaro_winkler;

/// Why a place is proposed, the strongest first. Only [`MatchReason::Exact`] and
/// [`MatchReason::AlternativeName`] need nobody to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchReason {
    /// The same, letter for letter.
    Exact,
    /// The same as another spelling that the boundary version itself gives.
    AlternativeName,
    /// The same but for capitals, accents, hyphens and blanks.
    Folded,
    /// The same but for words such as "Province" or "de".
    KindLeftOut,
    /// The same words in another order.
    WordOrder,
    /// Words cut short or drawn together: "Buja Rural", "W. Equatoria", "NBeG".
    Abbreviation,
    /// Spelt alike: "Karusi" for Karuzi.
    Similar,
}

impl MatchReason {
    /// The best score that the reason can have. Scores order proposals; they are not probabilities.
    pub fn ceiling(self) -> f64 {
        match self {
            Self::Exact => 1.0,
            Self::AlternativeName => 0.99,
            Self::Folded => 0.98,
            Self::KindLeftOut => 0.96,
            Self::WordOrder => 0.95,
            Self::Abbreviation => 0.92,
            Self::Similar => 0.95,
        }
    }
}

/// Least Jaro–Winkler similarity of a proposal. At 0.82 one of Burundi's 119 communes has on average 1.3 others as near
/// (at 0.80 1.8, at 0.85 0.4): a short list for a person, that still holds two wrong letters in a name of eight.
const LEAST_SIMILARITY: f64 = 0.82;

/// The best reason and its score for two names that are not the same letter for letter; none if they are too different.
pub(super) fn compare(asked: &Folded, known: &Folded) -> Option<(MatchReason, f64)> {
    let sure = |reason: MatchReason| Some((reason, reason.ceiling()));
    if asked.is_empty() || known.is_empty() {
        return None;
    }
    if asked.run_together == known.run_together {
        return sure(MatchReason::Folded);
    }
    let (asked, known) = (asked.without_kinds(), known.without_kinds());
    if asked.run_together == known.run_together {
        return sure(MatchReason::KindLeftOut);
    }
    if asked.sorted() == known.sorted() {
        return sure(MatchReason::WordOrder);
    }
    let short = abbreviation(&asked, &known).map(|share| (MatchReason::Abbreviation, share));
    let alike = similarity(&asked, &known).map(|share| (MatchReason::Similar, share));
    let scored = [short, alike].into_iter().flatten().map(|(reason, share)| (reason, share * reason.ceiling()));
    scored.max_by(|a, b| a.1.total_cmp(&b.1))
}

fn similarity(asked: &Folded, known: &Folded) -> Option<f64> {
    let alike = jaro_winkler(&asked.run_together, &known.run_together);
    // a number tells places apart that have the same name otherwise: Kanyosha1, Kanyosha 2
    let numbers = |name: &Folded| name.run_together.chars().filter(char::is_ascii_digit).collect::<String>();
    let (one, other) = (numbers(asked), numbers(known));
    let told_apart = !one.is_empty() && !other.is_empty() && one != other;
    (alike >= LEAST_SIMILARITY && !told_apart).then_some(alike)
}

/// How well the name asked for shortens the known one, from 0 to 1: every word of it must shorten the next word of the
/// known name, or be its initials altogether.
fn abbreviation(asked: &Folded, known: &Folded) -> Option<f64> {
    let initials: String = known.words.iter().filter_map(|word| word.chars().next()).collect();
    if known.words.len() >= 3 && asked.run_together == initials {
        return Some(0.95);
    }
    let mut rest = known.words.iter();
    let mut shares = vec![];
    let mut shortened = false;
    for word in &asked.words {
        let (share, cut) = rest.find_map(|whole| shortens(word, whole))?;
        shares.push(share);
        shortened |= cut;
    }
    let left_out = known.words.len() - shares.len();
    if !shortened && left_out == 0 {
        return None;
    }
    let mean = shares.iter().sum::<f64>() / shares.len() as f64;
    // a word left out costs more than a word cut short: "Buja" may be Rural or Mairie
    Some(mean * 0.9_f64.powi(i32::try_from(left_out).unwrap_or(i32::MAX)))
}

/// How well one word stands for another, and whether it is shorter: its beginning, or its beginning and letters from the
/// rest in their order ("buja" for bujumbura, "mrie" for mairie).
fn shortens(word: &str, whole: &str) -> Option<(f64, bool)> {
    if word == whole {
        return Some((1.0, false));
    }
    let length = word.chars().count();
    if length >= whole.chars().count() || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    if whole.starts_with(word) {
        return Some((if length >= 3 { 0.98 } else { 0.94 }, true));
    }
    let same = word.chars().zip(whole.chars()).take_while(|(a, b)| a == b).count();
    let mut letters = whole.chars();
    let in_order = word.chars().all(|letter| letters.any(|other| other == letter));
    (in_order && same >= 1 && length >= 3).then_some((if same >= 3 { 0.97 } else { 0.9 }, true))
}
