//! What an expression does with the answers it names: what cannot be is refused, what is hardly meant is warned of.

use crate::{
    form::{ChoiceSource, Form, Kind, Question},
    names::is_plain_name,
    problems::{Cell, Code, Problem, Report},
    xform::is_search,
    xpath::{self, Expr, Misuse, Operator, Start, Type},
};
use std::collections::{HashMap, HashSet};

/// The questions of the form, by name and by row.
pub(super) struct Questions<'a> {
    form: &'a Form,
    /// None where several have the name.
    by_name: HashMap<&'a str, Option<&'a Question>>,
    by_row: HashMap<u32, &'a Question>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// Where to report.
    pub(super) cell: &'a dyn Fn() -> Cell,
    /// The question that `.` means.
    pub(super) own: Option<&'a Question>,
}

impl<'a> Questions<'a> {
    pub(super) fn of(form: &'a Form) -> Self {
        let mut by_name: HashMap<&str, Option<&Question>> = HashMap::new();
        for question in form.questions() {
            by_name.entry(&question.name).and_modify(|one| *one = None).or_insert(Some(question));
        }
        // A group of the same name makes it doubtful which is meant.
        for section in form.sections() {
            by_name.insert(&section.name, None);
        }
        let by_row = form.questions().map(|question| (question.row, question)).collect();
        Self { form, by_name, by_row }
    }

    /// The question that a row of the survey became.
    pub(super) fn at_row(&self, row: u32) -> Option<&'a Question> {
        self.by_row.get(&row).copied()
    }

    /// Reports what is wrong or doubtful in an expression.
    pub(super) fn check(&self, tree: &Expr, place: Place<'_>, report: &mut Report) {
        for misuse in xpath::misuses(tree) {
            misused(&misuse, place.cell, report);
        }
        self.look_at(tree, place, &mut HashSet::new(), report);
    }

    /// `said`: the selects of several answers already warned of; conditions on one go over all its choices.
    fn look_at(&self, part: &Expr, place: Place<'_>, said: &mut HashSet<String>, report: &mut Report) {
        match part {
            Expr::Binary { operator, left, right } if operator.is_comparison() => {
                for (side, other) in [(left, right), (right, left)] {
                    self.compared(*operator, [side, other], place, said, report);
                }
            }
            Expr::Call { name, arguments, .. } => self.called(name, arguments, place, report),
            Expr::Path { start: Start::Here, steps } if place.own.is_some() => {
                self.below_a_question(&steps[0].test, place, report);
            }
            _ => {}
        }
        // Within a condition `.` is another node.
        let outside = |child: &Expr| !in_condition(part, child);
        part.children(&mut |child| {
            let own = place.own.filter(|_| outside(child));
            self.look_at(child, Place { own, ..place }, said, report);
        });
    }

    /// Nothing lies below a question: a bare name was meant as a text or as a reference.
    fn below_a_question(&self, name: &str, place: Place<'_>, report: &mut Report) {
        if is_plain_name(name) {
            let reference = format!("${{{name}}}");
            report.say(Code::PathToNothing, (place.cell)(), &[("name", name), ("reference", &reference)]);
        }
    }

    fn question<'b>(&'b self, side: &Expr, place: Place<'b>) -> Option<&'b Question> {
        match side {
            Expr::Reference(reference) => self.by_name.get(reference.name.as_str()).copied().flatten(),
            Expr::Path { start: Start::Here, steps } => {
                let dot = steps.len() == 1 && steps[0].test == "." && steps[0].predicates.is_empty();
                place.own.filter(|_| dot)
            }
            _ => None,
        }
    }

    fn compared(
        &self,
        operator: Operator,
        [side, other]: [&Expr; 2],
        place: Place<'_>,
        said: &mut HashSet<String>,
        report: &mut Report,
    ) {
        let Some(value) = constant(other) else { return };
        let is_text = matches!(other, Expr::Literal(..));
        if value.is_empty() {
            return;
        }
        let Some(question) = self.question(side, place) else {
            if is_text && xpath::gives(side) == Type::Number && !xpath::is_number(value) {
                let given = side.to_string();
                report.say(Code::ComparedWithText, (place.cell)(), &[("name", &given), ("given", value)]);
            }
            return;
        };
        let words = [("name", question.name.as_str()), ("given", value)];
        let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        match question.kind {
            Kind::Integer | Kind::Decimal | Kind::Range if is_text && !xpath::is_number(value) => {
                report.say(Code::ComparedWithText, (place.cell)(), &words);
            }
            Kind::Date | Kind::DateTime if is_text && !xpath::is_date(value) && !xpath::is_number(value) => {
                report.say(Code::ComparedWithNoDate, (place.cell)(), &words);
            }
            Kind::SelectMultiple(_) if equality => {
                if said.insert(question.name.clone()) {
                    let reference = format!("${{{}}}", question.name);
                    let words = [words[0], words[1], ("reference", reference.as_str())];
                    report.say(Code::ComparedWithSeveral, (place.cell)(), &words);
                }
                self.choice(question, other, value, place, report);
            }
            Kind::SelectOne(_) if equality => self.choice(question, other, value, place, report),
            _ => {}
        }
    }

    fn called(&self, name: &str, arguments: &[Expr], place: Place<'_>, report: &mut Report) {
        if !matches!(name, "selected" | "is-selected" | "count-selected" | "selected-at") {
            return;
        }
        let Some(question) = arguments.first().and_then(|first| self.question(first, place)) else { return };
        // The numbers of a point are picked as choices are.
        let is_place = matches!(question.kind, Kind::Geopoint | Kind::Geotrace | Kind::Geoshape);
        if name == "selected-at" && is_place {
            return;
        }
        if never_holds_choices(&question.kind) {
            report.say(Code::SelectedOfNoSelect, (place.cell)(), &[("function", name), ("name", &question.name)]);
        } else if name.ends_with("selected")
            && let Some(choice) = arguments.get(1)
            && let Some(value) = constant(choice)
            && !value.is_empty()
        {
            self.choice(question, choice, value, place, report);
        }
    }

    /// Whether the choice compared with is one of the question's list.
    fn choice(&self, question: &Question, written: &Expr, value: &str, place: Place<'_>, report: &mut Report) {
        let Some(ChoiceSource::List(name)) = question.kind.choices() else { return };
        let Some(list) = self.form.lists.get(name).filter(|_| !is_search(question)) else { return };
        let same = |choice: &str| match (written, choice.parse::<f64>(), value.parse::<f64>()) {
            (Expr::Number(_) | Expr::Negate(_), Ok(one), Ok(other)) => (one - other).abs() < 1e-12,
            _ => choice == value.trim(),
        };
        let names = || list.choices.iter().map(|choice| choice.name.as_str());
        // Several at once may be compared with the whole answer.
        let all_known = |value: &str| value.split_whitespace().all(|part| names().any(|choice| choice == part));
        if names().any(same) || (matches!(question.kind, Kind::SelectMultiple(_)) && all_known(value)) {
            return;
        }
        let words = [("name", question.name.as_str()), ("given", value), ("list", name.as_str())];
        report.suggest(Problem::new(Code::ComparedWithNoChoice, (place.cell)(), &words), value, names());
    }
}

