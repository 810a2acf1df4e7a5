//! `inzira form`.

use crate::data::{self, ACTOR, DataFolder};
use anyhow::Context;
use clap::Subcommand;
use forms::CompileOptions;
use server::{Settings, publishing};
use std::path::{Path, PathBuf};

/// What to do with forms.
#[derive(Debug, Subcommand)]
pub enum FormCommand {
    /// Compile a workbook and list everything that is wrong with it; writes the XForm to standard output.
    Check {
        /// XLSForm: .xlsx, .csv or a Markdown table.
        workbook: PathBuf,
    },
    /// Publish a workbook in an operation.
    Publish {
        /// Code of the operation.
        operation: String,
        /// XLSForm: .xlsx, .csv or a Markdown table.
        workbook: PathBuf,
    },
}

impl FormCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        match self {
            Self::Check { workbook } => check(&workbook),
            Self::Publish { operation, workbook } => {
                let (name, bytes) = read(&workbook)?;
                let app = folder.app(Settings::default()).await?;
                let operation = data::operation(&app.store, &operation).await?;
                let published = publishing::publish(&app, &operation, &name, &bytes, ACTOR).await;
                let version = published.map_err(|problem| data::said(&problem))?;
                println!("Form '{}' version '{}' is published.", version.xml_form_id, version.version);
                Ok(())
            }
        }
    }
}

fn check(workbook: &Path) -> anyhow::Result<()> {
    let (name, bytes) = read(workbook)?;
    match forms::compile(&name, &bytes, &CompileOptions::default()) {
        Ok(compiled) => {
            for warning in &compiled.warnings {
                eprintln!("{}", warning);
            }
            println!("{}", compiled.xform);
            Ok(())
        }
        Err(problems) => {
            for problem in &problems.0 {
                eprintln!("{problem}");
            }
            anyhow::bail!("{} has {} errors.", workbook.display(), problems.errors().count())
        }
    }
}

fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read.", path.display()))?;
    Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
}
