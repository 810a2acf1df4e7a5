//! What changed in the rows of the survey.

use super::{
    change::{Aspect, Change, Reason, Subject, SubjectKind, TextRole, Verdict, What},
    kinds,
    languages::Languages,
    matching::Pairs,
    moves::{self, Moves},
    texts,
    tree::{Node, Thing, Tree},
};
use crate::{
    form::{ChoiceSource, Kind, Question, Section, SectionKind, Words},
    xform,
};
use indexmap::IndexMap;
use vocab::Sensitivity;

/// Two forms with what is known of how they belong together.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Tree<'a>,
    pub(super) new: &'a Tree<'a>,
    pub(super) pairs: &'a Pairs<'a>,
    pub(super) languages: Languages,
    moves: Moves,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Tree<'a>, new: &'a Tree<'a>, pairs: &'a Pairs<'a>) -> Self {
        let languages = Languages::of(old.form, new.form);
        Self { old, new, pairs, languages, moves: Moves::of(old, new, pairs) }
    }

    /// Whether two expressions, of the older and the newer form, mean the same.
    pub(super) fn same(&self, old: &str, new: &str) -> bool {
        self.pairs.renamed.same(old, new)
    }

    /// A change of wording, judged by whether more than its setting changed.
    pub(super) fn wording(&self, old: &str, new: &str) -> (Verdict, Reason) {
        let old = self.pairs.renamed.text(old);
        if texts::essence(&old) == texts::essence(new) {
            (Verdict::Cosmetic, Reason::SameWords)
        } else {
            (Verdict::MayAffect, Reason::OtherWords)
        }
    }
}

/// The changes of questions and sections, in the order of the newer form; what was removed stands where it stood.
pub(super) fn changes(comparison: &Comparison<'_>) -> Vec<Change> {
    let Comparison { old, new, pairs, .. } = comparison;
    let mut removed: Vec<Vec<usize>> = vec![Vec::new(); new.nodes.len() + 1];
    let mut behind = 0;
    for node in 0..old.nodes.len() {
        match pairs.new_of[node] {
            Some(counterpart) => behind = counterpart + 1,
            None => removed[behind].push(node),
        }
    }
    let mut changes = Vec::new();
    for (node, gone) in removed.into_iter().enumerate() {
        changes.extend(gone.into_iter().map(|gone| removal(old, gone)));
        match pairs.old_of.get(node) {
            Some(Some(before)) => Pair { comparison, old: *before, new: node, changes: &mut changes }.compare(),
            Some(None) => changes.push(addition(new, node)),
            None => {}
        }
    }
    changes
}

fn removal(tree: &Tree<'_>, node: usize) -> Change {
    let found = &tree.nodes[node];
    let judged = if found.answers() {
        (Verdict::Breaks, Reason::NoLongerAsked)
    } else {
        (Verdict::Cosmetic, Reason::HoldsNoAnswer)
    };
    Change::new(Subject { old_row: found.row(), ..subject(tree, node) }, What::Removed, judged)
}

fn addition(tree: &Tree<'_>, node: usize) -> Change {
    let found = &tree.nodes[node];
    let judged = if found.answers() {
        (Verdict::MayAffect, Reason::NotAskedBefore)
    } else {
        (Verdict::Cosmetic, Reason::HoldsNoAnswer)
    };
    Change::new(Subject { new_row: found.row(), ..subject(tree, node) }, What::Added, judged)
}

fn subject(tree: &Tree<'_>, node: usize) -> Subject {
    let found = &tree.nodes[node];
    let (kind, questions) = match found.thing {
        Thing::Question(_) => (SubjectKind::Question, Vec::new()),
        Thing::Section(section) if section.kind == SectionKind::Repeat => {
            (SubjectKind::Repeat, tree.questions_in(node))
        }
        Thing::Section(_) => (SubjectKind::Group, tree.questions_in(node)),
    };
    Subject { kind, name: found.answer().to_owned(), questions, ..Subject::default() }
}

