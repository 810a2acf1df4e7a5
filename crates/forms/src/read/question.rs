//! One question from its row.

use super::{kinds::Type, parameters::Parameters, range, section::bind, settings::yes_or_no, survey::Survey};
use crate::{
    form::{Kind, Metadata, Question, Words},
    problems::{Code, Phrase, Problem, Report},
    rows::Row,
    xpath,
};
use indexmap::IndexMap;
use vocab::{Sensitivity, Sharing};

/// Reads what all kinds have in common.
pub(super) fn common(row: &Row<'_>, name: &str, kind: Kind, default_language: &str, report: &mut Report) -> Question {
    let mut question = Question::new(name, kind);
    question.row = row.number;
    question.label = row.words(&["label"], default_language);
    question.hint = row.words(&["hint"], default_language);
    question.guidance_hint = row.words(&["guidance_hint"], default_language);
    question.media = media(row, default_language);
    question.bind = bind(row, default_language);
    question.control = row.attributes("control");
    question.instance = row.attributes("instance");
    question.default = row.text(&["default"]).map(str::to_owned);
    question.choice_filter = row.text(&["choice_filter"]).map(str::to_owned);
    question.trigger = trigger(row, report);
    question.sensitivity = sensitivity(row, &question.kind, report);
    question.sharing = sharing(row, question.sensitivity, report);
    if question.label.is_none() && question.appearance() == "label" {
        question.label = Some(Words::Plain(" ".to_owned()));
    }
    question
}

/// Reads a question that is no select.
pub(super) fn read(
    row: &Row<'_>,
    name: &str,
    known: Type,
    parameters: &Parameters<'_>,
    survey: &Survey<'_>,
    report: &mut Report,
) -> Question {
    let mut question = common(row, name, known.kind, &survey.settings.default_language, report);
    if let Some(constraint) = known.constraint {
        question.bind.attributes.entry("constraint".to_owned()).or_insert_with(|| constraint.to_owned());
    }
    if question.hint.is_none() {
        question.hint = known.hint.map(|hint| Words::Plain(hint.to_owned()));
    }
    match question.kind {
        _ if !known.has_parameters => {}
        Kind::Calculate => calculate(row, &question, report),
        Kind::Text => text(&mut question, parameters, report),
        Kind::Image => image(row, &mut question, parameters, report),
        Kind::Audio | Kind::BackgroundAudio => audio(&mut question, parameters, report),
        Kind::Geopoint | Kind::Geotrace | Kind::Geoshape => geo(&mut question, parameters, report),
        Kind::Range => range::read(&mut question, parameters, &survey.sources.lists, report),
        Kind::BackgroundGeopoint => background_geopoint(row, &question, report),
        Kind::Metadata(Metadata::SubscriberId | Metadata::SimSerial) => {
            report.say(Code::MetadataObsolete, row.cell(&["type"]), &[]);
        }
        _ => {}
    }
    visible(row, &question, report);
    question
}

/// Whoever is asked something must see what.
pub(super) fn visible(row: &Row<'_>, question: &Question, report: &mut Report) {
    let said = question.label.is_some() || question.hint.is_some() || !question.media.is_empty();
    if question.is_visible() && !said {
        report.say(Code::LabelMissing, row.cell(&["label"]), &[("name", &question.name)]);
    } else if question.is_visible() && question.label.is_none() {
        report.say(Code::LabelAbsent, row.cell(&["label"]), &[("name", &question.name)]);
    }
    if question.media.contains_key("big-image") && !question.media.contains_key("image") {
        report.say(Code::BigImageAlone, row.cell(&["media", "big-image"]), &[("name", &question.name)]);
    }
}

pub(super) fn media(row: &Row<'_>, default_language: &str) -> IndexMap<String, Words> {
    ["image", "big-image", "audio", "video"]
        .into_iter()
        .filter_map(|kind| Some((kind.to_owned(), row.words(&["media", kind], default_language)?)))
        .collect()
}

