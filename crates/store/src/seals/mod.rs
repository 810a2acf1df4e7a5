//! What tells of people is sealed before it is stored, and opened on purpose only.
//!
//! A store that was opened with [`Seals`] keeps the XML of submissions, personal answers and the files of submissions sealed
//! (crate `sealing` says how). Whoever reads records gets what is personal as *withheld*; [`crate::Store::open_record`] opens
//! it, after a line in the audit log. What was stored before sealing began lies plain beside it until it is sealed in passing.

mod sealer;

pub(crate) use sealer::{Sealer, withheld_answers};

use crate::error::{Result, StoreError};
use sealing::{AnswersProblem, KeyRing, SealingProblem};
use std::sync::{Arc, PoisonError, RwLock};
use vocab::{Randomness, SecretRandomness};

/// Reads the key ring again, where it is kept.
type Reread = Box<dyn Fn() -> Option<KeyRing> + Send + Sync>;

/// What purpose a fingerprint serves: equal content of two columns has different ones.
pub(crate) const SUBMISSION: &str = "submission.xml";
pub(crate) const CONTENT: &str = "record.content";
pub(crate) const PLACE: &str = "place.identity";
pub(crate) const FILE: &str = "attachment";

/// The keys a store seals and opens with.
pub struct Seals {
    ring: RwLock<Arc<KeyRing>>,
    randomness: Arc<dyn Randomness>,
    reread: Option<Reread>,
}

impl std::fmt::Debug for Seals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Seals").field(&self.ring()).finish()
    }
}

impl Seals {
    /// With a ring that is kept safe already: what it seals is lost without it.
    pub fn new(ring: KeyRing, randomness: Arc<dyn Randomness>) -> Self {
        Self { ring: RwLock::new(Arc::new(ring)), randomness, reread: None }
    }

    /// The same, reading the ring again when a key is met that it lacks: somebody else rotated it.
    #[must_use]
    pub fn reread_with(mut self, reread: impl Fn() -> Option<KeyRing> + Send + Sync + 'static) -> Self {
        self.reread = Some(Box::new(reread));
        self
    }

    /// The ring as it is now.
    pub fn ring(&self) -> Arc<KeyRing> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the ring again. False if it cannot be.
    pub fn refresh(&self) -> bool {
        let Some(ring) = self.reread.as_ref().and_then(|reread| reread()) else { return false };
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        true
    }

    fn work<T, E: UnknownKey>(
        &self,
        work: impl Fn(&KeyRing, &mut SecretRandomness<'_>) -> std::result::Result<T, E>,
    ) -> Result<T> {
        let mut chance = SecretRandomness::new(self.randomness.as_ref());
        let failed = |problem: E| StoreError::Sealed { reason: problem.to_string() };
        match work(&self.ring(), &mut chance) {
            Err(problem) if problem.is_unknown_key() && self.refresh() => {
                work(&self.ring(), &mut chance).map_err(failed)
            }
            done => done.map_err(failed),
        }
    }
}

/// Whether a problem is that the ring lacks a key.
trait UnknownKey: std::fmt::Display {
    fn is_unknown_key(&self) -> bool;
}

impl UnknownKey for SealingProblem {
    fn is_unknown_key(&self) -> bool {
        matches!(self, Self::UnknownKey { .. })
    }
}

impl UnknownKey for AnswersProblem {
    fn is_unknown_key(&self) -> bool {
        matches!(self, Self::Sealing { problem: SealingProblem::UnknownKey { .. }, .. })
    }
}
