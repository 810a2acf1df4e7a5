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
    let (submissions, files) = app.store.unsealed().await?;
    if submissions + files == 0 {
        println!("personal data    sealed; the keys are in {}", folder.key_file()?.path().display());
        println!("                 keep a copy of that file elsewhere: without it, personal data is lost");
    } else {
        println!(
            "personal data    {submissions} submissions and {files} files are not sealed with the newest key yet:"
        );
        println!("                 run 'inzira keys reseal'");
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