/// `${a}` or `${a}, ${b}`; other words beside a reference mean nothing.
fn trigger(row: &Row<'_>, report: &mut Report) -> Vec<String> {
    let Some(text) = row.text(&["trigger"]) else { return Vec::new() };
    let parts: Option<Vec<Vec<xpath::Reference>>> =
        text.split(',').map(|part| xpath::in_text(part).ok().filter(|found| found.len() <= 1)).collect();
    let names: Vec<String> = parts.into_iter().flatten().flatten().map(|reference| reference.name).collect();
    if names.is_empty() {
        report.say(Code::TriggerUnreadable, row.cell(&["trigger"]), &[]);
    }
    names
}

fn sensitivity(row: &Row<'_>, kind: &Kind, report: &mut Report) -> Sensitivity {
    match row.text(&["inzira", "sensitivity"]) {
        Some("personal") => Sensitivity::Personal,
        Some("none") => Sensitivity::None,
        Some(other) => {
            let problem = Problem::new(Code::SensitivityUnknown, row.cell(&["inzira", "sensitivity"]), &[]);
            report.add(problem.did_you_mean(other, ["personal", "none"]));
            Sensitivity::Personal
        }
        // What tells who interviewed, or with which phone, is personal unless the form says otherwise.
        None => match kind {
            Kind::Metadata(metadata) if metadata.is_personal() => Sensitivity::Personal,
            _ => Sensitivity::None,
        },
    }
}

fn sharing(row: &Row<'_>, sensitivity: Sensitivity, report: &mut Report) -> Sharing {
    const COLUMN: &[&str] = &["inzira", "sharing"];
    let sharing = match row.text(COLUMN) {
        None => Sharing::default(),
        Some("public") => Sharing::Public,
        Some("sensitive") => Sharing::Sensitive,
        Some("urgent_action") => Sharing::UrgentAction,
        Some(other) => {
            let problem = Problem::new(Code::SharingUnknown, row.cell(COLUMN), &[]);
            report.add(problem.did_you_mean(other, ["public", "sensitive", "urgent_action"]));
            Sharing::default()
        }
    };
    if sharing == Sharing::Public && sensitivity == Sensitivity::Personal {
        let name = row.text(&["name"]).unwrap_or_default();
        report.say(Code::PersonalButPublic, row.cell(COLUMN), &[("name", name)]);
    }
    sharing
}

fn calculate(row: &Row<'_>, question: &Question, report: &mut Report) {
    let dynamic = question.default.as_deref().is_some_and(|default| crate::xform::is_dynamic(default, &question.kind));
    if question.bind.calculate().is_none() && !dynamic {
        let name = row.text(&["name"]).unwrap_or_default();
        report.say(Code::CalculationMissing, row.cell(&["bind", "calculate"]), &[("name", name)]);
    }
}

fn background_geopoint(row: &Row<'_>, question: &Question, report: &mut Report) {
    if question.trigger.is_empty() {
        report.say(Code::TriggerMissing, row.cell(&["trigger"]), &[("name", &question.name)]);
    }
    if question.bind.calculate().is_some() {
        let problem = Problem::new(Code::SettingInvalid, row.cell(&["bind", "calculate"]), &[]);
        report.add(problem.with("expected", Phrase::CalculationToRemove));
    }
}

fn is_whole(value: &str) -> bool {
    value.parse::<i64>().is_ok()
}

