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
//! # How the store uses it
//!
//! 1. **Keys.** The program reads the ring at its start from a file beside the data folder, made durably before its first use
//!    and refused inside the data folder or if others may read it. The database notes the ids of the keys in use, so that a
//!    server without them does not begin. A running server reads the file again when it meets a key it lacks.
//! 2. **Sealed before it is written**: the XML of each submission ([`Binding::submission`]); personal answers, and answers
//!    without a column, since nobody said that they are harmless ([`seal_personal`], the record named by exercise and key); the
//!    files of submissions ([`seal_repeatably`], so that a file sent again is the same blob); what registers say of entities,
//!    trials of drafts, reports of imports, and the secrets of other systems ([`seal_text`]). `submission.sha256`,
//!    `record.content_sha256` and `record.place_identity_sha256` are fingerprints: equality is all that is asked of them.
//! 3. **Plain, because queries need it**: ids, times, state, places, round, exercise, flags (they repeat no personal value),
//!    everything not personal. Titles are made of answers that are not personal ([`repeats_personal`]). What reviewers type
//!    is their own words and stays plain; the page tells them so.
//! 4. **Opened** by `Store::open_record(record, actor)`, which writes `record.personal_data_read` first; XML and files by the
//!    routes that write their own line. Everything else gets [`withhold_personal`], which needs no key. Checks that compare
//!    with the round before see personal answers as withheld; one on a personal column runs once, on arrival.
//! 5. **Rotation**: `inzira keys rotate`, and then a walk over everything, which may be stopped and begun again. What was
//!    stored before sealing began is sealed by the same walk. SQLite keeps deleted bytes in free pages: `secure_delete=ON`,
//!    and `VACUUM` at the end; PostgreSQL needs `VACUUM FULL`; old backups keep what they have.

mod answers;
mod binding;
mod envelope;
mod key;
mod key_ring;
mod opened;
mod padding;
mod repeats;
mod ring_text;
mod text;

pub use answers::{AnswersProblem, Kept, open_personal, reseal_personal, seal_personal, withhold_personal};
pub use binding::Binding;
pub use envelope::{SealingProblem, is_sealed, key_of, open, reseal, seal, seal_repeatably};
pub use key::KeyId;
pub use key_ring::{KeyInfo, KeyRing, KeyRingProblem};
pub use opened::Opened;
pub use repeats::repeats_personal;
pub use text::{key_of_text, open_text, seal_text};
