//! Names made comparable: small letters without accents, words apart.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words that say what kind of place it is, or join words; a name with and without them is the same name.
const KINDS: &[&str] = &[
    "province",
    "commune",
    "county",
    "state",
    "payam",
    "boma",
    "zone",
    "colline",
    "quartier",
    "district",
    "region",
    "prefecture",
    "municipality",
    "municipalite",
    "territoire",
    "departement",
    "department",
    "intara",
    "komine",
    "umutumba",
    "de",
    "du",
    "des",
    "d",
    "of",
    "the",
    "la",
    "le",
    "l",
    "ya",
    "y",
];

/// A name as words to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Folded {
    /// Its words.
    pub(super) words: Vec<String>,
    /// Its words without blanks.
    pub(super) run_together: String,
}

impl Folded {
    pub(super) fn new(name: &str) -> Self {
        let letters: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
        // an apostrophe joins (N'djamena), everything else that is no letter parts words
        let letters = letters.replace(['\'', '’', 'ʼ', '`'], "");
        let words = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self::of(words.map(str::to_owned).collect())
    }

    fn of(words: Vec<String>) -> Self {
        Self { run_together: words.concat(), words }
    }

    /// Without the words that only say what kind of place it is; all of them if nothing else is left.
    pub(super) fn without_kinds(&self) -> Self {
        let words: Vec<String> = self.words.iter().filter(|word| !KINDS.contains(&word.as_str())).cloned().collect();
        if words.is_empty() { self.clone() } else { Self::of(words) }
    }

    /// The words in alphabetical order.
    pub(super) fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.sort_unstable();
        words
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_capitals_and_punctuation_do_not_count() {
        assert_eq!(Folded::new("NYANZA-LAC"), Folded::new("Nyanza Lac"));
        assert_eq!(Folded::new("Gasénoré"), Folded::new("gasenore"));
        assert_eq!(Folded::new("Mpinga-Kayove").run_together, "mpingakayove");
    }

    #[test]
    fn the_kind_of_place_does_not_count_unless_it_is_all_there_is() {
        assert_eq!(Folded::new("Province de Ngozi").without_kinds(), Folded::new("Ngozi"));
        assert_eq!(Folded::new("State").without_kinds(), Folded::new("State"));
    }
}
