//! Nonces of HTTP Digest: made here, good for a while, and each count of each good for one request.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use vocab::{Clock, Randomness};

/// How long a nonce is good. A client that shows an older one gets a new one without asking anybody for a password.
pub const GOOD_FOR: Duration = Duration::minutes(10);
/// Nonces whose counts are remembered (some 100 bytes each). When full, the older half stops being good.
const REMEMBERED: usize = 20_000;
/// Counts below the highest that are told apart: requests of one client overtake each other.
const WINDOW: u32 = 64;

// Bytes of the time, of chance, and of what only this server can write behind them.
const TIME: usize = 8;
const CHANCE: usize = 8;
const SEAL: usize = 16;

/// The nonces of a running server. Cheap to clone; all clones share their memory. Another process does not know them:
/// its clients get a new one.
#[derive(Clone)]
pub struct Nonces {
    clock: Arc<dyn Clock>,
    secret: Arc<[u8; 32]>,
    used: Arc<Mutex<Used>>,
}

impl std::fmt::Debug for Nonces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Nonces").finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct Used {
    counts: HashMap<String, Counts>,
    /// Nonces made before are not good any more.
    since: Option<DateTime<Utc>>,
}

/// Which counts of a nonce were used: the highest, and of those below a bit each.
#[derive(Debug, Clone, Copy)]
struct Counts {
    made: DateTime<Utc>,
    highest: u32,
    below: u64,
}

impl Counts {
    /// Notes a count; false if it was used before, or is too old to tell.
    fn note(&mut self, count: u32) -> bool {
        if count > self.highest {
            let ahead = count - self.highest;
            // The highest so far becomes the bit `ahead - 1`; what falls out at the end is too old to tell.
            let before = if ahead >= WINDOW { 0 } else { self.below << ahead };
            self.below = before | if ahead <= WINDOW { 1 << (ahead - 1) } else { 0 };
            self.highest = count;
            return true;
        }
        let behind = self.highest - count;
        if behind == 0 || behind > WINDOW {
            return false;
        }
        let bit = 1_u64 << (behind - 1);
        let is_new = self.below & bit == 0;
        self.below |= bit;
        is_new
    }
}

impl Nonces {
    /// None made yet.
    pub fn new(clock: Arc<dyn Clock>, randomness: &dyn Randomness) -> Self {
        let mut secret = [0; 32];
        randomness.fill(&mut secret);
        Self { clock, secret: Arc::new(secret), used: Arc::default() }
    }

