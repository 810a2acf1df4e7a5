//! How a receiver knows that it was us, and when.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Characters of a webhook's secret.
pub const SECRET: usize = 64;

/// The value of `Inzira-Signature`: `t=<seconds since 1970>,v1=<hex of HMAC-SHA-256(secret, "<t>.<body>")>`. With the moment
/// in it, a receiver can refuse what somebody recorded and sends again later.
pub fn signature(secret: &str, at: i64, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new(); // a key of any length is taken
    };
    mac.update(format!("{at}.{body}").as_bytes());
    format!("t={at},v1={}", hex::encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python: `hmac.new(b"key", b"1767225600.{}", "sha256").hexdigest()`.
    #[test]
    fn a_signature_is_what_others_compute() {
        assert_eq!(
            signature("key", 1_767_225_600, "{}"),
            "t=1767225600,v1=df344de429b8ee672e1863e0008fdbd0080000536fbccdf0e4f89846acbbe872"
        );
    }
}
