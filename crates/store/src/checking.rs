//! What checks need of records, and the flags they raise.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{JsonText, from_json},
    records::{StoredRecord, codes_of, lies_in, plain_attachment, stored, worst},
    rounds::refuse_settled,
    seals::PLACE,
    tables::{attachment, record, submission, submission_origin},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};
use vocab::{Pcode, RecordState};

/// A record as checks look at it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRecord {
    /// The record; what is personal is withheld.
    pub record: StoredRecord,
    /// What was measured in its audit log, a number by its name; none while no log was read.
    pub audit_measures: Option<Json>,
    /// Who sent its first version; none if it was imported.
    pub sender: Option<Sender>,
    /// Its row as it was read, so that flags are not renewed on what has changed since.
    seen: Seen,
}

#[derive(Debug, Clone, PartialEq)]
struct Seen {
    flags: JsonText,
    content_sha256: String,
    /// An edit changes what the checks look at, and leaves the hash of what came.
    version: i64,
}

/// Who sent a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// The phone whose token it came with.
    pub device_id: Option<i32>,
    /// What the phone calls itself.
    pub device_label: Option<String>,
    /// As the audit log names them.
    pub actor: Option<String>,
    /// Whether it was brought from another system: then the actor only carried it.
    pub brought: bool,
}

/// An audit log that came with a record's submission and was not read yet.
#[derive(Debug, Clone, PartialEq)]
pub struct UnreadAuditLog {
    /// The record's row.
    pub record_id: i64,
    /// The file.
    pub file: crate::StoredAttachment,
}

/// Flags of a record after its checks were run again.
#[derive(Debug, Clone, PartialEq)]
pub struct FlagsRenewed {
    record_id: i64,
    seen: Seen,
    flags: Json,
}

/// How the audit log that ODK Collect keeps beside a form is always called.
pub const AUDIT_LOG: &str = "audit.csv";

/// Places a statement: each is one more `or`, and SQLite takes an expression 1,000 deep.
const PLACES_A_STATEMENT: usize = 500;

/// Rows or values a statement, so that the parameters stay below SQLite's 32,766.
const A_STATEMENT: usize = 5_000;

impl CheckedRecord {
    /// The same record with other flags.
    pub fn with_flags(&self, flags: Json) -> FlagsRenewed {
        FlagsRenewed { record_id: self.record.id, seen: self.seen.clone(), flags }
    }
}

fn looked_at() -> Condition {
    Condition::all()
        .add(record::Column::State.ne(RecordState::Rejected.code()))
        .add(record::Column::Encrypted.eq(false))
}

