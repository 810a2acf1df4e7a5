//! The shape of a form's answers.

use crate::form::{ChoiceSource, Form, Item, Kind, Metadata, Question, Section, SectionKind, Words};
use vocab::{Column, ColumnType, Schema, Sensitivity, Sharing, Text};

impl Form {
    /// The columns of the form's answers, in the form's order. Groups do not show; a repeat is one column with columns
    /// of its own. Notes, and rows that only bring a file along, have no answer.
    pub fn schema(&self) -> Schema {
        Schema { columns: self.columns(&self.items) }
    }

    fn columns(&self, items: &[Item]) -> Vec<Column> {
        let mut columns = Vec::new();
        for item in items {
            match item {
                Item::Question(question) => columns.extend(self.column(question)),
                Item::Section(section) if section.kind == SectionKind::Group => {
                    columns.extend(self.columns(&section.items));
                }
                Item::Section(section) => columns.push(self.repeat(section)),
            }
        }
        columns
    }

    fn column(&self, question: &Question) -> Option<Column> {
        Some(Column {
            name: question.answer.clone(),
            kind: question.column_type()?,
            label: self.label(question.label.as_ref(), &question.name),
            sensitivity: question.sensitivity,
            sharing: question.sharing,
            choices: self.choice_names(&question.kind),
            columns: Vec::new(),
        })
    }

    /// A repeat is as open as the most open of its columns, and as personal as the least personal: each column within
    /// says for itself.
    fn repeat(&self, section: &Section) -> Column {
        let columns = self.columns(&section.items);
        let open = columns.iter().any(|column| column.sharing == Sharing::Public);
        let personal = !columns.is_empty() && columns.iter().all(|column| column.sensitivity == Sensitivity::Personal);
        Column {
            name: section.answer.clone(),
            kind: ColumnType::Repeat,
            label: self.label(section.label.as_ref(), &section.name),
            sensitivity: if personal { Sensitivity::Personal } else { Sensitivity::None },
            sharing: if open { Sharing::Public } else { Sharing::Sensitive },
            choices: Vec::new(),
            columns,
        }
    }

    fn label(&self, label: Option<&Words>, name: &str) -> Text {
        label.map_or_else(|| Text::new(name), |words| words.to_text(&self.default_language))
    }

    fn choice_names(&self, kind: &Kind) -> Vec<String> {
        let Some(ChoiceSource::List(list)) = kind.choices() else { return Vec::new() };
        self.lists
            .get(list)
            .map(|list| list.choices.iter().map(|choice| choice.name.clone()).collect())
            .unwrap_or_default()
    }
}

impl Question {
    /// What a column of its answers holds; none if it has no answer.
    pub fn column_type(&self) -> Option<ColumnType> {
        if let Kind::Calculate | Kind::Hidden | Kind::Range = self.kind {
            let given = self.bind.attributes.get("type").map(String::as_str);
            return Some(of_bind_type(given.or(self.kind.bind_type()).unwrap_or("string")));
        }
        Some(match &self.kind {
            Kind::Note | Kind::Audit | Kind::CsvExternal | Kind::XmlExternal => return None,
            Kind::SelectOne(_) => ColumnType::Choice,
            Kind::SelectMultiple(_) | Kind::Rank(_) => ColumnType::Choices,
            Kind::Metadata(Metadata::Start | Metadata::End) => ColumnType::Moment,
            other => of_bind_type(other.bind_type().unwrap_or("string")),
        })
    }
}

fn of_bind_type(name: &str) -> ColumnType {
    match name {
        "int" | "integer" => ColumnType::Integer,
        "decimal" => ColumnType::Decimal,
        "date" => ColumnType::Date,
        "time" => ColumnType::Time,
        "dateTime" => ColumnType::Moment,
        "geopoint" => ColumnType::Point,
        "binary" => ColumnType::File,
        _ => ColumnType::Text,
    }
}
