//! The column `save_to`: which answers are kept as properties of entities.

use super::{section, settings::yes_or_no};
use crate::{
    form::EntityDeclaration,
    names::is_name,
    problems::{Cell, Code, Problem, Report},
    rows::{Row, Table},
};
use std::collections::HashMap;

/// The attribute of the bind that says it.
pub(super) const ATTRIBUTE: &str = "entities:saveto";
const COLUMN: &[&str] = &["bind", ATTRIBUTE];

/// Where an answer goes.
pub(super) struct Target {
    /// The declaration, by its position.
    pub(super) entity: usize,
    pub(super) property: String,
    /// Where that is said.
    pub(super) cell: Cell,
}

/// All of the column.
#[derive(Default)]
pub(super) struct Targets {
    /// By the row of the survey.
    pub(super) by_row: HashMap<u32, Target>,
    /// Whether some were no good and are left out.
    pub(super) incomplete: bool,
}

/// Reads the column; what is no good is reported.
pub(super) fn read(survey: &Table, entities: &[EntityDeclaration], report: &mut Report) -> Targets {
    let mut targets = Targets::default();
    let mut rows_of: HashMap<(usize, String), u32> = HashMap::new();
    let lists: HashMap<&str, usize> =
        entities.iter().enumerate().map(|(position, entity)| (entity.list.as_str(), position)).collect();
    for row in survey.rows(true).filter(is_read) {
        let Some(text) = row.text(COLUMN) else { continue };
        let Some(target) = target(&row, text, entities, &lists, report) else {
            targets.incomplete = true;
            continue;
        };
        let before = rows_of.insert((target.entity, target.property.clone()), row.number);
        if let Some(other) = before {
            let arguments = [("name", target.property.as_str()), ("other", &other.to_string())];
            report.say(Code::SaveToRepeated, row.cell(COLUMN), &arguments);
        }
        targets.by_row.insert(row.number, target);
    }
    targets
}

fn is_read(row: &Row<'_>) -> bool {
    row.text(&["type"]).is_some() && row.text(&["disabled"]).is_none_or(|value| yes_or_no(value) != Some(true))
}

fn target(
    row: &Row<'_>,
    text: &str,
    entities: &[EntityDeclaration],
    lists: &HashMap<&str, usize>,
    report: &mut Report,
) -> Option<Target> {
    let mut say = |code, arguments: &[(&str, &str)]| report.say(code, row.cell(COLUMN), arguments);
    let kind = row.text(&["type"]).unwrap_or_default();
    if section::control(kind).is_some() || matches!(kind, "audit" | "csv-external" | "xml-external") {
        say(Code::SaveToMisplaced, &[]);
        return None;
    }
    let Some(first) = entities.first() else {
        say(Code::SaveToWithoutEntities, &[]);
        return None;
    };
    let (entity, property) = match text.split('#').collect::<Vec<_>>().as_slice() {
        [property] if entities.len() == 1 => (0, *property),
        [property] => {
            say(Code::SaveToListNotNamed, &[("example", &format!("{}#{property}", first.list))]);
            return None;
        }
        [list, property] => match lists.get(list) {
            Some(entity) => (*entity, *property),
            None => {
                let problem = Problem::new(Code::SaveToListUnknown, row.cell(COLUMN), &[("list", list)]);
                report.suggest(problem, list, entities.iter().map(|entity| entity.list.as_str()));
                return None;
            }
        },
        _ => {
            say(Code::SaveToUnreadable, &[]);
            return None;
        }
    };
    let reserved = property.starts_with("__") || matches!(property.to_lowercase().as_str(), "name" | "label");
    if reserved || !is_name(property) {
        let code = if reserved { Code::SaveToReserved } else { Code::SaveToInvalid };
        say(code, &[("name", property)]);
        return None;
    }
    Some(Target { entity, property: property.to_owned(), cell: row.cell(COLUMN) })
}
