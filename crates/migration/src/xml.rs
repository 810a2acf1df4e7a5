//! Folders of XML: `instances/…/….xml` of ODK Collect, `instances/uuid…/submission.xml` of Briefcase, what Aggregate
//! exported. Every file that is a submission comes in byte for byte, whatever its folder is called; its files are those
//! beside it that something in it names.

use crate::{
    files::Files,
    told::{Content, FileTold, Provenance, Told, filled, moment},
    trouble::Trouble,
};
use messages::codes;
use std::collections::BTreeSet;

/// The names of what may be submissions: every `.xml`, sorted.
pub fn candidates(files: &dyn Files) -> Vec<String> {
    let hidden = |name: &str| name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    files.names().into_iter().filter(|name| name.to_lowercase().ends_with(".xml") && !hidden(name)).collect()
}

/// The submission in one of them; none if it is XML of something else, such as a form's definition.
///
/// # Errors
/// When it cannot be read, or is a damaged submission.
pub fn read(files: &mut dyn Files, name: &str, names: &BTreeSet<String>) -> Result<Option<Told>, Trouble> {
    let unreadable = |detail: &dyn std::fmt::Display| {
        Trouble::refusal(name, codes::BRING_FILE_UNREADABLE).about(name).arg("file", name).arg("detail", detail)
    };
    let bytes = files.read(name).map_err(|error| unreadable(&error))?;
    let bytes = bytes.ok_or_else(|| unreadable(&"not there"))?;
    let document = match collect::parse_submission(&bytes, &collect::Limits::default()) {
        Ok(document) => document,
        // Form definitions, settings of tools: XML without a form's id at its root.
        Err(collect::SubmissionProblem::FormIdMissing { .. }) => return Ok(None),
        Err(problem) => {
            let trouble = Trouble::refusal(name, problem.code()).about(name);
            let plain = |arg: messages::Arg| match arg {
                messages::Arg::Text(text) => text,
                messages::Arg::Number(number) => number.to_string(),
            };
            return Err(problem.args().into_iter().fold(trouble, |trouble, (name, arg)| trouble.arg(name, plain(arg))));
        }
    };
    let folder = name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut texts = BTreeSet::new();
    leaves(&document.root, &mut texts);
    let beside = |text: &&str| {
        let at = format!("{folder}{text}");
        (!text.contains('/') && at != name && names.contains(&at)).then_some(at)
    };
    let files_here = texts.iter().filter_map(|text| {
        Some(FileTold { name: (*text).to_owned(), at: beside(text)?, or_at: None, media_type: None })
    });
    let near: Vec<FileTold> = files_here.collect();
    let told_at = document.root.attribute("submissionDate").and_then(filled).and_then(moment);
    Ok(Some(Told {
        instance_id: document.instance_id,
        root_id: None,
        deprecated_id: document.deprecated_id,
        form_version: document.form_version,
        name: None,
        content: Content::Xml(bytes),
        files: near,
        provenance: Provenance { submitted_at: told_at, ..Provenance::default() },
    }))
}

/// What stands in elements without others inside: an answer, and so maybe the name of a file.
fn leaves<'document>(element: &'document collect::Element, found: &mut BTreeSet<&'document str>) {
    if element.children.is_empty() {
        found.extend(element.trimmed());
    }
    element.children.iter().for_each(|child| leaves(child, found));
}

#[cfg(test)]
mod tests;
