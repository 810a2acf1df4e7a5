//! The names columns go by. The first word of a header decides; what follows `::` is a language or an attribute.

use super::SheetKind;

/// Where a known name leads: its place in the typed row, or itself.
pub(super) fn path(kind: SheetKind, name: &str) -> Option<Vec<&'static str>> {
    let (aliases, plain): (&[(&str, &[&'static str])], &[&'static str]) = match kind {
        SheetKind::Survey => (SURVEY, SURVEY_PLAIN),
        SheetKind::Choices => (CHOICES, CHOICES_PLAIN),
        SheetKind::Settings => (SETTINGS, SETTINGS_PLAIN),
        SheetKind::Entities => (ENTITIES, ENTITIES_PLAIN),
    };
    let aliased = aliases.iter().find(|(alias, _)| *alias == name).map(|(_, path)| path.to_vec());
    aliased.or_else(|| plain.iter().find(|known| **known == name).map(|known| vec![*known]))
}

/// As [`path`], for a name put into small letters. Two columns of old forms count only as they are usually spelled.
pub(super) fn path_in_any_case(kind: SheetKind, name: &str) -> Option<Vec<&'static str>> {
    path(kind, name).filter(|path| !matches!(path.as_slice(), ["disabled" | "intent"]))
}

/// Every name a column of the survey or of the settings may have, for suggestions. Columns of choices go by any name, and
/// those of entities are refused where they are not known.
pub(super) fn columns(kind: SheetKind) -> impl Iterator<Item = &'static str> {
    let (aliases, plain): (&[(&str, &[&str])], &[&str]) = match kind {
        SheetKind::Survey => (SURVEY, SURVEY_PLAIN),
        SheetKind::Settings => (SETTINGS, SETTINGS_PLAIN),
        SheetKind::Choices | SheetKind::Entities => (&[], &[]),
    };
    aliases.iter().map(|(alias, _)| *alias).chain(plain.iter().copied())
}

const SURVEY: &[(&str, &[&str])] = &[
    ("caption", &["label"]),
    ("command", &["type"]),
    ("tag", &["name"]),
    ("value", &["name"]),
    ("relevant", &["bind", "relevant"]),
    ("relevance", &["bind", "relevant"]),
    ("required", &["bind", "required"]),
    ("readonly", &["bind", "readonly"]),
    ("read_only", &["bind", "readonly"]),
    ("constraint", &["bind", "constraint"]),
    ("constraint_message", &["bind", "jr:constraintMsg"]),
    ("constraining_message", &["bind", "jr:constraintMsg"]),
    ("required_message", &["bind", "jr:requiredMsg"]),
    ("requiredmsg", &["bind", "jr:requiredMsg"]),
    ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
    ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
    ("calculation", &["bind", "calculate"]),
    ("calculate", &["bind", "calculate"]),
    ("save_to", &["bind", "entities:saveto"]),
    ("appearance", &["control", "appearance"]),
    ("autoplay", &["control", "autoplay"]),
    ("rows", &["control", "rows"]),
    ("count", &["control", "jr:count"]),
    ("repeat_count", &["control", "jr:count"]),
    ("jr:count", &["control", "jr:count"]),
    ("body", &["control"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
    ("compact_tag", &["instance", "odk:tag"]),
];

const SURVEY_PLAIN: &[&str] = &[
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "default",
    "trigger",
    "choice_filter",
    "parameters",
    "media",
    "bind",
    "control",
    "instance",
    "intent",
    "disabled",
    "inzira",
    "sms_field",
    "query",
    "itemset",
    "list_name",
];

const CHOICES: &[(&str, &[&str])] = &[
    ("caption", &["label"]),
    ("list_name", &["list_name"]),
    ("value", &["name"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
];

const CHOICES_PLAIN: &[&str] = &["name", "label", "media", "sms_option"];

const SETTINGS: &[(&str, &[&str])] = &[
    ("form_title", &["title"]),
    ("set_form_title", &["title"]),
    ("form_id", &["id_string"]),
    ("set_form_id", &["id_string"]),
];

const SETTINGS_PLAIN: &[&str] = &[
    "title",
    "id_string",
    "name",
    "version",
    "default_language",
    "style",
    "instance_name",
    "instance_id",
    "instance_xmlns",
    "public_key",
    "submission_url",
    "auto_send",
    "auto_delete",
    "client_editable",
    "namespaces",
    "attribute",
    "prefix",
    "delimiter",
    "clean_text_values",
    "allow_choice_duplicates",
    "omit_instanceID",
    "add_none_option",
    "flat",
    "sms_keyword",
    "sms_separator",
    "sms_allow_media",
    "sms_date_format",
    "sms_datetime_format",
    "sms_response",
];

const ENTITIES: &[(&str, &[&str])] = &[("dataset", &["list_name"])];

/// The columns of the entities sheet; `repeat` was one for a while.
pub(crate) const ENTITIES_PLAIN: &[&str] = &["list_name", "label", "entity_id", "create_if", "update_if", "repeat"];
