//! Publishing a form: compiled, given the files it needs, and offered to phones.

use crate::{problem::Problem, state::App, territory::Territory};
use axum::http::StatusCode;
use forms::{CompileOptions, Compiled};
use messages::codes;
use std::collections::BTreeSet;
use store::{Exercise, FormFile, FormVersion, NewFormVersion, Operation};
use vocab::{AdminLevel, Text};

/// Compiles a workbook and publishes it in an operation. A form no exercise collects yet gets an exercise of its own.
///
/// # Errors
/// With every problem of the workbook; nothing is changed then.
pub async fn publish(
    app: &App,
    operation: &Operation,
    file_name: &str,
    bytes: &[u8],
    actor: &str,
) -> Result<FormVersion, Problem> {
    let (name, workbook) = (file_name.to_owned(), bytes.to_vec());
    let compile = move || forms::compile(&name, &workbook, &CompileOptions::default());
    let compiled = tokio::task::spawn_blocking(compile).await.map_err(|error| Problem::failed(&error))?;
    let compiled = compiled.map_err(refused)?;
    let territory = app.territories.of(&app.store, operation).await?;
    let files = files_for(&compiled, territory.as_deref())?;
    let Compiled { form, xform, warnings, .. } = compiled;
    let to_json = |value: Result<serde_json::Value, serde_json::Error>| value.map_err(|error| Problem::failed(&error));
    let new = NewFormVersion {
        xml_form_id: form.id.clone(),
        version: form.version.clone(),
        title: form.title.clone(),
        hash: md5_hex(xform.as_bytes()),
        model: to_json(serde_json::to_value(&form))?,
        warnings: to_json(serde_json::to_value(&warnings))?,
        xform,
        source_name: file_name.to_owned(),
        source: bytes.to_vec(),
        files,
    };
    let version = app.store.publish_form(operation.id, &new, actor).await?;
    if app.store.exercise_of_form(operation.id, &version.xml_form_id).await?.is_none() {
        let exercise = Exercise {
            id: 0,
            operation_id: operation.id,
            code: version.xml_form_id.clone(),
            name: Text::new(version.title.clone()),
            tool: "SA".to_owned(),
            xml_form_id: version.xml_form_id.clone(),
            coverage_level: AdminLevel(1),
            pack: String::new(),
        };
        app.store.save_exercise(&exercise, actor).await?;
    }
    Ok(version)
}

fn refused(problems: forms::Problems) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_HAS_PROBLEMS)
        .arg("count", problems.errors().count())
        .of_form(problems)
}

/// The files the form asks for: lists of places, made from the operation's boundaries.
fn files_for(compiled: &Compiled, territory: Option<&Territory>) -> Result<Vec<FormFile>, Problem> {
    let (mut files, mut missing) = (Vec::new(), BTreeSet::new());
    for name in compiled.form.attachments() {
        match level_of(&name).zip(territory).and_then(|(level, territory)| place_list(territory, level)) {
            Some(bytes) => {
                files.push(FormFile { md5: md5_hex(&bytes), media_type: "text/csv".to_owned(), bytes, name });
            }
            None => {
                missing.insert(name);
            }
        }
    }
    if missing.is_empty() {
        Ok(files)
    } else {
        let names = missing.into_iter().collect::<Vec<_>>().join(", ");
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_FILES_MISSING).arg("files", names))
    }
}

/// `admin2.csv` → 2.
fn level_of(name: &str) -> Option<AdminLevel> {
    let level = name.strip_prefix("admin")?.strip_suffix(".csv")?.parse().ok()?;
    Some(AdminLevel(level))
}

/// A list of places for `select_one_from_file`: `name` is the p-code, one column more for each level above.
fn place_list(territory: &Territory, level: AdminLevel) -> Option<Vec<u8>> {
    let boundaries = &territory.boundaries;
    let above: Vec<u8> = (1..level.0).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header = ["name".to_owned(), "label".to_owned()].into_iter();
    csv.write_record(header.chain(above.iter().map(|level| format!("admin{level}")))).ok()?;
    let mut areas: Vec<_> = boundaries.areas_at(level).collect();
    areas.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.pcode.cmp(&b.pcode)));
    if areas.is_empty() {
        return None;
    }
    for area in areas {
        let lineage = boundaries.lineage(&area.pcode);
        let above = above.iter().map(|level| lineage.get(usize::from(*level)).map_or("", |pcode| pcode.as_str()));
        csv.write_record([area.pcode.as_str(), &area.name].into_iter().chain(above)).ok()?;
    }
    csv.into_inner().ok()
}

/// MD5 in hex: what OpenRosa asks for to notice a change. Nothing secret depends on it.
fn md5_hex(bytes: &[u8]) -> String {
    use md5::Digest;
    hex::encode(md5::Md5::digest(bytes))
}