pub(super) fn is_number(value: &str) -> bool {
    value.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_truth(value: &str) -> bool {
    matches!(value, "true" | "false")
}

fn text(question: &mut Question, parameters: &Parameters<'_>, report: &mut Report) {
    parameters.only(&["rows"], report);
    if let Some(rows) = parameters.checked("rows", Phrase::WholeNumber, is_whole, report) {
        question.control.insert("rows".to_owned(), rows);
    }
}

fn image(row: &Row<'_>, question: &mut Question, parameters: &Parameters<'_>, report: &mut Report) {
    parameters.only(&["max-pixels", "app"], report);
    if let Some(default) = question.default.as_mut().filter(|default| !default.contains("jr://images/")) {
        default.insert_str(0, "jr://images/");
    }
    if !parameters.has("max-pixels") {
        report.say(Code::ImageUnbounded, row.cell(&["parameters"]), &[]);
    }
    if let Some(pixels) = parameters.checked("max-pixels", Phrase::WholeNumber, is_whole, report) {
        question.bind.attributes.insert("orx:max-pixels".to_owned(), pixels);
    }
    if matches!(question.appearance(), "" | "annotate")
        && let Some(app) = parameters.checked("app", Phrase::AndroidPackage, is_android_package, report)
    {
        question.control.insert("intent".to_owned(), app);
    }
}

/// Source: developer.android.com, "application id": two segments at least, each beginning with a letter.
fn is_android_package(name: &str) -> bool {
    let segment = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    name.contains('.') && name.split('.').all(segment)
}

fn audio(question: &mut Question, parameters: &Parameters<'_>, report: &mut Report) {
    parameters.only(&["quality"], report);
    let background = question.kind == Kind::BackgroundAudio;
    let known = ["voice-only", "low", "normal", "external"];
    let known = if background { &known[..3] } else { &known[..] };
    let good = |value: &str| known.contains(&value);
    if let Some(quality) = parameters.checked("quality", Phrase::one_of(known), good, report) {
        if background {
            question.parameters.insert("quality".to_owned(), quality);
        } else {
            question.bind.attributes.insert("odk:quality".to_owned(), quality);
        }
    }
}

fn geo(question: &mut Question, parameters: &Parameters<'_>, report: &mut Report) {
    if question.kind == Kind::Geopoint {
        parameters.only(&["allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry"], report);
        for (name, attribute) in
            [("capture-accuracy", "accuracyThreshold"), ("warning-accuracy", "unacceptableAccuracyThreshold")]
        {
            if let Some(metres) = parameters.checked(name, Phrase::Number, is_number, report) {
                question.control.insert(attribute.to_owned(), metres);
            }
        }
    } else {
        parameters.only(&["allow-mock-accuracy", "incremental", "reference-geometry"], report);
        let yes = |value: &str| yes_or_no(value) == Some(true);
        if parameters.checked("incremental", Phrase::one_of(&["true"]), yes, report).is_some() {
            question.control.insert("incremental".to_owned(), "true".to_owned());
        }
    }
    if let Some(allowed) =
        parameters.checked("allow-mock-accuracy", Phrase::one_of(&["true", "false"]), is_truth, report)
    {
        question.bind.attributes.insert("odk:allow-mock-accuracy".to_owned(), allowed);
    }
    question.parameters = parameters.values();
}

/// The audit lives in the `meta` block and always has the same name.
pub(super) fn audit(
    row: &Row<'_>,
    parameters: &Parameters<'_>,
    default_language: &str,
    report: &mut Report,
) -> Question {
    const LOCATION: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];
    let mut question = common(row, "audit", Kind::Audit, default_language, report);
    let known = ["track-changes", "track-changes-reasons", "identify-user", LOCATION[0], LOCATION[1], LOCATION[2]];
    parameters.only(&known, report);
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            question.bind.attributes.insert(format!("odk:{name}"), value);
        }
    };
    for name in ["track-changes", "identify-user"] {
        put(name, parameters.checked(name, Phrase::one_of(&["true", "false"]), is_truth, report));
    }
    let only = Phrase::one_of(&["on-form-edit"]);
    let reasons = parameters.checked("track-changes-reasons", only, |value| value == "on-form-edit", report);
    put("track-changes-reasons", reasons);
    if LOCATION.iter().any(|name| parameters.has(name)) {
        let (given, missing): (Vec<&str>, Vec<&str>) = LOCATION.iter().partition(|name| parameters.has(name));
        if !missing.is_empty() {
            parameters.incomplete(given[0], &missing.join(", "), report);
        }
        let priorities = ["no-power", "low-power", "balanced", "high-accuracy"];
        let expected = Phrase::one_of(&priorities);
        put(LOCATION[0], parameters.checked(LOCATION[0], expected, |value| priorities.contains(&value), report));
        let seconds = |value: &str| value.parse::<u32>().is_ok();
        put(LOCATION[1], parameters.checked(LOCATION[1], Phrase::Seconds, seconds, report));
        let least = parameters.get(LOCATION[1]).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
        let longer = |value: &str| value.parse::<u32>().is_ok_and(|age| age >= least);
        let expected = Phrase::SecondsAtLeast { parameter: LOCATION[1].to_owned() };
        put(LOCATION[2], parameters.checked(LOCATION[2], expected, longer, report));
    }
    question
}
