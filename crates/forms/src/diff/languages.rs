//! Which language of the one form is which of the other, however they are named.

use crate::{
    Form,
    form::{Words, language_of},
};
use indexmap::IndexMap;

/// The languages of two forms, brought together.
pub(super) struct Languages {
    /// What a name in the older form stands for.
    old: IndexMap<String, String>,
    /// What a name in the newer form stands for.
    new: IndexMap<String, String>,
    /// What each is called in messages.
    called: IndexMap<String, String>,
    /// What only the older form speaks.
    removed: Vec<String>,
    /// What only the newer form speaks.
    added: Vec<String>,
}

impl Languages {
    pub(super) fn of(old: &Form, new: &Form) -> Self {
        let (mut mine, mut theirs) = (keys(old), keys(new));
        // A form without translations is in some language: in the first of the other, if that one has any.
        if old.languages.is_empty() && !new.languages.is_empty() {
            mine = adopted(mine, &theirs);
        } else if new.languages.is_empty() && !old.languages.is_empty() {
            theirs = adopted(theirs, &mine);
        }
        let mut called = IndexMap::new();
        for (name, key) in theirs.iter().chain(&mine) {
            called.entry(key.clone()).or_insert_with(|| name.clone());
        }
        let (before, now) = (spoken(old, &mine), spoken(new, &theirs));
        let called_in = |here: &[String], there: &[String]| -> Vec<String> {
            here.iter().filter(|key| !there.contains(key)).filter_map(|key| called.get(key).cloned()).collect()
        };
        let (removed, added) = (called_in(&before, &now), called_in(&now, &before));
        Self { old: mine, new: theirs, called, removed, added }
    }

    /// The languages only the older form speaks.
    pub(super) fn removed(&self) -> &[String] {
        &self.removed
    }

    /// The languages only the newer form speaks.
    pub(super) fn added(&self) -> &[String] {
        &self.added
    }

    /// Two texts side by side, in each language both forms speak; empty where one has none.
    pub(super) fn side_by_side<'a>(
        &'a self,
        (old, old_form): (Option<&'a Words>, &'a Form),
        (new, new_form): (Option<&'a Words>, &'a Form),
    ) -> Vec<(&'a str, &'a str, &'a str)> {
        let mine = by_key(old, old_form, &self.old);
        let theirs = by_key(new, new_form, &self.new);
        let both = self.called.iter().filter(|(key, _)| has(&self.old, key) && has(&self.new, key));
        both.map(|(key, name)| {
            let text = |texts: &IndexMap<&str, &'a str>| texts.get(key.as_str()).copied().unwrap_or_default();
            (name.as_str(), text(&mine), text(&theirs))
        })
        .filter(|(_, old, new)| old != new)
        .collect()
    }
}

fn has(names: &IndexMap<String, String>, key: &str) -> bool {
    names.values().any(|known| known == key)
}

/// What a form speaks; one without any translation speaks its default language.
fn spoken(form: &Form, keys: &IndexMap<String, String>) -> Vec<String> {
    let names: Vec<&String> =
        if form.languages.is_empty() { vec![&form.default_language] } else { form.languages.iter().collect() };
    names.into_iter().filter_map(|name| keys.get(name).cloned()).collect()
}

fn by_key<'a>(
    words: Option<&'a Words>,
    form: &'a Form,
    keys: &'a IndexMap<String, String>,
) -> IndexMap<&'a str, &'a str> {
    let texts = words.into_iter().flat_map(|words| words.by_language(&form.default_language));
    texts.filter_map(|(name, text)| Some((keys.get(name)?.as_str(), text))).collect()
}

/// The names of a form without translations, all standing for the first language of another.
fn adopted(names: IndexMap<String, String>, other: &IndexMap<String, String>) -> IndexMap<String, String> {
    let first = other.values().next();
    names.into_iter().map(|(name, key)| (name, first.cloned().unwrap_or(key))).collect()
}

/// Every language name a form's texts use, with what it stands for: a code if it tells one, else itself. Texts without
/// language in a form that has languages are read by all, and counted to the first.
fn keys(form: &Form) -> IndexMap<String, String> {
    let mut keys: IndexMap<String, String> = IndexMap::new();
    for name in &form.languages {
        let short = key(name);
        let taken = keys.values().any(|known| *known == short);
        keys.insert(name.clone(), if taken { name.clone() } else { short });
    }
    if !keys.contains_key(&form.default_language) {
        let first = keys.values().next().cloned().unwrap_or_else(|| key(&form.default_language));
        keys.insert(form.default_language.clone(), first);
    }
    keys
}

fn key(name: &str) -> String {
    let code = name.rsplit_once('(').and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
    let ours = || language_of(name).map(|language| language.to_string());
    code.map(|code| code.trim().to_lowercase()).or_else(ours).unwrap_or_else(|| name.trim().to_lowercase())
}
