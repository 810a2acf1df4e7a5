//! Passwords: how they are kept, which are taken, and one-time passwords.

use crate::problem::Problem;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use axum::http::StatusCode;
use messages::codes;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;
use vocab::Randomness;

/// Memory of one hash, in KiB. With [`PASSES`] and one lane: the configuration for Argon2id that OWASP gives first
/// after the 46 MiB one ("m=19456 (19 MiB), t=2, p=1"). Small enough that [`AT_ONCE`] of them do not fill a small server.
///
/// Source: OWASP Password Storage Cheat Sheet, "Argon2id".
const MEMORY_KIB: u32 = 19_456;
/// Passes over the memory.
const PASSES: u32 = 2;
/// Hashes computed at the same time; the rest wait. Bounds what a flood of log-ins takes: 76 MiB, and not all cores.
const AT_ONCE: usize = 4;

/// NIST SP 800-63B asks for at least 8; the count of what leaks each year asks for more.
pub const SHORTEST: usize = 12;
/// A bound, so that nobody sends a book. NIST SP 800-63B asks to take at least 64.
pub const LONGEST: usize = 256;

static HASHING: Semaphore = Semaphore::const_new(AT_ONCE);

/// What is compared when there is no such account, so that the answer takes as long as for one that is.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password").unwrap_or_default());

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The same letters give the same bytes on every keyboard: `é` may be one character or two.
fn bytes_of(password: &str) -> Vec<u8> {
    password.nfc().collect::<String>().into_bytes()
}

fn hash_now(password: &str) -> Result<String, String> {
    let argon2 = argon2().map_err(|error| error.to_string())?;
    let hash = argon2.hash_password(&bytes_of(password)).map_err(|error| error.to_string())?;
    Ok(hash.to_string())
}

fn matches_now(password: &str, kept: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else {
        tracing::error!("a kept password hash cannot be read; its account needs a new one-time password");
        return false;
    };
    Argon2::default().verify_password(&bytes_of(password), &kept).is_ok()
}

/// Computes away from the tasks that answer requests; only [`AT_ONCE`] at a time.
async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let _turn = HASHING.acquire().await.map_err(|error| Problem::failed(&error))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::failed(&error))
}

/// The hash of a password with a salt of its own, in PHC notation, as it is kept.
///
/// # Errors
/// When the machine cannot compute it.
pub async fn hash(password: &str) -> Result<String, Problem> {
    let password = password.to_owned();
    compute(move || hash_now(&password)).await?.map_err(|error| Problem::failed(&error))
}

/// Whether the password is the one kept. Without an account (`None`) it is not, and finding out takes as long.
///
/// # Errors
/// When the machine cannot compute it.
pub async fn matches(password: &str, kept: Option<&str>) -> Result<bool, Problem> {
    let (password, kept) = (password.to_owned(), kept.map(str::to_owned));
    compute(move || match kept {
        Some(kept) => matches_now(&password, &kept),
        None => {
            matches_now(&password, &NOBODY);
            false
        }
    })
    .await
}

/// Whether a person may take `new` for a password instead of `old`.
///
/// # Errors
/// 422 with the rule it breaks.
pub fn check_new(new: &str, old: &str, email: &str) -> Result<(), Problem> {
    let broken = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
    let length = new.nfc().count();
    if length < SHORTEST {
        return Err(broken(codes::ACCOUNT_PASSWORD_TOO_SHORT).arg("minimum", SHORTEST));
    }
    if length > LONGEST {
        return Err(broken(codes::ACCOUNT_PASSWORD_TOO_LONG).arg("maximum", LONGEST));
    }
    if new.trim().eq_ignore_ascii_case(email.trim()) {
        return Err(broken(codes::ACCOUNT_PASSWORD_IS_EMAIL));
    }
    if bytes_of(new) == bytes_of(old) {
        return Err(broken(codes::ACCOUNT_PASSWORD_UNCHANGED));
    }
    Ok(())
}

/// Letters and digits that nobody takes for one another when they are read out or copied by hand: no `i`, `l`, `1`, no
/// `o`, `0`.
const READABLE: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A one-time password: four groups of four, such as `k7pw-3mxd-qe9h-tcaz`; 79 bits.
pub fn one_time_password(randomness: &dyn Randomness) -> String {
    let mut password = String::with_capacity(19);
    let mut letters = 0;
    while letters < 16 {
        let mut byte = [0];
        randomness.fill(&mut byte);
        // One of 32 values; the one too many is thrown away, so that all letters are equally likely.
        let Some(letter) = READABLE.get(usize::from(byte[0] & 31)) else { continue };
        if letters > 0 && letters % 4 == 0 {
            password.push('-');
        }
        password.push(char::from(*letter));
        letters += 1;
    }
    password
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use vocab::{SeededRandomness, SystemRandomness};

    #[tokio::test]
    async fn a_password_matches_its_own_hash_only_and_the_parameters_stand_in_it() {
        let kept = hash("correct horse battery staple").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(matches("correct horse battery staple", Some(&kept)).await.unwrap());
        assert!(!matches("correct horse battery stapler", Some(&kept)).await.unwrap());
        assert_ne!(hash("correct horse battery staple").await.unwrap(), kept, "each has its own salt");
    }

    #[tokio::test]
    async fn nobody_has_a_password_that_matches() {
        assert!(!matches("nobody has this password", None).await.unwrap());
        assert!(!matches("", Some("not a hash")).await.unwrap());
        assert!(NOBODY.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "so that refusing takes as long");
    }

    #[tokio::test]
    async fn the_same_letters_match_however_the_keyboard_composes_them() {
        let kept = hash("l’\u{e9}cole de Gitega").await.unwrap();
        assert!(matches("l’e\u{301}cole de Gitega", Some(&kept)).await.unwrap());
    }

    #[test]
    fn each_rule_refuses_what_breaks_it() {
        let code =
            |new: &str| check_new(new, "the old password", "ida@example.org").err().map(|problem| problem.code());
        assert_eq!(code("eleven char"), Some(codes::ACCOUNT_PASSWORD_TOO_SHORT));
        assert_eq!(code("twelve chars"), None);
        assert_eq!(code(&"x".repeat(257)), Some(codes::ACCOUNT_PASSWORD_TOO_LONG));
        assert_eq!(code("IDA@example.org"), Some(codes::ACCOUNT_PASSWORD_IS_EMAIL));
        assert_eq!(code("the old password"), Some(codes::ACCOUNT_PASSWORD_UNCHANGED));
    }

    #[test]
    fn one_time_passwords_can_be_read_out_and_use_every_letter() {
        let mut seen = BTreeSet::new();
        for seed in 0..200 {
            let password = one_time_password(&SeededRandomness::new(seed));
            assert_eq!(password.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4, 4], "{password}");
            seen.extend(password.bytes().filter(|byte| *byte != b'-'));
        }
        assert_eq!(seen, READABLE.iter().copied().collect());
        assert_ne!(one_time_password(&SystemRandomness), one_time_password(&SystemRandomness));
    }
}
