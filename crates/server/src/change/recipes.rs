//! What worked out the numbers of a round. The same version of a recipe with other weights gives other numbers, so each stands
//! with a mark of its parameters.

use crate::{problem::Problem, publication::Published, state::App};
use derived::Recipe;
use figures::Indicator;
use serde_json::Value;
use std::collections::BTreeSet;
use store::sha256_hex;

/// As many digits as tell recipes apart and can still be read out.
const MARK: usize = 8;

/// The recipes behind the totals of an indicator; none where nothing was worked out, or nobody knows.
///
/// # Errors
/// When the snapshot cannot be read.
pub fn of(app: &App, published: &Published, indicator: &Indicator) -> Result<Vec<String>, Problem> {
    derived::used(published.recipes(app)?, &names_in(indicator)).into_iter().map(marked).collect()
}

/// Every name in the expressions of an indicator's total, columns among them.
fn names_in(indicator: &Indicator) -> BTreeSet<String> {
    let Indicator { value, per, only, grade, marked, .. } = indicator;
    let expressions = [per, only, grade, marked].into_iter().flatten().chain([value]);
    let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    expressions.flat_map(|text| text.split(move |letter| !is_of_name(letter))).map(str::to_owned).collect()
}

fn marked(recipe: &Recipe) -> Result<String, Problem> {
    let mut parameters = serde_json::to_value(&recipe.parameters).map_err(|error| Problem::failed(&error))?;
    forget_labels(&mut parameters);
    let digest = sha256_hex(parameters.to_string().as_bytes());
    Ok(format!("{} ({})", recipe.version, &digest[..MARK]))
}

/// Another wording of a label makes no other number. A weight of an answer that is called so does.
fn forget_labels(parameters: &mut Value) {
    match parameters {
        Value::Object(fields) => {
            fields.retain(|name, value| name != "label" || value.is_number());
            fields.values_mut().for_each(forget_labels);
        }
        Value::Array(entries) => entries.iter_mut().for_each(forget_labels),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use derived::Derived;
    use serde_json::json;

    fn recipe(label: &str, weight: f64) -> String {
        let parameters: Derived = serde_json::from_value(json!({
            "estimator": "triangulate", "column": "people", "label": {"en": label}, "repeat": "informants",
            "count": "said", "kind": "kind", "weight": {"by": "source", "of": {"label": weight}, "otherwise": 0.4},
        }))
        .unwrap();
        let (columns, of) = (Vec::new(), Vec::new());
        marked(&Recipe { version: "key-informants/1".into(), parameters, columns, of }).unwrap()
    }

    #[test]
    fn another_weight_is_another_recipe_and_another_wording_is_none() {
        let first = recipe("People", 1.0);
        assert!(
            first.starts_with("key-informants/1 (") && first.len() == "key-informants/1 ()".len() + MARK,
            "{first}"
        );
        assert_eq!(first, recipe("Persons", 1.0));
        assert_ne!(first, recipe("People", 0.9));
    }
}
