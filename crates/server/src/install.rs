//! Installing a pack in an operation. Doing it again brings the operation up to date and loses nothing.

use crate::{problem::Problem, programme::Programme, publishing, state::App};
use axum::http::StatusCode;
use messages::codes;
use packs::PackRegister;
use std::collections::BTreeSet;
use store::{Exercise, FormState, NewRegister, Operation};

/// Makes the pack's exercises and registers, and publishes their forms.
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
    for wanted in &found.manifest.registers {
        bring(app, operation, wanted, actor).await?;
    }
    for settings in &found.manifest.settings {
        let known = app.store.exercise(operation.id, &settings.exercise).await?;
        known.ok_or_else(|| {
            let needed = found.manifest.needs.join(", ");
            Problem::new(StatusCode::CONFLICT, codes::PACK_NEEDS).arg("pack", pack).arg("needed", needed)
        })?;
        let set = app.store.packs_set(operation.id).await?;
        let other = set.iter().find(|other| *other != pack && sets(programme, other, &settings.exercise));
        if let Some(other) = other {
            let problem = Problem::new(StatusCode::CONFLICT, codes::PACK_SET_BY_OTHER);
            return Err(problem.arg("exercise", settings.exercise.as_str()).arg("other", other.as_str()));
        }
    }
    if !found.manifest.settings.is_empty() {
        let subject = format!("operation:{}", operation.code);
        app.store.set_pack(operation.id, &subject, (pack, &found.manifest.version), actor).await?;
    }
    for packs::Workbook { path, bytes } in found.workbooks.values() {
        let name = path.rsplit('/').next().unwrap_or(path);
        publishing::publish(app, operation, name, bytes, actor).await?;
    }
    let imported =
        |form: &str| found.manifest.exercises.iter().filter(|one| one.form == form).all(|one| one.only_imported);
    let forms: BTreeSet<&str> = found.manifest.exercises.iter().map(|exercise| exercise.form.as_str()).collect();
    for form in forms.into_iter().filter(|form| imported(form)) {
        app.store.set_form_state(operation.id, form, FormState::Closed, actor).await?;
    }
    Ok(())
}

/// Makes a register, or adds what it lacks.
async fn bring(app: &App, operation: &Operation, wanted: &PackRegister, actor: &str) -> Result<(), Problem> {
    let register = match app.store.register(operation.id, &wanted.name).await? {
        Some(register) => register,
        None => {
            let new = NewRegister { name: wanted.name.clone(), approval_required: false };
            app.store.create_register(operation.id, &new, actor).await?
        }
    };
    let held = register.property_names();
    for name in wanted.properties.iter().filter(|name| !held.contains(name)) {
        app.store.add_property(&register, name, false, actor).await?;
    }
    Ok(())
}

/// Whether a pack says how something of an exercise is done.
fn sets(programme: &Programme, pack: &str, exercise: &str) -> bool {
    programme.pack(pack).is_ok_and(|pack| pack.manifest.settings.iter().any(|settings| settings.exercise == exercise))
}
