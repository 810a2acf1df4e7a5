//! Rounds that wait to be looked over, because something of them has changed.

use super::{RoundCheck, check_round};
use crate::{round_figures::find_round, state::App};
use std::{collections::BTreeSet, time::Duration};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep},
};

/// Records of a round that is looked over by itself: reading more at every change would cost more memory and time than it
/// tells. A larger one is looked over when somebody asks for it.
pub const MOST_BY_ITSELF: u64 = 10_000;

/// How long nothing must have come before rounds are looked over: phones send what they hold one after the other.
const QUIET: Duration = Duration::from_secs(2);
/// How long rounds wait at most while more and more comes.
const PATIENCE: Duration = Duration::from_secs(30);
/// What one pass took, times this, is the shortest time to the next: looking over never takes more than a tenth of a core.
const REST: u32 = 10;

/// The way to say that a round changed. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Waiting(mpsc::UnboundedSender<Word>);

/// Rounds waiting to be looked over.
#[derive(Debug)]
pub struct WaitingRounds(mpsc::UnboundedReceiver<Word>);

#[derive(Debug)]
enum Word {
    /// Records of this round changed.
    Stale(i32),
    /// Look over everything told before, now, and say when it is done.
    Settle(oneshot::Sender<()>),
}

/// What was heard until it was quiet.
#[derive(Default)]
struct Heard {
    rounds: BTreeSet<i32>,
    settled: Vec<oneshot::Sender<()>>,
}

impl Waiting {
    /// The way in, and the rounds waiting; hand the latter to [`Waiting::keep_checked`].
    pub fn new() -> (Self, WaitingRounds) {
        let (say, heard) = mpsc::unbounded_channel();
        (Self(say), WaitingRounds(heard))
    }

    /// Says that records of a round changed.
    pub fn stale(&self, round_id: i32) {
        drop(self.0.send(Word::Stale(round_id))); // it fails only when the server is ending
    }

    /// Has all rounds told of so far looked over now, and waits for it.
    pub async fn settle(&self) {
        let (done, wait) = oneshot::channel();
        if self.0.send(Word::Settle(done)).is_ok() {
            drop(wait.await);
        }
    }

    /// Has the rounds looked over that are not closed: a server may have been ended before it did, and its packs may bring
    /// other checks than before.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn catch_up(&self, app: &App) -> Result<(), store::StoreError> {
        for operation in app.store.operations().await? {
            for exercise in app.store.exercises(operation.id).await? {
                let rounds = app.store.rounds(exercise.id).await?;
                let open = rounds.iter().filter(|round| !round.stage.is_settled());
                open.for_each(|round| self.stale(round.id));
            }
        }
        Ok(())
    }

    /// The task that looks rounds over, until the server ends.
    pub async fn keep_checked(app: App, mut waiting: WaitingRounds) {
        let mut rest = Duration::ZERO;
        while let Some(heard) = waiting.listen(rest).await {
            let began = Instant::now();
            for round_id in heard.rounds {
                look_over(&app, round_id).await;
            }
            rest = began.elapsed() * REST;
            for done in heard.settled {
                let _gone = done.send(());
            }
        }
    }
}

impl WaitingRounds {
    /// The next rounds, once it is quiet; none when the server ends.
    async fn listen(&mut self, rest: Duration) -> Option<Heard> {
        let mut heard = Heard::default();
        heard.note(self.0.recv().await?);
        let mut patience = std::pin::pin!(sleep(PATIENCE.max(rest)));
        while heard.settled.is_empty() {
            tokio::select! {
                biased;
                word = self.0.recv() => match word {
                    Some(word) => heard.note(word),
                    None => break,
                },
                () = &mut patience => break,
                () = sleep(QUIET.max(rest)) => break,
            }
        }
        Some(heard)
    }
}

impl Heard {
    fn note(&mut self, word: Word) {
        match word {
            Word::Stale(round_id) => drop(self.rounds.insert(round_id)),
            Word::Settle(done) => self.settled.push(done),
        }
    }
}

async fn look_over(app: &App, round_id: i32) {
    let looked = async {
        let Some(of) = find_round(app, round_id).await? else { return Ok(None) };
        if of.round.stage.is_settled() || app.store.round_facts(round_id).await?.records > MOST_BY_ITSELF {
            return Ok(None);
        }
        check_round(app, &of, None).await.map(Some)
    };
    match looked.await {
        Ok(Some(RoundCheck { records, flags })) => {
            tracing::debug!(round_id, records, ?flags, "a round was looked over")
        }
        Ok(None) => {}
        // Closed in the meantime: it stays as it was closed.
        Err(problem) if problem.code() == messages::codes::ROUND_SETTLED => {}
        Err(problem) => tracing::error!(?problem, round_id, "a round could not be looked over; its flags stay"),
    }
}
