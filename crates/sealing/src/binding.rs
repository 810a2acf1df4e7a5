//! What a sealed value is, so that it opens nowhere else.

use sha2::{Digest, Sha256};

/// The place a value belongs to. It is not kept in the envelope: whoever opens it must know where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    kind: &'static str,
    owner: String,
    part: String,
}

impl Binding {
    /// An answer of a record: `path` is the question's name, below repeats with the entry's number
    /// (`members/0/name`).
    pub fn answer(record: &str, path: &str) -> Self {
        Self { kind: "answer", owner: record.to_owned(), part: path.to_owned() }
    }

    /// The XML of a submission, by the instanceID that stands in it: each version has its own.
    pub fn submission(operation: &str, instance_id: &str) -> Self {
        Self { kind: "submission", owner: operation.to_owned(), part: instance_id.to_owned() }
    }

    /// A file of a submission.
    pub fn attachment(operation: &str, instance_id: &str, name: &str) -> Self {
        // The length keeps `a/b` + `c` apart from `a` + `b/c`.
        let part = format!("{}/{instance_id}/{name}", instance_id.len());
        Self { kind: "attachment", owner: operation.to_owned(), part }
    }

    /// A text of a row: `column` says which, `owner` names the row by what never changes.
    pub fn text(column: &'static str, owner: &str) -> Self {
        Self { kind: "text", owner: owner.to_owned(), part: column.to_owned() }
    }

    /// Bytes that are the same for the same place only: each part with its length before it.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let parts = [self.kind, &self.owner, &self.part];
        let lengths_and_texts = parts.into_iter().flat_map(|part| {
            let length = (part.len() as u64).to_be_bytes();
            length.into_iter().chain(part.bytes())
        });
        lengths_and_texts.collect()
    }

    /// Tells places apart in error messages; it protects nothing.
    pub(crate) fn mark(&self) -> [u8; 8] {
        let mut mark = [0; 8];
        mark.iter_mut().zip(Sha256::digest(self.bytes())).for_each(|(to, from)| *to = from);
        mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_places_have_the_same_bytes() {
        let all = [
            Binding::answer("a", "b/c"),
            Binding::answer("a/b", "c"),
            Binding::answer("ab", "c"),
            Binding::submission("a", "b/c"),
            Binding::submission("a", "b/d"),
            Binding::submission("a/1", "b/c"),
            Binding::attachment("a", "b/c", "d"),
            Binding::attachment("a", "b", "c/d"),
            Binding::attachment("a", "1/b", "c"),
        ];
        assert_eq!(all.iter().map(Binding::bytes).collect::<HashSet<_>>().len(), all.len());
        assert_eq!(all.iter().map(Binding::mark).collect::<HashSet<_>>().len(), all.len());
    }
}