/// Two nodes that belong together.
struct Pair<'c, 'a> {
    comparison: &'c Comparison<'a>,
    old: usize,
    new: usize,
    changes: &'c mut Vec<Change>,
}

impl Pair<'_, '_> {
    fn compare(mut self) {
        let comparison = self.comparison;
        let (old, new) = (&comparison.old.nodes[self.old], &comparison.new.nodes[self.new]);
        self.renamed(old, new);
        self.moved(old);
        match (old.thing, new.thing) {
            (Thing::Question(old), Thing::Question(new)) => self.kinds(old, new),
            (Thing::Section(old), Thing::Section(new)) if old.kind != new.kind => {
                let name = |section: &Section| match section.kind {
                    SectionKind::Group => "group".to_owned(),
                    SectionKind::Repeat => "repeat".to_owned(),
                };
                let what = What::TypeChanged { from: name(old), to: name(new) };
                self.put(what, (Verdict::Breaks, Reason::OtherUnit));
            }
            _ => {}
        }
        self.logic(old, new);
        self.texts(old, new);
        self.marks(old, new);
        self.attributes(old, new);
    }

    fn put(&mut self, what: What, judged: (Verdict, Reason)) {
        let Comparison { old, new, .. } = self.comparison;
        let subject = Subject {
            old_row: old.nodes[self.old].row(),
            new_row: new.nodes[self.new].row(),
            ..subject(new, self.new)
        };
        self.changes.push(Change::new(subject, what, judged));
    }

    fn renamed(&mut self, old: &Node<'_>, new: &Node<'_>) {
        if old.name() == new.name() {
            return;
        }
        let judged = match new.thing {
            Thing::Question(_) if !new.answers() => (Verdict::Cosmetic, Reason::HoldsNoAnswer),
            Thing::Section(_) if !new.is_repeat() => (Verdict::Cosmetic, Reason::HoldsNoAnswer),
            _ => (Verdict::Breaks, Reason::OtherName),
        };
        self.put(What::Renamed { from: old.name().to_owned(), to: new.name().to_owned() }, judged);
    }

    fn moved(&mut self, node: &Node<'_>) {
        let Comparison { old, new, pairs, moves, .. } = self.comparison;
        let elsewhere = moves.elsewhere.contains(&self.new);
        if !elsewhere && !moves.reordered.contains(&self.new) {
            return;
        }
        let mine = old.repeat(self.old).map(|repeat| pairs.new_of[repeat]);
        let judged = if mine != new.repeat(self.new).map(Some) {
            (Verdict::Breaks, Reason::OtherUnit)
        } else if !node.is_seen() {
            (Verdict::Cosmetic, Reason::HoldsNoAnswer)
        } else if elsewhere && moves.in_order.contains(&self.new) {
            (Verdict::Cosmetic, Reason::SameOrder)
        } else {
            (Verdict::MayAffect, Reason::OtherSurroundings)
        };
        let what = What::Moved { from: moves::place(old, self.old), to: moves::place(new, self.new) };
        self.put(what, judged);
    }

    fn kinds(&mut self, old: &Question, new: &Question) {
        let (from, to) = (old.kind.choices(), new.kind.choices());
        if kinds::name(&old.kind) != kinds::name(&new.kind) {
            let full = |kind: &Kind| match kind.choices() {
                Some(source) => format!("{} {}", kinds::name(kind), kinds::source(source)),
                None => kinds::name(kind).to_owned(),
            };
            let what = What::TypeChanged { from: full(&old.kind), to: full(&new.kind) };
            let judged = if kinds::nearly_same(&old.kind, &new.kind) {
                (Verdict::MayAffect, Reason::NearlySameAnswer)
            } else {
                (Verdict::Breaks, Reason::OtherKindOfAnswer)
            };
            self.put(what, judged);
        } else if let (Some(from), Some(to)) = (from, to)
            && !self.same_source(from, to)
        {
            let judged = match (from, to) {
                (ChoiceSource::List(_), ChoiceSource::List(_)) => (Verdict::Cosmetic, Reason::LooksOnly),
                _ => (Verdict::MayAffect, Reason::ChoicesUnknown),
            };
            self.put(What::ChoicesTakenFrom { from: kinds::source(from), to: kinds::source(to) }, judged);
        }
    }

