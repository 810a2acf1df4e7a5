//! Links by which a form is filled in a browser.

use super::*;

table!(
    /// A link; only the token's hash is kept. `used_by` is the instanceID that used a link for one submission.
    form_link, "form_link", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        xml_form_id: String,
        name: String,
        token_sha256: String,
        kind: String,
        created_at: DateTimeUtc,
        created_by: String,
        expires_at: Option<DateTimeUtc>,
        revoked_at: Option<DateTimeUtc>,
        used_by: Option<String>,
        used_at: Option<DateTimeUtc>,
    }
);
