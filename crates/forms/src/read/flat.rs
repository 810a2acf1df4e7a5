//! The setting `flat`: groups are shown, but leave no element in the submission, and their relevance passes to what lies
//! in them.

use crate::form::{Bind, Item, SectionKind};

/// Makes every group flat. `above`: the relevance of what lies around, empty if it is always relevant.
///
/// A repeat keeps its element, since its entries could not be told apart without one.
pub(super) fn flatten(items: &mut [Item], above: &str) {
    for item in items {
        match item {
            Item::Section(section) if section.kind == SectionKind::Group && !section.items.is_empty() => {
                section.flat = true;
                let relevant = both(above, section.bind.relevant());
                flatten(&mut section.items, &relevant);
            }
            Item::Section(section) => {
                add(&mut section.bind, above);
                flatten(&mut section.items, "");
            }
            Item::Question(question) => add(&mut question.bind, above),
        }
    }
}

fn add(bind: &mut Bind, above: &str) {
    if !above.is_empty() {
        let relevant = both(above, bind.relevant());
        bind.attributes.insert("relevant".to_owned(), relevant);
    }
}

fn both(above: &str, own: Option<&str>) -> String {
    match own {
        None => above.to_owned(),
        Some(own) if above.is_empty() => own.to_owned(),
        Some(own) => format!("{above} and ({own})"),
    }
}
