//! Reading an indicator's file; everything that is wrong with it, together.

use super::{Disaggregation, Indicator, TOTAL, Unit};
use crate::error::{IndicatorProblem, IndicatorProblems};
use std::collections::BTreeSet;
use vocab::{Language, Text};

impl Indicator {
    /// Reads an indicator from its TOML file.
    ///
    /// # Errors
    /// [`IndicatorProblems`] with everything that is wrong in the file itself. Whether it fits a data set is asked with
    /// [`crate::Engine::check`].
    pub fn read(file_name: &str, text: &str) -> Result<Self, IndicatorProblems> {
        let indicator: Self = toml::from_str(text).map_err(|error| IndicatorProblems {
            indicator: file_name.to_owned(),
            problems: vec![IndicatorProblem::Unreadable { message: error.to_string().trim_end().to_owned() }],
        })?;
        let problems = indicator.problems();
        if problems.is_empty() { Ok(indicator) } else { Err(IndicatorProblems { indicator: indicator.code, problems }) }
    }

    fn problems(&self) -> Vec<IndicatorProblem> {
        let mut found = Findings::default();
        found.code("code", &self.code);
        found.when(self.version.trim().is_empty(), "version", "is empty; start with 1.0.0");
        found.text("name", &self.name);
        found.text("method", &self.method);
        found.when(!self.hxl.starts_with('#'), "hxl", "is no hashtag; write one such as #affected+idps+ind");
        found.when(self.exercises.is_empty(), "exercises", "is empty; name at least one exercise");
        for applies in &self.exercises {
            found.code("exercises.code", &applies.code);
            found.when(applies.levels.is_empty(), &format!("exercises.{}", applies.code), "has no levels");
        }
        let share = self.unit == Unit::Percent;
        found.when(share && self.per.is_none(), "per", "is needed for a share; write what it is a share of");
        found.when(!share && self.per.is_some(), "per", "is only for unit 'percent'; leave it out or change the unit");
        let protected = self.protected || self.disaggregations.iter().any(|one| one.protected);
        found.when(share && protected, "protected", "is not for a share: only counts can be protected");
        if let Some(latest) = &self.latest {
            found.when(
                latest.of.is_empty(),
                "latest.of",
                "is empty; name the questions that tell what a record is an update of",
            );
            found.twice("latest.of", latest.of.iter().cloned());
        }
        found.twice("exercises", self.exercises.iter().map(|applies| applies.code.clone()));
        found.twice("disaggregations", self.disaggregations.iter().map(|one| one.name.clone()));
        self.disaggregations.iter().for_each(|disaggregation| found.disaggregation(disaggregation));
        found.0
    }
}

#[derive(Default)]
struct Findings(Vec<IndicatorProblem>);

impl Findings {
    fn when(&mut self, wrong: bool, field: &str, message: &str) {
        if wrong {
            self.0.push(IndicatorProblem::Field { field: field.to_owned(), message: message.to_owned() });
        }
    }

    fn code(&mut self, field: &str, code: &str) {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let wrong = code.is_empty() || !code.chars().all(fits);
        self.when(wrong, field, &format!("'{code}' is no code; use lower case letters, digits and '_'"));
    }

    fn text(&mut self, field: &str, text: &Text) {
        let english = !text.untranslated().any(|language| language == Language::English);
        let empty = text.in_language(Language::English).trim().is_empty();
        self.when(!english || empty, field, "has no English text, which every other language falls back to");
    }

    fn twice(&mut self, field: &str, names: impl Iterator<Item = String>) {
        let mut seen = BTreeSet::new();
        for name in names {
            self.when(seen.contains(&name), field, &format!("'{name}' is there twice; keep one"));
            seen.insert(name);
        }
    }

    fn disaggregation(&mut self, disaggregation: &Disaggregation) {
        let field = format!("disaggregations.{}", disaggregation.name);
        self.code(&field, &disaggregation.name);
        self.when(disaggregation.name == TOTAL, &field, "'total' is there without asking; choose another name");
        self.when(disaggregation.dimensions.is_empty(), &field, "has no dimensions");
        self.twice(&field, disaggregation.dimensions.iter().map(|dimension| dimension.name.clone()));
        for dimension in &disaggregation.dimensions {
            let field = format!("{field}.{}", dimension.name);
            self.code(&field, &dimension.name);
            self.text(&field, &dimension.label);
            self.twice(&field, dimension.values.iter().map(|value| value.code.clone()));
            let places = dimension.values_from.is_some();
            self.when(places && !dimension.values.is_empty(), &field, "has both 'values' and 'values_from'; keep one");
            self.when(
                places && disaggregation.by.is_none(),
                &field,
                "has 'values_from', which needs a column: write 'by'",
            );
        }
        match (&disaggregation.by, disaggregation.cells.is_empty()) {
            (Some(_), true) => self.when(disaggregation.dimensions.len() != 1, &field, "'by' needs just one dimension"),
            (None, false) => self.cells(&field, disaggregation),
            (Some(_), false) => self.when(true, &field, "has both 'by' and 'cells'; keep one"),
            (None, true) => self.when(true, &field, "has neither 'by' nor 'cells'; add one"),
        }
    }

    fn cells(&mut self, field: &str, disaggregation: &Disaggregation) {
        for cell in &disaggregation.cells {
            let at = format!("{field}.cells {:?}", cell.at);
            let known = |dimension: &super::Dimension| {
                cell.at.get(&dimension.name).is_some_and(|code| dimension.values.iter().any(|v| v.code == *code))
            };
            let fits = disaggregation.dimensions.iter().all(known) && cell.at.len() == disaggregation.dimensions.len();
            self.when(!fits, &at, "does not name one of its values for each dimension, and nothing else");
        }
        self.twice(field, disaggregation.cells.iter().map(|cell| format!("{:?}", cell.at)));
    }
}
