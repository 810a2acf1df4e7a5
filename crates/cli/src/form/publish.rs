//! `inzira form publish`.

use super::read;
use crate::data::{self, ACTOR, DataFolder};
use clap::Args;
use server::{Settings, publishing};
use std::path::PathBuf;

/// Publish a workbook in an operation.
#[derive(Debug, Args)]
pub struct Publish {
    /// Code of the operation.
    operation: String,
    /// XLSForm: .xlsx, .xls, .csv or Markdown tables.
    workbook: PathBuf,
}

impl Publish {
    pub(super) async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let (name, bytes) = read(&self.workbook)?;
        let app = folder.app(Settings::default()).await?;
        let operation = data::operation(&app.store, &self.operation).await?;
        let published = publishing::publish(&app, &operation, &name, &bytes, ACTOR).await;
        let version = published.map_err(|problem| data::said(&problem))?;
        println!("Form '{}' version '{}' is published.", version.xml_form_id, version.version);
        Ok(())
    }
}