    /// A new nonce.
    pub fn make(&self, randomness: &dyn Randomness) -> String {
        let mut bytes = [0; TIME + CHANCE + SEAL];
        let (body, seal) = bytes.split_at_mut(TIME + CHANCE);
        let (time, chance) = body.split_at_mut(TIME);
        time.copy_from_slice(&self.clock.now().timestamp_millis().to_be_bytes());
        randomness.fill(chance);
        if let Some(right) = self.seal(body) {
            seal.copy_from_slice(&right);
        }
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Takes a count of a nonce: true once for each count of a nonce that was made here and is good still. Call it only
    /// for whoever knows the password, so that nobody else fills the memory.
    pub fn take(&self, nonce: &str, count: u32) -> bool {
        let now = self.clock.now();
        let Some(made) = self.made_at(nonce).filter(|made| *made <= now && now - *made < GOOD_FOR) else {
            return false;
        };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.since.is_some_and(|since| made < since) {
            return false;
        }
        if let Some(counts) = used.counts.get_mut(nonce) {
            return counts.note(count);
        }
        if used.counts.len() >= REMEMBERED {
            used.forget(now);
        }
        used.counts.insert(nonce.to_owned(), Counts { made, highest: count, below: 0 });
        true
    }

    /// When a nonce was made, if it was made here.
    fn made_at(&self, nonce: &str) -> Option<DateTime<Utc>> {
        let bytes = URL_SAFE_NO_PAD.decode(nonce).ok().filter(|bytes| bytes.len() == TIME + CHANCE + SEAL)?;
        let (body, seal) = bytes.split_at(TIME + CHANCE);
        let mut mac = self.mac()?;
        mac.update(body);
        mac.verify_truncated_left(seal).ok()?;
        let time: [u8; TIME] = body.get(..TIME)?.try_into().ok()?;
        DateTime::from_timestamp_millis(i64::from_be_bytes(time))
    }

    fn seal(&self, body: &[u8]) -> Option<[u8; SEAL]> {
        let mut mac = self.mac()?;
        mac.update(body);
        mac.finalize().into_bytes().get(..SEAL)?.try_into().ok()
    }

    fn mac(&self) -> Option<Hmac<Sha256>> {
        Hmac::new_from_slice(self.secret.as_slice()).ok()
    }
}

impl Used {
    /// Makes room: first what is over, then the older half, of which no count is taken any more.
    fn forget(&mut self, now: DateTime<Utc>) {
        self.counts.retain(|_, counts| now - counts.made < GOOD_FOR);
        if self.counts.len() < REMEMBERED {
            return;
        }
        let mut times: Vec<DateTime<Utc>> = self.counts.values().map(|counts| counts.made).collect();
        times.sort();
        let since = times[times.len() / 2] + Duration::milliseconds(1);
        self.counts.retain(|_, counts| counts.made >= since);
        self.since = Some(since);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::SystemRandomness;

    struct MovedClock(Mutex<DateTime<Utc>>);

    impl MovedClock {
        fn advance(&self, by: Duration) {
            *self.0.lock().unwrap() += by;
        }
    }

    impl Clock for MovedClock {
        fn now(&self) -> DateTime<Utc> {
            *self.0.lock().unwrap()
        }
    }

    fn nonces() -> (Nonces, Arc<MovedClock>) {
        let clock = Arc::new(MovedClock(Mutex::new("2026-03-02T08:00:00Z".parse().unwrap())));
        (Nonces::new(clock.clone(), &SystemRandomness), clock)
    }

    #[test]
    fn each_count_is_good_once_in_whatever_order_they_come() {
        let (nonces, _) = nonces();
        let nonce = nonces.make(&SystemRandomness);
        for count in [1, 3, 2, 100, 99, 98] {
            assert!(nonces.take(&nonce, count), "{count}");
            assert!(!nonces.take(&nonce, count), "{count} again");
        }
        assert!(!nonces.take(&nonce, 2), "long ago");
        assert!(nonces.take(&nonce, 50) && !nonces.take(&nonce, 50));
        assert!(nonces.take(&nonce, 164) && !nonces.take(&nonce, 100), "the last that can be told apart");
        assert!(nonces.take(&nonce, u32::MAX) && !nonces.take(&nonce, 164));
    }

    #[test]
    fn a_nonce_is_good_for_a_while_and_only_where_it_was_made() {
        let (nonces, clock) = nonces();
        let nonce = nonces.make(&SystemRandomness);
        let elsewhere = Nonces::new(clock.clone(), &SystemRandomness);
        assert!(!elsewhere.take(&nonce, 1));
        let other = nonces.make(&SystemRandomness);
        assert_ne!(nonce, other);
        let last = if nonce.ends_with('A') { 'E' } else { 'A' };
        let patched = format!("{}{last}", &nonce[..nonce.len() - 1]);
        for made_up in ["", "x", "AAAA", &patched, &"A".repeat(43)] {
            assert!(!nonces.take(made_up, 1), "{made_up}");
        }
        clock.advance(GOOD_FOR - Duration::milliseconds(1));
        assert!(nonces.take(&nonce, 1));
        clock.advance(Duration::milliseconds(1));
        assert!(!nonces.take(&nonce, 2));
    }

    #[test]
    fn memory_is_bounded_and_nothing_is_good_twice_because_of_it() {
        let (nonces, clock) = nonces();
        let first = nonces.make(&SystemRandomness);
        assert!(nonces.take(&first, 1));
        for _ in 0..REMEMBERED {
            clock.advance(Duration::milliseconds(1));
            assert!(nonces.take(&nonces.make(&SystemRandomness), 1));
        }
        assert!(nonces.used.lock().unwrap().counts.len() <= REMEMBERED);
        assert!(!nonces.take(&first, 1), "forgotten, and therefore not good");
    }
}
