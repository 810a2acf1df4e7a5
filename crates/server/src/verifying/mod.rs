//! Everything that was closed or published, computed once more from its snapshot and held against what is kept.

mod difference;
mod logged;

pub use difference::Difference;
pub use logged::gone;

use crate::{
    problem::Problem,
    round_figures::{FiguresError, RoundOf, fingerprint, snapshot_of},
    state::App,
};
use bytes::Bytes;
use difference::{altered, unequal};
use figures::{Basis, Snapshot};
use serde::Serialize;
use store::{FiguresEntry, KeptFigures, Operation, Revision, sha256_hex};
use vocab::{Figure, RoundNumber, RoundStage};

/// A revision of a round that is to be compared.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its round.
    pub of: RoundOf,
    /// The revision.
    pub revision: Revision,
    /// What the audit log says of its figures, the oldest entry first; nothing if they are older than that.
    pub logged: Vec<FiguresEntry>,
}

/// What a revision's figures were computed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// What was kept with them.
    Kept,
    /// Nothing was kept, but today's indicators are the same ones.
    Today,
    /// Nothing was kept, and what there is today may give others: they are older than the keeping.
    Unknown,
}

/// What the stored records make of a snapshot now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rebuilt {
    /// The same bytes.
    SameBytes,
    /// The same rows in other bytes: another version of this program wrote them.
    SameRows,
    /// Others.
    Different,
    /// Not tried: it is a former revision, whose records have changed since, or its ground is unknown.
    NotTried,
}

/// A revision, compared.
#[derive(Debug, Serialize)]
pub struct Verified {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
    /// The revision.
    pub revision: u32,
    /// Whether it was published.
    pub published: bool,
    /// The snapshot it stands on.
    pub snapshot: Option<String>,
    /// What it was computed with.
    pub ground: Ground,
    /// Whether the audit log names what was kept: not if it was closed before the log did.
    pub logged: bool,
    /// Figures compared.
    pub figures: usize,
    /// What the stored records make of the snapshot now.
    pub rebuilt: Rebuilt,
    /// What is not as it was kept.
    pub differences: Vec<Difference>,
    /// The snapshot as the stored records make it: no question that is marked personal has a column.
    #[serde(skip)]
    pub again: Option<Snapshot>,
}

/// Every revision that was closed, of one operation or of all.
///
/// # Errors
/// When the store fails.
pub async fn subjects(app: &App, wanted: Option<&Operation>) -> Result<Vec<Subject>, Problem> {
    let (mut subjects, entries) = (Vec::new(), app.store.figures_entries().await?);
    let operations = app.store.operations().await?.into_iter();
    for operation in operations.filter(|one| wanted.is_none_or(|wanted| wanted.id == one.id)) {
        for exercise in app.store.exercises(operation.id).await? {
            for round in app.store.rounds(exercise.id).await? {
                let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round };
                let revisions = app.store.revisions(of.round.id).await?.into_iter();
                let settled = revisions.filter(|revision| of.round.is_settled(revision.number));
                subjects.extend(settled.map(|revision| {
                    let of_it =
                        |entry: &&FiguresEntry| (entry.round_id, entry.revision) == (of.round.id, revision.number);
                    let logged = entries.iter().filter(of_it).cloned().collect();
                    Subject { of: of.clone(), revision, logged }
                }));
            }
        }
    }
    Ok(subjects)
}

/// Compares one revision. What is wrong with it is in the answer, not an error.
///
/// # Errors
/// When the store fails.
pub async fn verify(app: &App, subject: &Subject) -> Result<Verified, FiguresError> {
    let Subject { of, revision, logged: entries } = subject;
    let current = revision.number == of.round.revision;
    let mut verified = Verified {
        operation: of.operation.code.clone(),
        exercise: of.exercise.code.clone(),
        round: of.round.number,
        revision: revision.number,
        published: revision.published_at.is_some() || (current && of.round.stage == RoundStage::Published),
        snapshot: None,
        ground: Ground::Unknown,
        logged: !entries.is_empty(),
        figures: 0,
        rebuilt: Rebuilt::NotTried,
        differences: Vec::new(),
        again: None,
    };
    let Some(kept) = app.store.kept_figures(of.round.id, revision.number).await? else {
        verified.differences.push(Difference::NoFigures);
        return Ok(verified);
    };
    verified.snapshot = Some(kept.snapshot.clone());
    verified.differences.extend(logged::unlike(entries, &kept));
    let (ground, basis) = ground(app, of, &kept, &mut verified.differences).await?;
    verified.ground = ground;
    let snapshot = whole(app, &kept.snapshot, &mut verified.differences)?;
    let Some(basis) = basis else { return Ok(verified) };
    if current {
        verified.rebuild(app, of, &basis, &kept.snapshot, snapshot.as_ref()).await?;
    }
    if let Some(bytes) = &snapshot {
        verified.recompute(app, &basis, bytes, &kept).await;
    }
    if ground == Ground::Today {
        // Places may be others today: what does not come out the same proves nothing then.
        let before = verified.differences.len();
        verified.differences.retain(|difference| !difference.is_of_computing());
        if verified.differences.len() < before {
            verified.ground = Ground::Unknown;
        }
    }
    Ok(verified)
}

