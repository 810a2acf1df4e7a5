//! What a round says of each record's place: an indicator before it is added up.

use crate::check;
use crate::compute::shown;
use crate::error::ComputeError;
use crate::explain::flags;
use crate::frame::RoundFrame;
use crate::indicator::Indicator;
use crate::snapshot::{RECORD, SOURCE, place_column};
use crate::tally::{self, contribution_columns, sums, texts};
use bytes::Bytes;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::DFSchema;
use datafusion::logical_expr::{cast, ident};
use datafusion::prelude::SessionContext;
use vocab::{AdminLevel, Missing, Pcode, RecordKey};

/// What one record adds to an indicator, with what tells its place from others.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRow {
    /// The record.
    pub key: RecordKey,
    /// Where it was read from, its version included.
    pub source: String,
    /// Its answers to the questions asked for, in their order; none where it has no answer or the snapshot no column.
    pub identity: Vec<Option<String>>,
    /// The places it lies in, from the country downwards.
    pub places: Vec<Pcode>,
    /// What it adds, or why nothing.
    pub value: Result<f64, Missing>,
}

/// The records that an indicator is about, by key.
pub(crate) async fn place_rows(
    context: &SessionContext,
    snapshot: &Bytes,
    indicator: &Indicator,
    frame: &RoundFrame,
    identified_by: &[String],
) -> Result<Vec<PlaceRow>, ComputeError> {
    let columns = tally::snapshot_columns(snapshot)?;
    let read = check::read(context, &columns, indicator)?;
    let Some(part) = read.parts.first() else { return Ok(Vec::new()) };
    let levels = levels_of(&columns);
    let also: Vec<&str> = [RECORD, SOURCE].into_iter().chain(identified_by.iter().map(String::as_str)).collect();
    let loaded = tally::load(snapshot, &read, frame, &levels, &also)?;
    let mut rows = context.read_batch(loaded.batch().clone())?;
    if let Some(only) = &read.only {
        rows = rows.filter(only.expr.clone())?;
    }
    let mut wanted = vec![ident(RECORD).alias("record"), ident(SOURCE).alias("source")];
    wanted.extend(levels.iter().map(|level| ident(place_column(*level)).alias(format!("place{}", level.0))));
    let known = |name: &String| loaded.batch().column_by_name(name).is_some();
    let asked = identified_by.iter().enumerate().filter(|(_, name)| known(name));
    wanted.extend(asked.map(|(at, name)| cast(ident(name), DataType::Utf8).alias(format!("identity{at}"))));
    wanted.extend(contribution_columns(part.expressions()));
    let mut found = Vec::new();
    for batch in &rows.select(wanted)?.collect().await? {
        let values = sums(batch, "value0", part.value.kind)?;
        let identities = columns_named(batch, "identity", identified_by.len())?;
        let places = columns_named(batch, "place", levels.len())?;
        let (records, sources) = (texts(batch, "record")?, texts(batch, "source")?);
        let (not_accessible, not_applicable) = (flags(batch, "not_accessible0")?, flags(batch, "not_applicable0")?);
        for row in 0..batch.num_rows() {
            let lineage = places.iter().map_while(|column| column[row]).map(str::parse);
            let places: Vec<Pcode> = lineage.collect::<Result<_, _>>()?;
            let value = match (values[row], places.last()) {
                (Some(sum), Some(place)) => Ok(shown(sum, &indicator.code, place)?),
                // A record without any place is in no figure of a place.
                (_, None) => continue,
                (None, _) if not_accessible[row] => Err(Missing::NotAccessible),
                (None, _) if not_applicable[row] => Err(Missing::NotApplicable),
                (None, _) => Err(Missing::Missing),
            };
            found.push(PlaceRow {
                key: RecordKey::stored(records[row].unwrap_or_default()),
                source: sources[row].unwrap_or_default().to_owned(),
                identity: identities.iter().map(|column| column[row].map(str::to_owned)).collect(),
                places,
                value,
            });
        }
    }
    found.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(found)
}

fn levels_of(columns: &DFSchema) -> Vec<AdminLevel> {
    let has = |level: &AdminLevel| columns.fields().iter().any(|field| *field.name() == place_column(*level));
    (0..=u8::MAX).map(AdminLevel).take_while(has).collect()
}

fn columns_named<'a>(
    batch: &'a RecordBatch,
    name: &str,
    many: usize,
) -> Result<Vec<Vec<Option<&'a str>>>, ComputeError> {
    (0..many).map(|at| texts(batch, &format!("{name}{at}"))).collect()
}
