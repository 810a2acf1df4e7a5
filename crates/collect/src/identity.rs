//! Telling one submission from another.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Name space of the instanceIDs we derive: version 5 of `https://inzira.org/submission` in the URL name space.
const DERIVED: Uuid = Uuid::from_u128(0x4a6a_e866_f32d_543b_9355_c3c1_4152_2ec8);

/// SHA-256 of a submission's XML, in hex: two submissions with the same instanceID are the same only if these are equal.
///
/// The bytes are compared as they came. A client that sends again, or sends the files of one submission in several posts,
/// repeats the XML byte for byte (ODK Collect sends the same file; Central compares the same way). Treating a mere change of
/// blanks as "the same" would mean choosing which of two different documents to keep, without anybody knowing.
pub fn content_identity(xml: &[u8]) -> String {
    hex::encode(Sha256::digest(xml))
}

/// The instanceID of a submission that carries none: the same content always gets the same one, so sending it again
/// is recognised.
pub fn derived_instance_id(xml: &[u8]) -> String {
    format!("uuid:{}", Uuid::new_v5(&DERIVED, &Sha256::digest(xml)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_the_same_submission_and_nothing_else_is() {
        assert_eq!(content_identity(b"<a/>"), content_identity(b"<a/>"));
        assert_ne!(content_identity(b"<a/>"), content_identity(b"<a />"));
        // Source: FIPS 180-2, appendix B.1.
        assert_eq!(content_identity(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_derived_id_looks_like_a_clients_and_follows_the_content() {
        let id = derived_instance_id(b"<a/>");
        assert_eq!(id, derived_instance_id(b"<a/>"));
        assert_ne!(id, derived_instance_id(b"<b/>"));
        let uuid: Uuid = id.strip_prefix("uuid:").unwrap().parse().unwrap();
        assert_eq!(uuid.get_version_num(), 5);
        assert_eq!(DERIVED, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://inzira.org/submission"));
    }
}
