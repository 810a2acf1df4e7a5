//! Finding the columns that a mapping names in the sheet as it is.

use crate::{
    mapping::{ColumnRef, SheetSpec},
    source::Sheet,
};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, fmt};

/// A column as people find it again: its letter, where the format has letters, and its header.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ColumnName {
    /// The letter, as in `BE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// The header, or the key in JSON.
    pub header: String,
}

impl fmt::Display for ColumnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.letter {
            Some(letter) if self.header.is_empty() => f.write_str(letter),
            Some(letter) => write!(f, "{letter} '{}'", self.header),
            None => write!(f, "'{}'", self.header),
        }
    }
}

/// A column that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its position from 0.
    pub index: u32,
    pub name: ColumnName,
}

/// A column that was not found, or that is not what the mapping says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnProblem {
    /// The sheet does not exist.
    #[error("there is no sheet '{sheet}'; there are {names}")]
    NoSheet {
        /// The sheet.
        sheet: String,
        /// The sheets there are.
        names: String,
    },
    /// The header does not occur.
    #[error("sheet '{sheet}' has no column {wanted}{}", like(.nearest))]
    NotFound {
        /// The sheet.
        sheet: String,
        /// The column as the mapping names it.
        wanted: String,
        /// The header most like it.
        nearest: Option<String>,
    },
    /// The header occurs more than once and the mapping does not say which.
    #[error("sheet '{sheet}' has {count} columns {wanted} ({letters}); say which with 'occurrence'")]
    Several {
        /// The sheet.
        sheet: String,
        /// The column as the mapping names it.
        wanted: String,
        /// How many.
        count: usize,
        /// Where.
        letters: String,
    },
    /// The header occurs another number of times than expected.
    #[error("sheet '{sheet}' has {count} columns {wanted}, and the mapping counts on {expected}")]
    Count {
        /// The sheet.
        sheet: String,
        /// The column as the mapping names it.
        wanted: String,
        /// How many there are.
        count: usize,
        /// How many there should be.
        expected: usize,
    },
    /// The row that should hold the HXL hashtags holds none: skipping it would lose a row of data.
    #[error("sheet '{sheet}', row {row}: the mapping expects HXL hashtags, and there are none")]
    NoHashtags {
        /// The sheet.
        sheet: String,
        /// The row.
        row: u64,
    },
    /// The column found by one mark has another header, hashtag or letter than the mapping says.
    #[error("sheet '{sheet}', column {found}: the mapping expects {expected}, and it is {actual}")]
    Mismatch {
        /// The sheet.
        sheet: String,
        /// The column.
        found: ColumnName,
        /// What should be there.
        expected: String,
        /// What is there.
        actual: String,
    },
}

fn like(header: &Option<String>) -> String {
    header.as_ref().map_or_else(String::new, |header| format!("; the nearest is '{header}'"))
}

/// The columns of one sheet.
#[derive(Debug)]
pub(crate) struct Columns {
    sheet: String,
    lettered: bool,
    /// Headers by position; a column without a header has an empty one.
    headers: Vec<String>,
    hashtags: HashMap<u32, String>,
    by_header: HashMap<String, Vec<u32>>,
}

