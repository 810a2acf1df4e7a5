//! Records put together by place: who belongs where, and sums of what they say.

use super::coded::Coded;
use super::said::{Numbers, Said};
use super::{PartTally, Sum};
use datafusion::arrow::array::{Array, BooleanArray};
use std::collections::HashMap;
use vocab::Missing;

/// The groups of a batch's records.
pub(super) struct Groups<'a> {
    /// What each is of: its place, then what a further column says.
    pub(super) names: Vec<Vec<&'a str>>,
    /// Records in each.
    pub(super) records: Vec<u64>,
    /// The group of each record; none where it belongs to no place of the level, or is not of the indicator.
    of_record: Vec<Option<u32>>,
    /// The covered place of each record, as a position in `covers`.
    cover_of_record: Vec<Option<u32>>,
    /// The group that each covered place is in: a place in two groups is there twice.
    covers: Vec<u32>,
}

impl<'a> Groups<'a> {
    /// Groups records by columns of texts; `kept` says which records count, all unless given.
    pub(super) fn of(columns: &[&'a Coded], covered: &Coded, kept: Option<&BooleanArray>) -> Self {
        let counts = |row: &usize| kept.is_none_or(|kept| kept.is_valid(*row) && kept.value(*row));
        let mut of_record: Vec<Option<u32>> =
            (0..covered.of_row.len()).map(|row| Some(row).filter(counts).map(|_| 0)).collect();
        let mut names: Vec<Vec<&str>> = vec![Vec::new()];
        for column in columns {
            let divided = divide(&of_record, names.len(), column);
            let longer = |(group, code): &(u32, u32)| {
                names[*group as usize].iter().copied().chain([column.texts[*code as usize].as_str()]).collect()
            };
            let longer = divided.parts.iter().map(longer).collect();
            (of_record, names) = (divided.of_record, longer);
        }
        let mut records = vec![0; names.len()];
        of_record.iter().flatten().for_each(|group| records[*group as usize] += 1);
        let covering = divide(&of_record, names.len(), covered);
        let covers = covering.parts.iter().map(|(group, _)| *group).collect();
        Self { names, records, of_record, cover_of_record: covering.of_record, covers }
    }

    /// What the records of each group say together; none if a sum is beyond all counting.
    pub(super) fn add_up(&self, said: &Said) -> Option<Vec<PartTally>> {
        // Of which kind the numbers are is asked once, not of every record.
        match &said.numbers {
            Numbers::Whole(all) => {
                self.sums(said, |row| all.is_valid(row).then(|| Sum::Whole(i128::from(all.value(row)))))
            }
            Numbers::Wide(all) => self.sums(said, |row| all.is_valid(row).then(|| Sum::Whole(all.value(row)))),
            Numbers::Decimal(all) => self.sums(said, |row| all.is_valid(row).then(|| Sum::Decimal(all.value(row)))),
        }
    }

    fn sums(&self, said: &Said, number_of: impl Fn(usize) -> Option<Sum>) -> Option<Vec<PartTally>> {
        let mut tallies = vec![PartTally::default(); self.names.len()];
        let mut known = vec![false; self.covers.len()];
        for (row, (group, cover)) in self.of_record.iter().zip(&self.cover_of_record).enumerate() {
            let Some(tally) = group.and_then(|group| tallies.get_mut(group as usize)) else { continue };
            match (number_of(row), said.absent[row]) {
                (Some(number), _) => tally.add(number)?,
                (None, Missing::NotApplicable) => tally.not_applicable += 1,
                (None, Missing::NotAccessible) => {
                    tally.not_accessible += 1;
                    continue;
                }
                (None, _) => continue,
            }
            if let Some(cover) = cover {
                known[*cover as usize] = true;
            }
        }
        for (group, _) in self.covers.iter().zip(known).filter(|(_, known)| *known) {
            tallies[*group as usize].covered += 1;
        }
        Some(tallies)
    }
}

/// Groups divided further.
struct Divided {
    of_record: Vec<Option<u32>>,
    /// Of each new group: the one it was part of, and the code of what the column says.
    parts: Vec<(u32, u32)>,
}

/// Divides the groups of records by what a column says; a record of which it says nothing is in none.
fn divide(of_record: &[Option<u32>], groups: usize, column: &Coded) -> Divided {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    let mut new = |group: u32, code: u32| {
        parts.push((group, code));
        u32::try_from(parts.len() - 1).unwrap_or(u32::MAX)
    };
    let pairs = of_record.iter().zip(&column.of_row).map(|(group, code)| group.zip(*code));
    let cells = groups * column.texts.len();
    let of_record = if cells <= pairs.len().max(SMALL) {
        let mut position: Vec<Option<u32>> = vec![None; cells];
        let place_of = |(group, code): (u32, u32)| {
            let cell = &mut position[group as usize * column.texts.len() + code as usize];
            *cell.get_or_insert_with(|| new(group, code))
        };
        let mut place_of = place_of;
        pairs.map(|pair| pair.map(&mut place_of)).collect()
    } else {
        let mut position: HashMap<(u32, u32), u32> = HashMap::new();
        let mut place_of = |(group, code)| *position.entry((group, code)).or_insert_with(|| new(group, code));
        pairs.map(|pair| pair.map(&mut place_of)).collect()
    };
    Divided { of_record, parts }
}

/// Cells that are kept for every group and text, whether they occur or not.
const SMALL: usize = 1 << 16;

impl PartTally {
    /// Adds a record's number, in the order of the records: decimal numbers must always give the same sum.
    fn add(&mut self, number: Sum) -> Option<()> {
        self.given += 1;
        self.sum = Some(match (self.sum, number) {
            (None, number) => number,
            (Some(Sum::Whole(sum)), Sum::Whole(number)) => Sum::Whole(sum.checked_add(number)?),
            (Some(Sum::Decimal(sum)), Sum::Decimal(number)) => Sum::Decimal(sum + number),
            _ => return None,
        });
        Some(())
    }
}
