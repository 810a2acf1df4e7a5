//! What a hostile XForm could cost, counted before anything is built from it.

use super::notes::Notes;
use crate::{
    Limits,
    problems::{Code, Phrase},
};

/// Attributes of one element: readers compare each with those before it. Real forms have at most twenty.
const ATTRIBUTES: usize = 200;

/// Bytes of one value: expressions are read into trees that take some fifty times their length. Excel's own bound for
/// what they are written from is 32,767 characters; paths in place of references make them a few times longer.
pub(super) const VALUE_BYTES: usize = 500_000;

/// Declarations of namespaces in the whole form: readers carry them into every element within. Real forms have ten.
const NAMESPACES: usize = 300;

/// Whether it may be read further; if not, that is said.
pub(super) fn passes(text: &str, limits: &Limits, notes: &mut Notes) -> bool {
    let mut scan = Scan { text, depth: 0, namespaces: 0, most: elements_deep(limits) };
    match scan.run() {
        Ok(()) => true,
        Err((at, refused)) => {
            match refused {
                Refused::Doctype => notes.say_at(at, "", Code::XFormDoctype, &[]),
                Refused::TooDeep(limit) => {
                    notes.say_at(at, "", Code::XFormTooDeep, &[("limit", &limit.to_string())]);
                }
                Refused::TooMany(limit, unit) => notes.too_many(at, "", limit, unit),
            }
            false
        }
    }
}

/// In the body a repeat is a group with a repeat in it; the rest is the way to a text.
fn elements_deep(limits: &Limits) -> usize {
    2 * limits.depth + 20
}

/// What there is too much of.
enum Refused {
    Doctype,
    TooDeep(usize),
    TooMany(usize, Phrase),
}

struct Scan<'a> {
    text: &'a str,
    depth: usize,
    namespaces: usize,
    most: usize,
}

impl Scan<'_> {
    /// What is not well-formed is passed over: the reader says it better.
    fn run(&mut self) -> Result<(), (usize, Refused)> {
        let mut at = 0;
        while let Some(open) = self.find(at, "<") {
            let tag = &self.text[open..];
            at = if tag.starts_with("<!--") {
                self.behind(open + 4, "-->")
            } else if tag.starts_with("<![CDATA[") {
                self.behind(open + 9, "]]>")
            } else if tag.starts_with("<?") {
                self.behind(open + 2, "?>")
            } else if tag.starts_with("<!") {
                return Err((open, Refused::Doctype));
            } else if tag.starts_with("</") {
                self.depth = self.depth.saturating_sub(1);
                open + 2
            } else {
                self.start_tag(open)?
            };
        }
        Ok(())
    }

    /// Returns where the tag ends.
    fn start_tag(&mut self, open: usize) -> Result<usize, (usize, Refused)> {
        let bytes = self.text.as_bytes();
        let mut attributes = 0;
        let mut at = open + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => {
                    if bytes[at - 1] != b'/' {
                        self.depth += 1;
                    }
                    break;
                }
                b'<' => break,
                b'"' | b'\'' => {
                    attributes += 1;
                    let length = bytes[at + 1..].iter().position(|other| other == byte).unwrap_or(bytes.len() - at - 1);
                    if length > VALUE_BYTES {
                        return Err((open, Refused::TooMany(VALUE_BYTES, Phrase::BytesOfAValue)));
                    }
                    at += 1 + length;
                }
                b'x' if bytes[at..].starts_with(b"xmlns") => self.namespaces += 1,
                _ => {}
            }
            at += 1;
        }
        if attributes > ATTRIBUTES {
            return Err((open, Refused::TooMany(ATTRIBUTES, Phrase::AttributesOfAnElement)));
        }
        if self.namespaces > NAMESPACES {
            return Err((open, Refused::TooMany(NAMESPACES, Phrase::NamespaceDeclarations)));
        }
        if self.depth > self.most {
            return Err((open, Refused::TooDeep(self.most)));
        }
        Ok(at.min(bytes.len()))
    }

    fn find(&self, from: usize, what: &str) -> Option<usize> {
        self.text.get(from..)?.find(what).map(|found| from + found)
    }

    fn behind(&self, from: usize, end: &str) -> usize {
        self.find(from, end).map_or(self.text.len(), |found| found + end.len())
    }
}
