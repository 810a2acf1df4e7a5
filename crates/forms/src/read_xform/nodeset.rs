//! Where an itemset takes its choices from.

/// The parts of a nodeset such as `randomize(instance('villages')/root/item[region = /data/region], 7)`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Nodeset<'a> {
    /// Whether the order is random, and with which seed.
    pub(super) randomize: Option<Option<&'a str>>,
    /// The instance, if it is not the submission itself.
    pub(super) instance: Option<&'a str>,
    /// The path, from that instance or from the question, without conditions.
    pub(super) path: String,
    /// The conditions.
    pub(super) filter: Option<String>,
}

impl<'a> Nodeset<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let text = text.trim();
        let inside = text.strip_prefix("randomize(").and_then(|rest| rest.trim_end().strip_suffix(')'));
        let (randomize, rest) = match inside {
            None => (None, text),
            Some(inside) => match top_level(inside, ',') {
                Some(comma) => (Some(Some(inside[comma + 1..].trim())), inside[..comma].trim()),
                None => (Some(None), inside.trim()),
            },
        };
        let (instance, rest) = match instance(rest) {
            Some((id, rest)) => (Some(id), rest),
            None => (None, rest),
        };
        let (path, conditions) = split_conditions(rest);
        let filter = match conditions.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            several => Some(several.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" and ")),
        };
        Self { randomize, instance, path, filter }
    }
}

/// `instance('id')` and what follows.
fn instance(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("instance(")?.trim_start();
    let quote = inner.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let (id, rest) = inner[1..].split_once(quote)?;
    Some((id.trim(), rest.trim_start().strip_prefix(')')?))
}

/// The path without conditions, and the conditions.
fn split_conditions(text: &str) -> (String, Vec<&str>) {
    let (mut path, mut conditions) = (String::new(), Vec::new());
    let (mut depth, mut quote, mut start) = (0_usize, None, 0);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '[') => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            (None, ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 && start > 0 {
                    conditions.push(text[start..at].trim());
                    continue;
                }
            }
            _ => {}
        }
        if depth == 0 {
            path.push(c);
        }
    }
    (path.trim().to_owned(), conditions)
}

/// The first such character outside of brackets and quotes.
fn top_level(text: &str, wanted: char) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, _) if c == wanted && depth == 0 => return Some(at),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nodeset_is_taken_apart() {
        let read = Nodeset::read("randomize(instance('a b')/root/item[x = '],' and y[1] = 2][z], /data/seed )");
        assert_eq!(read.randomize, Some(Some("/data/seed")));
        assert_eq!((read.instance, read.path.as_str()), (Some("a b"), "/root/item"));
        assert_eq!(read.filter.as_deref(), Some("(x = '],' and y[1] = 2) and (z)"));
        let read = Nodeset::read(" ../person[./name != '']");
        assert_eq!((read.randomize, read.instance, read.path.as_str()), (None, None, "../person"));
        assert_eq!(read.filter.as_deref(), Some("./name != ''"));
        for odd in ["", "]", "[", "instance(", "instance('a", "randomize()", "'", "a]b[c"] {
            Nodeset::read(odd);
        }
    }
}