    fn same_source(&self, old: &ChoiceSource, new: &ChoiceSource) -> bool {
        match (old, new) {
            (ChoiceSource::Answers(old), ChoiceSource::Answers(new)) => {
                self.comparison.pairs.renamed.0.get(old.as_str()).copied().unwrap_or(old) == new
            }
            _ => old == new,
        }
    }

    fn logic(&mut self, old: &Node<'_>, new: &Node<'_>) {
        self.relevance(old, new);
        let (mine, theirs) = (old.bind(), new.bind());
        let silence = (Verdict::MayAffect, Reason::OtherSilence);
        self.expression(
            Aspect::Constraint,
            mine.constraint(),
            theirs.constraint(),
            (Verdict::MayAffect, Reason::OtherAnswersAllowed),
        );
        self.expression(Aspect::Required, stated(mine.required()), stated(theirs.required()), silence);
        let way = (Verdict::MayAffect, Reason::OtherWayToAnswer);
        self.expression(Aspect::ReadOnly, stated(mine.readonly()), stated(theirs.readonly()), way);
        let computed = (Verdict::Breaks, Reason::OtherCalculation);
        self.expression(Aspect::Calculation, mine.calculate(), theirs.calculate(), computed);
        let entries = (Verdict::Breaks, Reason::AnotherNumberOfEntries);
        self.expression(Aspect::RepeatCount, old.count, new.count, entries);
        if let (Thing::Question(old), Thing::Question(new)) = (old.thing, new.thing) {
            let offered = (Verdict::MayAffect, Reason::OtherChoicesOffered);
            self.expression(Aspect::ChoiceFilter, old.choice_filter.as_deref(), new.choice_filter.as_deref(), offered);
            self.default(old, new);
            self.trigger(old, new);
        }
    }

    /// A question is asked if its own condition and those of all groups around it hold. Groups that belong together are
    /// compared for themselves; here count those that only one of the two stands in.
    fn relevance(&mut self, old: &Node<'_>, new: &Node<'_>) {
        let Comparison { old: old_tree, new: new_tree, pairs, .. } = self.comparison;
        let mut mine: Vec<&str> = old.bind().relevant().into_iter().collect();
        let mut theirs: Vec<&str> = new.bind().relevant().into_iter().collect();
        if self.comparison.moves.elsewhere.contains(&self.new) {
            let around: Vec<usize> = new_tree.ancestors(self.new).collect();
            let is_shared = |&above: &usize| pairs.new_of[above].is_some_and(|above| around.contains(&above));
            let shared = old_tree.ancestors(self.old).find(is_shared);
            let counterpart = shared.and_then(|above| pairs.new_of[above]);
            let left = old_tree.ancestors(self.old).take_while(|&above| Some(above) != shared);
            mine.extend(left.filter_map(|above| old_tree.nodes[above].bind().relevant()));
            let entered = around.iter().take_while(|&&above| Some(above) != counterpart);
            theirs.extend(entered.filter_map(|&above| new_tree.nodes[above].bind().relevant()));
        }
        let all_found = |some: &[&str], among: &[&str], same: &dyn Fn(&str, &str) -> bool| {
            some.iter().all(|one| among.iter().any(|other| same(one, other)))
        };
        let same = |old: &str, new: &str| self.comparison.same(old, new);
        if all_found(&mine, &theirs, &same) && all_found(&theirs, &mine, &|new, old| same(old, new)) {
            return;
        }
        let what = What::LogicChanged { aspect: Aspect::Relevance, from: joined(&mine), to: joined(&theirs) };
        self.put(what, (Verdict::Breaks, Reason::AnotherSetIsAsked));
    }

