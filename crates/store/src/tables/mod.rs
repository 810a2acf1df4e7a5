//! The tables, one module each. Rows only: what they mean stands in the module of the domain that uses them.
//!
//! One set serves SQLite and PostgreSQL.

use crate::json::JsonText;
use sea_orm::entity::prelude::*;

macro_rules! table {
    ($(#[$doc:meta])* $module:ident, $name:literal, { $($(#[$meta:meta])* $field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[allow(missing_docs)]
        pub mod $module {
            use super::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            pub struct Model { $($(#[$meta])* pub $field: $kind,)* }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

mod links;
pub use links::form_link;
mod brought;
pub use brought::{source, submission_origin, webhook, webhook_delivery};
mod doors;
pub use doors::device_login;
mod private;
mod reform;
mod registers;
pub use private::{form_key, sealing_key};
mod rounds;
mod samples;
mod sites;
pub use reform::crosswalk_edition;
pub use registers::{entity, entity_problem, entity_version, entity_waiting, register, register_property};
pub use rounds::{expected_place, round_revision, team, team_member};
pub use samples::{operation_pack, round_sample};
pub use sites::{site_change, site_change_part};

table!(
    /// A country operation; `id` is the project number ODK clients see.
    operation, "operation", {
        #[sea_orm(primary_key)]
        id: i32,
        code: String,
        name: JsonText,
        admin0_pcode: String,
        admin0_name: String,
        status: String,
        demonstration: bool,
        boundary_version_id: Option<i32>,
        created_at: DateTimeUtc,
    }
);

table!(
    /// A dated version of a country's boundaries.
    boundary_version, "boundary_version", {
        #[sea_orm(primary_key)]
        id: i32,
        code: String,
        version: JsonText,
        standing: JsonText,
        created_at: DateTimeUtc,
    }
);

table!(
    /// An admin area of a boundary version; `geometry` is GeoJSON text.
    admin_area, "admin_area", {
        #[sea_orm(primary_key)]
        id: i64,
        boundary_version_id: i32,
        position: i32,
        pcode: String,
        level: i16,
        name: String,
        alternative_names: JsonText,
        parent: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        geometry: Option<String>,
    }
);

table!(
    /// A tool of a component in an operation.
    exercise, "exercise", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        code: String,
        name: JsonText,
        tool: String,
        xml_form_id: String,
        coverage_level: i16,
        pack: String,
    }
);

table!(
    /// A round of an exercise.
    round, "round", {
        #[sea_orm(primary_key)]
        id: i32,
        exercise_id: i32,
        number: i32,
        first_day: Date,
        last_day: Date,
        demonstration: bool,
        note: JsonText,
        stage: String,
        revision: i32,
        standing_revision: Option<i32>,
        form_version_id: Option<i32>,
    }
);

table!(
    /// A published version of a form: its source, the typed model and the XForm.
    form_version, "form_version", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        xml_form_id: String,
        version: String,
        title: String,
        hash: String,
        #[sea_orm(column_type = "Text")]
        xform: String,
        model: JsonText,
        warnings: JsonText,
        source_name: String,
        #[sea_orm(column_type = "Blob")]
        source: Vec<u8>,
        state: String,
        published_at: DateTimeUtc,
        published_by: String,
    }
);

table!(
    /// A file a form version needs on the phone.
    form_file, "form_file", {
        #[sea_orm(primary_key)]
        id: i32,
        form_version_id: i32,
        name: String,
        media_type: String,
        md5: String,
        #[sea_orm(column_type = "Blob")]
        bytes: Vec<u8>,
    }
);

table!(
    /// A form that is being tried; at most one of each form.
    form_draft, "form_draft", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        xml_form_id: String,
        version: String,
        title: String,
        hash: String,
        #[sea_orm(column_type = "Text")]
        xform: String,
        model: JsonText,
        warnings: JsonText,
        source_name: String,
        #[sea_orm(column_type = "Blob")]
        source: Vec<u8>,
        token_sha256: Option<String>,
        created_at: DateTimeUtc,
        created_by: String,
    }
);

table!(
    /// A file of a draft.
    form_draft_file, "form_draft_file", {
        #[sea_orm(primary_key)]
        id: i32,
        form_draft_id: i32,
        name: String,
        media_type: String,
        md5: String,
        #[sea_orm(column_type = "Blob")]
        bytes: Vec<u8>,
    }
);

table!(
    /// What was sent to try a draft; it goes when the draft goes, and never becomes a record.
    form_draft_submission, "form_draft_submission", {
        #[sea_orm(primary_key)]
        id: i64,
        form_draft_id: i32,
        instance_id: String,
        #[sea_orm(column_type = "Blob")]
        xml: Vec<u8>,
        received_at: DateTimeUtc,
        device_label: Option<String>,
        files: Option<JsonText>,
    }
);

table!(
    /// A submission as it arrived. Never changed: a correction is a row with the next `version`, whose XML has an
    /// instanceID of its own.
    submission, "submission", {
        #[sea_orm(primary_key)]
        id: i64,
        operation_id: i32,
        form_version_id: i32,
        instance_id: String,
        version: i32,
        #[sea_orm(column_type = "Blob")]
        xml: Vec<u8>,
        sha256: String,
        received_at: DateTimeUtc,
        device_id: Option<i32>,
        device_label: Option<String>,
        own_instance_id: Option<String>,
        sender: Option<String>,
    }
);

table!(
    /// A file that came with a submission; its bytes lie in the folder of blobs under `sha256`.
    attachment, "attachment", {
        #[sea_orm(primary_key)]
        id: i64,
        submission_id: i64,
        name: String,
        media_type: String,
        sha256: String,
        size: i64,
        sealed_for: Option<String>,
        fingerprint: Option<String>,
    }
);

table!(
    /// What a submission or an imported row says, typed; the row review works on.
    record, "record", {
        #[sea_orm(primary_key)]
        id: i64,
        exercise_id: i32,
        round_id: Option<i32>,
        key: String,
        source: JsonText,
        submission_id: Option<i64>,
        import_id: Option<i32>,
        places: JsonText,
        place: Option<String>,
        place_path: String,
        title: String,
        #[sea_orm(column_type = "Text")]
        search: String,
        answers: JsonText,
        content_sha256: String,
        state: String,
        flags: JsonText,
        place_identity_sha256: Option<String>,
        received_at: DateTimeUtc,
        updated_at: Option<DateTimeUtc>,
        encrypted: bool,
        outside_round_id: Option<i32>,
        audit_measures: Option<JsonText>,
        version: i64,
        worst_flag: i16,
        #[sea_orm(column_type = "Text")]
        flag_codes: String,
    }
);

table!(
    /// What happened to a record: who, when, what, why.
    record_event, "record_event", {
        #[sea_orm(primary_key)]
        id: i64,
        record_id: i64,
        at: DateTimeUtc,
        actor: String,
        action: String,
        reason: Option<String>,
        version: Option<i64>,
    }
);

table!(
    /// A value of a record that somebody edited. Values are JSON, sealed where they tell of a person.
    value_edit, "value_edit", {
        #[sea_orm(primary_key)]
        id: i64,
        record_id: i64,
        version: i64,
        #[sea_orm(column_type = "Text")]
        question: String,
        #[sea_orm(column_type = "Text")]
        from_value: String,
        #[sea_orm(column_type = "Text")]
        to_value: String,
        personal: bool,
        #[sea_orm(column_type = "Text")]
        reason: String,
        at: DateTimeUtc,
        actor: String,
        lapsed_at: Option<DateTimeUtc>,
    }
);

table!(
    /// One run of an import, with its accounting of every row.
    import_run, "import_run", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        exercise_code: String,
        file: String,
        sha256: String,
        mapping: String,
        mapping_version: String,
        at: DateTimeUtc,
        actor: String,
        stored: i64,
        unchanged: i64,
        refused: i64,
        report: JsonText,
    }
);

table!(
    /// A snapshot of a round; its bytes lie in the folder of blobs under `sha256`.
    snapshot, "snapshot", {
        #[sea_orm(primary_key)]
        id: i64,
        exercise_id: i32,
        round_id: i32,
        sha256: String,
        rows: i64,
        created_at: DateTimeUtc,
    }
);

table!(
    /// The figures of a round as last computed, whole, with the snapshot they stand on.
    figure_set, "figure_set", {
        #[sea_orm(primary_key)]
        id: i64,
        exercise_id: i32,
        round_id: i32,
        revision: i32,
        snapshot: String,
        computed_at: DateTimeUtc,
        indicators_sha256: String,
        basis_sha256: Option<String>,
        figures: JsonText,
        audit_seq: Option<i64>,
        boundary_version: Option<String>,
    }
);

table!(
    /// A person with a log-in.
    user_account, "user_account", {
        #[sea_orm(primary_key)]
        id: i32,
        email: String,
        name: String,
        language: String,
        password_hash: String,
        must_change_password: bool,
        administrator: bool,
        created_at: DateTimeUtc,
        disabled_at: Option<DateTimeUtc>,
    }
);

table!(
    /// What a person may do in an operation.
    role_grant, "role_grant", {
        #[sea_orm(primary_key)]
        id: i32,
        user_id: i32,
        operation_id: i32,
        role: String,
    }
);

table!(
    /// A log-in that lasts; only the token's hash is kept.
    session, "session", {
        #[sea_orm(primary_key)]
        id: i64,
        token_sha256: String,
        user_id: i32,
        created_at: DateTimeUtc,
        expires_at: DateTimeUtc,
    }
);

table!(
    /// An app user: a phone that may read forms and send submissions in one operation.
    device, "device", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        name: String,
        token_sha256: String,
        created_at: DateTimeUtc,
        created_by: String,
        revoked_at: Option<DateTimeUtc>,
        last_seen_at: Option<DateTimeUtc>,
    }
);

table!(
    /// The audit log; each entry holds the hash of the one before.
    audit_entry, "audit_entry", {
        #[sea_orm(primary_key, auto_increment = false)]
        seq: i64,
        at: DateTimeUtc,
        actor: String,
        action: String,
        subject: String,
        detail: JsonText,
        previous: String,
        hash: String,
    }
);
