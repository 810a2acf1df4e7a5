//! Records of open rounds as they were laid out for the last snapshot, so that a decision about one record reads one record.
//!
//! What is published never rests on what is held here: a round that is closed is read and laid out whole.

use crate::round_figures::{FiguresError, RoundOf};
use figures::{Basis, Table};
use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
};
use store::{Store, StoredRecord, sha256_hex};
use vocab::{Record, RecordKey};

/// Cells, records by questions, that are held at most: about 200 MB, or 150 rounds of Burundi's size. The rounds that were changed
/// last are held.
pub const MOST_CELLS: usize = 20_000_000;
/// Where more than one in so many records has changed, all are read anew.
const MOST_CHANGED: usize = 4;

/// The tables of rounds that change.
#[derive(Debug, Default)]
pub struct RoundTables {
    /// The last used last.
    held: Mutex<Vec<(i32, Held)>>,
}

/// What is known of a round.
#[derive(Debug)]
struct Held {
    /// Fingerprint of the form and of what is worked out.
    made_with: String,
    /// Each record by its row: its key, and the version that was laid out.
    records: HashMap<i64, (RecordKey, i64)>,
    table: Table,
}

impl RoundTables {
    /// The approved records of a round, laid out as they are now.
    ///
    /// # Errors
    /// When the store fails, the records do not fit the form, or something cannot be worked out of them.
    pub async fn table(&self, store: &Store, of: &RoundOf, basis: &Basis) -> Result<Table, FiguresError> {
        let round = of.round.id;
        // Where one record lends others a mean or a pattern, all of them are worked out together.
        let each_alone = basis.derived.iter().all(derived::Derived::is_of_each_alone);
        if of.round.stage.is_settled() || !each_alone {
            self.take(round);
            return Ok(Held::whole(store, round, basis, String::new()).await?.table);
        }
        let made_with = serde_json::to_string(&(&basis.schema, &basis.derived)).unwrap_or_default();
        let made_with = sha256_hex(made_with.as_bytes());
        let renewed = match self.take(round).filter(|held| held.made_with == made_with) {
            Some(held) => held.renewed(store, round, basis).await?,
            None => None,
        };
        let held = match renewed {
            Some(held) => held,
            None => Held::whole(store, round, basis, made_with).await?,
        };
        let table = held.table.clone();
        self.keep(round, held);
        Ok(table)
    }

    fn all(&self) -> MutexGuard<'_, Vec<(i32, Held)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, round: i32) -> Option<Held> {
        let mut all = self.all();
        let at = all.iter().position(|(held, _)| *held == round)?;
        Some(all.remove(at).1)
    }

    fn keep(&self, round: i32, held: Held) {
        let mut all = self.all();
        all.retain(|(other, _)| *other != round);
        all.push((round, held));
        let mut cells: usize = all.iter().map(|(_, held)| held.table.cells()).sum();
        while cells > MOST_CELLS && !all.is_empty() {
            cells -= all.remove(0).1.table.cells();
        }
    }
}

impl Held {
    async fn whole(store: &Store, round: i32, basis: &Basis, made_with: String) -> Result<Self, FiguresError> {
        let mut records = HashMap::new();
        let table = laid_out(store.approved(round).await?, basis, &mut records)?;
        Ok(Self { made_with, records, table })
    }

    /// The same with what has changed since; nothing where too much has, or where it does not fit together.
    async fn renewed(self, store: &Store, round: i32, basis: &Basis) -> Result<Option<Self>, FiguresError> {
        let standing: HashMap<i64, i64> = store.approved_versions(round).await?.into_iter().collect();
        let Self { made_with, mut records, table } = self;
        let known = |id: &i64, version: &i64| records.get(id).is_some_and(|(_, known)| known == version);
        let changed: Vec<i64> =
            standing.iter().filter(|(id, version)| !known(id, version)).map(|(id, _)| *id).collect();
        if changed.len() * MOST_CHANGED > standing.len() {
            return Ok(None);
        }
        let mut gone = HashSet::new();
        records.retain(|id, (key, version)| {
            let stands = standing.get(id) == Some(version);
            if !stands {
                gone.insert(key.clone());
            }
            stands
        });
        let more = laid_out(store.approved_among(round, &changed).await?, basis, &mut records)?;
        Ok(table.with(&gone, &more)?.map(|table| Self { made_with, records, table }))
    }
}

fn laid_out(
    stored: Vec<StoredRecord>,
    basis: &Basis,
    records: &mut HashMap<i64, (RecordKey, i64)>,
) -> Result<Table, FiguresError> {
    records.extend(stored.iter().map(|row| (row.id, (row.record.key.clone(), row.version))));
    let plain: Vec<Record> = stored.into_iter().map(|row| row.record).collect();
    Ok(Table::of(&derived::work_out(&basis.derived, &basis.schema, plain)?)?)
}
