//! The functions of ODK's XPath, with what each takes and gives.
//!
//! Source: ODK XForms specification, "XPath functions" (getodk.github.io/xforms-spec/#xpath-functions), the core functions
//! of XPath 1.0 that its clients evaluate, and those that JavaRosa alone knows (`XPathFuncExpr`): `checklist`,
//! `weighted-checklist`, `depend`, `enclosed-area`, `is-selected`, `property`. `search()` stands in appearances and is no
//! function of XPath.

use super::types::Type::{self, Any, Boolean, Date, Nodes, Number, Text};

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
    /// Whether arguments behind the fewest come two by two.
    pub pairs: bool,
    /// What each argument must be; the last stands for all that follow.
    pub takes: &'static [Type],
    /// What it gives.
    pub gives: Type,
}

impl Function {
    /// Whether it takes that many.
    pub fn takes(&self, count: usize) -> bool {
        count >= self.least
            && self.most.is_none_or(|most| count <= most)
            && (!self.pairs || (count - self.least).is_multiple_of(2))
    }

    /// What the argument at that position, counted from 0, must be.
    pub fn parameter(&self, position: usize) -> Type {
        self.takes.get(position).or(self.takes.last()).copied().unwrap_or(Any)
    }

    /// How many it takes, to be said in any language.
    pub fn expected(&self) -> Phrase {
        Phrase::Arguments { least: self.least, most: self.most, pairs: self.pairs }
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

const fn f(name: &'static str, takes: &'static [Type], gives: Type) -> Function {
    Function { name, takes, gives, least: takes.len(), most: Some(takes.len()), pairs: false }
}

impl Function {
    const fn least(self, least: usize) -> Self {
        Self { least, ..self }
    }

    const fn more(self) -> Self {
        Self { most: None, ..self }
    }

    const fn in_pairs(self) -> Self {
        Self { pairs: true, ..self }
    }
}

/// Sorted by name.
static FUNCTIONS: &[Function] = &[
    f("abs", &[Number], Number),
    f("acos", &[Number], Number),
    f("area", &[Any], Number).more(),
    f("asin", &[Number], Number),
    f("atan", &[Number], Number),
    f("atan2", &[Number, Number], Number),
    f("base64-decode", &[Text], Text),
    f("boolean", &[Any], Boolean),
    f("boolean-from-string", &[Any], Boolean),
    f("ceiling", &[Number], Number),
    f("checklist", &[Number, Number, Any], Boolean).least(2).more(),
    f("coalesce", &[Any, Any], Any),
    f("concat", &[Any], Text).least(0).more(),
    f("contains", &[Text, Text], Boolean),
    f("cos", &[Number], Number),
    f("count", &[Nodes], Number),
    f("count-non-empty", &[Nodes], Number),
    f("count-selected", &[Any], Number),
    f("current", &[], Nodes),
    f("date", &[Any], Date),
    f("date-time", &[Any], Date),
    f("decimal-date-time", &[Any], Number),
    f("decimal-time", &[Any], Number),
    f("depend", &[Any], Any).more(),
    f("digest", &[Text, Text, Text], Text).least(2),
    f("distance", &[Any], Number).more(),
    f("enclosed-area", &[Any], Number).more(),
    f("ends-with", &[Text, Text], Boolean),
    f("exp", &[Number], Number),
    f("exp10", &[Number], Number),
    f("extract-signed", &[Text, Text], Text),
    f("false", &[], Boolean),
    f("floor", &[Number], Number),
    f("format-date", &[Any, Text], Text),
    f("format-date-time", &[Any, Text], Text),
    f("geofence", &[Any, Any], Boolean),
    f("hash", &[Text, Text], Text).least(1),
    f("id", &[Any], Nodes),
    f("if", &[Any, Any, Any], Any),
    f("indexed-repeat", &[Nodes, Nodes, Number, Nodes, Number, Nodes, Number, Nodes, Number, Nodes, Number], Any)
        .least(3)
        .in_pairs(),
    f("instance", &[Text], Nodes),
    f("int", &[Number], Number),
    f("intersects", &[Any], Boolean),
    f("is-selected", &[Any, Any], Boolean),
    f("join", &[Text, Any], Text).least(1).more(),
    f("jr:choice-name", &[Any, Text], Text),
    f("jr:itext", &[Text], Text),
    f("lang", &[Text], Boolean),
    f("last", &[], Number),
    f("local-name", &[Nodes], Text).least(0),
    f("log", &[Number], Number),
    f("log10", &[Number], Number),
    f("max", &[Any], Number).more(),
    f("min", &[Any], Number).more(),
    f("name", &[Nodes], Text).least(0),
    f("namespace-uri", &[Nodes], Text).least(0),
    f("normalize-space", &[Any], Text).least(0),
    f("not", &[Any], Boolean),
    f("now", &[], Date),
    f("number", &[Any], Number).least(0),
    f("once", &[Any], Any),
    f("pi", &[], Number),
    f("position", &[Nodes], Number).least(0),
    f("pow", &[Number, Number], Number),
    f("property", &[Text], Text),
    f("pulldata", &[Text, Any], Any).more(),
    f("random", &[], Number),
    f("randomize", &[Nodes, Number], Nodes).least(1),
    f("regex", &[Any, Text], Boolean),
    f("round", &[Number, Number], Number).least(1),
    f("selected", &[Any, Any], Boolean),
    f("selected-at", &[Any, Number], Text),
    f("sin", &[Number], Number),
    f("sqrt", &[Number], Number),
    f("starts-with", &[Text, Text], Boolean),
    f("string", &[Any], Text).least(0),
    f("string-length", &[Any], Number).least(0),
    f("substr", &[Any, Number, Number], Text).least(2),
    f("substring", &[Any, Number, Number], Text).least(2),
    f("substring-after", &[Text, Text], Text),
    f("substring-before", &[Text, Text], Text),
    f("sum", &[Nodes], Number),
    f("tan", &[Number], Number),
    f("thousands-sep", &[Any, Text], Text).least(1),
    f("time", &[Any], Date),
    f("today", &[], Date),
    f("translate", &[Text, Text, Text], Text),
    f("true", &[], Boolean),
    f("uuid", &[Number], Text).least(0),
    f("version", &[], Text),
    f("weighted-checklist", &[Number, Number, Any], Boolean).least(2).more().in_pairs(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_so_that_each_is_found() {
        assert!(FUNCTIONS.windows(2).all(|pair| pair[0].name < pair[1].name));
        assert!(FUNCTIONS.iter().all(|entry| function(entry.name) == Some(entry)));
        assert_eq!(function("selectd"), None);
        assert_eq!(function("if").unwrap().expected(), Phrase::Arguments { least: 3, most: Some(3), pairs: false });
    }

    #[test]
    fn nobody_takes_fewer_than_the_types_it_names_allow() {
        for entry in FUNCTIONS {
            assert!(entry.least <= entry.takes.len().max(entry.least), "{}", entry.name);
            assert!(entry.takes(entry.least), "{}", entry.name);
            assert!(entry.most.is_none_or(|most| most == entry.takes.len() && entry.takes(most)), "{}", entry.name);
        }
        assert!(!function("indexed-repeat").unwrap().takes(4));
        assert!(!function("weighted-checklist").unwrap().takes(5));
    }
}
