//! What tells of people is sealed before it is stored, and opened on purpose only.
//!
//! A store that was opened with [`Seals`] keeps the XML of submissions, personal answers and the files of submissions sealed
//! (crate `sealing` says how). Whoever reads records gets what is personal as *withheld*; [`crate::Store::open_record`] opens
//! it, after a line in the audit log. What was stored before sealing began lies plain beside it until it is sealed in passing.

use crate::{
    blobs::sha256_hex,
    error::{Result, StoreError},
    json::{JsonText, from_json, to_json},
    records::NewRecord,
};
use indexmap::IndexMap;
use sealing::{
    AnswersProblem, Binding, Kept, KeyRing, SealingProblem, is_sealed, open, open_personal, reseal, reseal_personal,
    seal, seal_personal, seal_repeatably, withhold_personal,
};
use std::sync::{Arc, PoisonError, RwLock};
use vocab::{Answer, Randomness, RecordKey, Schema, SecretRandomness};

/// Answers by question name.
type Answers = IndexMap<String, Answer>;
/// Reads the key ring again, where it is kept.
type Reread = Box<dyn Fn() -> Option<KeyRing> + Send + Sync>;

/// What purpose a fingerprint serves: equal content of two columns has different ones.
pub(crate) const SUBMISSION: &str = "submission.xml";
pub(crate) const CONTENT: &str = "record.content";
pub(crate) const PLACE: &str = "place.identity";
pub(crate) const FILE: &str = "attachment";

/// The keys a store seals and opens with.
pub struct Seals {
    ring: RwLock<Arc<KeyRing>>,
    randomness: Arc<dyn Randomness>,
    reread: Option<Reread>,
}

impl std::fmt::Debug for Seals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Seals").field(&self.ring()).finish()
    }
}

impl Seals {
    /// With a ring that is kept safe already: what it seals is lost without it.
    pub fn new(ring: KeyRing, randomness: Arc<dyn Randomness>) -> Self {
        Self { ring: RwLock::new(Arc::new(ring)), randomness, reread: None }
    }

    /// The same, reading the ring again when a key is met that it lacks: somebody else rotated it.
    #[must_use]
    pub fn reread_with(mut self, reread: impl Fn() -> Option<KeyRing> + Send + Sync + 'static) -> Self {
        self.reread = Some(Box::new(reread));
        self
    }

    /// The ring as it is now.
    pub fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the ring again. False if it cannot be.
    fn refresh(&self) -> bool {
        let Some(ring) = self.reread.as_ref().and_then(|reread| reread()) else { return false };
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        true
    }

    fn work<T, E: UnknownKey>(
        &self,
        work: impl Fn(&KeyRing, &mut SecretRandomness<'_>) -> std::result::Result<T, E>,
    ) -> Result<T> {
        let mut chance = SecretRandomness::new(self.randomness.as_ref());
        let failed = |problem: E| StoreError::Sealed { reason: problem.to_string() };
        match work(&self.ring(), &mut chance) {
            Err(problem) if problem.is_unknown_key() && self.refresh() => {
                work(&self.ring(), &mut chance).map_err(failed)
            }
            done => done.map_err(failed),
        }
    }
}

/// Whether a problem is that the ring lacks a key.
trait UnknownKey: std::fmt::Display {
    fn is_unknown_key(&self) -> bool;
}

impl UnknownKey for SealingProblem {
    fn is_unknown_key(&self) -> bool {
        matches!(self, Self::UnknownKey { .. })
    }
}

impl UnknownKey for AnswersProblem {
    fn is_unknown_key(&self) -> bool {
        matches!(self, Self::Sealing { problem: SealingProblem::UnknownKey { .. }, .. })
    }
}

/// Seals and opens if the store was opened with keys; else leaves everything plain, and opens nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sealer(pub(crate) Option<Arc<Seals>>);

/// How a record is named where its answers are bound to it: by what never changes.
fn record_name(exercise_id: i32, key: &RecordKey) -> String {
    format!("exercise:{exercise_id}/{key}")
}

fn of_submission(operation_id: i32, own_instance_id: &str) -> Binding {
    Binding::submission(&operation_id.to_string(), own_instance_id)
}

fn of_file(operation_id: i32, instance_id: &str, name: &str) -> Binding {
    Binding::attachment(&operation_id.to_string(), instance_id, name)
}

impl Sealer {
    fn seals(&self) -> Result<&Seals> {
        let none = || StoreError::Sealed { reason: "no key ring was given".to_owned() };
        self.0.as_deref().ok_or_else(none)
    }

    /// What tells whether content is equal: a fingerprint, or without keys the SHA-256.
    pub fn equality(&self, purpose: &str, content: &[u8]) -> String {
        match &self.0 {
            Some(seals) => hex::encode(seals.ring().fingerprint(purpose, content)),
            None => sha256_hex(content),
        }
    }

    /// All that equal content may be known by: rows from before sealing began have its SHA-256.
    pub fn equalities(&self, purpose: &str, content: &[u8]) -> Vec<String> {
        let mut all = vec![self.equality(purpose, content)];
        if self.0.is_some() {
            all.push(sha256_hex(content));
        }
        all
    }

