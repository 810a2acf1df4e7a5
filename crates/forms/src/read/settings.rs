//! The settings sheet: one row of values below its headers.

use crate::{
    CompileOptions,
    form::Settings,
    names::is_name,
    problems::{Code, Phrase, Problem, Report},
    rows::{Row, Table},
};
use indexmap::IndexMap;

/// What the settings sheet says, with the defaults where it is silent.
pub(crate) struct FormSettings {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) root: String,
    pub(crate) default_language: String,
    pub(crate) squeeze: bool,
    pub(crate) allow_choice_duplicates: bool,
    /// Whether groups leave no element in submissions.
    pub(crate) flat: bool,
    pub(crate) settings: Settings,
}

pub(super) fn read(table: Option<&Table>, options: &CompileOptions, report: &mut Report) -> FormSettings {
    let row = table.and_then(|table| table.rows(false).next());
    let text = |name: &str| row.as_ref().and_then(|row| row.text(&[name])).map(str::to_owned);
    let id = text("id_string").unwrap_or_else(|| options.fallback_id.clone());
    let root = text("name").or_else(|| options.form_name.clone()).unwrap_or_else(|| "data".to_owned());
    if let Some(row) = row.as_ref().filter(|_| !is_name(&root)) {
        report.say(Code::NameInvalid, row.cell(&["name"]), &[]);
    }
    FormSettings {
        title: text("title").unwrap_or_else(|| id.clone()),
        id,
        version: text("version").unwrap_or_default(),
        root: if is_name(&root) { root } else { "data".to_owned() },
        default_language: text("default_language").unwrap_or_else(|| "default".to_owned()),
        squeeze: text("clean_text_values").is_none_or(|value| yes_or_no(&value).unwrap_or(true)),
        allow_choice_duplicates: text("allow_choice_duplicates").is_some_and(|value| yes_or_no(&value) == Some(true)),
        flat: text("flat").is_some_and(|value| yes_or_no(&value) != Some(false)),
        settings: others(row.as_ref(), &text, report),
    }
}

fn others(row: Option<&Row<'_>>, text: &dyn Fn(&str) -> Option<String>, report: &mut Report) -> Settings {
    let yes = |name: &str| text(name).is_some_and(|value| yes_or_no(&value) == Some(true));
    let settings = Settings {
        instance_name: text("instance_name"),
        instance_id: text("instance_id"),
        omit_instance_id: yes("omit_instanceID"),
        style: text("style"),
        submission_url: text("submission_url"),
        public_key: text("public_key"),
        auto_send: text("auto_send"),
        auto_delete: text("auto_delete"),
        client_editable: yes("client_editable"),
        instance_xmlns: text("instance_xmlns"),
        namespaces: text("namespaces"),
        prefix: text("prefix"),
        delimiter: text("delimiter"),
        attributes: row.map_or_else(IndexMap::new, |row| row.attributes("attribute")),
    };
    if let Some(row) = row.filter(|_| yes("add_none_option")) {
        report.say(Code::SettingWithoutEffect, row.cell(&["add_none_option"]), &[]);
    }
    if let Some(row) = row.filter(|_| settings.omit_instance_id && settings.public_key.is_some()) {
        let problem = Problem::new(Code::SettingInvalid, row.cell(&["omit_instanceID"]), &[]);
        report.add(problem.with("expected", Phrase::InstanceIdNeeded));
    }
    settings
}

/// Whether a type of the survey sheet is a setting.
pub(super) fn is_setting(kind: &str) -> bool {
    matches!(kind, "form_title" | "set_form_title" | "form_id" | "set_form_id" | "prefix")
}

impl FormSettings {
    /// Sets what a row of the survey sheet gives.
    pub(super) fn set(&mut self, kind: &str, value: &str) {
        match kind {
            "form_title" | "set_form_title" => value.clone_into(&mut self.title),
            "form_id" | "set_form_id" => value.clone_into(&mut self.id),
            _ => self.settings.prefix = Some(value.to_owned()),
        }
    }
}

/// The many ways of saying yes and no.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}
