//! What was saved as files: folders and archives of XML, Central's archive, Kobo's rows.

use super::{Bringing, Reach, Report};
use crate::problem::Problem;
use forms::Form;
use messages::codes;
use migration::{Files, Trouble};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
};

impl Bringing {
    /// Brings submissions of a folder or archive of XML.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bring_xml(
        &self,
        files: Box<dyn Files + Send>,
        progress: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Report, Problem> {
        let mut report = Report::new(self.dry_run);
        let files: Arc<Mutex<dyn Files + Send>> = Arc::new(Mutex::new(Boxed(files)));
        let mut all = Vec::new();
        {
            let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
            let names: BTreeSet<String> = files.names().into_iter().collect();
            let mut named = BTreeSet::new();
            for name in migration::xml::candidates(&*files) {
                match migration::xml::read(&mut *files, &name, &names) {
                    Ok(Some(told)) => {
                        named.extend(told.files.iter().map(|file| file.at.clone()));
                        named.insert(name);
                        all.push(told);
                    }
                    Ok(None) => {
                        let trouble = Trouble::note(&name, codes::BRING_NOT_A_SUBMISSION);
                        report.note(trouble.arg("row", &name));
                        named.insert(name);
                    }
                    Err(trouble) => {
                        named.insert(name);
                        report.note(trouble);
                    }
                }
            }
            let left = names.difference(&named).count();
            if left > 0 {
                report.note(Trouble::note("", codes::BRING_FILE_NOT_NAMED).arg("count", left));
            }
        }
        self.take_all(all, &Reach::Here(files), &mut report, progress).await?;
        Ok(report.ended())
    }

    /// Brings the archive that ODK Central's export is.
    ///
    /// # Errors
    /// When the form is not known or the store fails.
    pub async fn bring_central_archive(
        &self,
        mut files: Box<dyn Files + Send>,
        progress: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Report, Problem> {
        let mut report = Report::new(self.dry_run);
        let forms = self.forms().await?;
        let forms: Vec<&Form> = forms.iter().map(AsRef::as_ref).collect();
        match migration::central_csv::read(&mut *files, &forms) {
            Ok(archive) => {
                archive.troubles.into_iter().for_each(|trouble| report.note(trouble));
                let reach = Reach::Here(Arc::new(Mutex::new(Boxed(files))));
                self.take_all(archive.told, &reach, &mut report, progress).await?;
                Ok(report.ended())
            }
            Err(trouble) => Ok(report.failed(trouble)),
        }
    }

    /// Brings rows of KoboToolbox that were saved as a file; `files` are its attachments, if they were saved too.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bring_kobo_rows(
        &self,
        rows: &[serde_json::Value],
        files: Option<Box<dyn Files + Send>>,
        progress: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Report, Problem> {
        let mut report = Report::new(self.dry_run);
        let by_name: BTreeMap<String, String> =
            files.iter().flat_map(|files| files.names()).map(|name| (last_two(&name).to_owned(), name)).collect();
        let mut all = Vec::new();
        for row in rows {
            match migration::kobo::read_row(row) {
                Ok(mut told) => {
                    let folder = told.instance_id.trim_start_matches("uuid:").to_owned();
                    for file in &mut told.files {
                        // As in Kobo's archive of media: a folder a submission, named by its `_uuid`.
                        let kept = row.get("_uuid").and_then(|id| id.as_str()).unwrap_or(&folder);
                        let name = migration::kobo::kept_name(&file.name);
                        let found = [format!("{kept}/{name}"), format!("{kept}/{}", file.name)];
                        file.at = found.iter().find_map(|at| by_name.get(at)).cloned().unwrap_or_default();
                    }
                    all.push(told);
                }
                Err(trouble) => report.note(trouble),
            }
        }
        let reach = match files {
            Some(files) => Reach::Here(Arc::new(Mutex::new(Boxed(files)))),
            None => Reach::Nowhere,
        };
        self.take_all(all, &reach, &mut report, progress).await?;
        Ok(report.ended())
    }
}

/// The last folder and the name.
fn last_two(name: &str) -> &str {
    name.rmatch_indices('/').nth(1).map_or(name, |(at, _)| &name[at + 1..])
}

/// What is boxed, as what it is.
struct Boxed(Box<dyn Files + Send>);

impl Files for Boxed {
    fn names(&self) -> Vec<String> {
        self.0.names()
    }

    fn read(&mut self, name: &str) -> std::io::Result<Option<Vec<u8>>> {
        self.0.read(name)
    }
}
