//! One file through AES-256 in CFB, padded to whole blocks, in pieces: a video never has to fit into memory.

use crate::initial_vectors::{BLOCK, KEY};
use aes::Aes256;
use cfb_mode::{BufDecryptor, BufEncryptor, cipher::KeyIvInit};
use md5::{Digest, Md5};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// How a file shows that it was changed or cut on the way. Only its end shows this by itself; for the rest see
/// [`crate::SignatureCheck`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Whole blocks are always sent.
    #[error("it has {bytes} bytes, which is not a whole number of blocks of {BLOCK}: it was cut, or is not encrypted")]
    Length {
        /// Bytes found.
        bytes: u64,
    },
    /// The last block does not end as every encrypted file does.
    #[error("its end is not that of an encrypted file: it was changed, or belongs to another submission")]
    Padding,
}

/// The MD5 of a file's plain content.
pub(crate) type ContentDigest = [u8; 16];

/// Encrypts `from` into `to`; returns the MD5 of what was read.
pub(crate) fn encrypt(
    key: &[u8; KEY],
    vector: &[u8; BLOCK],
    from: &mut dyn Read,
    to: &mut dyn Write,
) -> io::Result<ContentDigest> {
    let mut cipher = BufEncryptor::<Aes256>::new(key.into(), vector.into());
    let mut digest = Md5::new();
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    let mut length = 0usize;
    loop {
        let read = read_piece(from, &mut piece)?;
        let Some(part) = piece.get_mut(..read).filter(|part| !part.is_empty()) else { break };
        digest.update(&*part);
        length = length.wrapping_add(part.len());
        cipher.encrypt(part);
        to.write_all(part)?;
    }
    let missing = BLOCK - length % BLOCK;
    let mut padding = [missing as u8; BLOCK];
    let padding = &mut padding[..missing];
    cipher.encrypt(padding);
    to.write_all(padding)?;
    Ok(digest.finalize().into())
}

/// Decrypts `from` into `to`; returns the MD5 of what was written. What was written before damage shows (at the end) is
/// worth nothing then.
pub(crate) fn decrypt(
    key: &[u8; KEY],
    vector: &[u8; BLOCK],
    from: &mut dyn Read,
    to: &mut dyn Write,
) -> io::Result<Result<ContentDigest, Damage>> {
    let mut cipher = BufDecryptor::<Aes256>::new(key.into(), vector.into());
    let mut digest = Md5::new();
    let mut buffer = Zeroizing::new(vec![0; BLOCK + PIECE]);
    let (mut held, mut length) = (0usize, 0u64); // what may be padding stays at the buffer's start
    loop {
        let read = read_piece(from, &mut buffer[held..])?;
        if read == 0 {
            break;
        }
        length = length.wrapping_add(read as u64);
        cipher.decrypt(&mut buffer[held..held + read]);
        let all = held + read;
        let ready = all.saturating_sub(BLOCK);
        digest.update(&buffer[..ready]);
        to.write_all(&buffer[..ready])?;
        buffer.copy_within(ready..all, 0);
        held = all - ready;
    }
    if length == 0 || length % BLOCK as u64 != 0 {
        return Ok(Err(Damage::Length { bytes: length }));
    }
    let Some(rest) = without_padding(&buffer[..BLOCK]) else { return Ok(Err(Damage::Padding)) };
    digest.update(rest);
    to.write_all(rest)?;
    Ok(Ok(digest.finalize().into()))
}

/// Fills `piece` as far as the source goes: the last piece alone is shorter.
fn read_piece(from: &mut dyn Read, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match from.read(&mut piece[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// What is left of the last block when its padding is taken off, if it has one: n bytes that each say n.
fn without_padding(block: &[u8]) -> Option<&[u8]> {
    let missing = usize::from(*block.last()?);
    let (rest, padding) = block.split_at(block.len().checked_sub(missing)?);
    let sound = missing != 0 && padding.iter().all(|byte| usize::from(*byte) == missing);
    sound.then_some(rest)
}
