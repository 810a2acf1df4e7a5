//! What is said about an XForm, with the line it is about.

use super::xml::{Xml, local};
use crate::{
    Limits,
    problems::{Cell, Code, Phrase, Problem, Problems, Report},
};

/// The report, and where lines begin.
pub(super) struct Notes {
    report: Report,
    lines: Vec<usize>,
}

impl Notes {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { report: Report::new(limits), lines: Vec::new() }
    }

    /// Lines are known from here on.
    pub(super) fn about(&mut self, text: &str) {
        self.lines = text.match_indices('\n').map(|(at, _)| at).collect();
    }

    /// Says something about a byte of the text.
    pub(super) fn say_at(&mut self, at: usize, element: &str, code: Code, arguments: &[(&str, &str)]) {
        let cell = self.cell(at, element);
        self.report.say(code, cell, arguments);
    }

    /// Says something about an element.
    pub(super) fn say(&mut self, element: Xml<'_>, code: Code, arguments: &[(&str, &str)]) {
        self.say_at(element.range().start, local(element), code, arguments);
    }

    /// Says that there is more of something than is read.
    pub(super) fn too_many(&mut self, at: usize, element: &str, limit: usize, unit: Phrase) {
        let cell = self.cell(at, element);
        self.report.add(Problem::new(Code::XFormTooMany, cell, &[("limit", &limit.to_string())]).with("unit", unit));
    }

    /// Says why a byte of the text cannot be read.
    pub(super) fn unreadable(&mut self, at: usize, reason: Phrase) {
        let cell = self.cell(at, "");
        self.report.add(Problem::new(Code::XFormUnreadable, cell, &[]).with("reason", reason));
    }

    fn cell(&self, at: usize, element: &str) -> Cell {
        let line = self.lines.partition_point(|end| *end < at) + 1;
        Cell::of_xform(u32::try_from(line).unwrap_or(u32::MAX), element)
    }

    pub(super) fn refuses(&self) -> bool {
        self.report.refuses()
    }

    pub(super) fn into_problems(self) -> Problems {
        self.report.into_problems()
    }
}