impl Columns {
    /// Reads header row and HXL row, or the keys of a JSON document.
    pub fn of(sheet: &Sheet, spec: &SheetSpec) -> Self {
        let headers = match &sheet.keys {
            Some(keys) => keys.iter().map(|key| squeeze(key)).collect(),
            None => spec.header_row.map_or_else(|| no_headers(sheet), |number| header_row(sheet, number)),
        };
        let hxl_row = spec.hxl_row.and_then(|number| sheet.row(number));
        let hashtags = hxl_row.map(|row| row.cells.iter().map(|(at, cell)| (*at, hashtag(&cell.text()))).collect());
        let mut by_header: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, header) in (0..).zip(&headers) {
            by_header.entry(header.clone()).or_default().push(at);
        }
        Self {
            sheet: sheet.name.clone(),
            lettered: sheet.keys.is_none(),
            headers,
            hashtags: hashtags.unwrap_or_default(),
            by_header,
        }
    }

    /// Whether a header occurs.
    pub fn has(&self, header: &str) -> bool {
        self.by_header.contains_key(&squeeze(header))
    }

    /// Every column that has a header.
    pub fn named(&self) -> impl Iterator<Item = Found> + '_ {
        (0..).zip(&self.headers).filter(|(_, header)| !header.is_empty()).map(|(at, _)| self.found(at))
    }

    /// Whether the row that is to be skipped as the HXL row is one.
    pub fn check_hashtags(&self, row: Option<u64>) -> Result<(), Vec<ColumnProblem>> {
        let tags = self.hashtags.values().any(|tag| tag.starts_with('#'));
        match row {
            Some(row) if !tags => Err(vec![ColumnProblem::NoHashtags { sheet: self.sheet.clone(), row }]),
            _ => Ok(()),
        }
    }

    /// Finds the column, or says everything that speaks against it.
    pub fn find(&self, wanted: &ColumnRef) -> Result<Found, Vec<ColumnProblem>> {
        let at = self.position(wanted).map_err(|problem| vec![problem])?;
        let found = self.found(at);
        let problems = self.mismatches(wanted, &found);
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }

    /// The position, by letter if one is given, else by header, else by hashtag.
    fn position(&self, wanted: &ColumnRef) -> Result<u32, ColumnProblem> {
        if let Some(at) = &wanted.at {
            let at = position_of(at).filter(|at| self.headers.len() > *at as usize);
            return at.ok_or_else(|| self.not_found(wanted));
        }
        let places = match (&wanted.header, &wanted.hxl) {
            (Some(header), _) => self.by_header.get(&squeeze(header)).cloned().unwrap_or_default(),
            (None, Some(tag)) => self.tagged(tag),
            (None, None) => Vec::new(),
        };
        self.choose(wanted, &places)
    }

    fn choose(&self, wanted: &ColumnRef, places: &[u32]) -> Result<u32, ColumnProblem> {
        let count = places.len();
        if let Some(expected) = wanted.of.filter(|expected| *expected != count && count > 0) {
            let (sheet, wanted) = (self.sheet.clone(), wanted.to_string());
            return Err(ColumnProblem::Count { sheet, wanted, count, expected });
        }
        let chosen = match (places, wanted.occurrence) {
            ([only], None) => Some(*only),
            ([], _) => None,
            (many, Some(n)) => n.checked_sub(1).and_then(|n| many.get(n)).copied(),
            (many, None) => {
                let letters = many.iter().map(|at| self.found(*at).name.to_string()).collect::<Vec<_>>().join(", ");
                let (sheet, wanted) = (self.sheet.clone(), wanted.to_string());
                return Err(ColumnProblem::Several { sheet, wanted, count, letters });
            }
        };
        chosen.ok_or_else(|| self.not_found(wanted))
    }

    fn mismatches(&self, wanted: &ColumnRef, found: &Found) -> Vec<ColumnProblem> {
        let tag = self.hashtags.get(&found.index).cloned().unwrap_or_default();
        let checks = [
            (wanted.header.as_deref().map(squeeze), found.name.header.clone()),
            (wanted.hxl.as_deref().map(hashtag), tag),
        ];
        let checks = checks.into_iter().filter_map(|(expected, actual)| Some((expected?, actual)));
        let wrong = checks.filter(|(expected, actual)| expected != actual);
        wrong
            .map(|(expected, actual)| ColumnProblem::Mismatch {
                sheet: self.sheet.clone(),
                found: found.name.clone(),
                expected: format!("'{expected}'"),
                actual: if actual.is_empty() { "empty".to_owned() } else { format!("'{actual}'") },
            })
            .collect()
    }

    fn tagged(&self, tag: &str) -> Vec<u32> {
        let tag = hashtag(tag);
        let mut places: Vec<u32> =
            self.hashtags.iter().filter(|(_, found)| **found == tag).map(|(at, _)| *at).collect();
        places.sort_unstable();
        places
    }

    fn found(&self, at: u32) -> Found {
        let header = self.headers.get(at as usize).cloned().unwrap_or_default();
        Found { index: at, name: ColumnName { letter: self.lettered.then(|| letter(at)), header } }
    }

    fn not_found(&self, wanted: &ColumnRef) -> ColumnProblem {
        let like = wanted.header.as_deref().map(squeeze).unwrap_or_default();
        let nearest = self
            .headers
            .iter()
            .filter(|header| !header.is_empty())
            .map(|header| (strsim::jaro_winkler(&like, header), header))
            .filter(|(score, _)| *score > 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, header)| header.clone());
        ColumnProblem::NotFound { sheet: self.sheet.clone(), wanted: wanted.to_string(), nearest }
    }
}

/// As many columns as the widest row has, none of them with a header.
fn no_headers(sheet: &Sheet) -> Vec<String> {
    let widths = sheet.rows.iter().filter_map(|row| row.cells.last()).map(|(at, _)| *at as usize + 1);
    vec![String::new(); widths.max().unwrap_or(0)]
}

fn header_row(sheet: &Sheet, number: u64) -> Vec<String> {
    let Some(row) = sheet.row(number) else { return Vec::new() };
    let width = row.cells.last().map_or(0, |(at, _)| *at as usize + 1);
    let mut headers = vec![String::new(); width];
    for (at, cell) in &row.cells {
        if let Some(header) = headers.get_mut(*at as usize) {
            *header = squeeze(&cell.text());
        }
    }
    headers
}

/// A header with its runs of white space as one blank: line breaks and double blanks come and go between rounds.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A hashtag in one spelling: lower case, no white space, attributes sorted.
fn hashtag(text: &str) -> String {
    let text: String = text.to_lowercase().split_whitespace().collect();
    let mut parts = text.split('+');
    let tag = parts.next().unwrap_or_default().to_owned();
    let mut attributes: Vec<_> = parts.collect();
    attributes.sort_unstable();
    attributes.into_iter().fold(tag, |tag, attribute| tag + "+" + attribute)
}

/// `0` is `A`, `26` is `AA`.
pub(crate) fn letter(at: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(at);
    while let Some(at) = rest {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or(0)));
        rest = (at / 26).checked_sub(1);
    }
    letters.into_iter().rev().collect()
}

/// The position that a letter, or a number counted from 1, stands for; nothing for what is no column of a workbook.
pub(crate) fn position_of(letters: &str) -> Option<u32> {
    if letters.len() <= 5 && letters.bytes().all(|byte| byte.is_ascii_digit()) {
        return letters.parse::<u32>().ok()?.checked_sub(1);
    }
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let number = letters.bytes().fold(0, |number, byte| number * 26 + u32::from(byte - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_positions_agree() {
        for (at, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (264, "JE"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letter(at), letters);
            assert_eq!(position_of(letters), Some(at));
        }
        assert_eq!((position_of("1"), position_of("41"), position_of("0")), (Some(0), Some(40), None));
        assert_eq!(position_of(""), None);
        assert_eq!(position_of("a1"), None);
    }

    #[test]
    fn hashtags_are_compared_without_order_and_white_space() {
        assert_eq!(hashtag("#affected +IDPs\t+hh"), hashtag("#affected+hh+idps"));
    }
}
