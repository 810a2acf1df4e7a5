//! Placing a row: p-codes are looked up, names are only compared.

use crate::{
    columns::Found,
    mapping::Rewrite,
    report::{Blame, Severity},
    source::Row,
    trouble::Trouble,
};
use std::collections::BTreeMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use vocab::{AdminLevel, Missing, Pcode};

/// The boundaries an import places its rows in.
pub trait PlaceLookup {
    /// The place and everything it lies in, the country first and the place itself last; nothing for an unknown code.
    fn lineage(&self, pcode: &Pcode) -> Option<Vec<Pcode>>;

    /// The place's official name.
    fn name(&self, pcode: &Pcode) -> Option<String>;

    /// Places of that level with a name like this one, with their names and how alike they are (1 is exactly), the
    /// best first. They are only shown to people.
    fn propose(&self, name: &str, level: AdminLevel) -> Vec<(Pcode, String, f64)>;
}

/// The columns of one level.
#[derive(Debug)]
pub(crate) struct LevelColumns<'a> {
    pub level: u8,
    pub code: Found,
    /// What stands for a code.
    pub codes: &'a BTreeMap<String, Pcode>,
    pub name: Option<Found>,
}

/// How rows are placed.
pub(crate) struct Placer<'a> {
    pub levels: Vec<LevelColumns<'a>>,
    pub rewrite: &'a [Rewrite],
    pub nulls: &'a BTreeMap<String, Missing>,
    pub lookup: &'a dyn PlaceLookup,
}

/// What one level's cells say.
struct Level<'a> {
    columns: &'a LevelColumns<'a>,
    lineage: Vec<Pcode>,
    written: String,
}

impl Placer<'_> {
    /// The lineage of the row's place, country first. Nothing when the row must be refused.
    pub fn place(&self, row: &Row, blames: &mut Vec<(Severity, Blame)>) -> Option<Vec<Pcode>> {
        let levels: Vec<_> = self.levels.iter().map(|columns| self.level(columns, row, blames)).collect();
        let levels: Option<Vec<_>> = levels.into_iter().collect();
        let levels = levels?;
        let (deepest, above) = levels.split_last()?;
        let outside: Vec<_> = above.iter().filter_map(|level| not_within(level, deepest)).collect();
        if outside.is_empty() {
            return Some(deepest.lineage.clone());
        }
        blames.extend(outside.into_iter().map(|blame| (Severity::RowRefused, blame)));
        None
    }

    fn level<'c>(
        &self,
        columns: &'c LevelColumns<'_>,
        row: &Row,
        blames: &mut Vec<(Severity, Blame)>,
    ) -> Option<Level<'c>> {
        let written = self.text(row, &columns.code);
        let name = columns.name.as_ref().map(|column| self.text(row, column)).unwrap_or_default();
        let blame = |trouble| Blame::value(&columns.code.name, written.clone(), trouble);
        let code = columns.codes.get(&written).map_or(written.as_str(), Pcode::as_str);
        match self.lineage(code, &name, columns.level) {
            Ok((lineage, rewritten)) => {
                blames.extend(rewritten.map(|trouble| (Severity::Note, blame(trouble))));
                blames.extend(self.compare_name(columns, &name, &lineage).map(|blame| (Severity::Note, blame)));
                Some(Level { columns, lineage, written })
            }
            Err(trouble) => {
                blames.push((Severity::RowRefused, blame(trouble)));
                None
            }
        }
    }

    fn lineage(&self, written: &str, name: &str, level: u8) -> Result<(Vec<Pcode>, Option<Trouble>), Trouble> {
        if written.is_empty() {
            return Err(Trouble::NoPcode { candidates: self.candidates(name, level) });
        }
        // Where only one of the two is filled, a name may stand in the code's column.
        let named = if name.is_empty() { written } else { name };
        let pcode: Pcode = written.parse().map_err(|error: vocab::PcodeError| Trouble::NotPcode {
            reason: error.to_string(),
            candidates: self.candidates(named, level),
        })?;
        let (lineage, note) = match self.lookup.lineage(&pcode) {
            Some(lineage) => (lineage, None),
            None => {
                let (lineage, note) = self
                    .rewritten(written)
                    .ok_or_else(|| Trouble::UnknownPcode { candidates: self.candidates(named, level) })?;
                (lineage, Some(note))
            }
        };
        let found = u8::try_from(lineage.len().saturating_sub(1)).unwrap_or(u8::MAX);
        if found == level { Ok((lineage, note)) } else { Err(Trouble::WrongLevel { level, found }) }
    }

    /// The first other spelling that is known.
    fn rewritten(&self, written: &str) -> Option<(Vec<Pcode>, Trouble)> {
        self.rewrite.iter().find_map(|rewrite| {
            let rest = written.strip_prefix(&rewrite.from)?;
            let read: Pcode = format!("{}{rest}", rewrite.to).parse().ok()?;
            let lineage = self.lookup.lineage(&read)?;
            Some((lineage, Trouble::Rewritten { read: read.to_string(), why: rewrite.why.clone() }))
        })
    }

    fn compare_name(&self, columns: &LevelColumns<'_>, name: &str, lineage: &[Pcode]) -> Option<Blame> {
        let pcode = lineage.last()?;
        let official = self.lookup.name(pcode)?;
        if name.is_empty() || fold(name) == fold(&official) {
            return None;
        }
        let found = columns.name.as_ref()?;
        Some(Blame::value(&found.name, name, Trouble::OtherName { pcode: pcode.to_string(), official }))
    }

    fn candidates(&self, name: &str, level: u8) -> Vec<String> {
        const SHOWN: usize = 3;
        if name.is_empty() {
            return Vec::new();
        }
        let proposed = self.lookup.propose(name, AdminLevel(level));
        proposed.into_iter().take(SHOWN).map(|(pcode, name, _)| format!("{pcode} ({name})")).collect()
    }

    fn text(&self, row: &Row, column: &Found) -> String {
        let text = row.cell(column.index).map(|cell| cell.text().into_owned()).unwrap_or_default();
        if self.nulls.contains_key(&text) { String::new() } else { text }
    }
}

fn not_within(level: &Level<'_>, deepest: &Level<'_>) -> Option<Blame> {
    let instead = deepest.lineage.get(usize::from(level.columns.level))?;
    if level.lineage.last() == Some(instead) {
        return None;
    }
    let trouble = Trouble::NotWithin { deepest: deepest.written.clone(), instead: instead.to_string() };
    Some(Blame::value(&level.columns.code.name, level.written.clone(), trouble))
}

/// A name without case, accents and punctuation, for comparing.
fn fold(name: &str) -> String {
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
