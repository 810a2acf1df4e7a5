//! Every text of the mobility tracking forms is written in English and in French; where a form has Kirundi, all of it has.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside of test functions

use forms::form::{Form, Item, Kind, Question, Words};

fn pack() -> packs::Pack {
    packs::Pack::read(&packs::builtin()["mobility-tracking"]).unwrap()
}

/// Every text of a form with what it is of.
fn texts(form: &Form) -> Vec<(String, &Words)> {
    fn question<'f>(question: &'f Question, found: &mut Vec<(String, &'f Words)>) {
        let name = &question.name;
        let own = [("label", &question.label), ("hint", &question.hint), ("guidance", &question.guidance_hint)];
        found.extend(own.into_iter().filter_map(|(what, words)| Some((format!("{what} of {name}"), words.as_ref()?))));
        found.extend(question.bind.messages.iter().map(|(what, words)| (format!("{what} of {name}"), words)));
    }
    fn walk<'f>(items: &'f [Item], found: &mut Vec<(String, &'f Words)>) {
        for item in items {
            match item {
                Item::Question(one) => question(one, found),
                Item::Section(section) => {
                    found.extend(section.label.as_ref().map(|words| (format!("label of {}", section.name), words)));
                    walk(&section.items, found);
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&form.items, &mut found);
    for (list, choices) in &form.lists {
        let labels = choices.choices.iter().filter_map(|choice| Some((&choice.name, choice.label.as_ref()?)));
        found.extend(labels.map(|(name, words)| (format!("{name} of {list}"), words)));
    }
    found
}

fn missing(words: &Words, language: &str) -> bool {
    match words {
        Words::Plain(_) => true,
        Words::Translated(texts) => texts.get(language).is_none_or(|text| text.trim().is_empty()),
    }
}

#[test]
fn every_text_of_a_form_is_there_in_each_language_it_promises() {
    let pack = pack();
    for exercise in pack.manifest.exercises.iter().filter(|exercise| !exercise.only_imported) {
        let form = &pack.form_of(exercise).unwrap().form;
        for wanted in ["English (en)", "French (fr)"] {
            assert!(form.languages.iter().any(|language| language == wanted), "{} has no {wanted}", form.id);
        }
        let texts = texts(form);
        assert!(texts.len() > 100, "{}: {}", form.id, texts.len());
        for language in &form.languages {
            let untold: Vec<&String> =
                texts.iter().filter(|(_, words)| missing(words, language)).map(|(what, _)| what).collect();
            assert!(untold.is_empty(), "{} lacks in {language}: {untold:?}", form.id);
        }
    }
}

/// Whether an enumerator sees it.
fn is_shown(kind: &Kind) -> bool {
    use Kind::{Date, Decimal, Geopoint, Image, Integer, Note, SelectMultiple, SelectOne, Text};
    matches!(kind, Date | Decimal | Geopoint | Image | Integer | Note | SelectMultiple(_) | SelectOne(_) | Text)
}

#[test]
fn every_question_that_is_asked_and_every_rule_has_words() {
    let pack = pack();
    for exercise in pack.manifest.exercises.iter().filter(|exercise| !exercise.only_imported) {
        let form = &pack.form_of(exercise).unwrap().form;
        for question in form.questions().filter(|question| is_shown(&question.kind)) {
            assert!(question.label.is_some(), "{}: {} has no label", form.id, question.name);
            let bound = question.bind.attributes.contains_key("constraint");
            let told = question.bind.messages.keys().any(|key| key.to_lowercase().contains("constraintm"));
            assert!(!bound || told, "{}: {} refuses an answer without a word", form.id, question.name);
        }
    }
}
