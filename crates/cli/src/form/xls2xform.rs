//! What callers of `xls2xform` rely on.
//!
//! Source: pyxform 4.5, `xls2xform.py`.

use clap::Args;
use same_file::Handle;

/// Options of `xls2xform` that scripts pass. Our own checks always run and the XForm is always written with one element a
/// line, so that there is nothing left for them to choose.
#[derive(Debug, Args)]
pub struct Ignored {
    /// Taken as xls2xform takes it. No external validator runs with or without it.
    #[arg(long = "skip_validate", alias = "skip-validate")]
    _skip_validate: bool,
    /// Taken as xls2xform takes it, without effect: ODK Validate is a program of its own.
    #[arg(long = "odk_validate", alias = "odk-validate")]
    _odk_validate: bool,
    /// Taken as xls2xform takes it, without effect: Enketo Validate is a program of its own.
    #[arg(long = "enketo_validate", alias = "enketo-validate")]
    _enketo_validate: bool,
    /// Taken as xls2xform takes it, without effect: the XForm is always written for reading.
    #[arg(long = "pretty_print", alias = "pretty-print")]
    _pretty_print: bool,
}

/// What `--json` answers.
pub(super) struct Answer {
    code: u16,
    message: String,
    warnings: Vec<String>,
}

impl Answer {
    pub(super) fn converted(warnings: Vec<String>) -> Self {
        let (code, message) = if warnings.is_empty() { (100, "Ok!") } else { (101, "Ok with warnings.") };
        Self { code, message: message.to_owned(), warnings }
    }

    pub(super) fn refused(message: String, warnings: Vec<String>) -> Self {
        Self { code: 999, message, warnings }
    }

    /// One line of JSON, spaced as Python spaces it: some scripts search the line rather than parse it.
    pub(super) fn line(&self) -> serde_json::Result<String> {
        let warnings: Vec<String> = self.warnings.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        let message = serde_json::to_string(&self.message)?;
        Ok(format!("{{\"code\": {}, \"message\": {message}, \"warnings\": [{}]}}", self.code, warnings.join(", ")))
    }
}

/// Whether standard output and error output go to the same place, where a line would be read twice.
pub(super) fn outputs_are_one() -> bool {
    matches!((Handle::stdout(), Handle::stderr()), (Ok(output), Ok(errors)) if output == errors)
}
