//! Whether two names may be one name, written twice.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Letters that may differ in names that are nearly the same.
const EDITS: usize = 2;

/// Letters of a name that are compared. The longest place name known has 85.
const NAME_LETTERS: usize = 100;

/// A name to be compared: without case, accents and signs, and its numbers by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    words: Vec<Vec<char>>,
    digits: String,
    /// One bit a letter that occurs, so that most names are seen to differ at a glance.
    occurring: u64,
}

impl PlaceName {
    /// The name as it is written.
    pub fn of(written: &str) -> Self {
        let plain = written.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
        let plain: Vec<char> = plain.take(NAME_LETTERS).collect();
        let digits = plain.iter().filter(|letter| letter.is_numeric()).collect();
        let words = plain.split(|letter| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        Self::from_words(words.map(<[char]>::to_vec).collect(), digits)
    }

    fn from_words(words: Vec<Vec<char>>, digits: String) -> Self {
        let occurring = words.iter().flatten().fold(0, |bits, letter| bits | 1 << (u32::from(*letter) % 64));
        Self { words, digits, occurring }
    }

    /// The same without the words for which `idle` is true; all of them if nothing else is left.
    #[must_use]
    pub fn without(&self, idle: impl Fn(&str) -> bool) -> Self {
        let kept = self.words.iter().filter(|word| !idle(&word.iter().collect::<String>()));
        let kept: Vec<Vec<char>> = kept.cloned().collect();
        if kept.is_empty() { self.clone() } else { Self::from_words(kept, self.digits.clone()) }
    }

    /// Whether both are the same but for case, accents, signs and blanks.
    pub fn is_same(&self, other: &Self) -> bool {
        let named = !self.words.is_empty() || !self.digits.is_empty();
        named && self.digits == other.digits && self.words.iter().flatten().eq(other.words.iter().flatten())
    }

    /// Whether at most two letters differ in each word, and at most a quarter of it: "Gasenyi I" and "Gasenyi II", "Est" and
    /// "Ouest" are two. Numbers tell places apart too.
    pub fn is_like(&self, other: &Self) -> bool {
        if self.words.is_empty() || self.digits != other.digits {
            return false;
        }
        if self.words.len() != other.words.len() {
            return self.words.iter().flatten().eq(other.words.iter().flatten());
        }
        // A letter that is put for another takes one bit away and sets one.
        let differing = (self.occurring ^ other.occurring).count_ones() as usize;
        differing <= 2 * EDITS * self.words.len()
            && self.words.iter().zip(&other.words).all(|(one, other)| like(one, other))
    }
}

fn like(one: &Vec<char>, other: &Vec<char>) -> bool {
    let allowed = EDITS.min(one.len().max(other.len()) / 4);
    one.len().abs_diff(other.len()) <= allowed && (one == other || strsim::generic_levenshtein(one, other) <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        PlaceName::of(one).is_like(&PlaceName::of(other))
    }

    #[test]
    fn names_are_alike_when_a_letter_or_two_differ_and_no_number() {
        for (one, other) in [
            ("Mugano Est", "MUGANO  EST"),
            ("Gasenyi", "Gaseni"),
            ("Kibímba", "Kibimba"),
            ("Buhinyuza", "Buhinyunza"),
            ("Mugano-Est", "Muganoest"),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one} and {other}");
        }
        for (one, other) in [
            ("Site 1", "Site 2"),
            ("Rugo", "Ruga N"),
            ("Mugano Est", "Mugano Ouest"),
            ("Gasenyi I", "Gasenyi II"),
            ("Gasenyi", "Gasenyi I"),
            ("", ""),
            ("12", "12"),
        ] {
            assert!(!alike(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn the_same_name_may_be_a_number_and_may_be_written_with_other_signs() {
        assert!(PlaceName::of("12").is_same(&PlaceName::of(" 12 ")));
        assert!(PlaceName::of("Mugano-Est").is_same(&PlaceName::of("MUGANO EST")));
        assert!(!PlaceName::of("").is_same(&PlaceName::of("")));
    }
}
