//! Decisions about sites.

use super::*;

table!(
    /// A decision about sites.
    site_change, "site_change", {
        #[sea_orm(primary_key)]
        id: i64,
        register_id: i32,
        kind: String,
        #[sea_orm(column_type = "Text")]
        reason: String,
        detail: JsonText,
        at: DateTimeUtc,
        actor: String,
        undone_at: Option<DateTimeUtc>,
        undone_by: Option<String>,
        #[sea_orm(column_type = "Text", nullable)]
        undone_reason: Option<String>,
    }
);

table!(
    /// A site that a decision is about. Without a version before it is new; without one after it, the decision left the site as
    /// it was.
    site_change_part, "site_change_part", {
        #[sea_orm(primary_key)]
        id: i64,
        change_id: i64,
        uuid: String,
        version_before: Option<i32>,
        version_after: Option<i32>,
    }
);
