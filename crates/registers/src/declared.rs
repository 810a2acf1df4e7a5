//! The lists and properties that a form declares.

use forms::form::{EntityDeclaration, Form};
use std::collections::BTreeSet;
use vocab::Sensitivity;

/// A list as a form declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its name.
    pub name: String,
    /// Whether the label tells of a person.
    pub personal_label: bool,
    /// Its properties, in the order of the survey.
    pub properties: Vec<DeclaredProperty>,
}

/// A property as a form declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredProperty {
    /// Its name.
    pub name: String,
    /// Whether the question that it is saved from tells of a person.
    pub personal: bool,
}

/// The lists that a form declares, each once.
pub fn declared_by(form: &Form) -> Vec<Declared> {
    let mut lists: Vec<Declared> = Vec::new();
    let personal = if form.entities.is_empty() { BTreeSet::new() } else { personal_names(form) };
    for entity in &form.entities {
        let at = lists.iter().position(|list| list.name == entity.list).unwrap_or_else(|| {
            lists.push(Declared { name: entity.list.clone(), personal_label: false, properties: Vec::new() });
            lists.len() - 1
        });
        let Some(list) = lists.get_mut(at) else { continue };
        list.personal_label |= entity.label.as_deref().is_some_and(|label| mentions(label, &personal));
        for (name, tells) in properties(form, entity) {
            match list.properties.iter_mut().find(|property| property.name == name) {
                Some(known) => known.personal |= tells,
                None => list.properties.push(DeclaredProperty { name: name.to_owned(), personal: tells }),
            }
        }
    }
    lists
}

/// The same of a form as it is stored.
///
/// # Errors
/// When it is no form.
pub fn declared_by_model(model: &serde_json::Value) -> Result<Vec<Declared>, serde_json::Error> {
    // Most forms declare none, and need not be read for that.
    if model.get("entities").and_then(serde_json::Value::as_array).is_none_or(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let form: Form = serde::Deserialize::deserialize(model)?;
    Ok(declared_by(&form))
}

fn properties<'f>(form: &'f Form, entity: &'f EntityDeclaration) -> impl Iterator<Item = (&'f str, bool)> {
    entity.properties.iter().map(|property| {
        let personal = form
            .questions()
            .any(|question| question.answer == property.question && question.sensitivity == Sensitivity::Personal);
        (property.name.as_str(), personal)
    })
}

/// Names of the questions that tell of a person, and of those that are computed from them.
fn personal_names(form: &Form) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = form
        .questions()
        .filter(|question| question.sensitivity == Sensitivity::Personal)
        .map(|question| question.name.as_str())
        .collect();
    loop {
        let before = names.len();
        let computed = form
            .questions()
            .filter(|question| question.bind.calculate().is_some_and(|expression| mentions(expression, &names)));
        let computed: Vec<&str> = computed.map(|question| question.name.as_str()).collect();
        names.extend(computed);
        if names.len() == before {
            return names;
        }
    }
}

/// Whether an expression names one of the questions, as `${name}` or in a path.
fn mentions(expression: &str, names: &BTreeSet<&str>) -> bool {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    expression.split(|c| !word(c)).any(|token| names.contains(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::{CompileOptions, compile};

    #[test]
    fn what_is_saved_from_a_personal_question_is_personal_and_so_is_a_label_made_of_it() {
        let table = "
| survey |
| | type      | name    | label | save_to | calculation | inzira::sensitivity |
| | text      | head    | Head  | head_of |             | personal |
| | integer   | size    | Size  | size    |             | |
| | calculate | title   |       |         | concat(${head}, '!') | |
| entities |
| | list_name  | label |
| | households | ${title} |
| settings |
| | form_id |
| | h |
";
        let form = compile("h.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
        let property = |name: &str, personal| DeclaredProperty { name: name.to_owned(), personal };
        let expected = Declared {
            name: "households".to_owned(),
            personal_label: true,
            properties: vec![property("head_of", true), property("size", false)],
        };
        assert_eq!(declared_by(&form), std::slice::from_ref(&expected));
        assert_eq!(declared_by_model(&serde_json::to_value(&form).unwrap()).unwrap(), [expected]);
    }
}
