//! Persistence: one set of tables, queries and migrations for SQLite (the default) and PostgreSQL (when outgrown).
//!
//! [`Store`] is the whole face; its methods are grouped by domain, one file each. There is no trait beside it: the
//! connection of sea-orm already is the seam between the two databases, and the story test runs on both.
//!
//! What a caller may rely on:
//! * a submission acknowledged by [`Store::store_submission`] survives `kill -9` and a power cut;
//! * every change writes its entry of the audit log in the same transaction;
//! * nothing is rewritten: submissions, boundary versions and snapshots only ever get successors.
//!
//! Lists that are sorted by a text are sorted here and not by the database: PostgreSQL would follow its locale, and the same
//! content must come out in the same order everywhere.
//!
//! To add a migration: a file in `migrations/` with today's date, listed in `migrations/mod.rs`; never edit one that shipped.

mod accounts;
mod arrivals;
mod audit;
pub mod backup;
mod blobs;
mod boundaries;
mod change;
mod checking;
mod connect;
mod crosswalks;
mod devices;
mod drafts;
mod error;
mod expected_places;
mod figures;
mod figures_log;
mod files;
mod form_keys;
mod forms;
mod imports;
mod json;
mod links;
mod migrations;
mod operations;
mod origins;
mod records;
mod registers;
mod resealing;
mod rounds;
mod samples;
mod seals;
mod sources;
mod submissions;
mod tables;
mod teams;
mod trouble;
mod webhooks;
mod wholeness;
mod writer;

pub use accounts::{Grant, NewUser, Role, User};
pub use arrivals::{Arrival, From as ArrivalsFrom};
pub use audit::{AuditEntry, Deed};
pub use blobs::{BlobList, Blobs, sha256_hex};
pub use boundaries::{StoredArea, StoredVersion};
pub use change::AsOf;
pub use checking::{AUDIT_LOG, CheckedRecord, FlagsRenewed, Sender, UnreadAuditLog};
pub use connect::Store;
pub use crosswalks::{LoadedCrosswalk, StoredCrosswalk};
pub use devices::{Device, DeviceLogin, NewDevice};
pub use drafts::{FormDraft, MOST_TRIALS, TrialFile, TrialSubmission, Tried};
pub use error::{Result, StoreError};
pub use expected_places::{AreaRecords, ExpectedPlace, PlaceKey, PlaceMark, fingerprint_of_places};
pub use figures::{FigureSet, FiguresOf, KeptFigures, NewFigures, StoredSnapshot};
pub use figures_log::{FiguresEntry, FiguresHashes};
pub use files::FilePlace;
pub use form_keys::{FormKey, NewFormKey};
pub use forms::{FormFile, FormState, FormVersion, FormVersionName, NewFormVersion};
pub use imports::{ImportConflict, ImportOutcome, ImportRun, NewImport};
pub use links::{FormLink, LinkClosed, LinkKind, NewLink};
pub use operations::{Exercise, NewOperation, Operation};
pub use origins::{HeldVersion, Origin, StoredOrigin};
pub use records::{
    Brought, CarriedEdits, LookedAt, NewEdit, NewRecord, QueueCounts, QueuePlace, RecordBrief, RecordChange,
    RecordEvent, RecordFilter, Reviewed, StoredAttachment, StoredEdit, StoredRecord,
};
pub use registers::{
    BulkChange, BulkDone, BulkEntity, BulkUpdate, Decided, Edited, Entity, EntityFilter, EntityProblem, EntityVersion,
    InTheWay, NewRegister, Register, RegisterCounts, RegisterProperty, Resolution, SiteChange, SiteChangePart,
    SiteDecision, SiteDecisionKind, SitePart, Undone, WaitingChange,
};
pub use resealing::{Resealed, Schemas};
pub use rounds::{NewRound, Revision, Round};
pub use samples::{NewRoundSample, RoundSample};
pub use seals::Seals;
pub use sources::{NewSource, Source, SourceChange};
pub use submissions::{Submission, SubmissionHead};
pub use teams::{NewTeam, Team, TeamMember};
pub use trouble::Trouble;
pub use webhooks::{Attempt, Webhook, WebhookDelivery, WebhookSettings};
pub use wholeness::Wholeness;
pub use writer::{NewAttachment, NewSubmission, Stored};
