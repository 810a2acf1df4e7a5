//! `inzira doctor`.

use crate::data::DataFolder;
use server::Settings;

/// Checks the audit chain, and that every snapshot is the bytes its hash says.
pub async fn run(folder: &DataFolder) -> anyhow::Result<()> {
    let app = folder.app(Settings::default()).await?;
    let mut trouble = 0_u32;
    match app.store.first_broken_audit_entry().await? {
        None => println!("audit log        whole"),
        Some(seq) => {
            trouble += 1;
            println!("audit log        BROKEN at entry {seq}: somebody changed or removed it");
        }
    }
    for operation in app.store.operations().await? {
        for exercise in app.store.exercises(operation.id).await? {
            for round in app.store.rounds(exercise.id).await? {
                let Some(set) = app.store.figure_set(round.id).await? else { continue };
                let whole = app
                    .store
                    .blobs()
                    .get(&set.snapshot)?
                    .is_some_and(|bytes| store::sha256_hex(&bytes) == set.snapshot);
                let name = format!("{}/{}/{}", operation.code, exercise.code, round.number);
                if whole {
                    println!("snapshot         {name}: whole, {} figures", set.figures.len());
                } else {
                    trouble += 1;
                    println!("snapshot         {name}: its file is GONE or CHANGED ({})", set.snapshot);
                }
            }
        }
    }
    if trouble == 0 { Ok(()) } else { anyhow::bail!("{trouble} things are not whole; restore them from a backup.") }
}
