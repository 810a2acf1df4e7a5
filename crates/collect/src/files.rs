//! Files that travel with a submission.

use crate::document::{Element, SubmissionDocument};
use forms::form::{Form, Item, Question};
use indexmap::IndexSet;

/// The files a submission names, in its order, each once: answers to questions for photos, sounds and files, and the audit log.
///
/// They are names that a client chose: good for comparing with the parts of a request and for showing, never for a path on disk.
pub fn expected_files(form: &Form, document: &SubmissionDocument) -> Vec<String> {
    let mut names = IndexSet::new();
    in_items(&form.items, &document.root, &mut names);
    for meta in document.root.children.iter().filter(|child| child.name == "meta") {
        form.meta.iter().for_each(|question| in_question(question, meta, &mut names));
    }
    names.into_iter().collect()
}

fn in_items(items: &[Item], parent: &Element, names: &mut IndexSet<String>) {
    for item in items {
        match item {
            Item::Question(question) => in_question(question, parent, names),
            Item::Section(section) => {
                let sections = parent.children.iter().filter(|child| child.name == section.name);
                sections.for_each(|element| in_items(&section.items, element, names));
            }
        }
    }
}

fn in_question(question: &Question, parent: &Element, names: &mut IndexSet<String>) {
    if question.kind.is_file() {
        let elements = parent.children.iter().filter(|child| child.name == question.name);
        names.extend(elements.filter_map(Element::trimmed).map(str::to_owned));
    }
}
