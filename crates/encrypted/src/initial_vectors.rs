//! The initial vectors of a submission's files, one after the other.

use md5::{Digest, Md5};

/// Bytes of an AES block.
pub(crate) const BLOCK: usize = 16;

/// Bytes of an AES-256 key.
pub(crate) const KEY: usize = 32;

/// The vector of the file at `position`, counted from 0 in the manifest's order, the XML last: the MD5 of instanceID and key,
/// in which byte `n modulo 16` has been raised by one for each n from 0 to `position`.
///
/// Source: <https://getodk.github.io/xforms-spec/encryption#initialization-vector>
pub(crate) fn initial_vector(instance_id: &str, key: &[u8; KEY], position: usize) -> [u8; BLOCK] {
    let mut vector: [u8; BLOCK] = Md5::new().chain_update(instance_id).chain_update(key).finalize().into();
    for (place, byte) in vector.iter_mut().enumerate() {
        // How many of 0..=position leave `place` when divided by 16.
        let times = (position + BLOCK - place) / BLOCK;
        *byte = byte.wrapping_add((times % 256) as u8);
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As the specification words it: a counter that runs through the files.
    fn step_by_step(instance_id: &str, key: &[u8; KEY], position: usize) -> [u8; BLOCK] {
        let mut seed: [u8; BLOCK] = Md5::digest([instance_id.as_bytes(), key].concat()).into();
        for counter in 0..=position {
            seed[counter % 16] = seed[counter % 16].wrapping_add(1);
        }
        seed
    }

    proptest! {
        #[test]
        fn each_file_raises_one_byte_more(id in ".{0,40}", key: [u8; KEY], position in 0usize..6_000) {
            prop_assert_eq!(initial_vector(&id, &key, position), step_by_step(&id, &key, position));
        }
    }

    #[test]
    fn a_byte_starts_again_after_255() {
        let key = [0; KEY];
        assert_eq!(initial_vector("", &key, 16 * 256 - 1), <[u8; 16]>::from(Md5::digest(key)));
    }
}
