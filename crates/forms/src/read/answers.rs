//! What answers are found by: the question's name, made longer only where a form uses it again.

use crate::form::{Item, SectionKind};
use indexmap::IndexMap;

/// Gives each question and repeat its answer name, unique within its repeat or the form.
pub(crate) fn name(items: &mut [Item]) {
    let mut uses: IndexMap<String, usize> = IndexMap::new();
    count(items, &mut uses);
    assign(items, "", &uses);
}

fn count(items: &[Item], uses: &mut IndexMap<String, usize>) {
    for item in items {
        match item {
            Item::Section(section) if section.kind == SectionKind::Group => count(&section.items, uses),
            _ => *uses.entry(item.name().to_owned()).or_default() += 1,
        }
    }
}

fn assign(items: &mut [Item], path: &str, uses: &IndexMap<String, usize>) {
    let answer = |name: &str| {
        if uses.get(name).is_some_and(|uses| *uses > 1) { format!("{path}{name}") } else { name.to_owned() }
    };
    for item in items {
        match item {
            Item::Question(question) => question.answer = answer(&question.name),
            Item::Section(section) if section.kind == SectionKind::Group => {
                section.answer = section.name.clone();
                assign(&mut section.items, &format!("{path}{}/", section.name), uses);
            }
            Item::Section(section) => {
                section.answer = answer(&section.name);
                self::name(&mut section.items);
            }
        }
    }
}
