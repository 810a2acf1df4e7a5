//! Reading a submission's XML without trusting it.

use crate::{
    document::{Element, SubmissionDocument, meta_of},
    identity::derived_instance_id,
    limits::{INSTANCE_ID_CHARACTERS, Limits},
    problem::{Counted, Forbidden, Spot, SubmissionProblem},
};
use quick_xml::{
    Error, XmlVersion,
    errors::{IllFormedError, SyntaxError},
    escape::{EscapeError, resolve_predefined_entity},
    events::{BytesDecl, BytesRef, BytesStart, Event},
    reader::Reader,
};

/// Reads a submission: one pass, no entity expansion, everything counted against `limits`.
///
/// # Errors
/// The first thing that is wrong, with its line and column; nothing of the submission is taken then.
pub fn parse_submission(xml: &[u8], limits: &Limits) -> Result<SubmissionDocument, SubmissionProblem> {
    if xml.len() > limits.xml_bytes {
        return Err(SubmissionProblem::TooLarge { found: xml.len(), limit: limits.xml_bytes });
    }
    let root = match std::str::from_utf8(xml) {
        Ok(text) => parse_text(text, limits)?,
        Err(error) => return Err(not_utf8(xml, &error, limits)),
    };
    let form_id = root.attribute("id").map(str::trim).filter(|id| !id.is_empty());
    let Some(form_id) = form_id.map(str::to_owned) else {
        return Err(SubmissionProblem::FormIdMissing { element: root.name });
    };
    let (instance_id, instance_id_derived) = match meta_of(&root, "instanceID") {
        Some(id) => (usable_id(id)?, false),
        None => (derived_instance_id(xml), true),
    };
    let form_version = root.attribute("version").map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned);
    let deprecated_id = meta_of(&root, "deprecatedID").map(usable_id).transpose()?;
    Ok(SubmissionDocument { form_id, form_version, instance_id, instance_id_derived, deprecated_id, root })
}

/// A submission cut off in the middle of a character broke off; it is not in another encoding.
fn not_utf8(xml: &[u8], error: &std::str::Utf8Error, limits: &Limits) -> SubmissionProblem {
    let byte = error.valid_up_to();
    let readable = xml.get(..byte).and_then(|start| std::str::from_utf8(start).ok()).unwrap_or_default();
    match parse_text(readable, limits) {
        Err(problem @ SubmissionProblem::Truncated { .. }) if error.error_len().is_none() => problem,
        _ => SubmissionProblem::NotUtf8 { byte },
    }
}

fn usable_id(id: &str) -> Result<String, SubmissionProblem> {
    let usable = id.chars().count() <= INSTANCE_ID_CHARACTERS && !id.chars().any(char::is_control);
    if usable { Ok(id.to_owned()) } else { Err(SubmissionProblem::InstanceIdInvalid { limit: INSTANCE_ID_CHARACTERS }) }
}

fn parse_text(text: &str, limits: &Limits) -> Result<Element, SubmissionProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some((offset, stranger)) = first_stranger(text) {
        return Err(illegal_character(Spot::of(text, offset), stranger));
    }
    let mut tree = Tree { text, limits, open: Vec::new(), root: None, nodes: 0, version: XmlVersion::Implicit1_0 };
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        let start = offset(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => return tree.finish(),
            Ok(event) => tree.take(event, start)?,
            Err(error) => {
                let at_end = offset(reader.buffer_position()) >= text.len();
                return Err(tree.reader_problem(&error, offset(reader.error_position()), at_end));
            }
        }
    }
}

/// The characters XML 1.0 allows. The others (NUL above all) break databases and exports.
///
/// Source: <https://www.w3.org/TR/xml/#charsets>
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// The first character that XML does not allow. All of them begin with a byte that is rare, and bytes are compared many at
/// once where nothing ends the loop.
fn first_stranger(text: &str) -> Option<(usize, char)> {
    let suspicious = |byte: u8| (byte == 0xef) | ((byte < 0x20) & (byte != b'\t') & (byte != b'\n') & (byte != b'\r'));
    if !text.bytes().fold(false, |found, byte| found | suspicious(byte)) {
        return None;
    }
    text.char_indices().find(|(_, c)| !is_xml_char(*c))
}

