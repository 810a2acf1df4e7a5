//! PostgreSQL is restarted while phones send: they are told to come back, and the server recovers by itself.

use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use super::phone::{Phone, Signals, await_settled, together};
use super::site::Site;
use super::verify;
use crate::failure::{Failure, Outcome};
use crate::postgres::{Postgres, Stop};
use crate::progress::Progress;

/// Until a submission is acknowledged again.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn carry_out(
    progress: &Progress,
    site: &Site,
    phones: &mut [Phone],
    postgres: &mut Postgres,
    times: u32,
) -> Outcome {
    let serving = site.serve()?;
    let signals = Signals::default();
    let count = phones.len();
    together(phones, &signals, || {
        await_settled(&signals, count);
        signals.trouble.store(true, Ordering::SeqCst);
        for time in 0..times {
            let how = if time % 2 == 0 { Stop::Fast } else { Stop::Immediate };
            let began = Instant::now();
            postgres.restart(how)?;
            let (before, restarted) = (signals.acknowledged.load(Ordering::SeqCst), began.elapsed());
            while signals.acknowledged.load(Ordering::SeqCst) < before + 10 {
                if began.elapsed() > PATIENCE {
                    return Err(Failure::new(format!(
                        "Nothing is acknowledged {PATIENCE:?} after PostgreSQL was restarted ({how:?}):\n{}",
                        site.last_words()
                    )));
                }
                thread::sleep(Duration::from_millis(5));
            }
            progress.say(&format!(
                "PostgreSQL restarted ({how:?}) in {restarted:.1?}, serving after {:.1?}",
                began.elapsed()
            ));
        }
        Ok(())
    })?;
    verify::while_serving(site, phones)?;
    serving.kill()?;
    let refused = signals.refused.load(Ordering::SeqCst);
    progress
        .say(&format!("{times} restarts of PostgreSQL under one server: {refused} submissions were told to come back"));
    Ok(())
}
