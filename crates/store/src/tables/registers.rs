//! Tables of registers.

use super::*;

table!(
    /// A register: an entity list of an operation. `revision` counts the changes of what phones get of it.
    register, "register", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        name: String,
        approval_required: bool,
        personal_label: bool,
        revision: i64,
        created_at: DateTimeUtc,
        created_by: String,
    }
);

table!(
    /// A property of a register.
    register_property, "register_property", {
        #[sea_orm(primary_key)]
        id: i32,
        register_id: i32,
        name: String,
        personal: bool,
        published_at: DateTimeUtc,
    }
);

table!(
    /// An entity as it stands.
    entity, "entity", {
        #[sea_orm(primary_key)]
        id: i64,
        register_id: i32,
        uuid: String,
        #[sea_orm(column_type = "Text")]
        label: String,
        data: JsonText,
        #[sea_orm(column_type = "Text")]
        search: String,
        #[sea_orm(column_type = "Text")]
        search_personal: String,
        version: i32,
        conflict: Option<String>,
        created_at: DateTimeUtc,
        created_by: String,
        updated_at: Option<DateTimeUtc>,
        deleted_at: Option<DateTimeUtc>,
    }
);

table!(
    /// A version of an entity. Never changed, but for how its conflict was resolved.
    entity_version, "entity_version", {
        #[sea_orm(primary_key)]
        id: i64,
        entity_id: i64,
        version: i32,
        #[sea_orm(column_type = "Text")]
        label: String,
        data: JsonText,
        received: JsonText,
        created_at: DateTimeUtc,
        created_by: String,
        source: String,
        submission_id: Option<i64>,
        detail: JsonText,
        base_version: Option<i32>,
        trunk_version: Option<i32>,
        branch_id: Option<String>,
        branch_base_version: Option<i32>,
        conflict: Option<String>,
        conflicting: JsonText,
        forced: bool,
        resolved_at: Option<DateTimeUtc>,
        resolved_by: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        resolved_reason: Option<String>,
    }
);

table!(
    /// A change that waits: for somebody to approve its submission, or for the change before it.
    entity_waiting, "entity_waiting", {
        #[sea_orm(primary_key)]
        id: i64,
        register_id: i32,
        submission_id: i64,
        uuid: String,
        reason: String,
        branch_base_version: Option<i32>,
        change: JsonText,
        actor: String,
        at: DateTimeUtc,
    }
);

table!(
    /// What a submission asked for and could not be carried out.
    entity_problem, "entity_problem", {
        #[sea_orm(primary_key)]
        id: i64,
        operation_id: i32,
        submission_id: i64,
        list: String,
        trouble: JsonText,
        at: DateTimeUtc,
    }
);