fn illegal_character(at: Spot, c: char) -> SubmissionProblem {
    let detail = format!("the character U+{:04X} is not allowed in XML", u32::from(c));
    SubmissionProblem::Broken { at, detail }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The tree as far as it is read.
struct Tree<'text> {
    text: &'text str,
    limits: &'text Limits,
    /// Elements that have started and not ended, outermost first.
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
    version: XmlVersion,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, start: usize) -> Result<(), SubmissionProblem> {
        match event {
            Event::Start(tag) | Event::Empty(tag) => self.start(&tag, start),
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => self.text(&text.xml_content(self.version), start),
            Event::CData(text) => self.text(&text.xml_content(self.version), start),
            Event::GeneralRef(reference) => self.reference(&reference, start),
            Event::Decl(declaration) => self.declaration(&declaration, start),
            Event::DocType(_) => Err(self.forbidden(Forbidden::Doctype, start)),
            Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, start: usize) -> Result<(), SubmissionProblem> {
        if self.open.is_empty() && self.root.is_some() {
            return Err(self.broken(start, "there is more than one root element"));
        }
        self.nodes += 1;
        self.check(Counted::Nodes, self.nodes, self.limits.nodes, start)?;
        self.check(Counted::Depth, self.open.len() + 1, self.limits.depth, start)?;
        self.check(Counted::Name, tag.name().as_ref().len(), self.limits.name_bytes, start)?;
        let name = tag.local_name().as_ref().to_owned();
        let attributes = self.attributes(tag, start)?;
        self.open.push(Element { name, attributes, ..Element::default() });
        Ok(())
    }

    fn attributes(&self, tag: &BytesStart<'_>, start: usize) -> Result<Vec<(String, String)>, SubmissionProblem> {
        let mut attributes = Vec::new();
        for (position, attribute) in tag.attributes().enumerate() {
            self.check(Counted::Attributes, position + 1, self.limits.attributes, start)?;
            let attribute = attribute.map_err(|error| self.broken(start, &error.to_string()))?;
            let name = attribute.key.as_ref();
            self.check(Counted::Name, name.len(), self.limits.name_bytes, start)?;
            self.check(Counted::AttributeText, attribute.value.len(), self.limits.attribute_bytes, start)?;
            let value = attribute.normalized_value(self.version).map_err(|error| match error {
                Error::Escape(EscapeError::UnrecognizedEntity(..)) => self.forbidden(Forbidden::Entity, start),
                other => self.broken(start, &other.to_string()),
            })?;
            if let Some(stranger) = value.chars().find(|c| !is_xml_char(*c)) {
                return Err(illegal_character(self.spot(start), stranger));
            }
            if name != "xmlns" && !name.starts_with("xmlns:") {
                attributes.push((name.to_owned(), value.into_owned()));
            }
        }
        Ok(attributes)
    }

    fn end(&mut self) {
        let Some(element) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
    }

    fn text(&mut self, text: &str, start: usize) -> Result<(), SubmissionProblem> {
        let Some(element) = self.open.last_mut() else {
            let blank = text.trim().is_empty();
            return if blank { Ok(()) } else { Err(self.broken(start, "there is text outside the root element")) };
        };
        element.text.push_str(text);
        let length = element.text.len();
        self.check(Counted::Text, length, self.limits.text_bytes, start)
    }

    fn reference(&mut self, reference: &BytesRef<'_>, start: usize) -> Result<(), SubmissionProblem> {
        let character = reference.resolve_char_ref().map_err(|error| self.broken(start, &error.to_string()))?;
        match character {
            Some(c) if is_xml_char(c) => self.text(c.encode_utf8(&mut [0; 4]), start),
            Some(c) => Err(illegal_character(self.spot(start), c)),
            None => match resolve_predefined_entity(reference) {
                Some(text) => self.text(text, start),
                None => Err(self.forbidden(Forbidden::Entity, start)),
            },
        }
    }

    fn declaration(&mut self, declaration: &BytesDecl<'_>, start: usize) -> Result<(), SubmissionProblem> {
        self.version = declaration.xml_version().map_err(|error| self.broken(start, &error.to_string()))?;
        let broken = |detail: &str| self.broken(start, detail);
        match declaration.encoding() {
            Some(Ok(encoding))
                if !encoding.eq_ignore_ascii_case("utf-8") && !encoding.eq_ignore_ascii_case("us-ascii") =>
            {
                Err(broken(&format!("the encoding is declared as '{encoding}', but only UTF-8 is read")))
            }
            Some(Err(error)) => Err(broken(&error.to_string())),
            _ => Ok(()),
        }
    }

    fn finish(mut self) -> Result<Element, SubmissionProblem> {
        match (self.open.last(), self.root.take()) {
            (Some(_), _) => Err(self.truncated()),
            (None, Some(root)) => Ok(root),
            (None, None) => Err(SubmissionProblem::Empty),
        }
    }

    fn truncated(&self) -> SubmissionProblem {
        let element = self.open.last().map_or_else(String::new, |element| element.name.clone());
        SubmissionProblem::Truncated { at: self.spot(self.text.len()), element }
    }

    fn reader_problem(&self, error: &Error, start: usize, at_end: bool) -> SubmissionProblem {
        match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup) if !at_end => self.broken(start, &error.to_string()),
            Error::Syntax(_) if !self.open.is_empty() => self.truncated(),
            Error::IllFormed(IllFormedError::UnclosedReference) if at_end && !self.open.is_empty() => self.truncated(),
            _ => self.broken(start, &error.to_string()),
        }
    }

    fn check(&self, counted: Counted, found: usize, limit: usize, start: usize) -> Result<(), SubmissionProblem> {
        if found <= limit { Ok(()) } else { Err(SubmissionProblem::Limit { counted, limit, at: self.spot(start) }) }
    }

    fn forbidden(&self, what: Forbidden, start: usize) -> SubmissionProblem {
        SubmissionProblem::Forbidden { what, at: self.spot(start) }
    }

    fn broken(&self, start: usize, detail: &str) -> SubmissionProblem {
        SubmissionProblem::Broken { at: self.spot(start), detail: detail.to_owned() }
    }

    fn spot(&self, start: usize) -> Spot {
        Spot::of(self.text, start)
    }
}

#[cfg(test)]
mod tests;
