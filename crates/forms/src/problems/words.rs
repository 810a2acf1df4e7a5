//! The catalogue of a language, and how its words are filled.

use super::{Argument, Cell, Code, Phrase, Problem, english, french};
use vocab::Language;

/// What is said about a problem. `{value}`, `{sheet}` and `{column}` come from the cell, the rest from the arguments;
/// `${name}` stands for itself.
pub(super) struct Words {
    pub(super) message: &'static str,
    pub(super) remedy: &'static str,
}

/// All that one language has to say. To add a language: a file with such a constant, and its arm in [`catalogue`].
pub(super) struct Catalogue {
    /// The words of each code.
    pub(super) words: fn(Code) -> Words,
    /// A part of a sentence.
    pub(super) phrase: fn(&Phrase) -> String,
    /// Where a problem is, with what divides it from the message.
    pub(super) place: fn(&Cell) -> String,
    /// The remedy for a slip.
    pub(super) did_you_mean: fn(&str) -> String,
}

/// The catalogue for readers of a language. Kirundi has none: French is the second language of its readers.
pub(super) const fn catalogue(language: Language) -> &'static Catalogue {
    match language {
        Language::English => &english::CATALOGUE,
        Language::French | Language::Kirundi => &french::CATALOGUE,
    }
}

/// The names in curly brackets that a template asks for.
pub(super) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    pieces(template).filter_map(|piece| match piece {
        Piece::Placeholder(name) => Some(name),
        Piece::Plain(_) => None,
    })
}

/// The template with everything put in. What nothing fills is left out; the tests of the crate see to it that there is
/// no such thing.
pub(super) fn filled(template: &str, problem: &Problem, catalogue: &Catalogue) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    for piece in pieces(template) {
        match piece {
            Piece::Plain(plain) => text.push_str(plain),
            Piece::Placeholder("value") => text.push_str(problem.cell.value.as_deref().unwrap_or_default()),
            Piece::Placeholder("sheet") => text.push_str(&problem.cell.sheet),
            Piece::Placeholder("column") => text.push_str(problem.cell.column.as_deref().unwrap_or_default()),
            Piece::Placeholder(name) => match problem.arguments.get(name) {
                Some(Argument::Text(value)) => text.push_str(value),
                Some(Argument::Phrase(phrase)) => text.push_str(&(catalogue.phrase)(phrase)),
                None => {}
            },
        }
    }
    text
}

enum Piece<'a> {
    Plain(&'a str),
    Placeholder(&'a str),
}

/// A template in pieces; a bracket behind `$` is plain text.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some(inner) = rest.strip_prefix('{')
            && let Some((name, behind)) = inner.split_once('}')
        {
            rest = behind;
            return Some(Piece::Placeholder(name));
        }
        let open = rest.match_indices('{').map(|(at, _)| at).find(|&at| at > 0 && !rest[..at].ends_with('$'));
        let (plain, behind) = rest.split_at(open.unwrap_or(rest.len()));
        rest = behind;
        (!plain.is_empty()).then_some(Piece::Plain(plain))
    })
}

impl Code {
    /// What fills the words of this code, the same in every language: `value`, `sheet` and `column` of the cell, and the
    /// names of arguments. In order, each once; those of the message before those of the remedy.
    pub fn placeholders(self) -> Vec<&'static str> {
        let words = english::words(self);
        let mut names = Vec::new();
        for name in placeholders(words.message).chain(placeholders(words.remedy)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_template_falls_into_pieces() {
        assert_eq!(placeholders("{a} and {b}, not ${c}").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(placeholders("${c} {a}{b").collect::<Vec<_>>(), ["a"]);
        assert_eq!(placeholders("").count(), 0);
    }

    #[test]
    fn every_code_has_words_in_each_language_with_the_same_placeholders() {
        for code in Code::ALL {
            let english = english::words(*code);
            let french = french::words(*code);
            for (ours, theirs) in [(english.message, french.message), (english.remedy, french.remedy)] {
                assert!(!ours.is_empty() && !theirs.is_empty(), "{code} has no words");
                assert!(ours != theirs || ours == "{expected}.", "{code} is not translated");
                let ours: BTreeSet<&str> = placeholders(ours).collect();
                let theirs: BTreeSet<&str> = placeholders(theirs).collect();
                assert_eq!(ours, theirs, "{code}");
            }
        }
    }

    #[test]
    fn french_is_written_as_french() {
        for code in Code::ALL {
            let words = french::words(*code);
            for text in [words.message, words.remedy] {
                let letters: Vec<char> = text.chars().collect();
                let elided = letters
                    .windows(3)
                    .any(|three| three[1] == '\'' && three[0].is_alphabetic() && three[2].is_alphabetic());
                assert!(!elided && !text.contains('"'), "{code}: ’ and guillemets, not straight quotes: {text}");
                let tight = text.match_indices(['!', '?', ';']).any(|(at, _)| !text[..at].ends_with(' '));
                assert!(!tight, "{code}: a space stands before the mark: {text}");
            }
        }
    }
}
