//! Failed log-ins slow down whoever fails: by account and by address.
//!
//! An attempt counts as failed from its beginning until it is known to be right, so that a thousand guesses sent at once
//! are not all looked at before the first has failed.

use chrono::{DateTime, Duration, Utc};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};
use store::sha256_hex;
use vocab::Clock;

/// Failures an account has free: people mistype.
pub const FREE_PER_ACCOUNT: u32 = 5;
/// Failures an address has free: a whole office may sit behind one.
pub const FREE_PER_ADDRESS: u32 = 30;
/// The wait after the first failure too many; each further one doubles it.
pub const FIRST_WAIT: Duration = Duration::seconds(30);
/// The longest wait, and how long failures are remembered after the last one. Ten guesses in half an hour are 175,000 a
/// year for one account, against 79 bits of a one-time password or the twelve characters of another.
pub const WINDOW: Duration = Duration::minutes(15);
/// Accounts and addresses remembered, each at most this many (below 2 MB together). When full, those forget first that
/// failed least.
const REMEMBERED: usize = 10_000;

/// Failed log-ins, remembered for a while. Cheap to clone; all clones share their memory.
#[derive(Clone)]
pub struct Throttle {
    clock: Arc<dyn Clock>,
    failures: Arc<Mutex<Failures>>,
}

impl std::fmt::Debug for Throttle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Throttle").finish_non_exhaustive()
    }
}

#[derive(Debug, Default)]
struct Failures {
    accounts: HashMap<String, Failed>,
    addresses: HashMap<String, Failed>,
}

#[derive(Debug, Clone, Copy)]
struct Failed {
    times: u32,
    last: DateTime<Utc>,
}

impl Failed {
    /// How long from the last failure until the next attempt is looked at.
    fn wait(self, free: u32) -> Duration {
        match self.times.checked_sub(free) {
            None => Duration::zero(),
            Some(too_many) => FIRST_WAIT.checked_mul(1 << too_many.min(10)).unwrap_or(WINDOW).min(WINDOW),
        }
    }

    fn left(self, free: u32, now: DateTime<Utc>) -> Duration {
        (self.last + self.wait(free) - now).max(Duration::zero())
    }
}

impl Throttle {
    /// Remembers nothing yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, failures: Arc::default() }
    }

    /// Counts an attempt, as failed until [`Self::succeeded`].
    ///
    /// # Errors
    /// How long to wait, when there were too many; then nothing is counted.
    pub fn attempt(&self, email: &str, address: Option<IpAddr>) -> Result<(), Duration> {
        let now = self.clock.now();
        let (account, address) = (account_key(email), address.map(address_key));
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let Failures { accounts, addresses } = &mut *failures;
        not_in_the_future(accounts.get_mut(&account), now);
        not_in_the_future(address.as_ref().and_then(|key| addresses.get_mut(key)), now);
        let by_account = left(accounts, &account, FREE_PER_ACCOUNT, now);
        let by_address = address.as_ref().map_or(Duration::zero(), |key| left(addresses, key, FREE_PER_ADDRESS, now));
        let wait = by_account.max(by_address);
        if wait > Duration::zero() {
            return Err(wait);
        }
        count(accounts, account, now);
        if let Some(address) = address {
            count(addresses, address, now);
        }
        Ok(())
    }

    /// The attempt was right: the account starts afresh, and the address has this one failure less.
    pub fn succeeded(&self, email: &str, address: Option<IpAddr>) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.accounts.remove(&account_key(email));
        // Not afresh: whoever guesses others' passwords may well have an account of their own.
        if let Some(failed) = address.and_then(|address| failures.addresses.get_mut(&address_key(address))) {
            failed.times = failed.times.saturating_sub(1);
        }
    }
}

/// Of one size however long the input, and no list of log-in names in memory.
fn account_key(email: &str) -> String {
    sha256_hex(email.trim().to_lowercase().as_bytes())
}

/// IPv6 customers have a network of their own (/64) and any address in it.
pub(super) fn address_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:?}", &address.segments()[..4]),
    }
}

fn left(kept: &HashMap<String, Failed>, key: &str, free: u32, now: DateTime<Utc>) -> Duration {
    kept.get(key).filter(|failed| now - failed.last < WINDOW).map_or(Duration::zero(), |failed| failed.left(free, now))
}

/// A clock that was put back must not keep anybody out until it has caught up.
fn not_in_the_future(failed: Option<&mut Failed>, now: DateTime<Utc>) {
    if let Some(failed) = failed {
        failed.last = failed.last.min(now);
    }
}

fn count(kept: &mut HashMap<String, Failed>, key: String, now: DateTime<Utc>) {
    if kept.len() >= REMEMBERED && !kept.contains_key(&key) {
        forget(kept, now);
    }
    let failed = kept.entry(key).or_insert(Failed { times: 0, last: now });
    if now - failed.last >= WINDOW {
        failed.times = 0;
    }
    *failed = Failed { times: failed.times.saturating_add(1), last: now };
}

