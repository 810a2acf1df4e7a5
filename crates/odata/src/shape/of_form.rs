//! The tables of a typed form.

use super::{
    FieldKind, Shape,
    build::{Content, Draft, build, merge},
};
use forms::form::{ChoiceSource, Form, Item, Kind, Question, Section, SectionKind};

impl Shape {
    /// The tables of one version of a form. As in Central, whatever has an element has a column: notes too, and the
    /// `meta` block.
    pub fn of(form: &Form) -> Self {
        build(&form.id, &drafts(form))
    }

    /// The tables of a form with the questions that only its older versions have, newest version first. A question
    /// whose type changed has its newest.
    pub fn of_versions<'form>(newest: &Form, older: impl IntoIterator<Item = &'form Form>) -> Self {
        let mut all = drafts(newest);
        older.into_iter().for_each(|form| merge(&mut all, drafts(form)));
        build(&newest.id, &all)
    }
}

fn drafts(form: &Form) -> Vec<Draft> {
    let mut drafts = items(form, &form.items, &[]);
    let mut meta: Vec<Draft> = form.meta.iter().map(|question| question_draft(form, question)).collect();
    if !form.settings.omit_instance_id {
        meta.push(Draft::text("instanceID"));
    }
    if form.settings.instance_name.is_some() {
        meta.push(Draft::text("instanceName"));
    }
    meta.extend(entity(form, &[]));
    if !meta.is_empty() {
        drafts.push(Draft { name: "meta".to_owned(), content: Content::Group(meta) });
    }
    drafts
}

/// The label of the entity that a submission, or an entry of a repeat, gives: Central has it under `meta/entity`.
fn entity(form: &Form, place: &[&str]) -> Option<Draft> {
    let here = |list: &[String]| list.iter().map(String::as_str).eq(place.iter().copied());
    form.entities.iter().find(|entity| here(&entity.place) && entity.label.is_some())?;
    Some(Draft { name: "entity".to_owned(), content: Content::Group(vec![Draft::text("label")]) })
}

fn items(form: &Form, items: &[Item], place: &[&str]) -> Vec<Draft> {
    let has_element = |item: &&Item| !matches!(item, Item::Question(question) if question.kind.is_external_instance());
    let draft = |item: &Item| match item {
        Item::Question(question) => question_draft(form, question),
        Item::Section(section) => section_draft(form, section, place),
    };
    items.iter().filter(has_element).map(draft).collect()
}

fn section_draft(form: &Form, section: &Section, above: &[&str]) -> Draft {
    let place = [above, &[section.name.as_str()]].concat();
    let mut inside = items(form, &section.items, &place);
    if let Some(entity) = entity(form, &place) {
        inside.push(Draft { name: "meta".to_owned(), content: Content::Group(vec![entity]) });
    }
    let content = match section.kind {
        SectionKind::Group => Content::Group(inside),
        SectionKind::Repeat => Content::Repeat(inside),
    };
    Draft { name: section.name.clone(), content }
}

fn question_draft(form: &Form, question: &Question) -> Draft {
    let given = question.bind.attributes.get("type").map(String::as_str);
    let kind = FieldKind::of_bind(given.or(question.kind.bind_type()).unwrap_or("string"));
    Draft { name: question.name.clone(), content: Content::Field { kind, choices: choices(form, &question.kind) } }
}

/// Names of the choices of a question that takes several; empty where they come from a file.
fn choices(form: &Form, kind: &Kind) -> Option<Vec<String>> {
    let Kind::SelectMultiple(source) = kind else { return None };
    let ChoiceSource::List(list) = source else { return Some(Vec::new()) };
    let list = form.lists.get(list);
    Some(list.map(|list| list.choices.iter().map(|choice| choice.name.clone()).collect()).unwrap_or_default())
}