    fn expression(&mut self, aspect: Aspect, old: Option<&str>, new: Option<&str>, judged: (Verdict, Reason)) {
        let same = match (old, new) {
            (None, None) => true,
            (Some(old), Some(new)) => self.comparison.same(old, new),
            _ => false,
        };
        if !same {
            let (from, to) = (old.unwrap_or_default().to_owned(), new.unwrap_or_default().to_owned());
            self.put(What::LogicChanged { aspect, from, to }, judged);
        }
    }

    /// A default is an expression or a text as it stands.
    fn default(&mut self, old: &Question, new: &Question) {
        let (from, to) = (old.default.as_deref().unwrap_or_default(), new.default.as_deref().unwrap_or_default());
        let dynamic = |question: &Question, text: &str| xform::is_dynamic(text, &question.kind);
        let same = from == to || (dynamic(old, from) && dynamic(new, to) && self.comparison.same(from, to));
        if !same {
            let what = What::LogicChanged { aspect: Aspect::Default, from: from.to_owned(), to: to.to_owned() };
            self.put(what, (Verdict::MayAffect, Reason::OtherStart));
        }
    }

    fn trigger(&mut self, old: &Question, new: &Question) {
        let names = &self.comparison.pairs.renamed.0;
        let renamed: Vec<&str> =
            old.trigger.iter().map(|name| names.get(name.as_str()).copied().unwrap_or(name)).collect();
        if renamed != new.trigger {
            let what = What::LogicChanged {
                aspect: Aspect::Trigger,
                from: old.trigger.join(", "),
                to: new.trigger.join(", "),
            };
            self.put(what, (Verdict::MayAffect, Reason::OtherCalculation));
        }
    }

    fn texts(&mut self, old: &Node<'_>, new: &Node<'_>) {
        match (old.thing, new.thing) {
            (Thing::Question(old), Thing::Question(new)) => {
                self.text(TextRole::Label, old.label.as_ref(), new.label.as_ref());
                self.text(TextRole::Hint, old.hint.as_ref(), new.hint.as_ref());
                self.text(TextRole::GuidanceHint, old.guidance_hint.as_ref(), new.guidance_hint.as_ref());
                self.media(&old.media, &new.media);
            }
            (Thing::Section(old), Thing::Section(new)) => {
                self.text(TextRole::Label, old.label.as_ref(), new.label.as_ref());
                self.media(&old.media, &new.media);
            }
            _ => {}
        }
        let (mine, theirs) = (&old.bind().messages, &new.bind().messages);
        for (name, role) in [
            ("jr:constraintMsg", TextRole::ConstraintMessage),
            ("jr:requiredMsg", TextRole::RequiredMessage),
            ("jr:noAppErrorString", TextRole::NoAppMessage),
        ] {
            self.text(role, mine.get(name), theirs.get(name));
        }
    }

    fn text(&mut self, role: TextRole, old: Option<&Words>, new: Option<&Words>) {
        let Comparison { old: old_tree, new: new_tree, pairs, languages, .. } = self.comparison;
        for (language, from, to) in languages.side_by_side((old, old_tree.form), (new, new_tree.form)) {
            if pairs.renamed.text(from) == to {
                continue;
            }
            let judged = match role {
                TextRole::Label | TextRole::Hint | TextRole::GuidanceHint => self.comparison.wording(from, to),
                _ => (Verdict::Cosmetic, Reason::SaidOnlyWhenRefused),
            };
            let what =
                What::Reworded { text: role, language: language.to_owned(), from: from.to_owned(), to: to.to_owned() };
            self.put(what, judged);
        }
    }

    fn media(&mut self, old: &IndexMap<String, Words>, new: &IndexMap<String, Words>) {
        let Comparison { old: old_tree, new: new_tree, languages, .. } = self.comparison;
        for kind in in_either(old, new) {
            let texts =
                languages.side_by_side((old.get(kind), old_tree.form), (new.get(kind), new_tree.form)).into_iter();
            for (language, from, to) in texts {
                let what = What::MediaChanged {
                    media: kind.to_owned(),
                    language: language.to_owned(),
                    from: from.to_owned(),
                    to: to.to_owned(),
                };
                self.put(what, (Verdict::MayAffect, Reason::OtherWords));
            }
        }
    }

