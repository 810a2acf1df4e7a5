//! The answers of a row, by the names of their elements, before any form is asked about them.

use indexmap::IndexMap;

/// What lies in a submission, a group or an entry of a repeat, by the name of the element.
pub type Branch = IndexMap<String, Twig>;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Twig {
    /// An answer, as it stands in the XML; never empty.
    Answer(String),
    /// A group.
    Group(Branch),
    /// The entries of a repeat.
    Entries(Vec<Branch>),
}

/// Puts a twig at a path, making the groups on the way. What stands there already stays: false then.
pub(crate) fn put(branch: &mut Branch, path: &[&str], twig: Twig) -> bool {
    let Some((last, groups)) = path.split_last() else { return false };
    let mut here = branch;
    for name in groups {
        let next = here.entry((*name).to_owned()).or_insert_with(|| Twig::Group(Branch::new()));
        match next {
            Twig::Group(inside) => here = inside,
            Twig::Answer(_) | Twig::Entries(_) => return false,
        }
    }
    if here.contains_key(*last) {
        return false;
    }
    here.insert((*last).to_owned(), twig);
    true
}

/// The paths of all answers in a branch, those in entries of repeats once each.
pub(crate) fn paths(branch: &Branch, above: &str, found: &mut Vec<String>) {
    for (name, twig) in branch {
        let path = if above.is_empty() { name.clone() } else { format!("{above}/{name}") };
        match twig {
            Twig::Answer(_) if !found.contains(&path) => found.push(path),
            Twig::Answer(_) => {}
            Twig::Group(inside) => paths(inside, &path, found),
            Twig::Entries(entries) => entries.iter().for_each(|entry| paths(entry, &path, found)),
        }
    }
}
