//! What tells of people, unreadable at rest: the database, its backups and the disk hold sealed values only; the keys lie
//! elsewhere.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use chrono::DateTime;
//! use indexmap::IndexMap;
//! use rand::{SeedableRng, rngs::StdRng};
//! use sealing::{KeyRing, open_personal, seal_personal, withhold_personal};
//! use vocab::{Answer, Column, ColumnType, Missing, Schema, Sensitivity, Sharing, Text, Value};
//! # let column = |name: &str, sensitivity| Column { name: name.into(), kind: ColumnType::Text, label: Text::new(name),
//! #     sensitivity, sharing: Sharing::Sensitive, choices: vec![], columns: vec![] };
//! let mut rng = StdRng::seed_from_u64(7); // elsewhere: vocab::SecretRandomness over the system's
//! let now = DateTime::UNIX_EPOCH;
//! let schema = Schema { columns: vec![column("site", Sensitivity::None), column("ki_phone", Sensitivity::Personal)] };
//! let answers: IndexMap<String, Answer> = [("site", "Busoni"), ("ki_phone", "+257 79 000 000")]
//!     .map(|(name, text)| (name.to_owned(), Value::Text(text.into()).into())).into();
//!
//! let mut ring = KeyRing::new(&mut rng, now); // once; then kept in a file that is not in the data folder
//! let record = "exercise:1/submission/uuid:7b0e4a92";
//! let kept = seal_personal(&schema, &answers, record, &ring, &mut rng)?; // what the database gets
//! assert_eq!(kept["site"]["value"], "Busoni");
//! assert!(kept["ki_phone"]["sealed"].is_string());
//!
//! assert_eq!(open_personal(&kept, record, &ring)?, answers); // for a reviewer, after a line in the audit log
//! assert_eq!(withhold_personal(&kept)?["ki_phone"], Answer::absent(Missing::Withheld)); // for everybody else: no key needed
//! assert!(open_personal(&kept, "exercise:1/submission/uuid:other", &ring).is_err()); // not to be moved elsewhere
//!
//! ring.rotate(&mut rng, now); // what is sealed with the former key stays readable and is sealed anew in passing
//! assert_eq!(open_personal(&kept, record, &ring)?, answers);
//! # Ok(())
//! # }
//! ```
//!
//! # An envelope
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version of this format: 1 |
//! | 8 | id of the key |
//! | 8 | which value it is: the first bytes of the SHA-256 of its [`Binding`] |
//! | 24 | nonce, random |
//! | n | the value, encrypted with XChaCha20-Poly1305 |
//! | 16 | its tag, over everything above and the whole binding |
//!
//! 57 bytes more than the value. Random nonces of 24 bytes never repeat in practice, whatever number of servers seal with one
//! key. A value that was changed by one bit does not open; one that was copied to another row, column or file does not open
//! there, and the error says which of the two happened. What sealing does **not** stop: somebody who can write to the database
//! may delete values, or put back an older one in the same place; the chain of the audit log shows such deeds. Somebody who
//! reads the memory of the running server reads everything.
//!
//! Single answers are padded to multiples of 64 bytes before sealing, so that the length does not tell `oui` from `non`.
//!
//! # How the store is to use it
//!
//! What there is today: `submission.xml` (the XML as it came), `attachment` with its bytes among the blobs, `record.answers`
//! (JSON by question), `record.title` and `record.search` (from the form's instance name or `location_name`),
//! `record.content_sha256`, `record.place_identity_sha256`, `record.flags`, `import_run.report`. Answers leave the store in
//! `Store::records`, `record`, `record_of_submission`, `record_of_place`, `approved_records` and `decide`; the XML in
//! `submission` and `submission_by_id`.
//!
//! 1. **Keys.** `serve` reads the ring once at its start from the file named in the configuration (`keys`, by default beside
//!    the configuration, refused if it lies inside the data folder or if others may read it: mode 0600), and makes it on the
//!    first start. [`KeyRing::read`] and [`KeyRing::to_text`] do the text; [`KeyRing::read`] refuses a key with a wrong character.
//!    Back it up apart from the data: whoever has both has everything, and whoever loses it loses what is personal.
//! 2. **Sealed by the writer**, in the transaction that stores:
//!    * `submission.xml`, if the form has a personal column, whole, with [`Binding::submission`]. `submission.sha256` becomes
//!      [`KeyRing::fingerprint`] of purpose `submission.xml`: it only tells a re-send from other content, and a plain SHA-256 of
//!      a short form with a phone number can be guessed. Encrypted forms' manifests hold nothing personal: leave them.
//!    * `record.answers`, by [`seal_personal`] with the form version's schema. Answers without a column are sealed too:
//!      nobody said that they are harmless. The record is named by exercise and key, which never change (not by row, which
//!      exists only after the insert; not by round, which may be set later).
//!    * blobs of attachments whose question is personal, and of all attachments that no question names, with
//!      [`Binding::attachment`]. A blob is named by the SHA-256 of its bytes: of the sealed ones, so that nobody can test for a
//!      known picture. Equal photos are then kept twice, which real ones never are.
//! 3. **Plain, because queries need it**: ids, times, state, places, `place_path`, round, exercise, flags (they repeat no
//!    personal value: crates `collect` and `imports` see to it), everything not personal in `answers`.
//!    `record.content_sha256` and `place_identity_sha256` become fingerprints (purposes `record.content`, `place.identity`):
//!    equality is all that is asked of them. `title` and `search` must be made of columns that are not personal: an instance
//!    name that draws on a personal question is sealed inside the XML, and the list shows the place and the date instead.
//!    What reviewers type (`record_event.reason`, comments) is their own words and stays plain: the page should tell them so.
//!    An entity property saved from a personal question is personal too: seal it in the entity's data with a binding of its
//!    list and uuid ([`Binding::answer`] with the entity in the record's place); the list that goes to phones opens it.
//! 4. **Opened** in one place of the store, `Store::open_record(record, actor)`, which writes `record.personal_data_read` in
//!    the same transaction and then calls [`open_personal`]; likewise for XML and attachments. Everything else (lists,
//!    exports, OData, snapshots, checks over older records) gets [`withhold_personal`], which needs no key: a snapshot has no
//!    personal column anyhow. Checks that compare with the round before (`record_of_place`) see personal answers as withheld;
//!    a check on a personal column therefore runs once, on arrival, before sealing.
//! 5. **Rotation**: `inzira keys rotate` calls [`KeyRing::rotate`], writes the file, and a job walks submissions, records and
//!    blobs: [`reseal`] or [`reseal_personal`], which answer none where there is nothing to do, so that the job may be stopped and
//!    started. When it has walked everything, [`KeyRing::forget`] drops the retired key.
//! 6. **Migration** of what is stored already: the same job seals plain rows. [`open_personal`] takes plain answers as they
//!    are, so both kinds can lie beside each other; for XML and blobs, [`is_sealed`] tells them apart (XML starts with `<` or a
//!    byte order mark; blobs need a column `sealed`, as a file may start with any byte). SQLite keeps deleted bytes in free
//!    pages: `secure_delete=ON` and a `VACUUM` at the end; PostgreSQL needs `VACUUM FULL`; old backups keep what they have.

mod answers;
mod binding;
mod envelope;
mod key;
mod key_ring;
mod opened;
mod padding;
mod ring_text;

pub use answers::{AnswersProblem, Kept, open_personal, reseal_personal, seal_personal, withhold_personal};
pub use binding::Binding;
pub use envelope::{SealingProblem, is_sealed, key_of, open, reseal, seal};
pub use key::KeyId;
pub use key_ring::{KeyInfo, KeyRing, KeyRingProblem};
pub use opened::Opened;