fn misused(misuse: &Misuse<'_>, cell: &dyn Fn() -> Cell, report: &mut Report) {
    match misuse {
        Misuse::NodesNeeded { function, given } => {
            report.say(Code::NodesNeeded, cell(), &[("name", function), ("given", &given.to_string())]);
        }
        Misuse::PathOnValue(given) => report.say(Code::PathOnValue, cell(), &[("given", &given.to_string())]),
        Misuse::NotANumber { needed_by, given } => {
            report.say(Code::NumberNeeded, cell(), &[("name", needed_by), ("given", given)]);
        }
    }
}

/// What is always the same: a text or a number between the signs of a comparison.
fn constant(side: &Expr) -> Option<&str> {
    match side {
        Expr::Literal(text, _) => Some(text),
        Expr::Number(number) => Some(number),
        _ => None,
    }
}

/// Texts and calculations may hold names of choices; these may not.
const fn never_holds_choices(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Integer
            | Kind::Decimal
            | Kind::Range
            | Kind::Date
            | Kind::Time
            | Kind::DateTime
            | Kind::Geopoint
            | Kind::Geotrace
            | Kind::Geoshape
            | Kind::Image
            | Kind::Audio
            | Kind::Video
            | Kind::File
    )
}

/// Whether the child stands between square brackets.
fn in_condition(parent: &Expr, child: &Expr) -> bool {
    match parent {
        Expr::Path { start: Start::From(from, _), .. } => !std::ptr::eq(&**from, child),
        Expr::Path { .. } => true,
        _ => false,
    }
}
