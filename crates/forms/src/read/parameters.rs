//! The parameters column: `name=value`, separated by spaces, commas or semicolons.

use crate::{
    problems::{Argument, Code, Problem, Report},
    rows::Row,
};
use indexmap::IndexMap;

/// The parameters of one question.
pub(super) struct Parameters<'a> {
    row: &'a Row<'a>,
    values: IndexMap<String, String>,
}

const COLUMN: &[&str] = &["parameters"];

impl<'a> Parameters<'a> {
    pub(super) fn read(row: &'a Row<'a>, report: &mut Report) -> Self {
        let text = row.text(COLUMN).unwrap_or_default();
        let values = pairs(text).unwrap_or_else(|| {
            report.say(Code::ParametersUnreadable, row.cell(COLUMN), &[]);
            IndexMap::new()
        });
        Self { row, values }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    pub(super) fn values(&self) -> IndexMap<String, String> {
        self.values.clone()
    }

    /// Reports the parameters the type does not have.
    pub(super) fn only(&self, known: &[&str], report: &mut Report) {
        for name in self.values.keys().filter(|name| !known.contains(&name.as_str())) {
            let problem = Problem::new(
                Code::ParameterUnknown,
                self.row.cell(COLUMN),
                &[("name", name), ("known", &known.join(", "))],
            );
            report.add(problem.did_you_mean(name, known.iter().copied()));
        }
    }

    /// The value if it is good, with a report if it is not.
    pub(super) fn checked(
        &self,
        name: &str,
        expected: impl Into<Argument>,
        good: impl Fn(&str) -> bool,
        report: &mut Report,
    ) -> Option<String> {
        let value = self.get(name)?;
        if good(value) {
            return Some(value.to_owned());
        }
        let problem = Problem::new(Code::ParameterInvalid, self.row.cell(COLUMN), &[("name", name), ("given", value)]);
        report.add(problem.with("expected", expected));
        None
    }

    /// Reports that one parameter needs others.
    pub(super) fn incomplete(&self, name: &str, needed: &str, report: &mut Report) {
        report.say(Code::ParameterIncomplete, self.row.cell(COLUMN), &[("name", name), ("needed", needed)]);
    }
}

/// The pairs of a text, or nothing if it has something else. Names, and values other than names of columns, are in
/// lower case.
fn pairs(text: &str) -> Option<IndexMap<String, String>> {
    let mut pairs = IndexMap::new();
    let spaced = text.replace('=', " = ");
    let mut words = spaced.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|word| !word.is_empty());
    while let Some(name) = words.next() {
        let (equals, value) = (words.next()?, words.next()?);
        if equals != "=" || name == "=" || value == "=" {
            return None;
        }
        let name = name.to_lowercase();
        let keeps_case = matches!(name.as_str(), "label" | "value") || value.starts_with("${");
        let value = if keeps_case { value.to_owned() } else { value.to_lowercase() };
        pairs.insert(name, value);
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_are_separated_by_anything_usual() {
        let read = pairs("Start=1; end = 5,step=.5 value=ID").unwrap();
        assert_eq!(read.into_iter().collect::<Vec<_>>().len(), 4);
        assert_eq!(pairs("value=ID").unwrap()["value"], "ID");
        assert!(pairs("max-pixels").is_none());
        assert!(pairs("a==b").is_none());
    }
}
