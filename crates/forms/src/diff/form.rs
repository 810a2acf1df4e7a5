//! What changed in the settings, and which languages the form speaks.

use super::{
    change::{Change, Reason, Subject, Verdict, What},
    question::Comparison,
};
use crate::Form;

/// The changes of the form as a whole.
pub(super) fn changes(comparison: &Comparison<'_>) -> Vec<Change> {
    let (old, new) = (settings(comparison.old.form), settings(comparison.new.form));
    let mut changes: Vec<Change> = old
        .into_iter()
        .zip(new)
        .filter(|((_, from), (_, to))| from != to)
        .map(|((name, from), (_, to))| {
            let judged = match name {
                "form_id" => (Verdict::MayAffect, Reason::OtherForm),
                _ => (Verdict::Cosmetic, Reason::LooksOnly),
            };
            change(What::AttributeChanged { attribute: name.to_owned(), from, to }, judged)
        })
        .collect();
    let languages = &comparison.languages;
    let judged = (Verdict::MayAffect, Reason::OtherLanguages);
    let removed = languages.removed().iter().map(|name| What::LanguageRemoved { language: name.clone() });
    let added = languages.added().iter().map(|name| What::LanguageAdded { language: name.clone() });
    changes.extend(removed.chain(added).map(|what| change(what, judged)));
    changes
}

fn change(what: What, judged: (Verdict, Reason)) -> Change {
    Change::new(Subject::default(), what, judged)
}

/// The settings by their columns, always the same in the same order.
fn settings(form: &Form) -> Vec<(&'static str, String)> {
    let settings = &form.settings;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let truth = |value: bool| if value { "yes" } else { "" }.to_owned();
    let attributes: Vec<String> = settings.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
    vec![
        ("form_id", form.id.clone()),
        ("version", form.version.clone()),
        ("form_title", form.title.clone()),
        ("name", form.root.clone()),
        ("default_language", form.default_language.clone()),
        ("instance_name", text(&settings.instance_name)),
        ("instance_id", text(&settings.instance_id)),
        ("omit_instanceID", truth(settings.omit_instance_id)),
        ("style", text(&settings.style)),
        ("submission_url", text(&settings.submission_url)),
        ("public_key", text(&settings.public_key)),
        ("auto_send", text(&settings.auto_send)),
        ("auto_delete", text(&settings.auto_delete)),
        ("client_editable", truth(settings.client_editable)),
        ("instance_xmlns", text(&settings.instance_xmlns)),
        ("namespaces", text(&settings.namespaces)),
        ("prefix", text(&settings.prefix)),
        ("delimiter", text(&settings.delimiter)),
        ("attribute", attributes.join(" ")),
    ]
}
