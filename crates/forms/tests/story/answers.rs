//! The shape of a form's answers.

use crate::scenario::good;
use forms::{
    Form,
    form::{ChoiceSource, Item, Kind, SectionKind},
};
use vocab::{ColumnType, Language, Sensitivity, Sharing};

const FORM: &str = "| survey |
| | type          | name    | label::English (en) | label::French (fr) | calculation | bind::type | inzira::sharing | inzira::sensitivity |
| | deviceid      | phone   |                     |                    |             |            |                 |                     |
| | begin_group   | g       | G                   |                    |             |            |                 |                     |
| | integer       | idps    | Displaced people    | Personnes          |             |            | public          |                     |
| | text          | name    | Name                | Nom                |             |            | sensitive       | personal            |
| | end_group     |         |                     |                    |             |            |                 |                     |
| | begin_repeat  | arrival | Arrivals            | Arrivées           |             |            |                 |                     |
| | select_one c  | cause   | Cause               | Cause              |             |            | public          |                     |
| | end_repeat    |         |                     |                    |             |            |                 |                     |
| | calculate     | total   |                     |                    | ${idps} * 2 | int        |                 |                     |
| | note          | thanks  | Thanks              | Merci              |             |            |                 |                     |
| | image         | photo   | Photo               | Photo              |             |            |                 |                     |
| choices |
| | list_name | name  | label::English (en) | label::French (fr) |
| | c         | flood | Flood               | Inondation         |
| | c         | war   | War                 | Guerre             |
";

/// Feature: Advanced use — a typed model of the answers — names, types, choices, labels by language, who may see them
#[test]
fn the_schema_has_one_column_a_question_and_says_who_may_see_it() {
    let schema = good(FORM).form.schema();
    let names: Vec<&str> = schema.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["phone", "idps", "name", "arrival", "total", "photo"]);
    let idps = schema.column("idps").unwrap();
    assert_eq!((idps.kind, idps.sharing, idps.sensitivity), (ColumnType::Integer, Sharing::Public, Sensitivity::None));
    assert_eq!(idps.label.in_language(Language::French), "Personnes");
    assert_eq!(schema.column("name").unwrap().sensitivity, Sensitivity::Personal);
    assert_eq!(schema.column("phone").unwrap().sensitivity, Sensitivity::Personal, "who interviewed is personal");
    assert_eq!(schema.column("total").unwrap().kind, ColumnType::Integer);
    assert_eq!(schema.column("total").unwrap().sharing, Sharing::Sensitive, "nothing is public that does not say so");
    assert_eq!(schema.column("photo").unwrap().kind, ColumnType::File);
    let arrival = schema.column("arrival").unwrap();
    assert_eq!(arrival.kind, ColumnType::Repeat);
    assert_eq!(arrival.columns[0].choices, ["flood", "war"]);
}

#[test]
fn the_form_tells_names_paths_types_choices_and_labels() {
    let form = good(FORM).form;
    let paths: Vec<String> = form.paths().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "/data/phone",
            "/data/g",
            "/data/g/idps",
            "/data/g/name",
            "/data/arrival",
            "/data/arrival/cause",
            "/data/total",
            "/data/thanks",
            "/data/photo"
        ]
    );
    for (path, item) in form.paths() {
        assert_eq!(form.at(&path), Some(item));
    }
    for path in ["/data", "/data/idps", "/other/phone", "phone", "/data/phone/x", "", "/"] {
        assert_eq!(form.at(path), None, "{path}");
    }
    let Some(Item::Section(arrival)) = form.at("/data/arrival") else { panic!("a repeat") };
    assert_eq!(arrival.kind, SectionKind::Repeat);
    let Some(Item::Question(cause)) = form.at("/data/arrival/cause") else { panic!("a question") };
    assert_eq!(cause.kind, Kind::SelectOne(ChoiceSource::List("c".to_owned())));
    let choices: Vec<_> = form.lists["c"].choices.iter().map(|choice| choice.name.as_str()).collect();
    assert_eq!(choices, ["flood", "war"]);
    assert_eq!(form.lists["c"].choices[1].label.as_ref().unwrap().in_language("French (fr)"), "Guerre");
    let Some(Item::Question(name)) = form.at("/data/g/name") else { panic!("a question") };
    assert_eq!((name.sharing, name.sensitivity), (Sharing::Sensitive, Sensitivity::Personal));
    assert_eq!(name.label.as_ref().unwrap().in_language("French (fr)"), "Nom");
    assert_eq!(form.languages, ["English (en)", "French (fr)"]);
}

#[test]
fn our_own_columns_never_reach_the_xform() {
    let with = good(FORM).xform;
    assert!(!with.contains("inzira") && !with.contains("personal") && !with.contains("sharing"), "{with}");
    // The same form without the two columns is the same XForm.
    let without: String = FORM
        .lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            let kept = if cells.len() > 10 { cells[..8].join("|") + "|" } else { line.to_owned() };
            kept + "\n"
        })
        .collect();
    assert!(!without.contains("inzira"));
    assert_eq!(good(&without).xform, with);
}

#[test]
fn a_form_survives_storage() {
    let form = good(FORM).form;
    let json = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&json).unwrap(), form);
}

/// Feature: Advanced use — a name used in two groups — its answers are told apart by the group
#[test]
fn a_name_used_twice_is_told_apart_by_its_group() {
    let form = good("| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | text | a | A |\n| | end_group | | |\n| | text | a | A |\n| | text | b | B |\n").form;
    let names: Vec<String> = form.schema().columns.into_iter().map(|column| column.name).collect();
    assert_eq!(names, ["g/a", "a", "b"]);
}
