//! The answers of a record, with what is personal in them sealed.

use crate::{
    binding::Binding,
    envelope::{SealingProblem, open, reseal, seal},
    key_ring::KeyRing,
    padding::{STEP, pad, unpadded},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use indexmap::IndexMap;
use rand_core::CryptoRng;
use serde_json::{Map, Value as Json, json};
use vocab::{Answer, Column, Missing, Schema, Sensitivity, Value};
use zeroize::Zeroizing;

/// Answers as the database keeps them: JSON by question name. An answer that is not personal stands there as
/// [`Answer`] writes itself; one that is personal as `{"sealed": "…"}`, in base64 (URL alphabet, no padding).
pub type Kept = Map<String, Json>;

/// Answers by question name.
type Answers = IndexMap<String, Answer>;

/// Repeats inside each other, at most; forms have three.
const DEPTH: usize = 32;

/// The field of a sealed answer.
const SEALED: &str = "sealed";

/// Why answers were not sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswersProblem {
    /// A sealed answer does not open, or an answer cannot be sealed.
    #[error("the answer to '{path}': {problem}")]
    Sealing {
        /// Question name, below repeats with the entry's number (`members/0/name`).
        path: String,
        /// What is wrong.
        #[source]
        problem: SealingProblem,
    },
    /// What stands there is no answer.
    #[error("what is kept for '{path}' is no answer")]
    NoAnswer {
        /// Where.
        path: String,
    },
    /// Repeats deeper than any form has.
    #[error("'{path}' lies deeper than {DEPTH} repeats")]
    TooDeep {
        /// Where.
        path: String,
    },
}

/// Seals what is personal: answers to columns so marked, and answers that `schema` has no column for, whatever they hold —
/// also that they are absent. Inside a repeat that is not personal itself, each entry's answers are treated alike.
///
/// `record` names the record; the same must be given to open. It must never change for the record.
///
/// # Errors
/// When an answer lies too deep, or is too large.
pub fn seal_personal(
    schema: &Schema,
    answers: &Answers,
    record: &str,
    ring: &KeyRing,
    rng: &mut impl CryptoRng,
) -> Result<Kept, AnswersProblem> {
    Sealer { record, ring, rng }.answers(&schema.columns, answers, "", 0)
}

struct Sealer<'a, R> {
    record: &'a str,
    ring: &'a KeyRing,
    rng: &'a mut R,
}

impl<R: CryptoRng> Sealer<'_, R> {
    fn answers(
        &mut self,
        columns: &[Column],
        answers: &Answers,
        above: &str,
        depth: usize,
    ) -> Result<Kept, AnswersProblem> {
        if depth > DEPTH {
            return Err(AnswersProblem::TooDeep { path: above.to_owned() });
        }
        let keep = |(name, answer): (&String, &Answer)| {
            let column = columns.iter().find(|column| column.name == *name);
            let path = format!("{above}{name}");
            let kept = match (column, answer) {
                (None, _) | (Some(Column { sensitivity: Sensitivity::Personal, .. }), _) => {
                    self.sealed(answer, &path)?
                }
                (Some(column), Answer::Given(Value::Repeat(entries))) => {
                    self.entries(&column.columns, entries, &path, depth)?
                }
                (Some(_), answer) => plain(answer, &path)?,
            };
            Ok((name.clone(), kept))
        };
        answers.iter().map(keep).collect()
    }

    fn entries(
        &mut self,
        columns: &[Column],
        entries: &[Answers],
        path: &str,
        depth: usize,
    ) -> Result<Json, AnswersProblem> {
        let entries = entries.iter().enumerate();
        let kept = entries.map(|(place, entry)| self.answers(columns, entry, &format!("{path}/{place}/"), depth + 1));
        Ok(repeat_json(kept.collect::<Result<_, _>>()?))
    }

    fn sealed(&mut self, answer: &Answer, path: &str) -> Result<Json, AnswersProblem> {
        let text = serde_json::to_vec(answer).map_err(|_| AnswersProblem::NoAnswer { path: path.to_owned() })?;
        // Room for the padding, so that no copy stays behind when it grows.
        let mut value = Zeroizing::new(Vec::with_capacity(text.len() + STEP));
        value.extend_from_slice(&Zeroizing::new(text));
        pad(&mut value);
        let envelope = seal(&value, &Binding::answer(self.record, path), self.ring, self.rng);
        Ok(sealed_json(&envelope.map_err(|problem| AnswersProblem::Sealing { path: path.to_owned(), problem })?))
    }
}

fn sealed_json(envelope: &[u8]) -> Json {
    json!({SEALED: URL_SAFE_NO_PAD.encode(envelope)})
}

fn plain(answer: &Answer, path: &str) -> Result<Json, AnswersProblem> {
    serde_json::to_value(answer).map_err(|_| AnswersProblem::NoAnswer { path: path.to_owned() })
}

/// Opens everything that is sealed; answers that are kept plain are taken as they are. Write the look into the audit log
/// first.
///
/// # Errors
/// Names the answer that does not open, or that is none.
pub fn open_personal(kept: &Kept, record: &str, ring: &KeyRing) -> Result<Answers, AnswersProblem> {
    let mut opening = |envelope: &[u8], path: &str| {
        let value = open(envelope, &Binding::answer(record, path), ring);
        let value = value.map_err(|problem| AnswersProblem::Sealing { path: path.to_owned(), problem })?;
        let text = unpadded(value.as_bytes());
        let answer = text.and_then(|text| serde_json::from_slice(text).ok());
        answer.ok_or_else(|| AnswersProblem::NoAnswer { path: path.to_owned() })
    };
    read(kept, "", 0, &mut opening)
}

