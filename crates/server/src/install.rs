//! Installing a pack in an operation. Doing it again brings the operation up to date and loses nothing.

use crate::{problem::Problem, publishing, state::App};
use std::collections::BTreeSet;
use store::{Exercise, FormState, Operation};

/// Makes the pack's exercises and publishes their forms.
///
/// # Errors
/// When there is no such pack, or a form of the same version was published with another content.
pub async fn install(app: &App, operation: &Operation, pack: &str, actor: &str) -> Result<(), Problem> {
    let programme = app.figures.programme();
    let found = programme.pack(pack)?;
    for exercise in &found.manifest.exercises {
        let exercise = Exercise {
            id: 0,
            operation_id: operation.id,
            code: exercise.code.clone(),
            name: exercise.name.clone(),
            tool: exercise.tool.clone(),
            xml_form_id: exercise.form.clone(),
            coverage_level: exercise.coverage_level,
            pack: format!("{pack} {}", found.manifest.version),
        };
        app.store.save_exercise(&exercise, actor).await?;
    }
    let files = packs::builtin();
    for path in found.workbooks.values() {
        let bytes = files.get(pack).and_then(|files| files.0.get(path)).cloned().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or(path);
        publishing::publish(app, operation, name, &bytes, actor).await?;
    }
    let imported =
        |form: &str| found.manifest.exercises.iter().filter(|one| one.form == form).all(|one| one.only_imported);
    let forms: BTreeSet<&str> = found.manifest.exercises.iter().map(|exercise| exercise.form.as_str()).collect();
    for form in forms.into_iter().filter(|form| imported(form)) {
        app.store.set_form_state(operation.id, form, FormState::Closed, actor).await?;
    }
    Ok(())
}
