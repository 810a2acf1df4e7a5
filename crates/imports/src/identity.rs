//! What a row is known by, so that the same row in a later export is the same record.

use crate::{columns::Found, report::Blame, source::Row, trouble::Trouble};
use std::collections::HashMap;
use vocab::{RecordKey, RoundNumber};

/// What rows are known by.
pub(crate) struct Identities {
    columns: Vec<Found>,
    /// What stands for the file in the key of a row that nothing else identifies.
    file: String,
    seen: HashMap<(RoundNumber, String), u64>,
}

impl Identities {
    /// `sha256` is the file's, in hex.
    pub fn new(columns: Vec<Found>, sha256: &str) -> Self {
        let file = sha256.get(..16).unwrap_or(sha256).to_owned();
        Self { columns, file, seen: HashMap::new() }
    }

    /// The key of a row. A second row with the same identity in the same round is refused: which of them is right is
    /// not for us to say.
    pub fn key(&mut self, sheet: &str, row: &Row, round: Option<RoundNumber>) -> Result<RecordKey, Blame> {
        if self.columns.is_empty() {
            return Ok(RecordKey::import(&format!("{}/{sheet}/{}", self.file, row.number)));
        }
        let texts: Vec<_> = self.columns.iter().map(|found| text(row, found)).collect();
        let blame = |trouble| Blame {
            column: self.columns.first().map(|found| found.name.clone()),
            value: texts.join(" | "),
            trouble: Box::new(trouble),
        };
        if texts.iter().all(String::is_empty) {
            return Err(blame(Trouble::NoIdentity));
        }
        let identity = join(&texts);
        if let Some(round) = round {
            let first = *self.seen.entry((round, identity.clone())).or_insert(row.number);
            if first != row.number {
                return Err(blame(Trouble::SameIdentity { first }));
            }
        }
        Ok(RecordKey::import(&identity))
    }
}

fn text(row: &Row, found: &Found) -> String {
    row.cell(found.index).map(|cell| cell.text().into_owned()).unwrap_or_default()
}

/// One text is itself; several are joined so that no two lists give the same text.
fn join(texts: &[String]) -> String {
    match texts {
        [only] => only.clone(),
        several => {
            let escaped: Vec<_> = several.iter().map(|text| text.replace('%', "%25").replace('|', "%7C")).collect();
            escaped.join("|")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_identities_never_join_to_the_same_text() {
        let join = |texts: &[&str]| join(&texts.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_ne!(join(&["a|b", "c"]), join(&["a", "b|c"]));
        assert_ne!(join(&["a%7Cb", ""]), join(&["a|b", ""]));
        assert_eq!(join(&["uuid|1"]), "uuid|1");
    }
}
