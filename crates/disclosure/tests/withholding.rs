//! What is withheld, and that nobody finds it by subtracting.
#![allow(clippy::unwrap_used)] // helpers of tests

use disclosure::{Rule, Table, TableProblem, Withheld, protect};
use proptest::prelude::*;
use std::collections::BTreeMap;
use vocab::Pcode;

fn table(place: &str, parent: &str, cells: &[u64]) -> Table {
    let parent = (!parent.is_empty()).then(|| parent.parse().unwrap());
    Table { place: place.parse().unwrap(), parent, cells: cells.to_vec() }
}

fn withheld(tables: &[Table]) -> BTreeMap<String, Withheld> {
    let found = protect(tables, &Rule::default()).unwrap();
    found.into_iter().map(|(place, why)| (place.to_string(), why)).collect()
}

fn names(tables: &[Table]) -> Vec<String> {
    withheld(tables).into_keys().collect()
}

#[test]
fn nothing_is_withheld_where_nothing_is_small() {
    let tables = [table("C", "", &[25, 0]), table("C1", "C", &[5, 0]), table("C2", "C", &[20, 0])];
    assert_eq!(names(&tables), Vec::<String>::new());
}

#[test]
fn a_single_small_table_takes_its_smallest_sibling_along() {
    let tables = [
        table("C", "", &[100, 120]),
        table("C1", "C", &[4, 20]),
        table("C2", "C", &[60, 70]),
        table("C3", "C", &[36, 30]),
    ];
    let found = withheld(&tables);
    assert_eq!(found["C1"], Withheld::SmallCount);
    assert_eq!(found["C3"], Withheld::GivesAway);
    assert_eq!(found.len(), 2);
}

#[test]
fn two_small_tables_that_are_still_small_together_take_a_third() {
    let tables = [
        table("C", "", &[53, 90]),
        table("C1", "C", &[1, 20]),
        table("C2", "C", &[2, 20]),
        table("C3", "C", &[20, 20]),
        table("C4", "C", &[30, 30]),
    ];
    assert_eq!(names(&tables), ["C1", "C2", "C3"]);
}

#[test]
fn an_only_child_is_protected_by_its_parent_and_an_aunt() {
    let tables = [
        table("C", "", &[103, 150]),
        table("C1", "C", &[3, 50]),
        table("C11", "C1", &[3, 50]),
        table("C2", "C", &[100, 100]),
        table("C21", "C2", &[40, 60]),
        table("C22", "C2", &[60, 40]),
    ];
    // C2 is withheld for C1's sake, and C21 because C21 + C22 would be C2.
    assert_eq!(names(&tables), ["C1", "C11", "C2", "C21"]);
}

#[test]
fn a_country_with_one_place_shows_neither() {
    assert_eq!(names(&[table("C", "", &[3, 9]), table("C1", "C", &[3, 9])]), ["C", "C1"]);
}

#[test]
fn a_sibling_where_nobody_is_protects_nothing() {
    let tables = [table("C", "", &[3, 50]), table("C1", "C", &[3, 50]), table("C2", "C", &[0, 0])];
    assert_eq!(names(&tables), ["C", "C1"]);
}

#[test]
fn places_whose_people_are_all_of_one_kind_do_not_protect_each_other() {
    // Whoever knows that C1 has 3 people and C2 has 7 knows all: they can only be of the first kind.
    let tables =
        [table("C", "", &[60, 40]), table("C1", "C", &[3, 0]), table("C2", "C", &[7, 0]), table("C3", "C", &[50, 40])];
    assert_eq!(names(&tables), ["C1", "C2", "C3"]);
}

#[test]
fn people_counted_above_but_not_below_are_a_table_too() {
    // 2 people of the first kind are in C but in no known part of it.
    let tables = [table("C", "", &[62, 80]), table("C1", "C", &[20, 30]), table("C2", "C", &[40, 50])];
    assert_eq!(names(&tables), ["C1"]);
}

