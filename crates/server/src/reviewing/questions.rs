//! What the form of a record asks: which answers people give, and what may be chosen.

use crate::{problem::Problem, state::App, territory::Territory};
use forms::{
    Form,
    form::{ChoiceSource, Item, Kind, Question, SectionKind},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{Exercise, StoredRecord, Submission};
use vocab::{Column, Pcode, Schema};

/// The form that a record was filled with, and what it was read from.
#[derive(Debug)]
pub struct Asked {
    /// The form.
    pub form: Arc<Form>,
    /// Its questions.
    pub schema: Arc<Schema>,
    /// The newest version of the submission; none for a row of a workbook.
    pub submission: Option<Submission>,
}

impl Asked {
    /// What a record was asked. None if its exercise has no form.
    ///
    /// # Errors
    /// When the store fails, or what is sealed does not open.
    pub async fn of(app: &App, exercise: &Exercise, record: &StoredRecord) -> Result<Option<Self>, Problem> {
        let submission = match record.submission_id {
            Some(id) => app.store.submission_by_id(id).await?,
            None => None,
        };
        if let Some(submission) = submission {
            let form = app.forms.of_version(&app.store, submission.form_version_id).await?;
            let schema = app.forms.schema_of_version(submission.form_version_id, &form);
            return Ok(Some(Self { form, schema, submission: Some(submission) }));
        }
        let form = app.forms.newest(&app.store, exercise).await?;
        Ok(form.map(|form| Self { schema: Arc::new(form.schema()), form, submission: None }))
    }
}

/// Questions whose answers no person gives, with the expression that does where there is one.
#[derive(Debug, Default)]
pub struct Computed {
    by_path: BTreeMap<String, Option<String>>,
}

impl Computed {
    /// Of a form.
    pub fn of(form: &Form) -> Self {
        let mut computed = Self::default();
        computed.walk(&form.items, "");
        computed
    }

    fn walk(&mut self, items: &[Item], within: &str) {
        for item in items {
            match item {
                Item::Question(question) if is_computed(question) => {
                    let expression = question.bind.calculate().map(str::to_owned);
                    self.by_path.insert(format!("{within}{}", question.answer), expression);
                }
                Item::Question(_) => {}
                Item::Section(section) if section.kind == SectionKind::Group => self.walk(&section.items, within),
                Item::Section(section) => self.walk(&section.items, &format!("{within}{}.", section.answer)),
            }
        }
    }

    /// Their paths, whichever the entry.
    pub fn paths(&self) -> BTreeSet<String> {
        self.by_path.keys().cloned().collect()
    }

    /// Those that are calculated from any of the questions, at once or by way of another.
    pub fn drawn_from(&self, questions: &BTreeSet<String>) -> BTreeSet<String> {
        let mut names: BTreeSet<&str> = questions.iter().map(|path| last(path)).collect();
        let mut found = BTreeSet::new();
        loop {
            let drawn = self.by_path.iter().filter(|(path, expression)| {
                !found.contains(*path) && expression.as_deref().is_some_and(|text| mentions(text, &names))
            });
            let drawn: Vec<&String> = drawn.map(|(path, _)| path).collect();
            if drawn.is_empty() {
                return found;
            }
            names.extend(drawn.iter().map(|path| last(path)));
            found.extend(drawn.into_iter().cloned());
        }
    }
}

fn is_computed(question: &Question) -> bool {
    let by_device = matches!(
        question.kind,
        Kind::Calculate | Kind::Hidden | Kind::Metadata(_) | Kind::StartGeopoint | Kind::BackgroundGeopoint
    );
    by_device || question.bind.calculate().is_some()
}

fn last(path: &str) -> &str {
    path.rsplit(['.', '/']).next().unwrap_or(path)
}

/// Whether an expression names one of the questions.
pub fn mentions(expression: &str, names: &BTreeSet<&str>) -> bool {
    expression.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).any(|word| names.contains(word))
}

/// Whether a list outside of the form has a choice. Of places it is known; of other files any name may be one.
pub fn knows_choice(form: &Form, territory: Option<&Territory>, column: &Column, choice: &str) -> bool {
    let question = form.questions().find(|question| question.answer == column.name);
    let source = question.and_then(|question| question.kind.choices());
    let level = match source {
        Some(ChoiceSource::File(file)) => file.strip_prefix("admin").and_then(|rest| rest.strip_suffix(".csv")),
        _ => None,
    };
    match (level.and_then(|level| level.parse::<u8>().ok()), territory) {
        (Some(level), Some(territory)) => {
            let pcode: Result<Pcode, _> = choice.parse();
            let area = pcode.ok().and_then(|pcode| territory.boundaries.area(&pcode).map(|area| area.level.0));
            area == Some(level)
        }
        _ => !choice.is_empty() && !choice.contains(char::is_whitespace),
    }
}
