//! Edits carried on to a newer version of a submission.

use crate::{joining::flag, problem::Problem, state::App};
use messages::{Arg, codes};
use review::{
    Flag, Severity,
    edit::{QuestionPath, ValueEdit, answer_at, carry as lay},
    expression::Answers,
};
use std::collections::BTreeMap;
use store::{CarriedEdits, Operation, StoredEdit};

/// What became of the edits.
#[derive(Debug)]
pub struct Carrying {
    /// For the store.
    pub edits: CarriedEdits,
    /// What reviewers are told of those that no longer fit.
    pub flag: Option<Flag>,
}

/// Lays the edits of what is corrected over the correction's answers, as far as they fit. None if there are none.
///
/// # Errors
/// When the store fails, or an edit does not open.
pub async fn carry(
    app: &App,
    operation: &Operation,
    corrected: &str,
    answers: &mut Answers,
) -> Result<Option<Carrying>, Problem> {
    let Some((looked_at, kept)) = app.store.edits_to_carry(operation.id, corrected).await? else { return Ok(None) };
    let edits = kept.iter().map(read).collect::<Result<Vec<ValueEdit>, Problem>>()?;
    let carried = lay(answers, &edits);
    *answers = carried.answers;
    let lapsed = carried.lapsed.iter().filter_map(|at| kept.get(*at)).map(|edit| edit.id).collect();
    let questions = differing(&edits, &carried.lapsed, answers);
    let told = || flag(codes::EDIT_LAPSED, Severity::Warning, &[("questions", Arg::from(questions.join(", ")))]);
    Ok(Some(Carrying { edits: CarriedEdits { looked_at, lapsed }, flag: (!questions.is_empty()).then(told) }))
}

/// An edit as the rules read it.
///
/// # Errors
/// When somebody else wrote to the database.
pub fn read(edit: &StoredEdit) -> Result<ValueEdit, Problem> {
    let question = edit.question.parse().map_err(|problem: review::edit::PathProblem| Problem::failed(&problem))?;
    Ok(ValueEdit { question, from: edit.from.clone(), to: edit.to.clone() })
}

/// Questions whose last edit no longer fits, and that do not say by themselves what it wanted.
fn differing(edits: &[ValueEdit], lapsed: &[usize], answers: &Answers) -> Vec<String> {
    let mut last: BTreeMap<&QuestionPath, usize> = BTreeMap::new();
    last.extend(edits.iter().enumerate().map(|(at, edit)| (&edit.question, at)));
    let differs = |(question, at): (&QuestionPath, usize)| {
        let lost = lapsed.contains(&at) && answer_at(answers, question) != edits.get(at).map(|edit| &edit.to);
        lost.then(|| question.to_string())
    };
    last.into_iter().filter_map(differs).collect()
}