#[test]
fn the_threshold_is_a_parameter() {
    let tables = [table("C", "", &[100]), table("C1", "C", &[9]), table("C2", "C", &[91])];
    assert_eq!(names(&tables), Vec::<String>::new());
    assert_eq!(protect(&tables, &Rule { threshold: 10 }).unwrap().len(), 3);
}

#[test]
fn all_problems_are_reported_together() {
    let tables = [table("A", "B", &[1, 2]), table("B", "A", &[1]), table("C", "", &[1, 2]), table("C", "", &[1, 2])];
    let found = protect(&tables, &Rule::default()).unwrap_err().0;
    assert!(found.iter().any(|problem| matches!(problem, TableProblem::Twice { .. })));
    assert!(found.iter().any(|problem| matches!(problem, TableProblem::Cells { found: 1, expected: 2, .. })));
    assert_eq!(found.iter().filter(|problem| matches!(problem, TableProblem::Circle { .. })).count(), 2);
}

/// A country of provinces of communes; communes have counts that are often small or zero.
fn country() -> impl Strategy<Value = Vec<Table>> {
    let count = prop_oneof![Just(0_u64), 1_u64..5, 5_u64..60];
    let commune = proptest::collection::vec(count, 3);
    let province = proptest::collection::vec(commune, 1..5);
    proptest::collection::vec(province, 1..4).prop_map(|provinces| {
        let sum = |tables: &[Vec<u64>]| -> Vec<u64> {
            (0..3).map(|cell| tables.iter().map(|table| table[cell]).sum()).collect()
        };
        let mut tables = Vec::new();
        let mut all = Vec::new();
        for (number, communes) in provinces.iter().enumerate() {
            let name = format!("C{number}");
            tables.push(table(&name, "C", &sum(communes)));
            all.push(sum(communes));
            let below = communes.iter().enumerate();
            tables.extend(below.map(|(commune, cells)| table(&format!("{name}-{commune}"), &name, cells)));
        }
        tables.push(table("C", "", &sum(&all)));
        tables
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_withheld_count_can_be_worked_out(tables in country()) {
        let withheld = protect(&tables, &Rule::default()).unwrap();
        for table in &tables {
            let small = table.cells.iter().any(|count| (1..5).contains(count));
            prop_assert!(!small || withheld.contains_key(&table.place));
        }
        let attack = Attack::new(&tables, &withheld);
        for (number, table) in tables.iter().enumerate().filter(|(_, table)| withheld.contains_key(&table.place)) {
            for (cell, count) in hidden_part(&tables, &withheld, table).iter().enumerate() {
                prop_assert!(*count == 0 || !attack.determines(number, cell), "{} cell {cell} of {tables:?}", table.place);
            }
        }
    }

    #[test]
    fn the_order_tables_come_in_does_not_matter(tables in country()) {
        let mut reversed = tables.clone();
        reversed.reverse();
        prop_assert_eq!(protect(&tables, &Rule::default()), protect(&reversed, &Rule::default()));
    }
}

/// What of a withheld place is not shown below it either. The rest is no secret: it stands in the tables of its parts.
fn hidden_part(tables: &[Table], withheld: &BTreeMap<Pcode, Withheld>, table: &Table) -> Vec<u64> {
    let mut cells = table.cells.clone();
    for child in tables.iter().filter(|one| one.parent.as_ref() == Some(&table.place)) {
        let shown = if withheld.contains_key(&child.place) {
            let hidden = hidden_part(tables, withheld, child);
            child.cells.iter().zip(hidden).map(|(all, hidden)| all - hidden).collect()
        } else {
            child.cells.clone()
        };
        cells.iter_mut().zip(shown).for_each(|(rest, shown): (&mut u64, u64)| *rest -= shown);
    }
    cells
}

/// Everything that can be worked out with linear algebra by somebody who knows the shown tables, that places add up, how
/// many people each place has in all, and that no count is below zero. Written without any of the crate's own reasoning.
struct Attack {
    cells: usize,
    /// Rows in echelon form over a prime field, with the column each starts at.
    rows: Vec<(usize, Vec<u64>)>,
}

/// Largest prime below 2^31: no accidental zero for numbers as small as ours.
const PRIME: u64 = 2_147_483_647;

impl Attack {
    fn new(tables: &[Table], withheld: &BTreeMap<Pcode, Withheld>) -> Self {
        let cells = tables[0].cells.len();
        let mut attack = Self { cells, rows: Vec::new() };
        let width = tables.len() * cells;
        let children = |place: usize| {
            let below = tables.iter().enumerate();
            below.filter(move |(_, one)| one.parent.as_ref() == Some(&tables[place].place)).map(|(number, _)| number)
        };
        for (number, table) in tables.iter().enumerate() {
            let mut total = vec![0; width];
            for cell in 0..cells {
                total[number * cells + cell] = 1;
                if !withheld.contains_key(&table.place) {
                    attack.learn_cell(width, number, cell);
                }
                if children(number).next().is_some() {
                    let mut sum = vec![0; width];
                    sum[number * cells + cell] = PRIME - 1;
                    children(number).for_each(|child| sum[child * cells + cell] = 1);
                    attack.learn(sum);
                }
            }
            attack.learn(total);
        }
        // Counts cannot be below zero: where nothing is left of a shown count, every part of it is zero.
        for (number, table) in tables.iter().enumerate().filter(|(_, one)| !withheld.contains_key(&one.place)) {
            for cell in 0..cells {
                let (mut rest, mut hidden, mut below) =
                    (table.cells[cell], Vec::new(), children(number).collect::<Vec<_>>());
                while let Some(next) = below.pop() {
                    if withheld.contains_key(&tables[next].place) {
                        hidden.push(next);
                        below.extend(children(next));
                    } else {
                        rest -= tables[next].cells[cell];
                    }
                }
                if rest == 0 {
                    // A withheld place above others is then what is shown below it: the sum says so once leaves are known.
                    let leaves = hidden.into_iter().filter(|place| children(*place).next().is_none());
                    leaves.for_each(|place| attack.learn_cell(width, place, cell));
                }
            }
        }
        for (number, table) in tables.iter().enumerate() {
            if table.cells.iter().sum::<u64>() == 0 {
                (0..cells).for_each(|cell| attack.learn_cell(width, number, cell));
            }
        }
        attack
    }

    fn learn_cell(&mut self, width: usize, place: usize, cell: usize) {
        let mut row = vec![0; width];
        row[place * self.cells + cell] = 1;
        self.learn(row);
    }

    fn learn(&mut self, row: Vec<u64>) {
        let mut row = self.reduced(row);
        if let Some(start) = row.iter().position(|number| *number != 0) {
            let inverse = power(row[start], PRIME - 2);
            row.iter_mut().for_each(|number| *number = *number * inverse % PRIME);
            self.rows.push((start, row));
            self.rows.sort_by_key(|(start, _)| *start);
        }
    }

    fn reduced(&self, mut row: Vec<u64>) -> Vec<u64> {
        for (start, known) in &self.rows {
            let factor = row[*start];
            if factor != 0 {
                row.iter_mut().zip(known).for_each(|(number, by)| *number = (*number + (PRIME - factor) * by) % PRIME);
            }
        }
        row
    }

    fn determines(&self, place: usize, cell: usize) -> bool {
        let width = self.rows.first().map_or(0, |(_, row)| row.len());
        let mut row = vec![0; width];
        row[place * self.cells + cell] = 1;
        width > 0 && self.reduced(row).iter().all(|number| *number == 0)
    }
}

fn power(base: u64, mut exponent: u64) -> u64 {
    let (mut result, mut base) = (1, base);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}
