//! Records: their personal answers, what tells whether they are equal, and titles that repeat what is sealed.

use super::{STEP, Schemas, Work};
use crate::{
    connect::Store,
    error::Result,
    json::from_json,
    records::{content_text, folded},
    seals::{CONTENT, Sealer},
    tables::{record, submission},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::{collections::HashMap, sync::Arc};
use vocab::{Pcode, RecordKey, Schema};

impl Store {
    pub(super) async fn walk_records(&self, schemas: &Schemas, work: Work) -> Result<u64> {
        let (mut done, mut last) = (0, 0);
        loop {
            let query =
                record::Entity::find().filter(record::Column::Id.gt(last)).order_by_asc(record::Column::Id).limit(STEP);
            if work == Work::Look {
                let rows = query.all(&self.reader).await?;
                let Some(newest) = rows.last().map(|row| row.id) else { return Ok(done) };
                last = newest;
                for (row, schema) in with_schemas(&self.reader, rows, schemas).await? {
                    done += u64::from(reseal(&self.sealer, row, &schema)?.is_some());
                }
                continue;
            }
            let transaction = self.begin().await?;
            let rows = query.lock_exclusive().all(&transaction).await?;
            let Some(newest) = rows.last().map(|row| row.id) else { return Ok(done) };
            last = newest;
            for (row, schema) in with_schemas(&transaction, rows, schemas).await? {
                let Some(row) = reseal(&self.sealer, row, &schema)? else { continue };
                row.update(&transaction).await?;
                done += 1;
            }
            transaction.commit().await?;
        }
    }
}

/// Records that were not encrypted on the phone, each with its questions.
async fn with_schemas(
    connection: &impl ConnectionTrait,
    rows: Vec<record::Model>,
    schemas: &Schemas,
) -> Result<Vec<(record::Model, Arc<Schema>)>> {
    let versions: HashMap<i64, i32> = submission::Entity::find()
        .select_only()
        .columns([submission::Column::Id, submission::Column::FormVersionId])
        .filter(submission::Column::Id.is_in(rows.iter().filter_map(|row| row.submission_id)))
        .into_tuple::<(i64, i32)>()
        .all(connection)
        .await?
        .into_iter()
        .collect();
    let with_schema = |row: record::Model| {
        let schema = match row.submission_id {
            Some(id) => versions.get(&id).and_then(|version| schemas.of_versions.get(version)),
            None => schemas.of_exercises.get(&row.exercise_id),
        };
        let schema = schema.cloned().unwrap_or_default(); // without columns everything is personal
        (row, schema)
    };
    Ok(rows.into_iter().filter(|row| !row.encrypted).map(with_schema).collect())
}

/// A record sealed with the newest key; none if it is.
fn reseal(sealer: &Sealer, row: record::Model, schema: &Schema) -> Result<Option<record::ActiveModel>> {
    let key = RecordKey::stored(row.key.clone());
    let Some(text) = sealer.reseal_answers(row.exercise_id, &key, schema, &row.answers)? else { return Ok(None) };
    let answers = sealer.open_answers(row.exercise_id, &key, &row.answers)?;
    let places: Vec<Pcode> = from_json("record.places", &row.places)?;
    let content = content_text(&places, &answers)?;
    let tells = sealing::repeats_personal(schema, &answers, &row.title);
    let mut row = row.into_active_model();
    row.answers = Set(text);
    row.content_sha256 = Set(sealer.equality(CONTENT, content.as_bytes()));
    if tells {
        row.title = Set(key.as_str().to_owned());
        row.search = Set(folded(key.as_str()));
    }
    Ok(Some(row))
}
