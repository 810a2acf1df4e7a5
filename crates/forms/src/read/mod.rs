//! From sheets to the typed form.

pub(crate) mod answers;
mod choices;
mod entities;
mod entity_places;
mod entity_uses;
mod flat;
mod kinds;
mod loops;
mod osm;
mod parameters;
mod question;
mod range;
mod save_to;
mod section;
mod select;
mod settings;
mod survey;

use crate::{
    CompileOptions,
    check::{self, Sheets},
    form::{Choice, ChoiceList, Form},
    problems::{Cell, Code, Phrase, Problem, Report},
    rows::{SheetKind, Table},
    workbook::{KNOWN_SHEETS, Sheet, Workbook},
};
use indexmap::IndexMap;
use std::collections::HashSet;

/// Reads a form; whatever is wrong goes into the report.
pub(crate) fn form(mut workbook: Workbook, options: &CompileOptions, report: &mut Report) -> Option<Form> {
    spelling(&workbook, report);
    let settings_sheet = take(&mut workbook, "settings");
    let settings_table = settings_sheet.map(|sheet| Table::read(sheet, SheetKind::Settings, report));
    let settings = settings::read(settings_table.as_ref(), options, report);
    let choices = take(&mut workbook, "choices").map(|sheet| Table::read(sheet, SheetKind::Choices, report));
    let lists = choices.as_ref().map(|table| choices::read(table, &settings, report)).unwrap_or_default();
    let external = external_lists(&workbook, report);
    let entities = take(&mut workbook, "entities").map(|sheet| Table::read(sheet, SheetKind::Entities, report));
    let tags = osm::read(&workbook, report);

    let Some(sheet) = take(&mut workbook, "survey") else {
        let problem = Problem::new(Code::SheetMissing, Cell::default(), &[("name", "survey")]);
        let problem = problem.with("why", Phrase::SurveyHolds);
        report.add(problem.did_you_mean("survey", workbook.sheets.iter().map(|sheet| sheet.name.as_str())));
        return None;
    };
    let survey = Table::read(sheet, SheetKind::Survey, report);
    if !survey.has("type") {
        report.say(Code::HeaderMissing, Cell::row(&survey.name, 1).column("type", ""), &[("name", "type")]);
        return None;
    }
    let sources = Sources { lists, external, tags, has_choices: choices.is_some() };
    let mut form = survey::read(&survey, settings, sources, options, report);
    if !check::fits(&form, &options.limits, report) {
        return None;
    }
    answers::name(&mut form.items);
    read_entities(&mut form, entities.as_ref(), &survey, report);
    form.languages = crate::xform::languages(&form);
    let sheets = Sheets {
        survey: &survey,
        choices: choices.as_ref(),
        settings: settings_table.as_ref(),
        entities: entities.as_ref(),
    };
    check::form(&form, &sheets, report);
    Some(form)
}

/// Reads what submissions do to lists of entities, once the sections they may belong to are known.
fn read_entities(form: &mut Form, table: Option<&Table>, survey: &Table, report: &mut Report) {
    form.entities = table.map(|table| entities::read(table, report)).unwrap_or_default();
    let targets = save_to::read(survey, &form.entities, report);
    entity_places::settle(form, &targets, table, report);
}

/// The lists a select may name.
pub(crate) struct Sources {
    pub(crate) lists: IndexMap<String, ChoiceList>,
    pub(crate) external: HashSet<String>,
    /// Tags by list, if there is a sheet of them.
    pub(crate) tags: Option<IndexMap<String, Vec<Choice>>>,
    pub(crate) has_choices: bool,
}

fn take(workbook: &mut Workbook, name: &str) -> Option<Sheet> {
    let position = workbook.sheets.iter().position(|sheet| sheet.name.eq_ignore_ascii_case(name))?;
    Some(workbook.sheets.swap_remove(position))
}

/// The names of the lists in external_choices; the sheet itself travels as it is.
fn external_lists(workbook: &Workbook, report: &mut Report) -> HashSet<String> {
    let Some(sheet) = workbook.sheet("external_choices").cloned() else { return HashSet::new() };
    let table = Table::read(sheet, SheetKind::Choices, report);
    table.rows(false).filter_map(|row| row.text(&["list_name"]).map(str::to_owned)).collect()
}

/// A sheet that is nearly named as one we read is probably meant to be it.
fn spelling(workbook: &Workbook, report: &mut Report) {
    for known in ["choices", "settings", "entities"] {
        if workbook.sheet(known).is_some() {
            continue;
        }
        for sheet in &workbook.sheets {
            let name = sheet.name.to_lowercase();
            let ours = KNOWN_SHEETS.contains(&name.as_str()) || name.starts_with('_');
            if !ours && crate::problems::nearest(&name, [known]).is_some() {
                report.say(Code::SheetMisspelt, Cell::sheet(&sheet.name), &[("name", known)]);
            }
        }
    }
}
