//! Forms whose submissions are encrypted on the phone: reading what comes, and giving forms their keys.
//!
//! The server holds no private key that it could use, so what such a submission says is unknown here: its answers are
//! *withheld*, never empty and never zero.

use crate::{
    problem::{Problem, catalogue},
    publishing::md5_hex,
    state::App,
};
use axum::http::StatusCode;
use collect::SubmissionDocument;
use encrypted::{Manifest, ManifestProblem, PublicKey};
use forms::Form;
use indexmap::IndexMap;
use messages::{Arg, codes};
use review::{Flag, Severity};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{FormKey, FormVersion, NewFormKey, NewFormVersion, Operation};
use vocab::{Answer, Language, Missing, Schema, Text};

/// How a submission came.
#[derive(Debug)]
pub enum Arrival {
    /// To be read by everybody.
    Plain,
    /// Encrypted, with what it says of itself.
    Encrypted(Result<Manifest, ManifestProblem>),
}

impl Arrival {
    /// How this submission came.
    pub fn of(document: &SubmissionDocument) -> Self {
        if Manifest::is_one(document) { Self::Encrypted(Manifest::read(document)) } else { Self::Plain }
    }

    /// Whether its answers can be read by whoever holds the private key only.
    pub fn is_encrypted(&self) -> bool {
        matches!(self, Self::Encrypted(_))
    }

    /// Names of the files that belong to it. A manifest that is broken names none that could be relied on.
    pub fn expected_files(&self, form: &Form, document: &SubmissionDocument) -> Vec<String> {
        match self {
            Self::Plain => collect::expected_files(form, document),
            Self::Encrypted(Ok(manifest)) => manifest.files().map(str::to_owned).collect(),
            Self::Encrypted(Err(_)) => Vec::new(),
        }
    }

    /// What a reviewer must know of the way it came.
    pub fn flags(&self, form: &Form) -> Vec<Flag> {
        let asked = form.settings.public_key.is_some();
        let mut flags = Vec::new();
        match self {
            Self::Plain if asked => flags.push(flag(Severity::Error, codes::CONTENT_NOT_ENCRYPTED, &[])),
            Self::Plain => {}
            Self::Encrypted(manifest) => {
                if let Err(problem) = manifest {
                    let args = [("detail", Arg::from(problem.to_string()))];
                    flags.push(flag(Severity::Error, codes::CONTENT_MANIFEST_BROKEN, &args));
                }
                if !asked {
                    flags.push(flag(Severity::Error, codes::CONTENT_ENCRYPTED_UNASKED, &[]));
                }
                flags.push(flag(Severity::Note, codes::CONTENT_ENCRYPTED, &[]));
            }
        }
        flags
    }
}

fn flag(severity: Severity, code: &'static str, args: &[(&'static str, Arg)]) -> Flag {
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

/// The answers of an encrypted submission: one for each question, none of which is known.
pub fn withheld(schema: &Schema) -> IndexMap<String, Answer> {
    schema.columns.iter().map(|column| (column.name.clone(), Answer::absent(Missing::Withheld))).collect()
}

/// The public key that a kept form is encrypted with.
pub fn key_of(model: &Value) -> Option<&str> {
    model.get("settings")?.get("public_key")?.as_str()
}

/// The number of a form's key.
pub fn key_id(model: &Value, keys: &[FormKey]) -> Option<i32> {
    let key = key_of(model)?;
    keys.iter().find(|known| known.public_key == key).map(|known| known.id)
}

/// Refuses a form whose public key is none, and writes a usable one as phones read it.
///
/// # Errors
/// `FORM_PUBLIC_KEY` with what is wrong with it.
pub fn check_key(new: &mut NewFormVersion) -> Result<(), Problem> {
    let Some(given) = key_of(&new.model).map(str::to_owned) else { return Ok(()) };
    let key = read_key(&given)?;
    if key == given { Ok(()) } else { put_key(new, &key) }
}

/// A public key as phones read it.
///
/// # Errors
/// `FORM_PUBLIC_KEY` with what is wrong with it.
pub fn read_key(text: &str) -> Result<String, Problem> {
    let refused = |problem: encrypted::KeyProblem| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_PUBLIC_KEY).arg("detail", problem.to_string())
    };
    PublicKey::read(text).map(|key| key.to_base64()).map_err(refused)
}