/// The answers with everything sealed shown as withheld: for everybody who may not read what is personal. Needs no key.
///
/// # Errors
/// Names what is no answer.
pub fn withhold_personal(kept: &Kept) -> Result<Answers, AnswersProblem> {
    read(kept, "", 0, &mut |_, _| Ok(Answer::absent(Missing::Withheld)))
}

/// What to do with an envelope found at a path.
type Opening<'a> = dyn FnMut(&[u8], &str) -> Result<Answer, AnswersProblem> + 'a;

fn read(kept: &Kept, above: &str, depth: usize, opening: &mut Opening<'_>) -> Result<Answers, AnswersProblem> {
    if depth > DEPTH {
        return Err(AnswersProblem::TooDeep { path: above.to_owned() });
    }
    let answer = |(name, json): (&String, &Json)| {
        let path = format!("{above}{name}");
        let no_answer = || AnswersProblem::NoAnswer { path: path.clone() };
        let answer = match form_of(json).ok_or_else(no_answer)? {
            Form::Sealed(envelope) => opening(&envelope, &path)?,
            Form::Repeat(entries) => Value::Repeat(read_entries(entries, &path, depth, opening)?).into(),
            Form::Plain => serde_json::from_value(json.clone()).map_err(|_| no_answer())?,
        };
        Ok((name.clone(), answer))
    };
    kept.iter().map(answer).collect()
}

fn read_entries(
    entries: &[Json],
    path: &str,
    depth: usize,
    opening: &mut Opening<'_>,
) -> Result<Vec<Answers>, AnswersProblem> {
    each_entry(entries, path, |entry, above| read(entry, above, depth + 1, opening))
}

/// Seals anew, with the active key, every answer that was sealed with another one; nothing if there is none.
///
/// # Errors
/// Names the answer that does not open.
pub fn reseal_personal(
    kept: &Kept,
    record: &str,
    ring: &KeyRing,
    rng: &mut impl CryptoRng,
) -> Result<Option<Kept>, AnswersProblem> {
    let mut changed = false;
    let anew = resealed(kept, "", 0, &mut |envelope, path| {
        let anew = reseal(envelope, &Binding::answer(record, path), ring, rng);
        let anew = anew.map_err(|problem| AnswersProblem::Sealing { path: path.to_owned(), problem })?;
        changed |= anew.is_some();
        Ok(anew)
    })?;
    Ok(changed.then_some(anew))
}

/// A new envelope for one found at a path, if it needs one.
type Resealing<'a> = dyn FnMut(&[u8], &str) -> Result<Option<Vec<u8>>, AnswersProblem> + 'a;

fn resealed(kept: &Kept, above: &str, depth: usize, resealing: &mut Resealing<'_>) -> Result<Kept, AnswersProblem> {
    if depth > DEPTH {
        return Err(AnswersProblem::TooDeep { path: above.to_owned() });
    }
    let answer = |(name, json): (&String, &Json)| {
        let path = format!("{above}{name}");
        let anew = match form_of(json).ok_or_else(|| AnswersProblem::NoAnswer { path: path.clone() })? {
            Form::Sealed(envelope) => {
                resealing(&envelope, &path)?.map_or_else(|| json.clone(), |anew| sealed_json(&anew))
            }
            Form::Repeat(entries) => resealed_entries(entries, &path, depth, resealing)?,
            Form::Plain => json.clone(),
        };
        Ok((name.clone(), anew))
    };
    kept.iter().map(answer).collect()
}

fn resealed_entries(
    entries: &[Json],
    path: &str,
    depth: usize,
    resealing: &mut Resealing<'_>,
) -> Result<Json, AnswersProblem> {
    let anew = each_entry(entries, path, |entry, above| resealed(entry, above, depth + 1, resealing))?;
    Ok(repeat_json(anew))
}

/// A repeat's entries, one after the other, with the path before their answers' names.
fn each_entry<T>(
    entries: &[Json],
    path: &str,
    mut work: impl FnMut(&Kept, &str) -> Result<T, AnswersProblem>,
) -> Result<Vec<T>, AnswersProblem> {
    let one = |(place, entry): (usize, &Json)| {
        let above = format!("{path}/{place}/");
        match entry.as_object() {
            Some(entry) => work(entry, &above),
            None => Err(AnswersProblem::NoAnswer { path: above }),
        }
    };
    entries.iter().enumerate().map(one).collect()
}

fn repeat_json(entries: Vec<Kept>) -> Json {
    let entries = entries.into_iter().map(Json::Object).collect();
    let fields = [("type", Json::from("repeat")), ("value", Json::Array(entries))];
    Json::Object(fields.map(|(name, json)| (name.to_owned(), json)).into_iter().collect())
}

/// How an answer is kept.
enum Form<'json> {
    Sealed(Vec<u8>),
    Repeat(&'json [Json]),
    Plain,
}

/// Nothing if what says it is sealed is no envelope's base64.
fn form_of(json: &Json) -> Option<Form<'_>> {
    if let Some(sealed) = json.get(SEALED) {
        let alone = json.as_object().is_some_and(|object| object.len() == 1);
        let envelope = sealed.as_str().filter(|_| alone).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        return envelope.map(Form::Sealed);
    }
    match (json.get("type").and_then(Json::as_str), json.get("value")) {
        (Some("repeat"), Some(Json::Array(entries))) => Some(Form::Repeat(entries)),
        _ => Some(Form::Plain),
    }
}
