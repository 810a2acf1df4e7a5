//! Which round a submission joins, and what is said of one that came too late for its own.

use crate::problem::catalogue;
use chrono::NaiveDate;
use messages::{Arg, codes};
use review::{Flag, Severity};
use store::{FormVersionName, Round};
use vocab::{Language, RoundStage, Text};

/// Where a submission goes.
#[derive(Debug)]
pub struct Joining<'r> {
    /// The round it joins.
    pub round: Option<&'r Round>,
    /// The closed round it belongs to; it joins that round's next revision.
    pub outside: Option<&'r Round>,
    /// What reviewers are told of it.
    pub flag: Option<Flag>,
}

impl<'r> Joining<'r> {
    /// Of an exercise's rounds, by number: for a submission dated `day`, which may correct another (`corrects`), whose
    /// round may be closed (`of_original`, its row).
    pub fn of(rounds: &'r [Round], day: Option<NaiveDate>, corrects: Option<&str>, of_original: Option<i32>) -> Self {
        if let Some(closed) = of_original.and_then(|id| rounds.iter().find(|round| round.id == id)) {
            let args = [("round", number(closed)), ("instance", Arg::from(corrects.unwrap_or_default()))];
            let flag = flag(codes::ROUND_CORRECTS_CLOSED, Severity::Warning, &args);
            return Self { round: None, outside: Some(closed), flag: Some(flag) };
        }
        let round = Round::open_for(rounds, day);
        if let Some(round) = round {
            let late = || flag(codes::ROUND_LATE, Severity::Note, &[("round", number(round))]);
            let flag = (round.stage == RoundStage::Review && corrects.is_none()).then(late);
            return Self { round: Some(round), outside: None, flag };
        }
        let holds = |round: &&Round| day.is_some_and(|day| round.period.contains(day));
        let outside = rounds.iter().rev().filter(|round| round.stage.is_settled()).find(holds);
        // A correction stays where what it corrects is.
        let flag = (corrects.is_none() && !rounds.is_empty()).then(|| match outside {
            Some(round) => flag(codes::ROUND_TOO_LATE, Severity::Warning, &[("round", number(round))]),
            None => flag(codes::ROUND_NONE_COLLECTS, Severity::Warning, &[]),
        });
        Self { round: None, outside, flag }
    }
}

/// What reviewers are told of a submission that was filled with another version of the form than its round's. It is as
/// welcome as any other.
pub fn other_form(round: Option<&Round>, filled: &FormVersionName, versions: &[FormVersionName]) -> Option<Flag> {
    let round = round?;
    let wanted = round.form_version_id.filter(|id| *id != filled.id)?;
    let wanted = versions.iter().find(|version| version.id == wanted)?;
    let name = |version: &FormVersionName| Arg::from(version.version.as_str());
    let args = [("round", number(round)), ("given", name(filled)), ("wanted", name(wanted))];
    Some(flag(codes::ROUND_OTHER_FORM, Severity::Note, &args))
}

fn number(round: &Round) -> Arg {
    Arg::from(i64::from(round.number.0))
}

/// A flag that the server itself raises, in all languages.
pub fn flag(code: &'static str, severity: Severity, args: &[(&'static str, Arg)]) -> Flag {
    let texts = |of: &dyn Fn(Language) -> String| {
        Language::ALL.into_iter().fold(Text::default(), |text, language| text.with(language, of(language)))
    };
    Flag {
        code: code.to_owned(),
        severity,
        message: texts(&|language| catalogue().text(language, code, args)),
        what_to_do: texts(&|language| catalogue().remedy(language, code, args).unwrap_or_default()),
    }
}
