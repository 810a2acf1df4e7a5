//! What is wrong with a table of links, in the reader's language: where, what, what now.

use crate::{problem::catalogue, state::Language};
use messages::{Arg, codes};
use places::{Fault, PlaceProblem, PlaceProblems, Position};
use serde_json::{Value, json};

/// Problems of a table that are told; they are all counted.
pub const PROBLEMS_TOLD: usize = 500;

/// The first of the problems, in the shape of every other file's.
pub fn problems_told(problems: &PlaceProblems, language: Language) -> Vec<Value> {
    problems.0.iter().take(PROBLEMS_TOLD).map(|problem| told(problem, language)).collect()
}

fn told(problem: &PlaceProblem, language: Language) -> Value {
    let row = match problem.position {
        Position::Row(row) => Some(row),
        Position::File | Position::Feature(_) => None,
    };
    let (message, remedy) = match message(problem) {
        Some((code, args)) => (catalogue().text(language, code, &args), catalogue().remedy(language, code, &args)),
        None => (problem.fault.to_string(), Some(problem.fault.remedy().to_owned())),
    };
    json!({
        "sheet": null, "row": row, "column": column(&problem.fault), "value": problem.value, "code": problem.fault.code(),
        "message": message, "remedy": remedy,
    })
}

fn column(fault: &Fault) -> Option<&'static str> {
    matches!(fault, Fault::BadShare { .. } | Fault::SharesDoNotAddUp { .. }).then_some("share")
}

/// The message of the catalogue, for what can be wrong with a table of links.
fn message(problem: &PlaceProblem) -> Option<(&'static str, Vec<(&'static str, Arg)>)> {
    let value = || ("value", Arg::from(problem.value.as_str()));
    Some(match &problem.fault {
        Fault::NotUtf8 => (codes::PLACES_NOT_UTF8, vec![]),
        Fault::UnreadableArea { .. } => (codes::PLACES_UNREADABLE_AREA, vec![]),
        Fault::MissingCode => (codes::PLACES_MISSING_CODE, vec![]),
        Fault::BadCode(_) => (codes::PLACES_BAD_CODE, vec![value()]),
        Fault::NoCrosswalkColumns { columns } => {
            (codes::PLACES_NO_CROSSWALK_COLUMNS, vec![("columns", columns.as_str().into())])
        }
        Fault::BadShare { .. } => (codes::PLACES_BAD_SHARE, vec![value()]),
        Fault::DuplicateLink { to, position } => {
            let row = match position {
                Position::Row(row) | Position::Feature(row) => row.to_string(),
                Position::File => "?".to_owned(),
            };
            (codes::PLACES_DUPLICATE_LINK, vec![value(), ("to", to.as_str().into()), ("row", row.into())])
        }
        Fault::SharesDoNotAddUp { sum } => (
            codes::PLACES_SHARES_DO_NOT_ADD_UP,
            vec![("place", problem.value.as_str().into()), ("sum", sum.as_str().into())],
        ),
        Fault::NotInVersion { version } => {
            (codes::PLACES_NOT_IN_VERSION, vec![value(), ("version", version.as_str().into())])
        }
        Fault::Unlinked => (codes::PLACES_UNLINKED, vec![value()]),
        Fault::OtherLevel { level, expected } => (
            codes::PLACES_OTHER_LEVEL,
            vec![value(), ("level", i64::from(level.0).into()), ("expected", i64::from(expected.0).into())],
        ),
        Fault::NoLinks => (codes::PLACES_NO_LINKS, vec![]),
        Fault::TooManyLinks { limit } => (codes::PLACES_TOO_MANY_LINKS, vec![("limit", (*limit).into())]),
        Fault::TableTooLarge { limit, .. } => (codes::PLACES_TABLE_TOO_LARGE, vec![("limit", (*limit).into())]),
        _ => return None,
    })
}
