//! Texts for people: labels and hints, with answers shown in them.

use super::{
    Writer,
    element::{Element, Node},
    paths::{NodeId, Style},
};
use crate::{
    form::{Question, Words},
    xpath,
};
use indexmap::IndexMap;

impl Writer<'_> {
    /// A text with its references as `<output/>` elements.
    pub(super) fn text(&self, text: &str, from: Option<NodeId>) -> Vec<Node> {
        if !text.contains("${") && !text.contains("instance(") {
            return if text.is_empty() { Vec::new() } else { vec![Node::Text(text.to_owned())] };
        }
        let mut nodes = Vec::new();
        let mut written = 0;
        for (start, end) in spans(text) {
            let value = self.paths.expression(&text[start..end], from, Style::default());
            if start > written {
                nodes.push(Node::Text(text[written..start].to_owned()));
            }
            nodes.push(Node::Element(Element::new("output").attribute("value", value)));
            written = end;
        }
        if written < text.len() {
            nodes.push(Node::Text(text[written..].to_owned()));
        }
        nodes
    }

    /// The label of a question or section.
    pub(super) fn label(
        &self,
        path: &str,
        from: Option<NodeId>,
        label: Option<&Words>,
        media: &IndexMap<String, Words>,
    ) -> Element {
        match label {
            label if needs_itext(label, media) => {
                Element::new("label").attribute("ref", format!("jr:itext('{path}:label')"))
            }
            Some(Words::Plain(text)) => Element::new("label").nodes(self.text(text, from)),
            _ => Element::new("label"),
        }
    }

    /// Label and hint of a question.
    pub(super) fn label_and_hint(&self, question: &Question, path: &str, from: Option<NodeId>) -> Vec<Element> {
        let mut elements = vec![self.label(path, from, question.label.as_ref(), &question.media)];
        match &question.hint {
            Some(Words::Plain(text)) if question.guidance_hint.is_none() => {
                elements.push(Element::new("hint").nodes(self.text(text, from)));
            }
            hint if hint.is_some() || question.guidance_hint.is_some() => {
                elements.push(Element::new("hint").attribute("ref", format!("jr:itext('{path}:hint')")));
            }
            _ => {}
        }
        elements
    }
}

/// Whether a label lives apart, by language or because it has pictures or sounds.
pub(super) fn needs_itext(label: Option<&Words>, media: &IndexMap<String, Words>) -> bool {
    matches!(label, Some(Words::Translated(_))) || !media.is_empty()
}

/// Whether a text shows answers.
pub(super) fn has_reference(text: &str) -> bool {
    text.contains("${") && xpath::in_text(text).is_ok_and(|found| !found.is_empty())
}

/// Where a text holds something to be evaluated: references, and look-ups that begin with `instance(`.
fn spans(text: &str) -> Vec<(usize, usize)> {
    /// Attempts at reading a look-up, each of which may go through the whole text.
    const ATTEMPTS: usize = 20;
    let mut spans: Vec<(usize, usize)> = text
        .match_indices("instance(")
        .take(ATTEMPTS)
        .filter_map(|(start, _)| Some((start, look_up_end(text, start)?)))
        .collect();
    spans.dedup_by(|inner, outer| inner.0 < outer.1);
    let references = xpath::in_text(text).unwrap_or_default();
    let apart = references.into_iter().map(|reference| (reference.at.start, reference.at.end));
    let look_ups = spans.clone();
    spans.extend(apart.filter(|(start, _)| look_ups.iter().all(|(from, to)| start < from || start >= to)));
    spans.sort_unstable();
    spans
}

/// Where the path that begins with `instance(` ends: at the first space outside of brackets and quotes.
fn look_up_end(text: &str, start: usize) -> Option<usize> {
    let (mut square, mut round, mut quote) = (0_usize, 0_usize, None);
    let mut end = text.len();
    for (offset, character) in text[start..].char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            (None, '[') => square += 1,
            (None, ']') => square = square.saturating_sub(1),
            (None, '(') => round += 1,
            (None, ')') => round = round.saturating_sub(1),
            (None, c) if c.is_whitespace() && square == 0 && round == 0 => {
                end = start + offset;
                break;
            }
            _ => {}
        }
    }
    // A sentence may go on right behind the path.
    let mut path = &text[start..end];
    while xpath::parse(path).is_err() {
        path = &path[..path.char_indices().next_back()?.0];
        if path.len() <= "instance(".len() || end - start - path.len() > 3 {
            return None;
        }
    }
    Some(start + path.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_look_ups_are_found_in_a_sentence() {
        let text = "Is ${name} in instance('a')/root/item[name = ${b}]/label, or not?";
        let found: Vec<_> = spans(text).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found, ["${name}", "instance('a')/root/item[name = ${b}]/label"]);
        assert!(spans("for instance (as said) and instance(").is_empty());
    }
}
