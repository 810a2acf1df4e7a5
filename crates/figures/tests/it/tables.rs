//! A table with some rows changed is the table of all rows, to the byte.

use crate::support::{baseline_schema, lacking, record};
use derived::work_out;
use figures::Table;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashSet};
use vocab::{Missing, Record, RecordKey};

/// Records by number, each with its count; none where the place could not be reached.
type Counts = BTreeMap<usize, Option<i64>>;

fn records(counts: &Counts) -> Vec<Record> {
    let of = |(number, count): (&usize, &Option<i64>)| {
        let key = format!("uuid:{number:05}");
        match count {
            Some(count) => record(&key, "BDI BDI012 BDI012003", &[("idp_individuals", *count)]),
            None => lacking(record(&key, "BDI BDI001", &[]), "idp_individuals", Missing::NotAccessible),
        }
    };
    counts.iter().map(of).collect()
}

fn table(counts: &Counts) -> Table {
    Table::of(&work_out(&[], &baseline_schema(), records(counts)).unwrap()).unwrap()
}

/// The table after a change, by reading only what changed.
fn changed(before: &Table, was: &Counts, now: &Counts) -> Table {
    let other = |number: &&usize| was.get(number) != now.get(number);
    let gone: HashSet<RecordKey> =
        was.keys().filter(other).map(|number| RecordKey::submission(&format!("uuid:{number:05}"))).collect();
    let more: Counts =
        now.iter().filter(|(number, count)| was.get(number) != Some(count)).map(|(n, c)| (*n, *c)).collect();
    before.with(&gone, &table(&more)).unwrap().unwrap()
}

fn counts() -> impl Strategy<Value = Counts> {
    proptest::collection::btree_map(0..60_usize, proptest::option::of(0_i64..500), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_changes_the_bytes_are_those_of_reading_everything(steps in proptest::collection::vec(counts(), 1..5)) {
        let mut was = Counts::new();
        let mut held = table(&was);
        for now in steps {
            held = changed(&held, &was, &now);
            prop_assert_eq!(held.snapshot().unwrap(), table(&now).snapshot().unwrap());
            was = now;
        }
    }
}

#[test]
fn rows_move_between_the_pieces_of_a_large_table() {
    let was: Counts = (0..5_000).map(|number| (2 * number, (number % 7 != 0).then_some(number as i64))).collect();
    let before = table(&was);
    assert!(before.cells() > 5_000 && before.cells().is_multiple_of(5_000), "rows by columns");
    let changes: [fn(&mut Counts); 6] = [
        |now| now.extend([(2_000, Some(1))]),
        |now| now.extend([(1, Some(1))]),
        |now| now.retain(|number, _| *number > 0),
        |now| now.retain(|number, _| *number < 4_096),
        |now| now.extend((5_001..9_000).map(|number| (number, None))),
        BTreeMap::clear,
    ];
    for change in changes {
        let mut now = was.clone();
        change(&mut now);
        assert_eq!(changed(&before, &was, &now).snapshot().unwrap(), table(&now).snapshot().unwrap());
    }
}

#[test]
fn tables_of_other_columns_are_not_put_together() {
    let mut schema = baseline_schema();
    schema.columns.pop();
    let other = Table::of(&work_out(&[], &schema, records(&Counts::from([(1, Some(1))]))).unwrap()).unwrap();
    assert!(table(&Counts::from([(2, Some(2))])).with(&HashSet::new(), &other).unwrap().is_none());
}
