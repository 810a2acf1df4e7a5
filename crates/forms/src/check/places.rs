//! Places a geo question refers to: a list, a file, or a repeat of the form.

use crate::{
    form::{ChoiceSource, Form, SectionKind},
    problems::{Cell, Code, Phrase, Problem, Report},
    xform::all_sources,
    xpath::{self, Expr},
};

pub(super) fn check(form: &Form, sheet: &str, report: &mut Report) {
    const NAME: &str = "reference-geometry";
    let sources = all_sources(form);
    for question in form.questions().filter(|question| question.kind.choices().is_none()) {
        let Some(source) = question.parameters.get(NAME) else { continue };
        let known = match xpath::parse(source) {
            Ok(Expr::Reference(repeat)) => {
                form.sections().any(|section| section.kind == SectionKind::Repeat && section.name == repeat.name)
            }
            _ => {
                form.lists.contains_key(source)
                    || form.entities.iter().any(|entity| entity.list == *source)
                    || sources.iter().any(|(name, _)| name == source)
                    || form.questions().any(|other| other.kind.choices().map(ChoiceSource::name) == Some(source))
            }
        };
        if !known {
            let cell = Cell::row(sheet, question.row).column("parameters", source);
            let problem = Problem::new(Code::ParameterInvalid, cell, &[("name", NAME), ("given", source)]);
            report.add(problem.with("expected", Phrase::PlacesSource));
        }
    }
}
