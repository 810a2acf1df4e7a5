//! What is kept of closed revisions, held against what the audit log says was kept.

use super::{Difference, Ground, Rebuilt, Subject, Verified};
use crate::{problem::Problem, state::App};
use std::collections::BTreeSet;
use store::{FiguresEntry, FiguresHashes, KeptFigures, Operation};
use vocab::RoundNumber;

/// What is kept otherwise than the log says. Figures of a closed revision are kept once: a second entry that says something
/// else is somebody's doing too.
pub(super) fn unlike(entries: &[FiguresEntry], kept: &KeptFigures) -> Vec<Difference> {
    let Some(first) = entries.first() else { return Vec::new() };
    let now = FiguresHashes::of(kept);
    let mut found = of_hashes(first, &now);
    let again = entries.iter().filter(|entry| entry.kept != first.kept);
    found.extend(again.map(|entry| Difference::LoggedAgain { entry: first.seq, again: entry.seq }));
    found
}

fn of_hashes(entry: &FiguresEntry, now: &FiguresHashes) -> Vec<Difference> {
    let absent = || "nothing".to_owned();
    let logged = &entry.kept;
    let parts = [
        ("snapshot", Some(&logged.snapshot), Some(&now.snapshot)),
        ("basis", logged.basis.as_ref(), now.basis.as_ref()),
        ("indicators", Some(&logged.indicators), Some(&now.indicators)),
        ("boundaries", logged.boundaries.as_ref(), now.boundaries.as_ref()),
        ("figures", Some(&logged.figures), Some(&now.figures)),
    ];
    let differing = parts.into_iter().filter(|(_, logged, now)| logged != now);
    let told = differing.map(|(part, logged, now)| Difference::NotAsLogged {
        part,
        entry: entry.seq,
        logged: logged.cloned().unwrap_or_else(absent),
        kept: now.cloned().unwrap_or_else(absent),
    });
    told.collect()
}

/// Revisions that the log says were closed and that are not there any more, or not closed.
///
/// # Errors
/// When the store fails.
pub async fn gone(app: &App, wanted: Option<&Operation>, subjects: &[Subject]) -> Result<Vec<Verified>, Problem> {
    let mut there: BTreeSet<(i32, u32)> =
        subjects.iter().map(|subject| (subject.of.round.id, subject.revision.number)).collect();
    let mut gone = Vec::new();
    for entry in app.store.figures_entries().await? {
        if wanted.is_some_and(|wanted| wanted.code != entry.operation)
            || !there.insert((entry.round_id, entry.revision))
        {
            continue;
        }
        gone.push(Verified {
            operation: entry.operation,
            exercise: entry.exercise,
            round: RoundNumber(entry.round),
            revision: entry.revision,
            published: false,
            snapshot: Some(entry.kept.snapshot),
            ground: Ground::Unknown,
            logged: true,
            figures: 0,
            rebuilt: Rebuilt::NotTried,
            differences: vec![Difference::RevisionGone { entry: entry.seq }],
            again: None,
        });
    }
    Ok(gone)
}