    /// The XML of a submission as it is stored.
    pub fn xml(&self, operation_id: i32, own_instance_id: &str, xml: &[u8]) -> Result<Vec<u8>> {
        let Some(seals) = &self.0 else { return Ok(xml.to_vec()) };
        let binding = of_submission(operation_id, own_instance_id);
        seals.work(|ring, chance| seal(xml, &binding, ring, chance))
    }

    /// The XML of a submission as it came.
    pub fn open_xml(&self, operation_id: i32, own_instance_id: &str, kept: Vec<u8>) -> Result<Vec<u8>> {
        if !is_sealed(&kept) {
            return Ok(kept);
        }
        let binding = of_submission(operation_id, own_instance_id);
        Ok(self.seals()?.work(|ring, _| open(&kept, &binding, ring))?.into_bytes())
    }

    /// The XML sealed with the newest key; none if it is.
    pub fn reseal_xml(&self, operation_id: i32, own_instance_id: &str, kept: &[u8]) -> Result<Option<Vec<u8>>> {
        let binding = of_submission(operation_id, own_instance_id);
        if !is_sealed(kept) {
            return self.xml(operation_id, own_instance_id, kept).map(Some);
        }
        self.seals()?.work(|ring, chance| reseal(kept, &binding, ring, chance))
    }

    /// The answers of a record as they are stored.
    pub fn answers(&self, new: &NewRecord) -> Result<JsonText> {
        match &self.0 {
            Some(_) if !new.encrypted => {
                let name = record_name(new.exercise_id, &new.record.key);
                let kept = self.seal_answers(&new.schema, &new.record.answers, &name)?;
                to_json("record.answers", &kept)
            }
            _ => to_json("record.answers", &new.record.answers),
        }
    }

    fn seal_answers(&self, schema: &Schema, answers: &Answers, name: &str) -> Result<Kept> {
        self.seals()?.work(|ring, chance| seal_personal(schema, answers, name, ring, chance))
    }

    /// The answers of a record with everything that is sealed opened.
    pub fn open_answers(&self, exercise_id: i32, key: &RecordKey, text: &JsonText) -> Result<Answers> {
        if !has_sealed(text) {
            return from_json("record.answers", text);
        }
        let kept: Kept = from_json("record.answers", text)?;
        let name = record_name(exercise_id, key);
        self.seals()?.work(|ring, _| open_personal(&kept, &name, ring))
    }

    /// The answers with everything personal sealed with the newest key; none if it is.
    pub fn reseal_answers(
        &self,
        exercise_id: i32,
        key: &RecordKey,
        schema: &Schema,
        text: &JsonText,
    ) -> Result<Option<JsonText>> {
        let name = record_name(exercise_id, key);
        let kept = if has_sealed(text) {
            let kept: Kept = from_json("record.answers", text)?;
            self.seals()?.work(|ring, chance| reseal_personal(&kept, &name, ring, chance))?
        } else {
            let answers: Answers = from_json("record.answers", text)?;
            Some(self.seal_answers(schema, &answers, &name)?).filter(|kept| kept.values().any(is_sealed_answer))
        };
        kept.map(|kept| to_json("record.answers", &kept)).transpose()
    }

    /// A file as it is stored: the same for the same bytes in the same place, so that sending it again adds nothing.
    pub fn file(&self, operation_id: i32, instance_id: &str, name: &str, bytes: &[u8]) -> Result<Vec<u8>> {
        let binding = of_file(operation_id, instance_id, name);
        self.seals()?.work(|ring, _| seal_repeatably(bytes, &binding, ring))
    }

    /// A file as it came.
    pub fn open_file(&self, operation_id: i32, instance_id: &str, name: &str, kept: &[u8]) -> Result<Vec<u8>> {
        let binding = of_file(operation_id, instance_id, name);
        Ok(self.seals()?.work(|ring, _| open(kept, &binding, ring))?.into_bytes())
    }

    /// Whether a kept file needs no other seal.
    pub fn is_newest(&self, kept: &[u8]) -> Result<bool> {
        let active = self.seals()?.ring().active();
        Ok(sealing::key_of(kept).is_ok_and(|key| key == active))
    }
}

/// The answers with everything that is sealed shown as withheld.
pub(crate) fn withheld_answers(text: &JsonText) -> Result<Answers> {
    if !has_sealed(text) {
        return from_json("record.answers", text);
    }
    let kept: Kept = from_json("record.answers", text)?;
    withhold_personal(&kept).map_err(|problem| StoreError::Sealed { reason: problem.to_string() })
}

/// Whether any answer may be sealed: the field's name stands in the text. A text that somebody wrote has its quotes escaped.
fn has_sealed(text: &JsonText) -> bool {
    text.0.contains("{\"sealed\":")
}

fn is_sealed_answer(kept: &serde_json::Value) -> bool {
    kept.to_string().contains("{\"sealed\":")
}
