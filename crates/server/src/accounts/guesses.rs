//! Keys of phones that are wrong: how many one address may show.
//!
//! A phone's key cannot be guessed: the token in its address has 384 bits, the password of one that logs in 79. This bounds
//! what guessing costs the server, and tells whoever reads the log. It counts by address only, never by phone: nobody can
//! shut a phone out by guessing at its password. The budget fills again by itself, so that one phone that was shut out
//! and tries again every minute does not use it up for its office.

use super::throttle::address_key;
use chrono::{DateTime, Duration, Utc};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};
use vocab::Clock;

/// Wrong keys an address has free at once.
pub const FREE: i32 = 60;
/// After how long it has one more.
pub const ONE_MORE: Duration = Duration::seconds(10);
/// Addresses remembered; when full, those forget first that have most left.
const REMEMBERED: usize = 10_000;

/// Wrong keys, remembered for a while. Cheap to clone; all clones share their memory.
#[derive(Clone)]
pub struct Guesses {
    clock: Arc<dyn Clock>,
    budgets: Arc<Mutex<HashMap<String, Budget>>>,
}

impl std::fmt::Debug for Guesses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guesses").finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Copy)]
struct Budget {
    left: i32,
    at: DateTime<Utc>,
}

impl Budget {
    /// What it is by now.
    fn now(self, now: DateTime<Utc>) -> Self {
        // A clock that was put back gives nothing and takes nothing.
        let passed = (now - self.at).max(Duration::zero());
        let more = i32::try_from(passed.num_seconds() / ONE_MORE.num_seconds()).unwrap_or(FREE);
        if more == 0 && now >= self.at {
            return self;
        }
        let since = self.at + ONE_MORE * more;
        Self { left: self.left.saturating_add(more).min(FREE), at: since.min(now) }
    }
}

impl Guesses {
    /// Remembers nothing yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, budgets: Arc::default() }
    }

    /// Whether an address may show a key.
    ///
    /// # Errors
    /// How long to wait.
    pub fn may(&self, address: Option<IpAddr>) -> Result<(), Duration> {
        let Some(key) = address.map(address_key) else { return Ok(()) };
        let now = self.clock.now();
        let budgets = self.budgets.lock().unwrap_or_else(PoisonError::into_inner);
        match budgets.get(&key).map(|budget| budget.now(now)) {
            Some(budget) if budget.left <= 0 => Err((budget.at + ONE_MORE - now).max(Duration::seconds(1))),
            _ => Ok(()),
        }
    }

    /// The key was wrong. True for the one that used up the budget: it belongs into the log.
    pub fn wrong(&self, address: Option<IpAddr>) -> bool {
        let Some(key) = address.map(address_key) else { return false };
        let now = self.clock.now();
        let mut budgets = self.budgets.lock().unwrap_or_else(PoisonError::into_inner);
        if budgets.len() >= REMEMBERED && !budgets.contains_key(&key) {
            forget(&mut budgets, now);
        }
        let budget = budgets.entry(key).or_insert(Budget { left: FREE, at: now });
        *budget = budget.now(now);
        budget.left -= 1;
        budget.left == 0
    }
}

/// Makes room: first who has everything left, then the half that has most.
fn forget(budgets: &mut HashMap<String, Budget>, now: DateTime<Utc>) {
    budgets.retain(|_, budget| budget.now(now).left < FREE);
    if budgets.len() >= REMEMBERED {
        let mut order: Vec<(i32, String)> =
            budgets.iter().map(|(key, budget)| (-budget.now(now).left, key.clone())).collect();
        order.sort();
        for (_, key) in order.into_iter().take(REMEMBERED / 2) {
            budgets.remove(&key);
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

    fn guesses() -> (Guesses, Arc<MovedClock>) {
        let clock = Arc::new(MovedClock(Mutex::new("2026-03-02T08:00:00Z".parse().unwrap())));
        (Guesses::new(clock.clone()), clock)
    }

    fn address(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, last]))
    }

    #[test]
    fn sixty_wrong_keys_are_free_and_then_one_every_ten_seconds() {
        let (guesses, clock) = guesses();
        let told = (0..60).filter(|_| guesses.may(address(1)).is_ok() && guesses.wrong(address(1))).count();
        assert_eq!(told, 1, "the log hears of it once");
        assert_eq!(guesses.may(address(1)), Err(Duration::seconds(10)));
        assert_eq!(guesses.may(address(2)), Ok(()), "others are not held up");
        clock.advance(Duration::seconds(10));
        assert_eq!(guesses.may(address(1)), Ok(()));
        guesses.wrong(address(1));
        assert!(guesses.may(address(1)).is_err());
    }

    #[test]
    fn a_phone_that_was_shut_out_and_tries_every_minute_holds_up_nobody() {
        let (guesses, clock) = guesses();
        for _ in 0..10_000 {
            for _ in 0..3 {
                assert_eq!(guesses.may(address(1)), Ok(()));
                guesses.wrong(address(1));
            }
            clock.advance(Duration::minutes(1));
        }
    }

    #[test]
    fn a_clock_that_is_put_back_gives_nothing_and_shuts_nobody_out_for_long() {
        let (guesses, clock) = guesses();
        for _ in 0..60 {
            guesses.wrong(address(1));
        }
        clock.advance(-Duration::days(400));
        assert_eq!(guesses.may(address(1)), Err(Duration::seconds(10)));
        guesses.wrong(address(1));
        clock.advance(Duration::minutes(1));
        assert_eq!(guesses.may(address(1)), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_the_worst_are_not_forgotten() {
        let (guesses, clock) = guesses();
        for _ in 0..60 {
            guesses.wrong(address(1));
        }
        for n in 0..25_000_u32 {
            clock.advance(Duration::microseconds(10));
            guesses.wrong(Some(IpAddr::from(n.to_be_bytes())));
        }
        assert!(guesses.budgets.lock().unwrap().len() <= REMEMBERED);
        assert!(guesses.may(address(1)).is_err());
    }
}
