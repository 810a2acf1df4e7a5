//! Texts of a column as numbers: each text is looked up once, and compared as a number from then on.

use std::collections::HashMap;

/// A column of texts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Coded {
    /// The texts that occur, in the order in which they come first.
    pub(super) texts: Vec<String>,
    /// Of each row, the position of its text; none where it has none.
    pub(super) of_row: Vec<Option<u32>>,
}

impl Coded {
    pub(super) fn of(column: &[Option<&str>]) -> Self {
        let mut codes: HashMap<&str, u32> = HashMap::new();
        let mut texts = Vec::new();
        let mut code_of = |text| {
            *codes.entry(text).or_insert_with(|| {
                texts.push(str::to_owned(text));
                u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
            })
        };
        // Rows of one place often follow one another.
        let (mut before, mut known) = (None, None);
        let of_row = column.iter().map(|text| {
            if *text != before {
                (before, known) = (*text, text.map(&mut code_of));
            }
            known
        });
        let of_row = of_row.collect();
        Self { texts, of_row }
    }

    /// The same without the rows whose text does not hold.
    pub(super) fn where_text(&self, holds: impl Fn(&str) -> bool) -> Self {
        let held: Vec<bool> = self.texts.iter().map(|text| holds(text)).collect();
        let kept = |code: &u32| held.get(*code as usize).copied().unwrap_or_default();
        Self { texts: self.texts.clone(), of_row: self.of_row.iter().map(|code| code.filter(kept)).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(coded: &Coded) -> Vec<Option<&str>> {
        coded.of_row.iter().map(|code| code.map(|code| coded.texts[code as usize].as_str())).collect()
    }

    #[test]
    fn rows_have_the_texts_they_had() {
        let column = [Some("b"), Some("b"), None, Some("a"), Some("b"), Some("")];
        let coded = Coded::of(&column);
        assert_eq!(rows(&coded), column);
        assert_eq!((coded.texts.len(), coded.of_row[4]), (3, Some(0)));
        let some = coded.where_text(|text| text == "a");
        assert_eq!(rows(&some), [None, None, None, Some("a"), None, None]);
        assert_eq!(Coded::of(&[]), Coded { texts: vec![], of_row: vec![] });
    }
}
