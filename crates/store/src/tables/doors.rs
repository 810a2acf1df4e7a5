//! How phones get in.

use super::*;

table!(
    /// The user name of a phone that comes with one, and what RFC 7616 calls H(A1) of its password.
    device_login, "device_login", {
        #[sea_orm(primary_key)]
        id: i32,
        device_id: i32,
        user_name: String,
        ha1_md5: String,
        ha1_sha256: String,
    }
);
