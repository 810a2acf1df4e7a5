//! What became of places.

use crate::json::JsonText;
use sea_orm::entity::prelude::*;

table!(
    /// An edition of a crosswalk between two boundary versions, kept whole.
    crosswalk_edition, "crosswalk_edition", {
        #[sea_orm(primary_key)]
        id: i32,
        code: String,
        from_version: String,
        to_version: String,
        #[sea_orm(column_type = "Text")]
        label: String,
        #[sea_orm(column_type = "Text")]
        source: String,
        official: bool,
        links: JsonText,
        created_at: DateTimeUtc,
        loaded_by: Option<String>,
    }
);
