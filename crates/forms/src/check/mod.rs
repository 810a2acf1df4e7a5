//! What can only be checked once the whole form is read.

mod clients;
mod cycles;
mod entities;
mod expressions;
mod instances;
mod language_codes;
mod lists;
mod media;
mod names;
mod namespaces;
mod places;
mod size;
mod targets;
mod translations;
mod triggers;
mod types;

pub(crate) use size::fits;

use crate::{
    form::Form,
    problems::Report,
    rows::{Row, Table},
    xform::Paths,
};

/// The sheets a form was read from.
pub(crate) struct Sheets<'a> {
    pub(crate) survey: &'a Table,
    pub(crate) choices: Option<&'a Table>,
    pub(crate) settings: Option<&'a Table>,
    pub(crate) entities: Option<&'a Table>,
}

/// Checks references, expressions, lists, files and translations.
pub(crate) fn form(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    let paths = Paths::of(form);
    let questions = types::Questions::of(form);
    expressions::check(form, sheets, &questions, &paths, report);
    entities::check(form, sheets, &questions, &paths, report);
    names::check(form, &sheets.survey.name, report);
    media::check(sheets.survey, report);
    triggers::check(form, sheets.survey, &paths, report);
    cycles::check(form, sheets.survey, &paths, report);
    lists::check(form, sheets, report);
    namespaces::check(form, sheets, report);
    instances::check(form, sheets.survey, report);
    places::check(form, &sheets.survey.name, report);
    translations::check(form, sheets, report);
}

/// Whether the old column `disabled` leaves the row out.
fn is_disabled(row: &Row<'_>) -> bool {
    row.text(&["disabled"]).is_some_and(|value| value.starts_with(['y', 'Y', 't', 'T']))
}
