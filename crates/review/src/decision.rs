//! What a person decides about a record.

use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use vocab::RecordState;

/// Characters of a reason: a page, which nobody needs; what is longer is a paste by mistake.
pub const REASON_CHARACTERS: usize = 2_000;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// I stand by it: it counts.
    Approve {
        /// Why; needed where the record was rejected before.
        #[serde(default)]
        reason: Option<String>,
    },
    /// It must not count.
    Reject {
        /// Why; always needed.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Whoever collected it should look at it again.
    Return {
        /// What to look at; always needed.
        #[serde(default)]
        reason: Option<String>,
    },
}

/// Why a decision cannot stand. `Display` is for logs; people read the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecisionProblem {
    /// It needs a reason.
    #[error("the decision needs a reason")]
    ReasonNeeded,
    /// The reason is too long.
    #[error("the reason is longer than {limit} characters")]
    ReasonTooLong {
        /// Characters allowed.
        limit: usize,
    },
    /// Nothing would change.
    #[error("the record is already {0:?}")]
    AlreadySo(RecordState),
}

impl DecisionProblem {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReasonNeeded => codes::REVIEW_REASON_NEEDED,
            Self::ReasonTooLong { .. } => codes::REVIEW_REASON_TOO_LONG,
            Self::AlreadySo(_) => codes::REVIEW_ALREADY_SO,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::ReasonNeeded => Vec::new(),
            Self::ReasonTooLong { limit } => vec![("limit", (*limit).into())],
            Self::AlreadySo(state) => vec![("state", state.code().into())],
        }
    }
}

impl Decision {
    /// The reason given, without blanks around it.
    pub fn reason(&self) -> Option<&str> {
        let (Self::Approve { reason } | Self::Reject { reason } | Self::Return { reason }) = self;
        reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
    }
}

/// The state a record is in after the decision. A first approval needs no reason; rejecting, and going back on what was decided,
/// does.
///
/// # Errors
/// When the reason is missing or too long, or nothing would change.
pub fn decide(state: RecordState, decision: &Decision) -> Result<RecordState, DecisionProblem> {
    let after = match decision {
        Decision::Approve { .. } => RecordState::Approved,
        Decision::Reject { .. } => RecordState::Rejected,
        Decision::Return { .. } => RecordState::HasIssues,
    };
    if after == state {
        return Err(DecisionProblem::AlreadySo(state));
    }
    let first_approval = !state.is_decided() && after == RecordState::Approved;
    match decision.reason() {
        None if !first_approval => Err(DecisionProblem::ReasonNeeded),
        Some(reason) if reason.chars().count() > REASON_CHARACTERS => {
            Err(DecisionProblem::ReasonTooLong { limit: REASON_CHARACTERS })
        }
        _ => Ok(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RecordState::{Approved, Received, Rejected};
    use messages::Catalogue;
    use vocab::Language;

    fn approve(reason: Option<&str>) -> Decision {
        Decision::Approve { reason: reason.map(str::to_owned) }
    }

    fn reject(reason: Option<&str>) -> Decision {
        Decision::Reject { reason: reason.map(str::to_owned) }
    }

    fn send_back(reason: Option<&str>) -> Decision {
        Decision::Return { reason: reason.map(str::to_owned) }
    }

    #[test]
    fn every_transition_and_whether_it_needs_a_reason() {
        let needed = Err(DecisionProblem::ReasonNeeded);
        for (state, decision, after) in [
            (Received, approve(None), Ok(Approved)),
            (RecordState::Edited, approve(None), Ok(Approved)),
            (RecordState::HasIssues, approve(None), Ok(Approved)),
            (RecordState::HasIssues, reject(None), needed.clone()),
            (Received, reject(Some("wrong place")), Ok(Rejected)),
            (Received, reject(None), needed.clone()),
            (Received, reject(Some(" \n")), needed.clone()),
            (Approved, reject(Some("a double")), Ok(Rejected)),
            (Approved, reject(None), needed.clone()),
            (Rejected, approve(Some("confirmed by phone")), Ok(Approved)),
            (Rejected, approve(None), needed),
            (Approved, approve(Some("again")), Err(DecisionProblem::AlreadySo(Approved))),
            (Received, send_back(Some("which colline?")), Ok(RecordState::HasIssues)),
            (Received, send_back(None), Err(DecisionProblem::ReasonNeeded)),
            (Approved, send_back(Some("which colline?")), Ok(RecordState::HasIssues)),
            (Rejected, reject(Some("again")), Err(DecisionProblem::AlreadySo(Rejected))),
        ] {
            assert_eq!(decide(state, &decision), after, "{state:?} {decision:?}");
        }
    }

    #[test]
    fn a_reason_has_a_limit_in_characters() {
        assert!(decide(Received, &reject(Some(&"é".repeat(REASON_CHARACTERS)))).is_ok());
        let problem = decide(Received, &reject(Some(&"é".repeat(REASON_CHARACTERS + 1)))).unwrap_err();
        assert_eq!(problem, DecisionProblem::ReasonTooLong { limit: REASON_CHARACTERS });
    }

    #[test]
    fn every_problem_has_a_message() {
        let catalogue = Catalogue::new();
        for problem in [
            DecisionProblem::ReasonNeeded,
            DecisionProblem::ReasonTooLong { limit: 9 },
            DecisionProblem::AlreadySo(Received),
            DecisionProblem::AlreadySo(Approved),
            DecisionProblem::AlreadySo(Rejected),
        ] {
            for language in Language::ALL {
                let told = catalogue.sentences(language, problem.code(), &problem.args());
                assert!(catalogue.knows(problem.code()) && !told.contains('$'), "{told}");
            }
        }
    }

    #[test]
    fn the_apis_body_is_a_decision() {
        let body = r#"{"decision":"reject","reason":"a double"}"#;
        assert_eq!(serde_json::from_str::<Decision>(body).unwrap(), reject(Some("a double")));
        assert_eq!(serde_json::from_str::<Decision>(r#"{"decision":"approve"}"#).unwrap(), approve(None));
    }
}