impl Store {
    /// The records of a round that are neither rejected nor encrypted, by row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_to_check(&self, round_id: i32) -> Result<Vec<CheckedRecord>> {
        let of_round = looked_at().add(record::Column::RoundId.eq(round_id));
        self.to_check(of_round).await
    }

    /// A record, if it is neither rejected nor encrypted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_to_check(&self, record_id: i64) -> Result<Option<CheckedRecord>> {
        let one = looked_at().add(record::Column::Id.eq(record_id));
        Ok(self.to_check(one).await?.pop())
    }

    async fn to_check(&self, which: Condition) -> Result<Vec<CheckedRecord>> {
        let rows = record::Entity::find().filter(which).order_by_asc(record::Column::Id).all(&self.reader).await?;
        let submissions: Vec<i64> = rows.iter().filter_map(|row| row.submission_id).collect();
        let mut senders = self.senders(&submissions).await?;
        let read = |row: record::Model| {
            let audit_measures = row.audit_measures.as_ref();
            Ok(CheckedRecord {
                audit_measures: audit_measures.map(|text| from_json("record.audit_measures", text)).transpose()?,
                sender: row.submission_id.and_then(|id| senders.remove(&id)),
                seen: Seen {
                    flags: row.flags.clone(),
                    content_sha256: row.content_sha256.clone(),
                    version: row.version,
                },
                record: stored(row)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Who sent the first versions of submissions, by the rows of the versions that were asked for.
    async fn senders(&self, submission_ids: &[i64]) -> Result<HashMap<i64, Sender>> {
        use submission::Column::{DeviceId, DeviceLabel, Id, InstanceId, OperationId, Sender as By, Version};
        type Row = (i64, i32, String, i32, Option<i32>, Option<String>, Option<String>);
        let heads = || {
            submission::Entity::find().select_only().columns([
                Id,
                OperationId,
                InstanceId,
                Version,
                DeviceId,
                DeviceLabel,
                By,
            ])
        };
        let mut senders = HashMap::with_capacity(submission_ids.len());
        for ids in submission_ids.chunks(A_STATEMENT) {
            let asked = heads().filter(Id.is_in(ids.iter().copied())).into_tuple::<Row>().all(&self.reader).await?;
            // Whoever corrects a submission did not ask the questions.
            let corrected = asked.iter().filter(|row| row.3 > 1).map(|row| row.2.clone());
            let corrected: Vec<String> = corrected.collect();
            let mut first: HashMap<(i32, String), Row> = HashMap::new();
            if !corrected.is_empty() {
                let rows = heads().filter(InstanceId.is_in(corrected)).filter(Version.eq(1));
                let rows = rows.into_tuple::<Row>().all(&self.reader).await?;
                first.extend(rows.into_iter().map(|row| ((row.1, row.2.clone()), row)));
            }
            let brought: Vec<i64> = {
                use submission_origin::Column::SubmissionId;
                let firsts = first.values().map(|row| row.0);
                let all: Vec<i64> = ids.iter().copied().chain(firsts).collect();
                let rows = submission_origin::Entity::find().select_only().column(SubmissionId);
                rows.filter(SubmissionId.is_in(all)).into_tuple().all(&self.reader).await?
            };
            for row in asked {
                let (id, known) = (row.0, (row.1, row.2.clone()));
                let (first_id, _, _, _, device_id, device_label, actor) = first.get(&known).cloned().unwrap_or(row);
                let brought = brought.contains(&first_id) || brought.contains(&id);
                senders.insert(id, Sender { device_id, device_label, actor, brought });
            }
        }
        Ok(senders)
    }

    /// The records of an exercise, neither rejected nor encrypted, that tell of the places known by these identities, with the
    /// identity, by row; only those of these rounds, if any is named.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_of_places(
        &self,
        exercise_id: i32,
        round_ids: Option<&[i32]>,
        identities: &[String],
    ) -> Result<Vec<(String, StoredRecord)>> {
        let mut found = Vec::new();
        for identities in identities.chunks(A_STATEMENT) {
            let known_as: HashMap<String, &String> = identities
                .iter()
                .flat_map(|identity| {
                    let hashes = self.sealer.equalities(PLACE, identity.as_bytes());
                    hashes.into_iter().map(move |hash| (hash, identity))
                })
                .collect();
            let mut query = record::Entity::find()
                .filter(looked_at())
                .filter(record::Column::ExerciseId.eq(exercise_id))
                .filter(record::Column::PlaceIdentitySha256.is_in(known_as.keys().cloned()));
            if let Some(round_ids) = round_ids {
                query = query.filter(record::Column::RoundId.is_in(round_ids.iter().copied()));
            }
            for row in query.order_by_asc(record::Column::Id).all(&self.reader).await? {
                let hash = row.place_identity_sha256.as_deref().unwrap_or_default();
                if let Some(identity) = known_as.get(hash) {
                    found.push(((*identity).clone(), stored(row)?));
                }
            }
        }
        Ok(found)
    }

    /// All records of an exercise that are neither rejected nor encrypted, in whichever round or in none, by row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_that_stand(&self, exercise_id: i32) -> Result<Vec<StoredRecord>> {
        let of_exercise = looked_at().add(record::Column::ExerciseId.eq(exercise_id));
        let rows =
            record::Entity::find().filter(of_exercise).order_by_asc(record::Column::Id).all(&self.reader).await?;
        rows.into_iter().map(stored).collect()
    }

    /// How many records there are of these exercises or in these rounds, their versions added up, and the newest: it is another
    /// answer after each arrival, decision and edit of one of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_mark(
        &self,
        exercise_ids: &[i32],
        round_ids: &[i32],
    ) -> Result<(i64, Option<i64>, Option<i64>)> {
        use record::Column::{ExerciseId, Id, RoundId, Version};
        let of_any = Condition::any()
            .add(ExerciseId.is_in(exercise_ids.iter().copied()))
            .add(RoundId.is_in(round_ids.iter().copied()));
        let found = record::Entity::find()
            .select_only()
            .column_as(Id.count(), "records")
            // A sum of whole numbers is no whole number on PostgreSQL.
            .column_as(Version.sum().cast_as("bigint"), "versions")
            .column_as(Id.max(), "newest")
            .filter(of_any)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(found.unwrap_or_default())
    }

    /// The records of a round that lie in any of these places, at any depth, neither rejected nor encrypted, by row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_in_places(&self, round_id: i32, places: &[Pcode]) -> Result<Vec<StoredRecord>> {
        let mut found = BTreeMap::new();
        for places in places.chunks(PLACES_A_STATEMENT) {
            let inside = places.iter().map(|place| lies_in(self.reader.get_database_backend(), place));
            let query = record::Entity::find()
                .filter(looked_at())
                .filter(record::Column::RoundId.eq(round_id))
                .filter(inside.fold(Condition::any(), Condition::add));
            for row in query.all(&self.reader).await? {
                found.insert(row.id, stored(row)?);
            }
        }
        Ok(found.into_values().collect())
    }

    /// Whether a record of a round other than that of `key`, neither rejected nor encrypted, tells of the place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_place_recorded(&self, round_id: i32, place_identity: &str, key: &str) -> Result<bool> {
        let hashes = self.sealer.equalities(PLACE, place_identity.as_bytes());
        let found: Option<i64> = record::Entity::find()
            .select_only()
            .column(record::Column::Id)
            .filter(looked_at())
            .filter(record::Column::RoundId.eq(round_id))
            .filter(record::Column::PlaceIdentitySha256.is_in(hashes))
            .filter(record::Column::Key.ne(key))
            .limit(1)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(found.is_some())
    }

    /// Audit logs that are here and were not read: they came after their submission, or before logs were measured.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unread_audit_logs(&self, records: &[CheckedRecord]) -> Result<Vec<UnreadAuditLog>> {
        let unread = records.iter().filter(|record| record.audit_measures.is_none());
        let by_submission: HashMap<i64, i64> =
            unread.filter_map(|checked| Some((checked.record.submission_id?, checked.record.id))).collect();
        let ids: Vec<i64> = by_submission.keys().copied().collect();
        let mut logs = Vec::new();
        for ids in ids.chunks(A_STATEMENT) {
            let files = attachment::Entity::find()
                .filter(attachment::Column::SubmissionId.is_in(ids.iter().copied()))
                .filter(attachment::Column::Name.eq(AUDIT_LOG))
                .all(&self.reader)
                .await?;
            logs.extend(files.into_iter().filter_map(|file| {
                let record_id = *by_submission.get(&file.submission_id)?;
                Some(UnreadAuditLog { record_id, file: plain_attachment(file) })
            }));
        }
        logs.sort_by_key(|log| log.record_id);
        Ok(logs)
    }

    /// Keeps what was measured in the audit logs of records. No figure depends on it, so that it is kept of closed rounds too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_audit_measures(&self, measured: &[(i64, Json)], deeds: &[Deed]) -> Result<()> {
        let transaction = self.begin().await?;
        for (record_id, measures) in measured {
            record::Entity::update_many()
                .col_expr(record::Column::AuditMeasures, Expr::value(measures.to_string()))
                .filter(record::Column::Id.eq(*record_id))
                .exec(&transaction)
                .await?;
        }
        append(&transaction, self.clock.now(), deeds).await?;
        Ok(transaction.commit().await?)
    }

    /// Writes the flags that checks raised when they were run again, and says so in the log. A record that has changed
    /// meanwhile keeps its flags: whoever changed it had it checked. Returns how many were written.
    ///
    /// # Errors
    /// `RoundSettled` if the round was closed meanwhile.
    pub async fn renew_flags(
        &self,
        round_id: Option<i32>,
        renewed: &[FlagsRenewed],
        deed: Option<Deed>,
    ) -> Result<u64> {
        let transaction = self.begin().await?;
        refuse_settled(&transaction, round_id).await?;
        let mut written = 0;
        for one in renewed {
            let is_as_it_was = Condition::all()
                .add(record::Column::Id.eq(one.record_id))
                .add(record::Column::Flags.eq(one.seen.flags.clone()))
                .add(record::Column::ContentSha256.eq(one.seen.content_sha256.as_str()))
                .add(record::Column::Version.eq(one.seen.version))
                .add(record::Column::State.ne(RecordState::Rejected.code()));
            let update = record::Entity::update_many()
                .col_expr(record::Column::Flags, Expr::value(one.flags.to_string()))
                .col_expr(record::Column::WorstFlag, Expr::value(worst(&one.flags)))
                .col_expr(record::Column::FlagCodes, Expr::value(codes_of(&one.flags)))
                .filter(is_as_it_was);
            written += update.exec(&transaction).await?.rows_affected;
        }
        append(&transaction, self.clock.now(), &deed.into_iter().collect::<Vec<_>>()).await?;
        transaction.commit().await?;
        Ok(written)
    }
}
