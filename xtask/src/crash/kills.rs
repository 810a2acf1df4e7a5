//! Kills at random moments: while the server starts, while phones look after what they sent, while they send new things.

use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use super::dice::Dice;
use super::phone::{Counts, Phone, Signals, await_settled, together};
use super::site::Site;
use super::verify;
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;

const PHONES: usize = 6;
/// The longest a server lives once all phones send.
const LONGEST_LIFE: Duration = Duration::from_millis(250);
/// The longest it lives after its start began, when it is killed in there.
const LONGEST_START: Duration = Duration::from_millis(400);
/// Kills between two looks at the whole.
const LOOK_EVERY: u32 = 250;

/// The run so far.
pub struct Kills<'s> {
    pub phones: Vec<Phone>,
    site: &'s Site,
    dice: Dice,
    while_starting: u32,
    while_looking: u32,
    while_sending: u32,
    started: Instant,
}

impl<'s> Kills<'s> {
    pub fn new(site: &'s Site, seed: u64) -> Kills<'s> {
        let mut dice = Dice::new(seed);
        let phones = (0..PHONES).map(|_| Phone::new(site, dice.next())).collect();
        Kills { phones, site, dice, while_starting: 0, while_looking: 0, while_sending: 0, started: Instant::now() }
    }

    pub fn carry_out(&mut self, progress: &Progress, times: u32) -> Outcome {
        for time in 1..=times {
            self.one().map_err(|failure| {
                Failure::new(format!("Kill {time}: {failure}\nThe server's last words:\n{}", self.site.last_words()))
            })?;
            if time % 50 == 0 || time == times {
                let counts = self.counts();
                progress.say(&format!("{time} kills, {} acknowledged, {} cut off", counts.acknowledged, counts.cut));
            }
            if time % LOOK_EVERY == 0 && time < times {
                verify::everything(self.site, &mut self.phones)?;
            }
        }
        Ok(())
    }

    fn one(&mut self) -> Outcome {
        let kind = self.dice.below(10);
        let mut serving = self.site.spawn()?;
        if kind == 0 {
            self.while_starting += 1;
            thread::sleep(self.dice.time(LONGEST_START));
            return serving.kill();
        }
        self.site.await_listening(&mut serving)?;
        // After a look at the whole they would still hold a connection to the server that was killed then.
        self.phones.iter_mut().for_each(|phone| phone.move_to(self.site));
        let (signals, phones) = (Signals::default(), self.phones.len());
        let life = self.dice.time(LONGEST_LIFE);
        together(&mut self.phones, &signals, || {
            if kind == 1 {
                self.while_looking += 1;
            } else {
                self.while_sending += 1;
                await_settled(&signals, phones);
            }
            thread::sleep(life);
            signals.killed.store(true, Ordering::SeqCst);
            serving.kill()
        })
    }

    fn counts(&self) -> Counts {
        self.phones.iter().map(|phone| phone.counts).fold(Counts::default(), |sum, one| Counts {
            acknowledged: sum.acknowledged + one.acknowledged,
            cut: sum.cut + one.cut,
            kept_unanswered: sum.kept_unanswered + one.kept_unanswered,
            looked_at: sum.looked_at + one.looked_at,
        })
    }

    pub fn report(&self, site: &Site) -> String {
        let (counts, took) = (self.counts(), self.started.elapsed().as_secs());
        let sent = || self.phones.iter().flat_map(|phone| &phone.sent);
        let versions = || sent().flat_map(|sent| &sent.versions);
        let files: usize = versions().map(|version| version.files.len()).sum();
        format!(
            "{} kills on {} in {}:{:02} min: {} while sending, {} while looking, {} while starting.\n{} submissions in {} \
             versions with {files} files; {} answers of 201 or 202; {} requests cut off, whose content was found kept {} \
             times. Looked at {} times: nothing lost, nothing twice, nothing half; the audit log whole.",
            self.while_starting + self.while_looking + self.while_sending,
            if site.database.is_some() { "PostgreSQL" } else { "SQLite" },
            took / 60,
            took % 60,
            self.while_sending,
            self.while_looking,
            self.while_starting,
            sent().count(),
            versions().count(),
            counts.acknowledged,
            counts.cut,
            counts.kept_unanswered,
            counts.looked_at,
        )
    }
}
