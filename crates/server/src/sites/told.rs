//! Why a decision about sites cannot be taken, for people.

use super::Sites;
use crate::problem::{Problem, catalogue};
use axum::http::StatusCode;
use messages::{Arg, codes};
use places::sites::SiteProblem;
use serde_json::{Value, json};
use vocab::{Language, Text};

type Told = (&'static str, Vec<(&'static str, Arg)>);

fn told(sites: &Sites, problem: &SiteProblem) -> Told {
    let of = |code, id: &String| (code, vec![("site", Arg::from(sites.name(id)))]);
    match problem {
        SiteProblem::Unknown(_) => (codes::SITE_UNKNOWN, Vec::new()),
        SiteProblem::Twice(id) => of(codes::SITE_TWICE, id),
        SiteProblem::NotStanding(id) => of(codes::SITE_NOT_STANDING, id),
        SiteProblem::OnlyProposed(id) => of(codes::SITE_ONLY_PROPOSED, id),
        SiteProblem::Taken(id) => of(codes::SITE_TAKEN, id),
        SiteProblem::NothingToMerge => (codes::SITE_NOTHING_TO_MERGE, Vec::new()),
        SiteProblem::TooFewParts(_) => (codes::SITE_TOO_FEW_PARTS, Vec::new()),
        SiteProblem::ShareOut(name) => (codes::SITE_SHARE_OUT, vec![("site", Arg::from(name.as_str()))]),
        SiteProblem::SharesAddUp(sum) => (codes::SITE_SHARES_ADD_UP, vec![("sum", Arg::from(sum.to_string()))]),
    }
}

/// The first of several, as the answer to somebody who went on regardless.
pub fn refusal(sites: &Sites, problems: &[SiteProblem]) -> Problem {
    let Some(first) = problems.first() else {
        return Problem::new(StatusCode::CONFLICT, codes::SITES_CHANGED_MEANWHILE);
    };
    let (code, args) = told(sites, first);
    let status = if code == codes::SITE_UNKNOWN { StatusCode::NOT_FOUND } else { StatusCode::UNPROCESSABLE_ENTITY };
    args.into_iter().fold(Problem::new(status, code), |problem, (name, value)| problem.arg(name, value))
}

/// All of them, in all languages, for a preview.
pub fn of_problems(sites: &Sites, problems: &[SiteProblem]) -> Vec<Value> {
    let line = |problem: &SiteProblem| {
        let (code, args) = told(sites, problem);
        let message = Language::ALL
            .into_iter()
            .fold(Text::default(), |text, language| text.with(language, catalogue().text(language, code, &args)));
        json!({"code": code, "message": message})
    };
    problems.iter().map(line).collect()
}
