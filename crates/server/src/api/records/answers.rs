//! Answers as those see them who may see people, and as all others do.

use forms::{
    Form,
    form::{ChoiceSource, Words},
};
use indexmap::IndexMap;
use serde_json::{Value as Json_, json};
use std::collections::HashMap;
use store::StoredRecord;
use vocab::{Answer, Column, Schema, Sensitivity, Text, Value};

/// Whether a record has anything that only those who may see people read: by the form as it is now, because the form does
/// not know an answer, or because it was sealed when the form said otherwise.
pub(super) fn may_tell_of_people(schema: &Schema, record: &StoredRecord) -> bool {
    let sealed = |(name, answer): (&String, &Answer)| schema.column(name).is_none() || is_withheld(answer);
    schema.columns.iter().any(tells_of_people) || record.record.answers.iter().any(sealed)
}

/// Whether an answer, or one inside a repeat, is withheld.
fn is_withheld(answer: &Answer) -> bool {
    match answer.value() {
        Some(Value::Repeat(entries)) => entries.iter().any(|entry| entry.values().any(is_withheld)),
        _ => *answer == Answer::absent(vocab::Missing::Withheld),
    }
}

/// Whether a question, or one inside a repeat, is marked personal.
fn tells_of_people(column: &Column) -> bool {
    column.sensitivity == Sensitivity::Personal || column.columns.iter().any(tells_of_people)
}

/// An answer as whoever may not see what tells of people sees it: entries of a repeat keep their other answers.
fn without_people(column: &Column, answer: Answer) -> Answer {
    if column.sensitivity == Sensitivity::Personal {
        return Answer::absent(vocab::Missing::Withheld);
    }
    let Some(Value::Repeat(entries)) = answer.value() else { return answer };
    if !column.columns.iter().any(tells_of_people) {
        return answer;
    }
    let entry = |entry: &IndexMap<String, Answer>| {
        let shown = |(name, answer): (&String, &Answer)| {
            let inner = column.columns.iter().find(|inner| inner.name == *name);
            // What the form does not know may be anything.
            let withheld = || Answer::absent(vocab::Missing::Withheld);
            (name.clone(), inner.map_or_else(withheld, |inner| without_people(inner, answer.clone())))
        };
        entry.iter().map(shown).collect()
    };
    Value::Repeat(entries.iter().map(entry).collect()).into()
}

/// Answers in the form's order, then those the form does not know.
pub(super) fn answers(schema: &Schema, record: &StoredRecord, may_see_people: bool) -> Vec<Json_> {
    let known = schema.columns.iter().map(|column| {
        let personal = tells_of_people(column);
        let given = record.record.answers.get(&column.name).cloned();
        // Of an encrypted record nothing is known here, whatever the form asks by now.
        let absent = if record.encrypted { vocab::Missing::Withheld } else { vocab::Missing::Missing };
        let given = given.unwrap_or_else(|| Answer::absent(absent));
        let answer = if may_see_people { given } else { without_people(column, given) };
        json!({"name": column.name, "label": column.label, "kind": column.kind, "personal": personal, "answer": answer,
               "columns": column.columns})
    });
    let unknown = record.record.answers.iter().filter(|(name, _)| schema.column(name).is_none()).map(|(name, answer)| {
        // Nobody said that it is harmless.
        let withheld = Answer::absent(vocab::Missing::Withheld);
        let answer = if may_see_people { answer } else { &withheld };
        json!({"name": name, "label": {"en": name}, "kind": "text", "personal": true, "answer": answer, "columns": []})
    });
    known.chain(unknown).collect()
}

/// What people read for the choices of the form's own lists: by question, and there by the name that is stored.
pub(in crate::api) fn choice_labels(form: &Form) -> HashMap<&str, HashMap<&str, Text>> {
    let mut labels = HashMap::new();
    for question in form.questions() {
        let Some(ChoiceSource::List(list)) = question.kind.choices() else { continue };
        let choices = form.lists.get(list).map_or(&[][..], |list| &list.choices);
        let label = |words: &Words| words.to_text(&form.default_language);
        let named = choices.iter().filter_map(|choice| Some((choice.name.as_str(), label(choice.label.as_ref()?))));
        labels.insert(question.answer.as_str(), named.collect());
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::{CompileOptions, compile};

    #[test]
    fn what_tells_of_people_inside_a_repeat_is_withheld_and_the_rest_of_the_entry_stays() {
        let table = "
| survey |
| | type | name | label | inzira::sensitivity |
| | begin_repeat | member | Member | |
| | text | first_name | Name | personal |
| | integer | age | Age | |
| | end_repeat | | | |
";
        let form = compile("f.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
        let schema = form.schema();
        let column = schema.column("member").unwrap();
        assert!(tells_of_people(column));
        let entry = IndexMap::from([
            ("first_name".to_owned(), Value::Text("Ira".to_owned()).into()),
            ("age".to_owned(), Value::Integer(4).into()),
        ]);
        let seen = without_people(column, Value::Repeat(vec![entry]).into());
        let Some(Value::Repeat(entries)) = seen.value() else { panic!("{seen:?}") };
        assert_eq!(entries[0]["first_name"], Answer::absent(vocab::Missing::Withheld));
        assert_eq!(entries[0]["age"], Value::Integer(4).into());
    }
}
