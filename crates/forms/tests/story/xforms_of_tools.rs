//! An XForm says what the XLSForm it was made from says: those we write, and those pyxform writes.

use forms::{
    CompileOptions, Form, Limits, compile,
    form::{Kind, Words},
    read_xform,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use vocab::Column;

/// What does not come back, by the form it shows in. Besides, no XForm has rows, sharing and sensitivity, labels of
/// calculations without translations, or a default language that no text is in; expressions have paths.
const LOST: [(&str, &str); 14] = [
    ("calculates_shown.md", "a note with a value is read as a text, so that the value has a column"),
    ("default_kinds.md", "a note with a value is read as a text, so that the value has a column"),
    ("columns.md", "a text that nobody can change or fill in is read as a note"),
    ("pyxform_widgets.xls", "a text that nobody can change or fill in is read as a note"),
    ("upload_kinds.md", "a text bound as a number is read as a number"),
    ("triggers_loose.md", "what is computed and never shown is read as a calculation"),
    ("triggers_metadata.md", "a trigger that is never shown sets nothing off"),
    ("old_types_without_parameters.md", "the label of what is never shown"),
    ("hot_building_natural_risks.xlsx", "appearance and filter of a select that is computed and never shown"),
    ("flat_groups.md", "groups that are only shown come back as what lies in them"),
    ("custom_namespaces.md", "what a setting says beyond namespaces"),
    ("entity_own_namespace.md", "a namespace that every form may use is no setting"),
    ("submission_all.md", "the default language of a form without translations"),
    ("pyxform_xlsform_spec_test.xlsx", "a label that is '-' in one language is as good as none"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn compiled(path: &Path) -> Option<(Form, String)> {
    let bytes = fs::read(path).ok()?;
    let compiled = compile(&path.to_string_lossy(), &bytes, &CompileOptions::default()).ok()?;
    Some((compiled.form, compiled.xform))
}

/// Whether a form comes back from its XForm; if not, the first difference is printed.
fn comes_back(name: &str, original: &Form, xform: &str) -> bool {
    let read = read_xform(xform.as_bytes(), &Limits::default()).unwrap_or_else(|problems| panic!("{name}: {problems}"));
    assert_eq!(read.warnings, [], "{name}");
    let (wanted, found) = (told(original), told(&read.form));
    let first = wanted.iter().zip(&found).find(|(one, other)| one != other);
    if wanted != found {
        println!("{name}: {first:#?}");
    }
    (wanted == found) != LOST.iter().any(|(known, _)| *known == name)
}

#[test]
fn forms_come_back_from_the_xforms_we_write() {
    let (mut seen, mut differ) = (0, Vec::new());
    for folder in ["tests/forms/corpus", "packs/mobility-tracking/forms", "../shared/data/xlsforms"] {
        let Ok(entries) = fs::read_dir(root().join(folder)) else {
            println!("skipped: needs {folder}");
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let Some((form, xform)) = compiled(&path) else { continue };
            seen += 1;
            if !comes_back(&name, &form, &xform) {
                differ.push(name);
            }
        }
    }
    assert!(seen >= 50, "{seen}");
    assert_eq!(differ, [""; 0]);
}

/// Those of `tests/forms/xforms`, which pyxform 4.5.0 wrote from the forms of the same name.
#[test]
fn forms_come_back_from_the_xforms_of_pyxform() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests/forms/xforms")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (form, _) = compiled(&root().join(format!("tests/forms/corpus/{stem}.md"))).unwrap();
        assert!(comes_back(&format!("{stem}.md"), &form, &fs::read_to_string(&path).unwrap()), "{stem}");
        seen += 1;
    }
    assert_eq!(seen, 11);
}

/// What a form says, a line for each thing.
fn told(form: &Form) -> Vec<String> {
    let mut lines = vec![format!("{} {} {} {} {:?}", form.id, form.version, form.title, form.root, form.languages)];
    let mut settings = form.settings.clone();
    settings.instance_name = settings.instance_name.map(|expression| logic(&expression));
    lines.push(format!("{settings:?}"));
    let mut files = form.attachments();
    files.sort();
    lines.push(format!("{files:?}"));
    columns(&form.schema().columns, "", &mut lines);
    entities(form, &mut lines);
    form.questions().chain(&form.meta).for_each(|question| self::question(form, question, &mut lines));
    for section in form.sections() {
        let words = words(form, section.label.as_ref());
        lines.push(format!("{} {:?} {words:?} {:?}", section.answer, section.kind, section.instance.keys()));
        lines.push(format!("  {:?} {:?}", attributes(&section.bind.attributes), attributes(&section.control)));
    }
    lists(form, &mut lines);
    lines
}

fn question(form: &Form, question: &forms::form::Question, lines: &mut Vec<String>) {
    if question.kind.is_external_instance() {
        return;
    }
    // Nothing tells a computed value from a hidden one with a computed default.
    let kind = if question.kind == Kind::Hidden { &Kind::Calculate } else { &question.kind };
    let mut trigger = question.trigger.clone();
    trigger.sort();
    let default = question.default.as_deref().map(logic);
    let filter = question.choice_filter.as_deref().map(logic);
    lines.push(format!("{} {kind:?} {default:?} {filter:?} {:?} {}", question.answer, trigger, question.is_visible()));
    lines.push(format!("  {:?} {:?}", attributes(&question.bind.attributes), attributes(&question.control)));
    let texts = [&question.label, &question.hint, &question.guidance_hint].map(|text| words(form, text.as_ref()));
    let others = question.media.iter().chain(&question.bind.messages);
    let others: Vec<_> = others.map(|(name, text)| (name, words(form, Some(text)))).collect();
    lines.push(format!("  {texts:?} {others:?}"));
}

fn entities(form: &Form, lines: &mut Vec<String>) {
    let mut entities: Vec<String> = form
        .entities
        .iter()
        .map(|entity| {
            let properties: Vec<_> =
                entity.properties.iter().map(|property| (&property.name, &property.question)).collect();
            let expressions = [&entity.label, &entity.entity_id, &entity.create_if, &entity.update_if];
            let expressions = expressions.map(|expression| expression.as_deref().map(logic));
            format!("{} {:?} {:?} {expressions:?} {properties:?}", entity.list, entity.place, entity.repeats)
        })
        .collect();
    entities.sort();
    lines.extend(entities);
}

fn lists(form: &Form, lines: &mut Vec<String>) {
    let mut lists: Vec<_> = form.lists.iter().collect();
    lists.sort_by_key(|(name, _)| name.as_str());
    for (name, list) in lists {
        for choice in &list.choices {
            let label = words(form, choice.label.as_ref());
            let media: Vec<_> = choice.media.iter().map(|(kind, text)| (kind, words(form, Some(text)))).collect();
            lines.push(format!("{name} {} {label:?} {media:?} {:?}", choice.name, attributes(&choice.columns)));
        }
    }
}

fn columns(columns: &[Column], above: &str, lines: &mut Vec<String>) {
    for column in columns {
        let label = logic(&format!("{:?}", column.label));
        lines.push(format!("{above}{} {:?} {label} {:?}", column.name, column.kind, column.choices));
        self::columns(&column.columns, &format!("{above}{}/", column.name), lines);
    }
}

/// Attributes with their values, in any order.
fn attributes(attributes: &indexmap::IndexMap<String, String>) -> Vec<(&str, String)> {
    let mut all: Vec<_> = attributes
        .iter()
        // A note that its author made readonly says it once.
        .filter(|(name, value)| *name != "readonly" || *value != "true()")
        .map(|(name, value)| (name.as_str(), logic(value)))
        .collect();
    all.sort();
    all
}

/// An expression up to blanks, with the last name of each path or reference in place of it.
fn logic(text: &str) -> String {
    let (mut result, mut word) = (String::new(), String::new());
    let text = text.replace("${last-saved#", "instance('__last-saved')/").replace("current()/", "");
    for c in text.replace("${", " ").replace('}', " ").chars().chain([' ']) {
        if c.is_alphanumeric() || "/._-:".contains(c) {
            word.push(c);
            continue;
        }
        for part in [word.rsplit('/').next().unwrap_or_default(), c.to_string().trim()] {
            result.extend((!part.is_empty()).then(|| format!("{part} ")));
        }
        word.clear();
    }
    result
}

fn words(form: &Form, words: Option<&Words>) -> Vec<(String, String)> {
    let texts = words.into_iter().flat_map(|words| words.by_language(&form.default_language));
    let mut all: Vec<_> = texts.map(|(language, text)| (language.to_owned(), logic(text))).collect();
    all.sort();
    all
}
