//! What is sealed, and where it belongs so that it opens nowhere else.

use super::Seals;
use crate::{
    blobs::sha256_hex,
    error::{Result, StoreError},
    json::{JsonText, from_json, to_json},
    records::NewRecord,
};
use indexmap::IndexMap;
use sealing::{
    Binding, Kept, is_sealed, key_of_text, open, open_personal, open_text, reseal, reseal_personal, seal,
    seal_personal, seal_repeatably, seal_text, withhold_personal,
};
use std::sync::Arc;
use vocab::{Answer, RecordKey, Schema};

/// Answers by question name.
type Answers = IndexMap<String, Answer>;

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

fn of_trial(draft_id: i32, instance_id: &str) -> Binding {
    Binding::submission(&format!("draft:{draft_id}"), instance_id)
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
        self.sealed(&of_submission(operation_id, own_instance_id), xml)
    }

    /// The XML of a submission as it came.
    pub fn open_xml(&self, operation_id: i32, own_instance_id: &str, kept: Vec<u8>) -> Result<Vec<u8>> {
        self.opened(&of_submission(operation_id, own_instance_id), kept)
    }

    fn sealed(&self, binding: &Binding, plain: &[u8]) -> Result<Vec<u8>> {
        let Some(seals) = &self.0 else { return Ok(plain.to_vec()) };
        seals.work(|ring, chance| seal(plain, binding, ring, chance))
    }

    fn opened(&self, binding: &Binding, kept: Vec<u8>) -> Result<Vec<u8>> {
        if !is_sealed(&kept) {
            return Ok(kept);
        }
        Ok(self.seals()?.work(|ring, _| open(&kept, binding, ring))?.into_bytes())
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

    /// What is sent to try a draft, as it is stored.
    pub fn trial(&self, draft_id: i32, instance_id: &str, xml: &[u8]) -> Result<Vec<u8>> {
        self.sealed(&of_trial(draft_id, instance_id), xml)
    }

    /// What was sent to try a draft, as it came.
    pub fn open_trial(&self, draft_id: i32, instance_id: &str, kept: Vec<u8>) -> Result<Vec<u8>> {
        self.opened(&of_trial(draft_id, instance_id), kept)
    }

    /// What was sent to try a draft, sealed with the newest key; none if it is.
    pub fn reseal_trial(&self, draft_id: i32, instance_id: &str, kept: Vec<u8>) -> Result<Option<Vec<u8>>> {
        if self.is_newest(&kept)? {
            return Ok(None);
        }
        let xml = self.open_trial(draft_id, instance_id, kept)?;
        self.trial(draft_id, instance_id, &xml).map(Some)
    }

    /// Whether there are keys, so that nothing that may tell of people is written plain.
    pub fn seals_what_is_written(&self) -> bool {
        self.0.is_some()
    }

    /// A text as it is stored in `column` of the row that `owner` names. An empty one stays empty.
    pub fn text(&self, column: &'static str, owner: &str, plain: &str) -> Result<String> {
        match &self.0 {
            Some(seals) if !plain.is_empty() => {
                let binding = Binding::text(column, owner);
                seals.work(|ring, chance| seal_text(plain, &binding, ring, chance))
            }
            _ => Ok(plain.to_owned()),
        }
    }

    /// A text that is stored there, as it was.
    pub fn open_text(&self, column: &'static str, owner: &str, kept: &str) -> Result<String> {
        if self.0.is_none() && key_of_text(kept).is_none() {
            return Ok(kept.to_owned());
        }
        let binding = Binding::text(column, owner);
        self.seals()?.work(|ring, _| open_text(kept, &binding, ring))
    }

    /// A text sealed with the newest key; none if it is, or if there is nothing to seal.
    pub fn reseal_text(&self, column: &'static str, owner: &str, kept: &str) -> Result<Option<String>> {
        if kept.is_empty() || self.is_newest_text(kept)? {
            return Ok(None);
        }
        let plain = self.open_text(column, owner, kept)?;
        self.text(column, owner, &plain).map(Some)
    }

    /// Whether a kept text needs no other seal.
    pub fn is_newest_text(&self, kept: &str) -> Result<bool> {
        let active = self.seals()?.ring().active();
        Ok(key_of_text(kept) == Some(active))
    }

    /// Whether kept bytes need no other seal.
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