/// Makes room: first what is over, then the half that failed least.
fn forget(kept: &mut HashMap<String, Failed>, now: DateTime<Utc>) {
    kept.retain(|_, failed| now - failed.last < WINDOW);
    if kept.len() >= REMEMBERED {
        let mut order: Vec<(u32, DateTime<Utc>, String)> =
            kept.iter().map(|(key, failed)| (failed.times, failed.last, key.clone())).collect();
        order.sort();
        for (_, _, key) in order.into_iter().take(REMEMBERED / 2) {
            kept.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn throttle() -> (Throttle, Arc<MovedClock>) {
        let clock = Arc::new(MovedClock(Mutex::new("2026-03-02T08:00:00Z".parse().unwrap())));
        (Throttle::new(clock.clone()), clock)
    }

    fn address(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, last]))
    }

    #[test]
    fn the_sixth_guess_waits_and_each_further_one_waits_twice_as_long() {
        let (throttle, clock) = throttle();
        for _ in 0..5 {
            assert_eq!(throttle.attempt("ida@example.org", address(1)), Ok(()));
        }
        // Also from elsewhere, and however the name is written.
        assert_eq!(throttle.attempt(" IDA@example.org", address(2)), Err(Duration::seconds(30)));
        for seconds in [30, 60, 120, 240, 480] {
            assert_eq!(throttle.attempt("ida@example.org", None), Err(Duration::seconds(seconds)));
            clock.advance(Duration::seconds(seconds) - Duration::milliseconds(1));
            assert_eq!(throttle.attempt("ida@example.org", None), Err(Duration::milliseconds(1)));
            clock.advance(Duration::milliseconds(1));
            assert_eq!(throttle.attempt("ida@example.org", None), Ok(()));
        }
        assert_eq!(throttle.attempt("ida@example.org", None), Err(WINDOW), "and no longer than that");
        assert_eq!(throttle.attempt("jo@example.org", address(1)), Ok(()), "others are not held up");
    }

    #[test]
    fn failures_are_forgotten_after_a_quiet_quarter_of_an_hour() {
        let (throttle, clock) = throttle();
        for _ in 0..5 {
            throttle.attempt("ida@example.org", None).unwrap();
        }
        clock.advance(WINDOW);
        for _ in 0..5 {
            assert_eq!(throttle.attempt("ida@example.org", None), Ok(()));
        }
        assert!(throttle.attempt("ida@example.org", None).is_err());
    }

    #[test]
    fn a_clock_that_is_put_back_neither_frees_nor_locks_out() {
        let (throttle, clock) = throttle();
        for _ in 0..5 {
            throttle.attempt("ida@example.org", None).unwrap();
        }
        clock.advance(-Duration::days(400));
        assert_eq!(throttle.attempt("ida@example.org", None), Err(Duration::seconds(30)));
        clock.advance(Duration::seconds(30));
        assert_eq!(throttle.attempt("ida@example.org", None), Ok(()));
    }

    #[test]
    fn one_address_that_tries_many_accounts_is_held_up_too() {
        let (throttle, _) = throttle();
        for n in 0..30 {
            throttle.attempt(&format!("user{n}@example.org"), address(1)).unwrap();
        }
        assert!(throttle.attempt("another@example.org", address(1)).is_err());
        assert!(throttle.attempt("another@example.org", address(2)).is_ok());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address_and_so_is_ipv4_within_it() {
        let same = |a: &str, b: &str| address_key(a.parse().unwrap()) == address_key(b.parse().unwrap());
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
    }

    #[test]
    fn a_right_password_frees_the_account_but_not_the_guesses_at_others() {
        let (throttle, _) = throttle();
        for _ in 0..29 {
            throttle.attempt("victim@example.org", address(1)).ok();
            throttle.attempt("own@example.org", address(1)).unwrap();
            throttle.succeeded("own@example.org", address(1));
        }
        assert!(throttle.attempt("victim@example.org", address(1)).is_err());
        assert!(throttle.attempt("own@example.org", address(1)).is_ok());
    }

    #[test]
    fn memory_is_bounded_and_the_worst_are_not_forgotten() {
        let (throttle, clock) = throttle();
        for _ in 0..5 {
            throttle.attempt("victim@example.org", None).unwrap();
        }
        for n in 0..25_000 {
            clock.advance(Duration::milliseconds(1));
            throttle.attempt(&format!("user{n}@example.org"), None).unwrap();
        }
        assert!(throttle.failures.lock().unwrap().accounts.len() <= REMEMBERED);
        assert!(throttle.attempt("victim@example.org", None).is_err());
    }
}