impl Verified {
    async fn recompute(&mut self, app: &App, basis: &Basis, snapshot: &Bytes, kept: &KeptFigures) {
        let now = app.figures.engine().compute(snapshot, &basis.indicators, &basis.frame).await;
        let (now, before) = match (now, serde_json::from_str::<Vec<Figure>>(&kept.text)) {
            (Ok(now), Ok(before)) => (now, before),
            (Err(error), _) => return self.differences.push(Difference::NotComputed { detail: error.to_string() }),
            (_, Err(error)) => return self.differences.push(Difference::Unreadable { detail: error.to_string() }),
        };
        self.figures = now.len();
        if serde_json::to_string(&now).is_ok_and(|text| text == kept.text) {
            return;
        }
        let unequal = unequal(&before, &now);
        // Not one figure differs, but the text does: in its order or its spelling.
        self.differences.extend(if unequal.is_empty() { vec![Difference::Written] } else { unequal });
    }

    /// Makes the snapshot again from the records as they are stored now.
    async fn rebuild(
        &mut self,
        app: &App,
        of: &RoundOf,
        basis: &Basis,
        wanted: &str,
        kept: Option<&Bytes>,
    ) -> Result<(), FiguresError> {
        let records = app.store.approved_records(of.round.id).await?;
        let again = match snapshot_of(basis, records) {
            Ok(again) => again,
            Err(error) => {
                self.rebuilt = Rebuilt::Different;
                self.differences.push(Difference::NotRebuilt { detail: error.to_string() });
                return Ok(());
            }
        };
        let same_rows = kept.is_some_and(|kept| figures::same_rows(kept, &again.bytes).unwrap_or(false));
        self.rebuilt = match again.sha256 == wanted {
            true => Rebuilt::SameBytes,
            false if same_rows => Rebuilt::SameRows,
            false => Rebuilt::Different,
        };
        if self.rebuilt == Rebuilt::Different {
            let (records, rebuilt) = (again.rows, again.sha256.clone());
            self.differences.push(Difference::Records { records, rebuilt });
        }
        self.again = Some(again);
        Ok(())
    }
}

/// The bytes of a file that is what its name says.
fn whole(app: &App, sha256: &str, differences: &mut Vec<Difference>) -> Result<Option<Bytes>, FiguresError> {
    let Some(bytes) = app.store.blobs().get(sha256)? else {
        differences.push(Difference::FileGone { sha256: sha256.to_owned() });
        return Ok(None);
    };
    let found = sha256_hex(&bytes);
    if found != sha256 {
        differences.push(Difference::FileChanged { sha256: sha256.to_owned(), found });
        return Ok(None);
    }
    Ok(Some(Bytes::from(bytes)))
}

/// What the figures were computed with.
async fn ground(
    app: &App,
    of: &RoundOf,
    kept: &KeptFigures,
    differences: &mut Vec<Difference>,
) -> Result<(Ground, Option<Basis>), FiguresError> {
    let Some(sha256) = &kept.basis else {
        let today = app.figures.basis(app, of).await?;
        let same = fingerprint(&today.derived, &today.indicators) == kept.indicators_sha256;
        return Ok(if same { (Ground::Today, Some(today)) } else { (Ground::Unknown, None) });
    };
    let Some(bytes) = whole(app, sha256, differences)? else { return Ok((Ground::Kept, None)) };
    match Basis::read(&bytes) {
        Ok(basis) => {
            let found = fingerprint(&basis.derived, &basis.indicators);
            differences.extend(altered(&kept.indicators_sha256, found));
            Ok((Ground::Kept, Some(basis)))
        }
        Err(error) => {
            differences.push(Difference::Unreadable { detail: error.to_string() });
            Ok((Ground::Kept, None))
        }
    }
}
