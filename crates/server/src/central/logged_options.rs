//! The options of a feed as the audit log keeps them: what was asked for, without what was typed to find somebody.

use serde_json::{Value, json};

/// Options whose values the feed defines or that name columns. What other options hold may be an answer: a filter names the
/// very person who is looked for.
const KEPT: [&str; 12] = [
    "$top",
    "$skip",
    "$count",
    "$expand",
    "$select",
    "$orderby",
    "$format",
    "wkt",
    "attachments",
    "deletedFields",
    "groupPaths",
    "splitSelectMultiples",
];

/// `query` as it stands in the address, still percent-encoded.
pub fn logged_options(query: &str) -> Value {
    let kept = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| match pair.split_once('=') {
        Some((name, _)) if !KEPT.contains(&name.replace("%24", "$").as_str()) => format!("{name}=…"),
        _ => pair.to_owned(),
    });
    json!({"options": kept.collect::<Vec<_>>().join("&")})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_is_looked_for_is_not_kept() {
        let logged = logged_options("$top=5&$filter=name%20eq%20'Nduwimana'&%24filter=x&%24top=2");
        assert_eq!(logged["options"], "$top=5&$filter=…&%24filter=…&%24top=2");
    }

    #[test]
    fn without_options_nothing_is_kept() {
        assert_eq!(logged_options("")["options"], "");
    }
}
