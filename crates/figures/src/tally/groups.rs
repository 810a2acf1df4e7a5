//! Records put together by place: who belongs where, and sums of what they say.

use super::said::{Numbers, Said};
use super::{PartTally, Sum};
use datafusion::arrow::array::{Array, BooleanArray};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use vocab::Missing;

/// The groups of a batch's records.
pub(super) struct Groups<'a> {
    /// What each is of: its place, then what a further column says.
    pub(super) names: Vec<Vec<&'a str>>,
    /// Records in each.
    pub(super) records: Vec<u64>,
    /// The group of each record; none where it belongs to no place of the level, or is not of the indicator.
    of_record: Vec<Option<usize>>,
    /// The covered place of each record, as a position in `covers`.
    cover_of_record: Vec<Option<usize>>,
    /// The group that each covered place is in: a place in two groups is there twice.
    covers: Vec<usize>,
}

impl<'a> Groups<'a> {
    /// Groups records by columns of texts; `kept` says which records count, all unless given.
    pub(super) fn of(
        columns: &[Vec<Option<&'a str>>],
        covered: &[Option<&'a str>],
        kept: Option<&BooleanArray>,
    ) -> Self {
        let counts = |row: &usize| kept.is_none_or(|kept| kept.is_valid(*row) && kept.value(*row));
        let mut of_record: Vec<Option<usize>> =
            (0..covered.len()).map(|row| Some(row).filter(counts).map(|_| 0)).collect();
        let mut names: Vec<Vec<&str>> = vec![Vec::new()];
        for column in columns {
            let divided = divide(&of_record, column);
            let longer = |(group, text): &(usize, &'a str)| names[*group].iter().copied().chain([*text]).collect();
            let longer = divided.parts.iter().map(longer).collect();
            (of_record, names) = (divided.of_record, longer);
        }
        let mut records = vec![0; names.len()];
        of_record.iter().flatten().for_each(|group| records[*group] += 1);
        let covering = divide(&of_record, covered);
        let covers = covering.parts.iter().map(|(group, _)| *group).collect();
        Self { names, records, of_record, cover_of_record: covering.of_record, covers }
    }

    /// What the records of each group say together; none if a sum is beyond all counting.
    pub(super) fn add_up(&self, said: &Said) -> Option<Vec<PartTally>> {
        let mut tallies = vec![PartTally::default(); self.names.len()];
        let mut known = vec![false; self.covers.len()];
        for (row, group) in self.of_record.iter().enumerate() {
            let Some(tally) = group.and_then(|group| tallies.get_mut(group)) else { continue };
            match (said.numbers.at(row), said.absent[row]) {
                (Some(number), _) => tally.add(number)?,
                (None, Missing::NotApplicable) => tally.not_applicable += 1,
                (None, Missing::NotAccessible) => {
                    tally.not_accessible += 1;
                    continue;
                }
                (None, _) => continue,
            }
            if let Some(cover) = self.cover_of_record[row] {
                known[cover] = true;
            }
        }
        for (group, _) in self.covers.iter().zip(known).filter(|(_, known)| *known) {
            tallies[*group].covered += 1;
        }
        Some(tallies)
    }
}

/// Groups divided further.
struct Divided<'a> {
    of_record: Vec<Option<usize>>,
    /// Of each new group: the one it was part of, and what the column says.
    parts: Vec<(usize, &'a str)>,
}

/// Divides the groups of records by what a column says; a record of which it says nothing is in none.
fn divide<'a>(of_record: &[Option<usize>], column: &[Option<&'a str>]) -> Divided<'a> {
    let mut positions = HashMap::new();
    let mut parts = Vec::new();
    let mut position = |part: (usize, &'a str)| match positions.entry(part) {
        Entry::Occupied(known) => *known.get(),
        Entry::Vacant(new) => {
            parts.push(part);
            *new.insert(parts.len() - 1)
        }
    };
    let pairs = of_record.iter().zip(column);
    let of_record = pairs.map(|(group, text)| group.zip(*text).map(&mut position)).collect();
    Divided { of_record, parts }
}

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

impl Numbers {
    fn at(&self, row: usize) -> Option<Sum> {
        match self {
            Self::Whole(numbers) => numbers.is_valid(row).then(|| Sum::Whole(i128::from(numbers.value(row)))),
            Self::Wide(numbers) => numbers.is_valid(row).then(|| Sum::Whole(numbers.value(row))),
            Self::Decimal(numbers) => numbers.is_valid(row).then(|| Sum::Decimal(numbers.value(row))),
        }
    }
}
