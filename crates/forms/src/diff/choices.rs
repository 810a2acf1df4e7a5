//! What changed in the choices, for each list and the questions that use it.

use super::{
    change::{Change, Reason, Subject, SubjectKind, Verdict, What},
    moves::longest_rising,
    question::Comparison,
    texts,
    tree::Thing,
};
use crate::form::{Choice, ChoiceList, ChoiceSource, Form, Words};
use crate::xpath::{self, Expr};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// The changes of choices. A question that takes another list now is told with the others of both lists.
pub(super) fn changes(comparison: &Comparison<'_>) -> Vec<Change> {
    let mut users: IndexMap<(&str, &str), Users<'_>> = IndexMap::new();
    for (node, before) in comparison.pairs.old_of.iter().enumerate() {
        let Some(before) = *before else { continue };
        let (Thing::Question(old), Thing::Question(new)) =
            (comparison.old.nodes[before].thing, comparison.new.nodes[node].thing)
        else {
            continue;
        };
        let (Some(ChoiceSource::List(from)), Some(ChoiceSource::List(to))) = (old.kind.choices(), new.kind.choices())
        else {
            continue;
        };
        let found = users.entry((from, to)).or_default();
        found.questions.push(new.answer.clone());
        found.filters.extend(old.choice_filter.as_deref().into_iter().chain(new.choice_filter.as_deref()));
    }
    let mut changes = Vec::new();
    for ((from, to), users) in users {
        let (Some(old), Some(new)) = (comparison.old.form.lists.get(from), comparison.new.form.lists.get(to)) else {
            continue;
        };
        let subject =
            Subject { kind: SubjectKind::List, name: to.to_owned(), questions: users.questions, ..Subject::default() };
        let filtered_by = names_in(&users.filters);
        let mut lists = Lists { comparison, subject, filtered_by, changes: &mut changes };
        lists.compare(old, new);
    }
    changes
}

/// The questions that use one pair of lists.
#[derive(Default)]
struct Users<'a> {
    questions: Vec<String>,
    filters: Vec<&'a str>,
}

/// The columns that filters look at.
fn names_in(filters: &[&str]) -> HashSet<String> {
    let mut names = HashSet::new();
    for filter in filters {
        let Ok(tree) = xpath::parse(filter) else { continue };
        tree.visit(&mut |expression| {
            if let Expr::Path { steps, .. } = expression {
                names.extend(steps.iter().map(|step| step.test.clone()));
            }
        });
    }
    names
}

/// Choices of one list by name; where a name is used several times, by how often it was met.
fn keyed(list: &ChoiceList) -> IndexMap<(&str, usize), &Choice> {
    let mut met: HashMap<&str, usize> = HashMap::new();
    let choices = list.choices.iter().map(|choice| {
        let times = met.entry(&choice.name).or_default();
        *times += 1;
        ((choice.name.as_str(), *times), choice)
    });
    choices.collect()
}

struct Lists<'c, 'a> {
    comparison: &'c Comparison<'a>,
    subject: Subject,
    filtered_by: HashSet<String>,
    changes: &'c mut Vec<Change>,
}

impl Lists<'_, '_> {
    fn compare(&mut self, old: &ChoiceList, new: &ChoiceList) {
        let (mine, theirs) = (keyed(old), keyed(new));
        let gone: Vec<&Choice> =
            mine.iter().filter(|(key, _)| !theirs.contains_key(*key)).map(|(_, choice)| *choice).collect();
        let come: Vec<&Choice> =
            theirs.iter().filter(|(key, _)| !mine.contains_key(*key)).map(|(_, choice)| *choice).collect();
        let renumbered = self.renumbered(&gone, &come);
        let settled: HashSet<*const Choice> =
            renumbered.iter().flat_map(|&(from, to)| [std::ptr::from_ref(from), std::ptr::from_ref(to)]).collect();
        let is_open = |choice: &&&Choice| !settled.contains(&std::ptr::from_ref(**choice));
        for choice in gone.iter().filter(is_open) {
            let what =
                What::ChoiceRemoved { choice: choice.name.clone(), label: said(choice, self.comparison.old.form) };
            self.put(what, (Verdict::Breaks, Reason::AnswerNoLongerOffered));
        }
        for (from, to) in &renumbered {
            let label = said(to, self.comparison.new.form);
            let what = What::ChoiceRenumbered { from: from.name.clone(), to: to.name.clone(), label };
            self.put(what, (Verdict::Breaks, Reason::OtherCode));
            self.columns(from, to);
        }
        for choice in come.iter().filter(is_open) {
            let what = What::ChoiceAdded { choice: choice.name.clone(), label: said(choice, self.comparison.new.form) };
            self.put(what, (Verdict::MayAffect, Reason::AnswerNewlyOffered));
        }
        let old_labels = self.labels(&mine);
        for (key, now) in &theirs {
            if let Some(before) = mine.get(key) {
                self.reworded(before, now, &old_labels);
                self.columns(before, now);
            }
        }
        self.reordered(&mine, &theirs);
    }

