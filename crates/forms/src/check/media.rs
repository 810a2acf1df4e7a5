//! Pictures and sounds are of four kinds.

use super::expressions::counts;
use crate::{
    problems::{Code, Problem, Report},
    rows::Table,
};

const KINDS: [&str; 4] = ["image", "big-image", "audio", "video"];

pub(super) fn check(survey: &Table, report: &mut Report) {
    let is_unknown = |path: &[String]| path.len() > 1 && path[0] == "media" && !KINDS.contains(&path[1].as_str());
    if !survey.headers.iter().flatten().any(|header| is_unknown(&header.path)) {
        return;
    }
    for row in survey.rows(true).filter(counts) {
        for (header, text) in row.cells().filter(|(header, _)| is_unknown(&header.path)) {
            let kind = header.path[1].as_str();
            let cell = row.place().column(&header.text, text);
            let problem = Problem::new(Code::MediaUnknown, cell, &[("name", kind), ("known", &KINDS.join(", "))]);
            report.suggest(problem, kind, KINDS);
        }
    }
}
