//! Publishing a form: compiled, given the files it needs, and offered to phones.

use crate::{encrypted_forms, problem::Problem, state::App, territory::Territory};
use axum::http::StatusCode;
use forms::{CompileOptions, Compiled};
use messages::codes;
use std::collections::BTreeSet;
use store::{Exercise, FormDraft, FormFile, FormVersion, NewFormVersion, Operation};
use vocab::{AdminLevel, Text};

/// A form that can be published or tried, with the files this server makes for it.
#[derive(Debug)]
pub struct Prepared {
    /// What it is kept as.
    pub new: NewFormVersion,
    /// Files it asks for that this server does not make.
    pub missing: Vec<String>,
}

/// Compiles a workbook for an operation, or reads an XForm if `file_name` ends in `.xml`.
///
/// # Errors
/// With everything that is wrong with it.
pub async fn prepare(app: &App, operation: &Operation, file_name: &str, bytes: &[u8]) -> Result<Prepared, Problem> {
    let (name, workbook) = (file_name.to_owned(), bytes.to_vec());
    let options = CompileOptions::default();
    let compile = move || {
        let is_xform = name.to_ascii_lowercase().ends_with(".xml");
        if is_xform {
            forms::read_xform(&workbook, &options.limits)
        } else {
            forms::compile(&name, &workbook, &options)
        }
    };
    let compiled = tokio::task::spawn_blocking(compile).await.map_err(|error| Problem::failed(&error))?;
    let compiled = compiled.map_err(refused)?;
    let territory = app.territories.of(&app.store, operation).await?;
    let (files, mut missing) = files_for(&compiled, territory.as_deref());
    let registers = app.store.registers(operation.id).await?;
    let declared = registers::declared_by(&compiled.form);
    missing.retain(|name| {
        let list = name.strip_suffix(".csv");
        let known = registers.iter().map(|register| register.name.as_str());
        !known.chain(declared.iter().map(|one| one.name.as_str())).any(|known| Some(known) == list)
    });
    let Compiled { form, xform, warnings, .. } = compiled;
    let to_json = |value: Result<serde_json::Value, serde_json::Error>| value.map_err(|error| Problem::failed(&error));
    let mut new = NewFormVersion {
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
    encrypted_forms::check_key(&mut new)?;
    Ok(Prepared { new, missing })
}

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
    let Prepared { mut new, missing } = prepare(app, operation, file_name, bytes).await?;
    if !missing.is_empty() {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_FILES_MISSING);
        return Err(problem.arg("files", missing.join(", ")));
    }
    encrypted_forms::keep_encrypted(app, operation, &mut new, actor).await?;
    ensure_exercise(app, operation, &new, actor).await?;
    Ok(app.store.publish_form(operation.id, &new, actor).await?)
}

/// Publishes what was tried, under another version if one is given.
///
/// # Errors
/// `REQUEST_TAKEN` when that version exists; the draft stays then.
pub async fn publish_draft(
    app: &App,
    operation: &Operation,
    draft: &FormDraft,
    version: Option<&str>,
    actor: &str,
) -> Result<FormVersion, Problem> {
    let mut new = draft.to_version(app.store.draft_files(draft.id).await?);
    if let Some(version) = version {
        let mut form: forms::Form =
            serde_json::from_value(draft.model.clone()).map_err(|error| Problem::failed(&error))?;
        version.clone_into(&mut form.version);
        new.version = form.version.clone();
        let unreadable = || Problem::failed(&format!("the XForm of '{}' cannot be read", draft.xml_form_id));
        new.xform = forms::with_version(&draft.xform, version).ok_or_else(unreadable)?;
        new.hash = md5_hex(new.xform.as_bytes());
        new.model = serde_json::to_value(&form).map_err(|error| Problem::failed(&error))?;
    }
    encrypted_forms::keep_encrypted(app, operation, &mut new, actor).await?;
    ensure_exercise(app, operation, &new, actor).await?;
    Ok(app.store.publish_draft(operation.id, &new, draft.id, actor).await?)
}

/// A form no exercise collects yet gets an exercise of its own. It comes first: a server that ends between the two leaves
/// an exercise that waits for its form, never a form whose submissions nobody can take.
async fn ensure_exercise(
    app: &App,
    operation: &Operation,
    version: &NewFormVersion,
    actor: &str,
) -> Result<(), Problem> {
    if app.store.exercise_of_form(operation.id, &version.xml_form_id).await?.is_some() {
        return Ok(());
    }
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
    Ok(())
}

fn refused(problems: forms::Problems) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_HAS_PROBLEMS)
        .arg("count", problems.errors().count())
        .of_form(problems)
}

/// The files the form asks for: lists of places, made from the operation's boundaries; and those that are none.
fn files_for(compiled: &Compiled, territory: Option<&Territory>) -> (Vec<FormFile>, Vec<String>) {
    let (mut files, mut missing) = (Vec::new(), BTreeSet::new());
    for name in compiled.form.attachments() {
        if let Some(itemsets) = compiled.itemsets.as_deref().filter(|_| name == "itemsets.csv") {
            let bytes = itemsets.as_bytes().to_vec();
            files.push(FormFile { md5: md5_hex(&bytes), media_type: "text/csv".to_owned(), bytes, name });
            continue;
        }
        match level_of(&name).zip(territory).and_then(|(level, territory)| place_list(territory, level)) {
            Some(bytes) => {
                files.push(FormFile { md5: md5_hex(&bytes), media_type: "text/csv".to_owned(), bytes, name });
            }
            None => {
                missing.insert(name);
            }
        }
    }
    (files, missing.into_iter().collect())
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
pub fn md5_hex(bytes: &[u8]) -> String {
    use md5::Digest;
    hex::encode(md5::Md5::digest(bytes))
}
