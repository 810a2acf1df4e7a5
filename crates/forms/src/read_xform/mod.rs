//! From an XForm, as ODK's tools write them, to the typed form.
//!
//! The XForm itself is what clients are given, to the byte: nothing is lost by what the typed form cannot hold. What it
//! holds is what answers are read and shown by: names and kinds, choices, texts in all languages, files, entities. Logic
//! is kept as the XForm has it, with paths where an XLSForm has `${references}`.
//!
//! Source: getodk.github.io/xforms-spec

mod actions;
mod binds;
mod body;
mod choices;
mod entities;
mod files;
mod guard;
mod items;
mod kinds;
mod nodeset;
mod notes;
mod public_key;
mod settings;
#[cfg(test)]
mod tests;
mod texts;
mod tree;
mod version;
mod xml;

pub use public_key::with_public_key;
pub use version::with_version;

use crate::{
    Compiled, Form, Limits,
    problems::{Code, Phrase, Problems},
};
use actions::Actions;
use binds::Binds;
use body::{Body, BodyReader};
use choices::Choices;
use items::Reader;
use notes::Notes;
use roxmltree::{Document, Error, ParsingOptions};
use texts::Texts;
use tree::Tree;
use xml::{Xml, child, elements, local, value};

/// Reads an XForm. The bytes come back as they are, as the XForm for clients.
///
/// ```
/// use forms::{Limits, read_xform};
/// let xml = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
///   <h:head><h:title>Sites</h:title><model>
///     <instance><data id="sites" version="3"><households/><meta><instanceID/></meta></data></instance>
///     <bind nodeset="/data/households" type="int"/>
///   </model></h:head>
///   <h:body><input ref="/data/households"><label>How many households?</label></input></h:body>
/// </h:html>"#;
/// let read = read_xform(xml.as_bytes(), &Limits::default()).unwrap();
/// assert_eq!((read.form.id.as_str(), read.form.version.as_str()), ("sites", "3"));
/// assert_eq!(read.form.schema().columns[0].kind, vocab::ColumnType::Integer);
/// assert_eq!(read.xform, xml);
///
/// let problems = read_xform(xml.replace("</input>", "").as_bytes(), &Limits::default()).unwrap_err();
/// assert_eq!(problems.0[0].code.as_str(), "xform.unreadable");
/// ```
///
/// # Errors
/// All that is wrong with it, each with its line. Document types are refused, depth and size are bounded by `limits`.
pub fn read_xform(xml: &[u8], limits: &Limits) -> Result<Compiled, Problems> {
    let mut notes = Notes::new(limits);
    match read(xml, limits, &mut notes) {
        Some((form, text)) if !notes.refuses() => {
            Ok(Compiled { form, xform: text.to_owned(), itemsets: None, warnings: notes.into_problems().0 })
        }
        _ => Err(notes.into_problems()),
    }
}

fn read<'x>(xml: &'x [u8], limits: &Limits, notes: &mut Notes) -> Option<(Form, &'x str)> {
    if xml.len() > limits.xform_bytes {
        let (bytes, limit) = (xml.len().to_string(), limits.xform_bytes.to_string());
        notes.say_at(0, "", Code::XFormTooLarge, &[("bytes", &bytes), ("limit", &limit)]);
        return None;
    }
    let given = match std::str::from_utf8(xml) {
        Ok(text) => text,
        Err(error) => {
            let byte = error.valid_up_to();
            notes.about(std::str::from_utf8(&xml[..byte]).unwrap_or_default());
            notes.unreadable(byte, Phrase::NotUtf8 { byte });
            return None;
        }
    };
    let text = given.strip_prefix('\u{feff}').unwrap_or(given);
    notes.about(text);
    if !guard::passes(text, limits, notes) {
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: limits.xform_nodes, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some((form(&document, limits, notes)?, given)),
        Err(error) => {
            unreadable(&error, text, limits, notes);
            None
        }
    }
}

fn unreadable(error: &Error, text: &str, limits: &Limits, notes: &mut Notes) {
    let line = (error.pos().row as usize).saturating_sub(1);
    let at = text.match_indices('\n').nth(line.wrapping_sub(1)).map_or(0, |(at, _)| at + 1);
    match error {
        Error::DtdDetected => notes.say_at(at, "", Code::XFormDoctype, &[]),
        Error::NodesLimitReached => {
            notes.too_many(at, "", limits.xform_nodes as usize, Phrase::ElementsAndTexts);
        }
        other => notes.unreadable(at, reason(other)),
    }
}

fn reason(error: &Error) -> Phrase {
    match error {
        Error::UnexpectedCloseTag(open, end, _) => Phrase::EndsAnother { open: cut(open), end: cut(end) },
        Error::UnknownNamespace(prefix, _) => Phrase::PrefixUndeclared { prefix: cut(prefix) },
        Error::UnknownEntityReference(entity, _) => Phrase::EntityUndeclared { entity: cut(entity) },
        Error::DuplicatedAttribute(attribute, _) => Phrase::AttributeTwice { attribute: cut(attribute) },
        Error::NoRootNode => Phrase::NoElement,
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => Phrase::CutOff,
        _ => Phrase::BrokenXml,
    }
}

