//! What the server cannot read.

use crate::json::JsonText;
use sea_orm::entity::prelude::*;

table!(
    /// A public key that forms of an operation are encrypted with.
    form_key, "form_key", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        public_key: String,
        protected: Option<JsonText>,
        hint: Option<String>,
        kept: bool,
        created_at: DateTimeUtc,
        created_by: String,
    }
);

table!(
    /// A key that data of this database is sealed with; the key itself lies elsewhere.
    sealing_key, "sealing_key", {
        #[sea_orm(primary_key, auto_increment = false)]
        id: String,
        since: DateTimeUtc,
    }
);
