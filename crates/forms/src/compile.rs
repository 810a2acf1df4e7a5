//! From a workbook to a form.

use crate::{
    Form, Limits,
    form::ChoiceSource,
    problems::{Problem, Problems, Report},
    read,
    workbook::Workbook,
    xform,
};

/// How to compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileOptions {
    /// Bounds on what the workbook may cost.
    pub limits: Limits,
    /// The name of the instance's root where the settings do not give one: `data`, unless said otherwise.
    pub form_name: Option<String>,
    /// The form's id where the settings do not give one; [`compile`] takes the file's name for it.
    pub fallback_id: String,
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self { limits: Limits::default(), form_name: None, fallback_id: "data".to_owned() }
    }
}

/// A form that can be published.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    /// The typed form.
    pub form: Form,
    /// The XForm, as clients fetch it.
    pub xform: String,
    /// The content of `itemsets.csv`, if a question takes its choices from there.
    pub itemsets: Option<String>,
    /// What works but will hurt.
    pub warnings: Vec<Problem>,
}

/// Compiles the workbook in `bytes`: .xlsx, .xls, .csv or Markdown tables.
///
/// # Errors
/// All that is wrong with it, warnings included, in the order found: rows first, then what can only be judged once all are read.
pub fn compile(file_name: &str, bytes: &[u8], options: &CompileOptions) -> Result<Compiled, Problems> {
    let workbook = Workbook::read(file_name, bytes, &options.limits)?;
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let fallback_id = if stem.is_empty() { options.fallback_id.clone() } else { stem.to_owned() };
    compile_workbook(workbook, &CompileOptions { fallback_id, ..options.clone() })
}

/// Compiles a workbook already read.
///
/// # Errors
/// As [`compile`].
pub fn compile_workbook(workbook: Workbook, options: &CompileOptions) -> Result<Compiled, Problems> {
    let mut report = Report::new(&options.limits);
    let itemsets = workbook.itemsets_csv();
    let form = read::form(workbook, options, &mut report);
    match form {
        Some(form) if !report.refuses() => {
            let xform = xform::write(&form);
            let itemsets = itemsets.filter(|_| form.has_external_choices());
            Ok(Compiled { form, xform, itemsets, warnings: report.into_problems().0 })
        }
        _ => Err(report.into_problems()),
    }
}

impl Form {
    /// Whether a question takes its choices from `itemsets.csv`.
    fn has_external_choices(&self) -> bool {
        self.questions().any(|question| matches!(question.kind.choices(), Some(ChoiceSource::External(_))))
    }

    /// The files the form needs beside it, by name: choices, lists of entities, look-up tables, pictures and sounds.
    pub fn attachments(&self) -> Vec<String> {
        xform::files(self)
    }
}
