//! Questions with choices.

use super::{
    parameters::Parameters,
    question,
    survey::{Survey, TableList},
};
use crate::{
    form::{Choice, ChoiceList, ChoiceSource, Item, Kind, Question, Words},
    names::is_name,
    problems::{Code, Phrase, Problem, Report},
    rows::Row,
    xpath,
};
use indexmap::IndexMap;

/// A type that names choices.
pub(super) struct Select<'a> {
    command: Command,
    from_file: bool,
    list: &'a str,
    or_other: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    One,
    OneExternal,
    Multiple,
    Rank,
}

const COMMANDS: &[(&str, Command)] = &[
    ("select_one", Command::One),
    ("select_multiple", Command::Multiple),
    ("rank", Command::Rank),
    ("select_one_from_file", Command::One),
    ("select_multiple_from_file", Command::Multiple),
    ("select_one_external", Command::OneExternal),
    ("select one", Command::One),
    ("select1", Command::One),
    ("select all that apply", Command::Multiple),
    ("select one from", Command::One),
    ("select all that apply from", Command::Multiple),
    ("select one from file", Command::One),
    ("select multiple from file", Command::Multiple),
    ("add select one prompt using", Command::One),
    ("add select multiple prompt using", Command::Multiple),
];

/// Recognises `select_one list`, with `or_other` behind it or not.
pub(super) fn recognise(kind: &str) -> Option<Select<'_>> {
    COMMANDS.iter().find_map(|(words, command)| {
        let rest = kind.strip_prefix(words)?.strip_prefix(' ')?;
        let (list, other) = rest.split_once(' ').map_or((rest, None), |(list, other)| (list, Some(other)));
        let or_other = match other {
            None => false,
            Some("or_other" | "or other" | "or specify other") => true,
            Some(_) => return None,
        };
        let from_file = words.ends_with("file");
        (!list.is_empty()).then_some(Select { command: *command, from_file, list, or_other })
    })
}

/// Reads a select, with the questions it brings along.
pub(super) fn read(
    survey: &mut Survey<'_>,
    row: &Row<'_>,
    name: &str,
    select: &Select<'_>,
    parameters: &Parameters<'_>,
    report: &mut Report,
) {
    let source = source(survey, row, select, report);
    let kind = match select.command {
        Command::One | Command::OneExternal => Kind::SelectOne(source),
        Command::Multiple => Kind::SelectMultiple(source),
        Command::Rank => Kind::Rank(source),
    };
    let mut question = question::common(row, name, kind, &survey.settings.default_language, report);
    check_parameters(row, select, parameters, report);
    question.parameters = parameters.values();
    if select.command == Command::OneExternal && question.choice_filter.is_none() {
        report.say(Code::ExternalUnfiltered, row.cell(&["choice_filter"]), &[]);
    }
    let other = select.or_other.then(|| or_other(survey, row, &question, select, report)).flatten();
    if let Some(header) = table_list(survey, row, &mut question, select, report) {
        survey.push(Item::Question(Box::new(header)));
    }
    bind_type(row, &question, report);
    question::visible(row, &question, report);
    survey.push(Item::Question(Box::new(question)));
    if let Some(other) = other {
        survey.push(Item::Question(Box::new(other)));
    }
}

fn source(survey: &Survey<'_>, row: &Row<'_>, select: &Select<'_>, report: &mut Report) -> ChoiceSource {
    let list = select.list;
    if select.command == Command::OneExternal {
        if !survey.sources.external.contains(list) {
            report.say(Code::ListUnknown, row.cell(&["type"]), &[("list", list), ("where", "external_choices")]);
        }
        return ChoiceSource::External(list.to_owned());
    }
    if select.from_file && !is_choices_file(list) {
        report.say(Code::ChoicesFileUnknown, row.cell(&["type"]), &[("list", list)]);
        return ChoiceSource::File(list.to_owned());
    }
    if has_choices_extension(list) {
        return ChoiceSource::File(list.to_owned());
    }
    if let Ok(xpath::Expr::Reference(reference)) = xpath::parse(list) {
        return ChoiceSource::Answers(reference.name);
    }
    if !survey.sources.lists.contains_key(list) {
        unknown_list(survey, row, list, report);
    }
    ChoiceSource::List(list.to_owned())
}

/// A type that says it reads a file names one without further dots.
fn is_choices_file(list: &str) -> bool {
    has_choices_extension(list) && list.matches('.').count() == 1
}

fn has_choices_extension(list: &str) -> bool {
    let Some((stem, extension)) = list.rsplit_once('.') else { return false };
    !stem.is_empty() && matches!(extension, "csv" | "xml" | "geojson")
}

pub(super) fn unknown_list(survey: &Survey<'_>, row: &Row<'_>, list: &str, report: &mut Report) {
    if !survey.sources.has_choices {
        let problem = Problem::new(Code::SheetMissing, row.cell(&["type"]), &[("name", "choices")]);
        report.add(problem.with("why", Phrase::ChoicesHold));
        return;
    }
    let problem = Problem::new(Code::ListUnknown, row.cell(&["type"]), &[("list", list), ("where", "choices")]);
    report.suggest(problem, list, survey.sources.lists.keys().map(String::as_str));
}

