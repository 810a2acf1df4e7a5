//! `inzira verify`.

use crate::data::{self, DataFolder, said};
use anyhow::Context;
use clap::Args;
use serde_json::json;
use server::{
    Settings,
    verifying::{self, Ground, Rebuilt, Verified},
};
use std::path::{Path, PathBuf};

/// What to compute again.
#[derive(Debug, Args)]
pub struct Verify {
    /// Code of the operation; without it all of them.
    #[arg(long)]
    operation: Option<String>,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// Write the snapshots that the stored records make now into this folder, as Parquet files. Nothing that is marked
    /// personal is in them.
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
    /// End well although revisions could not be compared, because what they were computed with was not kept in their time.
    #[arg(long)]
    allow_unknown: bool,
}

impl Verify {
    /// Computes every figure of every closed or published revision again and compares it with what is kept.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        let operation = match &self.operation {
            Some(code) => Some(data::operation(&app.store, code).await?),
            None => None,
        };
        if let Some(folder) = &self.write {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let subjects = verifying::subjects(&app, operation.as_ref()).await.map_err(|problem| said(&problem))?;
        let mut all = Vec::new();
        for (index, subject) in subjects.iter().enumerate() {
            let mut verified = verifying::verify(&app, subject).await.map_err(|error| said(&error.into()))?;
            if let Some(folder) = &self.write {
                write_again(folder, &verified)?;
            }
            verified.again = None; // one snapshot at a time is enough to hold
            match self.json {
                true => eprintln!("{} of {}: {}", index + 1, subjects.len(), name(&verified)),
                false => print(&verified),
            }
            all.push(verified);
        }
        let gone = verifying::gone(&app, operation.as_ref(), &subjects).await.map_err(|problem| said(&problem))?;
        if !self.json {
            gone.iter().for_each(print);
        }
        all.extend(gone);
        let broken = app.store.first_broken_audit_entry().await?;
        let differences: usize = all.iter().map(|one| one.differences.len()).sum();
        let unknown = all.iter().filter(|one| one.ground == Ground::Unknown && one.differences.is_empty()).count();
        let figures: usize = all.iter().map(|one| one.figures).sum();
        match self.json {
            true => println!(
                "{}",
                serde_json::to_string_pretty(
                    &json!({"revisions": all, "differences": differences, "unknown": unknown, "log_broken_at": broken})
                )?
            ),
            false => println!("{} revisions, {figures} figures computed again, {differences} differences", all.len()),
        }
        let unknown = if self.allow_unknown { 0 } else { unknown };
        verdict(differences, broken, unknown)
    }
}

/// Whether the program ends well: nothing is otherwise than it was kept, and nothing that could not be compared goes by
/// unseen.
fn verdict(differences: usize, broken: Option<i64>, unknown: usize) -> anyhow::Result<()> {
    if let Some(entry) = broken {
        anyhow::bail!(
            "The audit log was changed at entry {entry}: what it says of figures proves nothing from there on. Compare with \
             a backup."
        );
    }
    anyhow::ensure!(
        differences == 0,
        "{differences} things are not as they were kept. Restore the files from a backup; what was changed in the \
         database, the audit log may tell ('inzira doctor')."
    );
    anyhow::ensure!(
        unknown == 0,
        "{unknown} revisions could not be compared: what they were computed with was not kept in their time. If you know \
         them and why, say --allow-unknown."
    );
    Ok(())
}

fn name(verified: &Verified) -> String {
    let Verified { operation, exercise, round, revision, .. } = verified;
    format!("{operation}/{exercise}/{round} revision {revision}")
}

fn print(verified: &Verified) {
    let stage = if verified.published { "published" } else { "closed" };
    let rebuilt = match verified.rebuilt {
        Rebuilt::SameBytes => "; the records make the same snapshot",
        Rebuilt::SameRows => "; the records make the same rows, in other bytes",
        Rebuilt::Different | Rebuilt::NotTried => "",
    };
    let outcome = match (verified.differences.len(), verified.ground) {
        (0, Ground::Unknown) => "not compared: what it was computed with was not kept in its time".to_owned(),
        (0, _) => {
            let unlogged = if verified.logged { "" } else { "; closed before the audit log named figures" };
            format!("{} figures, all the same{rebuilt}{unlogged}", verified.figures)
        }
        (count, _) => format!("{count} DIFFERENCES"),
    };
    println!("{}, {stage}: {outcome}", name(verified));
    verified.differences.iter().for_each(|difference| println!("    {difference}"));
}

fn write_again(folder: &Path, verified: &Verified) -> anyhow::Result<()> {
    let Some(again) = &verified.again else { return Ok(()) };
    let Verified { operation, exercise, round, revision, .. } = verified;
    let file = folder.join(format!("{operation}-{exercise}-{round}-{revision}.parquet"));
    std::fs::write(&file, &again.bytes).with_context(|| file.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn only_what_was_compared_and_is_the_same_ends_well() {
        assert!(verdict(0, None, 0).is_ok());
        let said = |differences, broken, unknown| verdict(differences, broken, unknown).unwrap_err().to_string();
        assert!(said(0, None, 2).contains("2 revisions could not be compared"));
        assert!(said(3, None, 0).contains("3 things"));
        assert!(said(3, Some(17), 0).contains("entry 17"));
    }
}
