//! Whether a text gives away what is sealed elsewhere.

use indexmap::IndexMap;
use vocab::{Answer, Column, Schema, Sensitivity, Value};

/// Characters of an answer that are worth looking for: shorter ones occur everywhere by chance.
const SHORTEST: usize = 2;

/// Whether `text` repeats a personal answer, or one that `schema` has no column for. Case does not matter.
///
/// For titles and the like, which are made of answers and kept plain. What is made *from* a personal answer without
/// repeating it (its initials, a part of it) is not found.
pub fn repeats_personal(schema: &Schema, answers: &IndexMap<String, Answer>, text: &str) -> bool {
    in_answers(&schema.columns, answers, &text.to_lowercase())
}

fn in_answers(columns: &[Column], answers: &IndexMap<String, Answer>, text: &str) -> bool {
    answers.iter().any(|(name, answer)| {
        let column = columns.iter().find(|column| column.name == *name);
        let open = column.is_some_and(|column| column.sensitivity != Sensitivity::Personal);
        match answer {
            Answer::Given(Value::Repeat(entries)) => {
                let columns = column.filter(|_| open).map_or(&[][..], |column| &column.columns);
                entries.iter().any(|entry| in_answers(columns, entry, text))
            }
            Answer::Given(_) if open => false,
            Answer::Given(value) => words(value).is_some_and(|words| repeats(text, &words)),
            _ => false,
        }
    })
}

fn repeats(text: &str, answer: &str) -> bool {
    let answer = answer.trim().to_lowercase();
    answer.chars().count() >= SHORTEST && text.contains(&answer)
}

/// The answer as a title would repeat it.
fn words(value: &Value) -> Option<String> {
    match serde_json::to_value(value).ok()?.get("value")? {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::{ColumnType, Sharing, Text};

    fn column(name: &str, sensitivity: Sensitivity, columns: Vec<Column>) -> Column {
        let kind = if columns.is_empty() { ColumnType::Text } else { ColumnType::Repeat };
        let (label, sharing) = (Text::new(name), Sharing::Sensitive);
        Column { name: name.into(), kind, label, sensitivity, sharing, choices: vec![], columns }
    }

    #[test]
    fn a_title_that_repeats_a_personal_answer_is_found_and_no_other() {
        let members = column("members", Sensitivity::None, vec![column("called", Sensitivity::Personal, vec![])]);
        let columns =
            vec![column("site", Sensitivity::None, vec![]), column("head", Sensitivity::Personal, vec![]), members];
        let schema = Schema { columns };
        let text = |text: &str| Answer::from(Value::Text(text.into()));
        let entry: IndexMap<String, Answer> = [("called".to_owned(), text("Aline"))].into();
        let answers: IndexMap<String, Answer> = [
            ("site".to_owned(), text("Busoni")),
            ("head".to_owned(), text("Néema Inès")),
            ("members".to_owned(), Value::Repeat(vec![entry]).into()),
            ("stray".to_owned(), text("+257 79")),
        ]
        .into();
        for (title, tells) in [
            ("Busoni 2026-01-12", false),
            ("Ménage de NÉEMA INÈS", true),
            ("Busoni, aline", true),
            ("tel +257 79 1", true),
            ("", false),
        ] {
            assert_eq!(repeats_personal(&schema, &answers, title), tells, "{title}");
        }
    }
}
