//! `inzira doctor`.

use crate::{data::DataFolder, keys};
use clap::Args;
use server::Settings;
use store::{KeptFigures, Store, Wholeness};
use vocab::Figure;

/// What to do beside looking.
#[derive(Debug, Default, Args)]
pub struct Doctor {
    /// Remove files that no submission and no snapshot names and that are older than a day: what a server was receiving
    /// when it was ended.
    #[arg(long)]
    clear_away: bool,
}

impl Doctor {
    /// Checks the audit chain, that every submission has its record, and that every file is the bytes its hash says.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        look(folder, self.clear_away).await
    }
}

async fn look(folder: &DataFolder, clear_away: bool) -> anyhow::Result<()> {
    let app = folder.app(Settings::default()).await?;
    let mut trouble = 0_u32;
    match app.store.first_broken_audit_entry().await? {
        None => println!("audit log        whole"),
        Some(seq) => {
            trouble += 1;
            println!("audit log        BROKEN at entry {seq}: somebody changed or removed it");
        }
    }
    let unsealed = app.store.unsealed(&keys::schemas(&app).await?).await?;
    if !unsealed.is_nothing() {
        println!("personal data    {} are not sealed with the newest key yet:", keys::counted(&unsealed));
        println!("                 run 'inzira keys reseal'");
    }
    for operation in app.store.operations().await? {
        for exercise in app.store.exercises(operation.id).await? {
            for round in app.store.rounds(exercise.id).await? {
                let name = format!("{}/{}/{}", operation.code, exercise.code, round.number);
                let revisions = app.store.revisions(round.id).await?;
                for revision in &revisions {
                    let kept = app.store.kept_figures(round.id, revision.number).await?;
                    let several = (revisions.len() > 1).then(|| format!(" revision {}", revision.number));
                    let name = format!("{name}{}", several.unwrap_or_default());
                    trouble += kept.map(|kept| snapshot(&app.store, &name, &kept)).transpose()?.unwrap_or(0);
                }
            }
        }
    }
    trouble += kept(&app.store).await?;
    if clear_away {
        println!("cleared away     {} files", app.store.clear_away_unnamed().await?);
    }
    if trouble == 0 { Ok(()) } else { anyhow::bail!("{trouble} things are not whole; restore them from a backup.") }
}

/// The files that figures stand on, and the figures; how many things are wrong.
fn snapshot(store: &Store, name: &str, kept: &KeptFigures) -> anyhow::Result<u32> {
    let whole = |sha256: &str| -> anyhow::Result<bool> {
        Ok(store.blobs().get(sha256)?.is_some_and(|bytes| store::sha256_hex(&bytes) == sha256))
    };
    let mut trouble = 0;
    if !whole(&kept.snapshot)? {
        trouble += 1;
        println!("snapshot         {name}: its file is GONE or CHANGED ({})", kept.snapshot);
    }
    if let Some(basis) = kept.basis.as_deref()
        && !whole(basis)?
    {
        trouble += 1;
        println!("snapshot         {name}: what it was computed with is GONE or CHANGED ({basis})");
    }
    match serde_json::from_str::<Vec<Figure>>(&kept.text) {
        Ok(figures) if trouble == 0 => println!("snapshot         {name}: whole, {} figures", figures.len()),
        Ok(_) => {}
        Err(error) => {
            trouble += 1;
            println!("figures          {name}: CHANGED, they cannot be read: {error}");
        }
    }
    Ok(trouble)
}

/// Files and submissions; how many things are wrong.
async fn kept(store: &Store) -> anyhow::Result<u32> {
    let found = store.wholeness().await?;
    let mut trouble = 0;
    let mut wrong = |what: String| {
        trouble += 1;
        println!("{what}");
    };
    let Wholeness { gone, changed, without_record, with_more_records, .. } = &found;
    gone.iter().for_each(|name| wrong(format!("file             GONE: {name}")));
    changed.iter().for_each(|name| wrong(format!("file             CHANGED: {name}")));
    if *without_record > 0 {
        wrong(format!("submissions      {without_record} have NO RECORD"));
    }
    if *with_more_records > 0 {
        wrong(format!("submissions      {with_more_records} have MORE THAN ONE record"));
    }
    if found.files > 0 && gone.is_empty() && changed.is_empty() {
        println!("files            {}: whole", found.files);
    }
    let left_over = found.unnamed.len() + found.left_over.len();
    if left_over > 0 {
        println!(
            "left over        {left_over} files that nothing names: harmless, --clear-away removes those of yesterday"
        );
        found.unnamed.iter().for_each(|name| println!("                 {name}"));
        found.left_over.iter().for_each(|path| println!("                 {}", path.display()));
    }
    Ok(trouble)
}