    fn put(&mut self, what: What, judged: (Verdict, Reason)) {
        self.changes.push(Change::new(self.subject.clone(), what, judged));
    }

    /// What is gone and what is new with the same label, if only one of each has it.
    fn renumbered<'l>(&self, gone: &[&'l Choice], come: &[&'l Choice]) -> Vec<(&'l Choice, &'l Choice)> {
        let by_label = |choices: &[&'l Choice], form: &Form| {
            let mut found: IndexMap<String, Vec<&'l Choice>> = IndexMap::new();
            for choice in choices {
                found.entry(texts::essence(&said(choice, form))).or_default().push(choice);
            }
            found
        };
        let mut theirs = by_label(come, self.comparison.new.form);
        let mine = by_label(gone, self.comparison.old.form);
        let pairs = mine.into_iter().filter(|(label, _)| !label.is_empty()).filter_map(|(label, mine)| {
            match (mine.as_slice(), theirs.swap_remove(&label).as_deref()) {
                ([old], Some([new])) => Some((*old, *new)),
                _ => None,
            }
        });
        pairs.collect()
    }

    /// The choices of the older list by what they say, where one says it alone.
    fn labels(&self, choices: &IndexMap<(&str, usize), &Choice>) -> HashMap<String, Option<String>> {
        let mut labels: HashMap<String, Option<String>> = HashMap::new();
        for choice in choices.values() {
            let says = texts::essence(&said(choice, self.comparison.old.form));
            labels.entry(says).and_modify(|name| *name = None).or_insert_with(|| Some(choice.name.clone()));
        }
        labels
    }

    fn reworded(&mut self, old: &Choice, new: &Choice, old_labels: &HashMap<String, Option<String>>) {
        let Comparison { old: old_tree, new: new_tree, languages, .. } = self.comparison;
        // A name that now says what another said is not reworded: it means something else.
        let says = texts::essence(&said(new, new_tree.form));
        let swapped = matches!(old_labels.get(&says), Some(Some(name)) if *name != old.name)
            && !says.is_empty()
            && says != texts::essence(&said(old, old_tree.form));
        for (language, from, to) in
            languages.side_by_side((old.label.as_ref(), old_tree.form), (new.label.as_ref(), new_tree.form))
        {
            if self.comparison.pairs.renamed.text(from) == to {
                continue;
            }
            let judged =
                if swapped { (Verdict::Breaks, Reason::CodeMeansAnother) } else { self.comparison.wording(from, to) };
            let what = What::ChoiceReworded {
                choice: new.name.clone(),
                language: language.to_owned(),
                from: from.to_owned(),
                to: to.to_owned(),
            };
            self.put(what, judged);
        }
        self.media(old, new);
    }

    fn media(&mut self, old: &Choice, new: &Choice) {
        let Comparison { old: old_tree, new: new_tree, languages, .. } = self.comparison;
        let kinds = new.media.keys().chain(old.media.keys().filter(|kind| !new.media.contains_key(*kind)));
        for kind in kinds {
            let files =
                languages.side_by_side((old.media.get(kind), old_tree.form), (new.media.get(kind), new_tree.form));
            for (language, from, to) in files {
                let what = What::MediaChanged {
                    media: format!("{}: {kind}", new.name),
                    language: language.to_owned(),
                    from: from.to_owned(),
                    to: to.to_owned(),
                };
                self.put(what, (Verdict::MayAffect, Reason::OtherWords));
            }
        }
    }

    fn columns(&mut self, old: &Choice, new: &Choice) {
        let gone = old.columns.keys().filter(|column| !new.columns.contains_key(*column));
        for column in new.columns.keys().chain(gone) {
            let value = |choice: &Choice| choice.columns.get(column).cloned().unwrap_or_default();
            let (from, to) = (value(old), value(new));
            if from == to {
                continue;
            }
            let judged = if self.filtered_by.contains(column) {
                (Verdict::MayAffect, Reason::OtherChoicesOffered)
            } else {
                (Verdict::Cosmetic, Reason::LooksOnly)
            };
            let what = What::ChoiceColumnChanged { choice: new.name.clone(), column: column.clone(), from, to };
            self.put(what, judged);
        }
    }

    fn reordered(&mut self, old: &IndexMap<(&str, usize), &Choice>, new: &IndexMap<(&str, usize), &Choice>) {
        let places: Vec<usize> = new.keys().filter_map(|key| old.get_index_of(key)).collect();
        if longest_rising(&places).len() == places.len() {
            return;
        }
        let names = |one: &IndexMap<(&str, usize), &Choice>, other: &IndexMap<(&str, usize), &Choice>| -> Vec<String> {
            one.keys().filter(|key| other.contains_key(*key)).map(|(name, _)| (*name).to_owned()).collect()
        };
        let what = What::ChoicesReordered { from: names(old, new), to: names(new, old) };
        self.put(what, (Verdict::MayAffect, Reason::OtherOrder));
    }
}

/// What people read, in the form's default language or the first there is.
fn said(choice: &Choice, form: &Form) -> String {
    let words = |label: &Words| label.in_language(&form.default_language).to_owned();
    choice.label.as_ref().map(words).unwrap_or_default()
}
