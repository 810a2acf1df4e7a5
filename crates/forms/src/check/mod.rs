//! What can only be checked once the whole form is read.

mod cycles;
mod expressions;
mod instances;
mod lists;
mod namespaces;
mod places;
mod size;
mod targets;
mod translations;
mod triggers;
mod types;

pub(crate) use size::fits;

use crate::{form::Form, problems::Report, rows::Table, xform::Paths};

/// The sheets a form was read from.
pub(crate) struct Sheets<'a> {
    pub(crate) survey: &'a Table,
    pub(crate) choices: Option<&'a Table>,
    pub(crate) settings: Option<&'a Table>,
}

/// Checks references, expressions, lists, files and translations.
pub(crate) fn form(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    let paths = Paths::of(form);
    expressions::check(form, sheets, &paths, report);
    triggers::check(form, sheets.survey, &paths, report);
    cycles::check(form, &sheets.survey.name, &paths, report);
    lists::check(form, sheets, report);
    namespaces::check(form, sheets, report);
    instances::check(form, report);
    places::check(form, &sheets.survey.name, report);
    translations::check(form, sheets, report);
}