fn check_parameters(row: &Row<'_>, select: &Select<'_>, parameters: &Parameters<'_>, report: &mut Report) {
    if select.from_file {
        parameters.only(&["randomize", "seed", "value", "label"], report);
        for name in ["value", "label"] {
            parameters.checked(name, Phrase::ColumnName, is_name, report);
        }
    } else {
        parameters.only(&["randomize", "seed"], report);
    }
    let truth = Phrase::one_of(&["true", "false"]);
    parameters.checked("randomize", truth, |value| matches!(value, "true" | "false"), report);
    let is_seed =
        |value: &str| value.parse::<f64>().is_ok() || matches!(xpath::parse(value), Ok(xpath::Expr::Reference(_)));
    parameters.checked("seed", Phrase::NumberOrReference, is_seed, report);
    if parameters.has("seed") && !parameters.has("randomize") {
        parameters.incomplete("seed", "randomize=true", report);
    }
    let _ = row;
}

/// What is chosen is text, whatever it looks like.
fn bind_type(row: &Row<'_>, question: &Question, report: &mut Report) {
    let given = question.bind.attributes.get("type").map(String::as_str);
    if given.is_some_and(|given| !matches!(given, "string" | "odk:rank")) {
        let problem = Problem::new(Code::SettingInvalid, row.cell(&["bind", "type"]), &[]);
        report.add(problem.with("expected", Phrase::SelectIsText));
    }
}

/// Adds the choice `other` to the list, and the question that asks which.
fn or_other(
    survey: &mut Survey<'_>,
    row: &Row<'_>,
    select: &Question,
    kind: &Select<'_>,
    report: &mut Report,
) -> Option<Question> {
    if select.choice_filter.is_some() {
        report.say(Code::OrOtherFiltered, row.cell(&["choice_filter"]), &[]);
        return None;
    }
    let Some(list) = survey.sources.lists.get_mut(kind.list) else {
        report.say(Code::OrOtherWithoutList, row.cell(&["type"]), &[]);
        return None;
    };
    // Many selects may share a long list, which is gone through once.
    let translated = match survey.with_other.get(kind.list) {
        Some(known) => *known,
        None => {
            let translated = add_other(list);
            survey.with_other.insert(kind.list.to_owned(), translated);
            translated
        }
    };
    if translated || matches!(select.label, Some(Words::Translated(_))) {
        report.say(Code::OrOtherUntranslated, row.cell(&["type"]), &[]);
    }
    let mut other = Question::new(&format!("{}_other", select.name), Kind::Text);
    other.row = row.number;
    other.sharing = select.sharing;
    other.sensitivity = select.sensitivity;
    other.label = Some(Words::Plain("Specify other.".to_owned()));
    let relevant = format!("selected(../{}, 'other')", select.name);
    other.bind.attributes.insert("relevant".to_owned(), relevant);
    Some(other)
}

/// Whether the list is translated, so that the new choice is not.
fn add_other(list: &mut ChoiceList) -> bool {
    let mut languages: IndexMap<String, String> = IndexMap::new();
    for choice in &list.choices {
        if let Some(Words::Translated(texts)) = &choice.label {
            languages.extend(texts.keys().map(|language| (language.clone(), "Other".to_owned())));
        }
    }
    let translated = !languages.is_empty();
    if list.choices.iter().all(|choice| choice.name != "other") {
        let label = if translated { Words::Translated(languages) } else { Words::Plain("Other".to_owned()) };
        let (media, columns) = (IndexMap::new(), IndexMap::new());
        list.choices.push(Choice { name: "other".to_owned(), label: Some(label), media, columns });
    }
    translated
}

/// In a table-list the first select is preceded by one that shows only the choices' labels, and none of the others
/// shows them.
fn table_list(
    survey: &mut Survey<'_>,
    row: &Row<'_>,
    question: &mut Question,
    select: &Select<'_>,
    report: &mut Report,
) -> Option<Question> {
    let header = match &survey.table_list {
        TableList::None => return None,
        TableList::Of(list) => {
            if list != select.list {
                let arguments = [("list", select.list), ("other", list.as_str())];
                report.say(Code::TableListMixed, row.cell(&["type"]), &arguments);
            }
            None
        }
        TableList::Begun => {
            if question.choice_filter.is_some() {
                report.say(Code::TableListFiltered, row.cell(&["choice_filter"]), &[]);
            }
            let name = format!("reserved_name_for_field_list_labels_{}", row.number);
            let mut header = Question::new(&name, question.kind.clone());
            header.row = row.number;
            header.label = Some(Words::Plain(" ".to_owned()));
            header.control.insert("appearance".to_owned(), "label".to_owned());
            Some(header)
        }
    };
    survey.table_list = TableList::Of(select.list.to_owned());
    question.control.insert("appearance".to_owned(), "list-nolabel".to_owned());
    header
}