/// As much of a name as people read.
fn cut(name: &str) -> String {
    name.chars().take(100).collect()
}

/// The parts every XForm has.
struct Parts<'a> {
    html: Xml<'a>,
    title: Option<Xml<'a>>,
    model: Xml<'a>,
    body: Option<Xml<'a>>,
    instance: Xml<'a>,
    root: Xml<'a>,
}

fn parts<'a>(document: &'a Document<'a>, notes: &mut Notes) -> Option<Parts<'a>> {
    let html = document.root_element();
    let mut missing = |element: Xml<'_>, name: &str| notes.say(element, Code::XFormElementMissing, &[("name", name)]);
    if local(html) != "html" {
        missing(html, "h:html");
        return None;
    }
    let Some(head) = child(html, "head") else {
        missing(html, "h:head");
        return None;
    };
    let Some(model) = child(head, "model") else {
        missing(head, "model");
        return None;
    };
    let instance = child(model, "instance").filter(|instance| value(*instance, "src").is_none());
    let Some((instance, root)) = instance.and_then(|instance| Some((instance, elements(instance).next()?))) else {
        missing(model, "instance");
        return None;
    };
    Some(Parts { html, title: child(head, "title"), model, body: child(html, "body"), instance, root })
}

fn form<'a>(document: &'a Document<'a>, limits: &Limits, notes: &mut Notes) -> Option<Form> {
    let parts = parts(document, notes)?;
    let tree = Tree::read(parts.root, limits, notes)?;
    let Some(id) = value(parts.root, "id").or_else(|| own_namespace(parts.root)) else {
        notes.say(parts.root, Code::XFormIdMissing, &[]);
        return None;
    };
    let binds = Binds::read(parts.model, &tree, notes);
    let texts = Texts::read(parts.model, limits.xform_bytes.saturating_mul(2));
    let mut actions = Actions::default();
    for element in elements(parts.model) {
        actions.read(element, None, None, &tree);
    }
    let body = read_body(&parts, &tree, &binds, &mut actions, notes);
    let choices = Choices::new(parts.model, parts.instance);
    let (binds_, actions_) = (&binds, &actions);
    let mut reader = Reader {
        tree: &tree,
        binds: binds_,
        body: &body,
        actions: actions_,
        texts: &texts,
        choices,
        notes: &mut *notes,
    };
    let items = reader.items(0);
    let meta = meta(&mut reader, &tree);
    let mut choices = reader.choices;
    choices.the_rest(&texts, &tree);
    let title = parts.title.map(xml::text).map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let mut form = Form {
        id: id.to_owned(),
        version: version(parts.root).unwrap_or_default().to_owned(),
        title: title.unwrap_or_else(|| id.to_owned()),
        root: xml::name(parts.root).to_owned(),
        default_language: texts.default_language().to_owned(),
        languages: texts.languages(),
        settings: settings::read(parts.html, parts.model, parts.body, &tree, &binds),
        items,
        meta,
        lists: std::mem::take(&mut choices.lists),
        files: Vec::new(),
        entities: Vec::new(),
    };
    files::add(&mut form, &choices);
    crate::read::answers::name(&mut form.items);
    entities::read(&mut form, &tree, &binds, &actions, notes);
    if texts.is_spent() {
        notes.too_many(0, "", limits.xform_bytes.saturating_mul(2), Phrase::BytesOfTextsAndChoices);
    }
    Some(form)
}

fn read_body<'a>(
    parts: &Parts<'a>,
    tree: &Tree<'a>,
    binds: &Binds<'a>,
    actions: &mut Actions<'a>,
    notes: &mut Notes,
) -> Body<'a> {
    let mut reader = BodyReader { tree, binds, actions, notes, body: Body::default() };
    if let Some(body) = parts.body {
        reader.within(body, None);
    }
    reader.body
}

/// What the form's `meta` holds besides what every submission has: an audit, and what older tools keep there.
fn meta(reader: &mut Reader<'_, '_>, tree: &Tree<'_>) -> Vec<crate::form::Question> {
    const OF_EVERY_SUBMISSION: [&str; 4] = ["instanceID", "instanceName", "deprecatedID", "entity"];
    let Some(meta) = tree.child(0, "meta") else { return Vec::new() };
    let others = tree.nodes[meta].children.iter().copied();
    let others = others.filter(|id| !OF_EVERY_SUBMISSION.contains(&local(tree.element(*id))));
    others
        .map(|id| {
            let mut question = reader.question(id);
            if question.name == "audit" {
                question.kind = crate::form::Kind::Audit;
            }
            question
        })
        .collect()
}

/// Forms without an id are known by the namespace of their instance.
fn own_namespace<'a>(root: Xml<'a>) -> Option<&'a str> {
    let usual = "http://www.w3.org/2002/xforms";
    root.tag_name().namespace().filter(|uri| !uri.is_empty() && *uri != usual)
}

fn version<'a>(root: Xml<'a>) -> Option<&'a str> {
    root.attribute("version").or_else(|| xml::any_value(root, "version"))
}