    fn marks(&mut self, old: &Node<'_>, new: &Node<'_>) {
        let (Thing::Question(old), Thing::Question(new)) = (old.thing, new.thing) else { return };
        if old.sensitivity != new.sensitivity {
            let judged = match new.sensitivity {
                Sensitivity::Personal => (Verdict::Breaks, Reason::NoLongerPublished),
                Sensitivity::None => (Verdict::MayAffect, Reason::NewlyPublished),
            };
            self.put(What::SensitivityChanged { from: old.sensitivity, to: new.sensitivity }, judged);
        }
        if old.sharing != new.sharing {
            let judged = (Verdict::MayAffect, Reason::OtherAudience);
            self.put(What::SharingChanged { from: old.sharing, to: new.sharing }, judged);
        }
    }

    fn attributes(&mut self, old: &Node<'_>, new: &Node<'_>) {
        let (mine, theirs) = (attributes(old), attributes(new));
        for name in in_either(&mine, &theirs) {
            let value = |of: &IndexMap<String, String>| of.get(name).cloned().unwrap_or_default();
            let (from, to) = (value(&mine), value(&theirs));
            if from == to || self.comparison.pairs.renamed.text(&from) == to {
                continue;
            }
            let judged = judged(name, &from, &to);
            self.put(What::AttributeChanged { attribute: name.to_owned(), from, to }, judged);
        }
    }
}

/// What a change of a cell without a rule of its own does.
fn judged(name: &str, from: &str, to: &str) -> (Verdict, Reason) {
    match name {
        "start" | "end" | "step" => (Verdict::Breaks, Reason::OtherScale),
        "type" => (Verdict::MayAffect, Reason::NearlySameAnswer),
        "randomize" | "seed" => (Verdict::MayAffect, Reason::OtherOrder),
        "value" | "label" => (Verdict::MayAffect, Reason::ChoicesUnknown),
        "appearance" if [from, to].iter().any(|text| text.contains("search(")) => {
            (Verdict::MayAffect, Reason::ChoicesUnknown)
        }
        _ => (Verdict::Cosmetic, Reason::LooksOnly),
    }
}

/// The cells that have no rule of their own, by name.
fn attributes(node: &Node<'_>) -> IndexMap<String, String> {
    const LOGIC: [&str; 5] = ["relevant", "constraint", "required", "readonly", "calculate"];
    let mut all: IndexMap<String, String> = IndexMap::new();
    let mut add = |some: &IndexMap<String, String>| {
        for (name, value) in some {
            let settled = LOGIC.contains(&name.as_str()) || name == "jr:count";
            // Where a parameter became an attribute, it is told once, by its own name.
            let plain = name.strip_prefix("orx:").or_else(|| name.strip_prefix("odk:")).unwrap_or(name);
            if !settled {
                all.entry(plain.replace("tick-interval", "tick_interval")).or_insert_with(|| value.clone());
            }
        }
    };
    match node.thing {
        Thing::Question(question) => {
            add(&question.parameters);
            add(&question.control);
            add(&question.bind.attributes);
            add(&question.instance);
        }
        Thing::Section(section) => {
            add(&section.control);
            add(&section.bind.attributes);
            add(&section.instance);
        }
    }
    all
}

fn in_either<'m, V>(old: &'m IndexMap<String, V>, new: &'m IndexMap<String, V>) -> Vec<&'m str> {
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    new.keys().chain(gone).map(String::as_str).collect()
}

/// `false()` is what no cell says, too.
fn stated(expression: Option<&str>) -> Option<&str> {
    expression.filter(|text| text.trim() != "false()")
}

fn joined(conditions: &[&str]) -> String {
    match conditions {
        [] => String::new(),
        [only] => (*only).to_owned(),
        several => several.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" and "),
    }
}
