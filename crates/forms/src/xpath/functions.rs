//! The functions of ODK's XPath, with how many arguments each takes.
//!
//! Source: ODK XForms specification, "XPath functions" (getodk.github.io/xforms-spec/#xpath-functions), and the core
//! functions of XPath 1.0 that its clients evaluate.

use crate::problems::Phrase;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function {
    /// Its name, with its prefix.
    pub name: &'static str,
    /// Fewest arguments.
    pub least: usize,
    /// Most arguments; none if there is no bound.
    pub most: Option<usize>,
}

impl Function {
    /// Whether it takes that many.
    pub fn takes(&self, count: usize) -> bool {
        count >= self.least && self.most.is_none_or(|most| count <= most)
    }

    /// How many it takes, to be said in any language.
    pub fn expected(&self) -> Phrase {
        Phrase::Arguments { least: self.least, most: self.most }
    }
}

/// The function of that name.
pub fn function(name: &str) -> Option<&'static Function> {
    FUNCTIONS.binary_search_by(|function| function.name.cmp(name)).ok().map(|position| &FUNCTIONS[position])
}

/// All of them, by name.
pub fn functions() -> &'static [Function] {
    FUNCTIONS
}

const fn f(name: &'static str, least: usize, most: usize) -> Function {
    Function { name, least, most: Some(most) }
}

const fn many(name: &'static str, least: usize) -> Function {
    Function { name, least, most: None }
}

/// Sorted by name.
static FUNCTIONS: &[Function] = &[
    f("abs", 1, 1),
    f("acos", 1, 1),
    many("area", 1),
    f("asin", 1, 1),
    f("atan", 1, 1),
    f("atan2", 2, 2),
    f("base64-decode", 1, 1),
    f("boolean", 1, 1),
    f("boolean-from-string", 1, 1),
    f("ceiling", 1, 1),
    many("checklist", 2),
    many("coalesce", 2),
    many("concat", 0),
    f("contains", 2, 2),
    f("cos", 1, 1),
    f("count", 1, 1),
    f("count-non-empty", 1, 1),
    f("count-selected", 1, 1),
    f("current", 0, 0),
    f("date", 1, 1),
    f("date-time", 1, 1),
    f("decimal-date-time", 1, 1),
    f("decimal-time", 1, 1),
    many("depend", 1),
    f("digest", 2, 3),
    many("distance", 1),
    f("ends-with", 2, 2),
    f("exp", 1, 1),
    f("exp10", 1, 1),
    f("extract-signed", 2, 2),
    f("false", 0, 0),
    f("floor", 1, 1),
    f("format-date", 2, 2),
    f("format-date-time", 2, 2),
    f("geofence", 2, 2),
    f("hash", 1, 2),
    f("id", 1, 1),
    f("if", 3, 3),
    f("indexed-repeat", 3, 7),
    f("instance", 1, 1),
    f("int", 1, 1),
    f("intersects", 1, 1),
    many("join", 1),
    f("jr:choice-name", 2, 2),
    f("jr:itext", 1, 1),
    f("lang", 1, 1),
    f("last", 0, 0),
    f("local-name", 0, 1),
    f("log", 1, 1),
    f("log10", 1, 1),
    many("max", 1),
    many("min", 1),
    f("name", 0, 1),
    f("namespace-uri", 0, 1),
    f("normalize-space", 0, 1),
    f("not", 1, 1),
    f("now", 0, 0),
    f("number", 0, 1),
    f("once", 1, 1),
    f("pi", 0, 0),
    f("position", 0, 1),
    f("pow", 2, 2),
    f("property", 1, 1),
    many("pulldata", 2),
    f("random", 0, 0),
    f("randomize", 1, 2),
    f("regex", 2, 2),
    f("round", 1, 2),
    f("selected", 2, 2),
    f("selected-at", 2, 2),
    f("sin", 1, 1),
    f("sqrt", 1, 1),
    f("starts-with", 2, 2),
    f("string", 0, 1),
    f("string-length", 0, 1),
    f("substr", 2, 3),
    f("substring", 2, 3),
    f("substring-after", 2, 2),
    f("substring-before", 2, 2),
    f("sum", 1, 1),
    f("tan", 1, 1),
    f("thousands-sep", 1, 2),
    f("time", 1, 1),
    f("today", 0, 0),
    f("translate", 3, 3),
    f("true", 0, 0),
    f("uuid", 0, 1),
    f("version", 0, 0),
    many("weighted-checklist", 2),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_each_is_found() {
        assert!(FUNCTIONS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(FUNCTIONS.iter().all(|entry| function(entry.name) == Some(entry)));
        assert_eq!(function("selectd"), None);
        assert_eq!(function("if").unwrap().expected(), Phrase::Arguments { least: 3, most: Some(3) });
    }
}