fn put_key(new: &mut NewFormVersion, key: &str) -> Result<(), Problem> {
    let mut form: Form = serde_json::from_value(new.model.clone()).map_err(|error| Problem::failed(&error))?;
    if form.settings.omit_instance_id {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_KEY_NEEDS_INSTANCE_ID));
    }
    let unreadable = || Problem::failed(&format!("the XForm of '{}' cannot be read", new.xml_form_id));
    new.xform = forms::with_public_key(&new.xform, key).ok_or_else(unreadable)?;
    new.hash = md5_hex(new.xform.as_bytes());
    form.settings.public_key = Some(key.to_owned());
    new.model = serde_json::to_value(&form).map_err(|error| Problem::failed(&error))?;
    Ok(())
}

/// Before a version is published: its key is made known; a form that was encrypted here stays so, although its workbook
/// does not speak of it. Who forgets the key in a new version must not uncover what people say.
///
/// # Errors
/// When the form cannot be read, or the store fails.
pub async fn keep_encrypted(
    app: &App,
    operation: &Operation,
    new: &mut NewFormVersion,
    actor: &str,
) -> Result<(), Problem> {
    if let Some(key) = key_of(&new.model).map(str::to_owned) {
        let unguarded = NewFormKey { public_key: key, protected: None, hint: None, kept: false };
        app.store.keep_form_key(operation.id, &unguarded, actor).await?;
        return Ok(());
    }
    let Some(newest) = newest(app, operation, &new.xml_form_id).await? else { return Ok(()) };
    let Some(key) = key_of(&newest.model).map(str::to_owned) else { return Ok(()) };
    let keys = app.store.form_keys(operation.id).await?;
    if keys.iter().any(|known| known.kept && known.public_key == key) { put_key(new, &key) } else { Ok(()) }
}

async fn newest(app: &App, operation: &Operation, xml_form_id: &str) -> Result<Option<FormVersion>, Problem> {
    let versions = app.store.form_versions(operation.id).await?; // newest first
    Ok(versions.into_iter().find(|version| version.xml_form_id == xml_form_id))
}

/// Publishes the newest version of a form again, encrypted with `key`; none if there is no such form. Its version says so,
/// as in ODK Central, and so do later ones.
///
/// # Errors
/// When the key is none, or the form has no instanceID.
pub async fn encrypt_form(
    app: &App,
    operation: &Operation,
    xml_form_id: &str,
    mut key: NewFormKey,
    actor: &str,
) -> Result<Option<FormVersion>, Problem> {
    key.public_key = read_key(&key.public_key)?;
    let Some(newest) = newest(app, operation, xml_form_id).await? else { return Ok(None) };
    let encrypted_already = key_of(&newest.model) == Some(key.public_key.as_str());
    let files = app.store.form_files(newest.id).await?;
    let source = app.store.form_source(newest.id).await?.unwrap_or_default();
    let version = version_with(&newest.version, &key.public_key);
    let mut form: Form = serde_json::from_value(newest.model.clone()).map_err(|error| Problem::failed(&error))?;
    form.version.clone_from(&version);
    let unreadable = || Problem::failed(&format!("the XForm of '{xml_form_id}' cannot be read"));
    let mut new = NewFormVersion {
        xml_form_id: newest.xml_form_id.clone(),
        xform: forms::with_version(&newest.xform, &version).ok_or_else(unreadable)?,
        version,
        title: newest.title.clone(),
        hash: String::new(),
        model: serde_json::to_value(&form).map_err(|error| Problem::failed(&error))?,
        warnings: newest.warnings.clone(),
        source_name: newest.source_name.clone(),
        source,
        files,
    };
    put_key(&mut new, &key.public_key)?;
    app.store.keep_form_key(operation.id, &key, actor).await?;
    if encrypted_already {
        return Ok(Some(newest));
    }
    Ok(Some(app.store.publish_form(operation.id, &new, actor).await?))
}

/// `3` → `3[encrypted:5f2e09ab]`; another key takes the place of the one before.
fn version_with(version: &str, key: &str) -> String {
    let before = match version.rfind("[encrypted:") {
        Some(at) if version.ends_with(']') => &version[..at],
        _ => version,
    };
    let digest = hex::encode(Sha256::digest(key.as_bytes()));
    format!("{before}[encrypted:{}]", &digest[..8])
}

#[cfg(test)]
mod tests {
    use super::version_with;

    #[test]
    fn a_version_says_with_which_key_it_is_encrypted() {
        let first = version_with("2026112201", "MIIB");
        assert!(first.starts_with("2026112201[encrypted:") && first.len() == 30, "{first}");
        let other = version_with(&first, "MIIC");
        assert!(other.starts_with("2026112201[encrypted:") && other.len() == 30 && other != first, "{other}");
        assert_eq!(version_with(&other, "MIIB"), first);
    }
}
