//! Entities: what submissions add to lists, and change in them.
//!
//! Source: xlsform.org/en/#entities, docs.getodk.org/entities-quick-reference, getodk.github.io/xforms-spec/entities

use crate::scenario::{bind, errors, flat, good, refused, warnings};
use forms::{Compiled, Form, form::EntityDeclaration};

/// A survey of two questions with that `save_to`, and a sheet of entities.
fn form(save_to: &str, entities: &str) -> String {
    format!(
        "| survey |
         | | type         | name    | label   | save_to |
         | | csv-external | trees   |         |         |
         | | text         | species | Species | {save_to} |
         | | text         | where   | Where   |         |
         | entities |
         {entities}"
    )
}

/// The names of the sections each list's entity lies in.
fn places(compiled: &Compiled) -> Vec<String> {
    let place = |entity: &EntityDeclaration| format!("{} in /{}", entity.list, entity.place.join("/"));
    compiled.form.entities.iter().map(place).collect()
}

mod declarations {
    use super::*;

    /// Feature: Entities — create: list_name and label
    #[test]
    fn a_list_and_a_label_create_an_entity() {
        let compiled = good(&form("species", "| | list_name | label |\n| | trees | concat('A ', ${species}) |"));
        let flat = flat(&compiled);
        assert!(
            flat.contains("<meta><entity dataset=\"trees\" create=\"1\" id=\"\"><label/></entity><instanceID/></meta>")
        );
        assert!(flat.contains("xmlns:entities=\"http://www.opendatakit.org/xforms/entities\""));
        assert!(flat.contains("entities:entities-version=\"2024.1.0\""));
        assert!(
            flat.contains(
                "<setvalue ref=\"/data/meta/entity/@id\" event=\"odk-instance-first-load\" value=\"uuid()\"/>"
            )
        );
        assert_eq!(bind(&compiled, "/data/species", "saveto").as_deref(), Some("species"));
        let label = bind(&compiled, "/data/meta/entity/label", "calculate");
        assert_eq!(label.as_deref(), Some("concat('A ', /data/species)"));
        assert_eq!(bind(&compiled, "/data/meta/entity/@id", "calculate"), None);
    }

    /// Feature: Entities — create on a condition: create_if
    #[test]
    fn create_if_creates_on_a_condition() {
        let compiled =
            good(&form("", "| | list_name | label | create_if |\n| | trees | ${species} | ${where} != '' |"));
        let condition = bind(&compiled, "/data/meta/entity/@create", "calculate");
        assert_eq!(condition.as_deref(), Some("/data/where != ''"));
        assert!(compiled.form.entities[0].creates() && !compiled.form.entities[0].updates());
    }

    /// Feature: Entities — update: entity_id
    #[test]
    fn entity_id_updates_the_version_that_came_with_the_form() {
        let compiled = good(&form("species", "| | list_name | entity_id |\n| | trees | ${where} |"));
        assert!(flat(&compiled).contains(
            "<entity dataset=\"trees\" update=\"1\" baseVersion=\"\" trunkVersion=\"\" branchId=\"\" id=\"\"/>"
        ));
        let calculate = |name: &str| bind(&compiled, &format!("/data/meta/entity/@{name}"), "calculate");
        assert_eq!(calculate("id").as_deref(), Some("/data/where"));
        for (name, column) in
            [("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"), ("branchId", "__branchId")]
        {
            let expected = format!("instance('trees')/root/item[name=/data/where]/{column}");
            assert_eq!(calculate(name), Some(expected));
        }
        assert!(!compiled.xform.contains("uuid()"));
        assert_eq!(compiled.form.attachments(), ["trees.csv"]);
    }

    /// Feature: Entities — update on a condition: update_if
    #[test]
    fn update_if_updates_on_a_condition() {
        let compiled =
            good(&form("", "| | list_name | entity_id | update_if |\n| | trees | ${where} | ${species} != '' |"));
        let condition = bind(&compiled, "/data/meta/entity/@update", "calculate");
        assert_eq!(condition.as_deref(), Some("/data/species != ''"));
    }

    /// Feature: Entities — upsert: create_if, update_if and entity_id together
    #[test]
    fn all_columns_create_or_update() {
        let entities = "| | list_name | entity_id | create_if | update_if | label |
                        | | trees     | ${where}  | Yes       | no        | ${species} |";
        let compiled = good(&form("", entities));
        let entity = &compiled.form.entities[0];
        assert!(entity.creates() && entity.updates());
        assert_eq!(bind(&compiled, "/data/meta/entity/@create", "calculate").as_deref(), Some("true()"));
        assert_eq!(bind(&compiled, "/data/meta/entity/@update", "calculate").as_deref(), Some("false()"));
    }

    /// Feature: Entities — other names of the columns, such as dataset
    #[test]
    fn columns_go_by_other_names_and_unused_ones_say_nothing() {
        let compiled = good(&form("", "| | Dataset | Label | Create If | notes |\n| | trees | ${species} | | |"));
        assert_eq!(compiled.form.entities[0].list, "trees");
    }

    /// Refused: Entities — columns that mean nothing in the sheet — a slip in a name would be a condition that never holds
    #[test]
    fn columns_that_mean_nothing_are_refused() {
        let problems = refused(&form("", "| | list_name | label | creat_if |\n| | trees | ${species} | true() |"));
        assert_eq!(problems.0[0].code.as_str(), "header.unknown");
        assert_eq!(problems.0[0].remedy, "Did you mean 'create_if'?");
        let translated = form("", "| | list_name | label::French (fr) |\n| | trees | ${species} |");
        assert_eq!(errors(&translated), ["header.unknown@1", "entities.label_missing@2"]);
    }

    /// Feature: Entities — the column repeat of older forms — ignored with a warning
    #[test]
    fn the_column_repeat_is_not_needed_any_more() {
        let found = warnings(&form("", "| | list_name | label | repeat |\n| | trees | ${species} | ${nobody} |"));
        assert!(found.contains(&"entities.repeat_ignored@1".to_owned()));
    }

    /// Refused: Entities — names of lists with spaces, points or two underscores in front — servers refuse them
    #[test]
    fn lists_need_good_names() {
        let named = |name: &str| errors(&form("", &format!("| | list_name | label |\n| | {name} | ${{species}} |")));
        assert_eq!(named(""), ["entities.list_missing@2"]);
        assert_eq!(named("__trees"), ["entities.list_reserved@2"]);
        for name in ["my.trees", "my trees", "1trees", "-trees"] {
            assert_eq!(named(name), ["entities.list_invalid@2"], "{name}");
        }
        let twice = form("", "| | list_name | label |\n| | trees | ${species} |\n| | trees | ${where} |");
        assert_eq!(errors(&twice), ["entities.list_repeated@3"]);
    }

    /// Refused: Entities — update_if without entity_id, and the like — nothing tells what to update
    #[test]
    fn columns_must_go_together() {
        let with =
            |columns: &str, cells: &str| form("", &format!("| | list_name | {columns} |\n| | trees | {cells} |"));
        assert_eq!(errors(&with("create_if", "true()")), ["entities.label_missing@2"]);
        assert_eq!(errors(&with("label | update_if", "${where} | true()")), ["entities.entity_id_missing@2"]);
        assert_eq!(
            errors(&with("label | entity_id | create_if", "${where} | ${where} | true()")),
            ["entities.update_if_missing@2"]
        );
        let unlabelled = with("entity_id | create_if | update_if", "${where} | true() | true()");
        assert!(warnings(&unlabelled).contains(&"entities.label_advised@2".to_owned()));
    }

    #[test]
    fn expressions_are_checked_like_any_other() {
        let label = |text: &str| errors(&form("", &format!("| | list_name | label |\n| | trees | {text} |")));
        assert_eq!(label("${spesies}"), ["reference.unknown@2"]);
        assert_eq!(label("concat(${species}"), ["expression.unreadable@2"]);
        assert_eq!(label("conact(${species})"), ["expression.function_unknown@2"]);
        let problems = refused(&form("", "| | list_name | label |\n| | trees | ${spesies} |"));
        assert_eq!(problems.0[0].remedy, "Did you mean 'species'?");
        assert_eq!(problems.0[0].cell.sheet, "entities");
    }

    /// Refused: Entities — an update of a list that does not come with the form — clients do not find the version they update
    #[test]
    fn what_is_updated_must_come_with_the_form() {
        let form = form("", "| | list_name | entity_id |\n| | shrubs | ${where} |");
        assert_eq!(errors(&form), ["entities.list_absent@2"]);
        for brings in ["csv-external | shrubs |", "select_one_from_file shrubs.csv | shrub | Which?"] {
            assert!(good(&form.replace("csv-external | trees   |", brings)).xform.contains("instance id=\"shrubs\""));
        }
    }

    /// Feature: Entities — expressions of the sheet that look things up: pulldata, last-saved
    #[test]
    fn files_that_expressions_look_up_come_with_the_form() {
        let compiled =
            good(&form("", "| | list_name | label |\n| | woods | pulldata('codes', 'tree', 'name', ${species}) |"));
        assert_eq!(compiled.form.attachments(), ["trees.csv", "codes.csv"]);
        assert!(compiled.xform.contains("<instance id=\"codes\" src=\"jr://file-csv/codes.csv\"/>"));
    }

    #[test]
    fn a_form_without_the_sheet_has_no_trace_of_it() {
        let compiled = good("| survey |\n| | type | name | label |\n| | text | a | A |\n");
        assert!(!compiled.xform.contains("entities") && compiled.form.entities_version().is_none());
    }
}

mod save_to {
    use super::*;

    const ONE: &str = "| | list_name | label |\n| | trees | ${species} |";
    const TWO: &str = "| | list_name | label |\n| | trees | ${species} |\n| | woods | 'A wood' |";

    /// Feature: Entities — save_to: property, or list#property
    #[test]
    fn names_a_property_or_a_list_and_a_property() {
        for save_to in ["kind", "trees#kind"] {
            let compiled = good(&form(save_to, ONE));
            assert_eq!(bind(&compiled, "/data/species", "saveto").as_deref(), Some("kind"));
            assert_eq!(compiled.form.entities[0].properties[0].question, "species");
        }
        let property = bind(&good(&form("kind.of-tree", ONE)), "/data/species", "saveto");
        assert_eq!(property.as_deref(), Some("kind.of-tree"));
    }

    /// Refused: Entities — save_to without a list where several are declared — it could mean any
    #[test]
    fn must_say_which_of_several_lists() {
        let problems = refused(&form("kind", TWO));
        assert_eq!(problems.0[0].code.as_str(), "save_to.list_not_named");
        assert_eq!(problems.0[0].remedy, "Write list_name#property, for example trees#kind.");
        assert_eq!(problems.errors().count(), 1, "places are not looked for until it is known what is saved");
    }

    #[test]
    fn needs_a_list_that_is_declared() {
        assert_eq!(
            errors("| survey |\n| | type | name | label | save_to |\n| | text | a | A | kept |\n"),
            ["save_to.without_entities@2"]
        );
        let problems = refused(&form("tree#kind", ONE));
        assert_eq!(problems.0[0].code.as_str(), "save_to.list_unknown");
        assert_eq!(problems.0[0].remedy, "Did you mean 'trees'?");
        assert_eq!(errors(&form("#kind", ONE)), ["save_to.list_unknown@3"]);
    }

    /// Refused: Entities — reserved or unfit names of properties — servers refuse them
    #[test]
    fn needs_a_good_name() {
        for name in ["name", "Label", "__kind", "trees#NAME"] {
            assert_eq!(errors(&form(name, ONE)), ["save_to.reserved@3"], "{name}");
        }
        for name in ["my kind", "1kind", "trees#", "a/b"] {
            assert_eq!(errors(&form(name, ONE)), ["save_to.invalid@3"], "{name}");
        }
        assert_eq!(errors(&form("trees#kind#of", ONE)), ["save_to.unreadable@3"]);
    }

    /// Refused: Entities — a property saved from two questions — the second would overwrite the first
    #[test]
    fn saves_each_property_once() {
        let twice = form("kind", ONE).replace("| Where   |         |", "| Where | trees#kind |");
        let problems = refused(&twice);
        assert_eq!(problems.0[0].code.as_str(), "save_to.repeated");
        assert_eq!(problems.0[0].cell.row, Some(4));
        assert!(problems.0[0].message.contains("row 3"));
    }

    /// Refused: Entities — save_to on groups, notes and files that come along — they have no answer
    #[test]
    fn saves_answers_only() {
        let survey = "| survey |
             | | type         | name  | label | save_to | parameters |
             | | begin_group  | g     | G     | a       | |
             | | text         | x     | X     |         | |
             | | end_group    |       |       | b       | |
             | | csv-external | trees |       | c       | |
             | | audit        |       |       | d       | |
             | entities |
             | | list_name | label |
             | | trees     | ${x}  |
             ";
        let rows = [2, 4, 5, 6].map(|row| format!("save_to.misplaced@{row}"));
        assert_eq!(errors(survey), rows);
    }

    /// Refused: Entities — save_to inside a loop — the property would be saved several times
    #[test]
    fn cannot_save_what_a_loop_asks_for_each_choice() {
        let survey = "| survey |
             | | type                | name  | label     | save_to |
             | | begin loop over kit | kits  |           |         |
             | | integer             | count | %(label)s | count   |
             | | end loop            |       |           |         |
             | choices |
             | | list_name | name | label |
             | | kit       | net  | Nets  |
             | | kit       | pot  | Pots  |
             | entities |
             | | list_name | label |
             | | homes     | now() |
             ";
        assert_eq!(errors(survey), ["save_to.in_loop@3"]);
    }

    /// Feature: Entities — save_to as bind::entities:saveto
    #[test]
    fn is_read_from_the_bind_column_and_not_where_rows_are_disabled() {
        let compiled = good(
            "| survey |
             | | type | name | label | bind::entities:saveto | disabled |
             | | text | a    | A     | kind                  |          |
             | | text | b    | B     | kind                  | yes      |
             | entities |
             | | list_name | label |
             | | trees     | ${a}  |
             ",
        );
        assert_eq!(bind(&compiled, "/data/a", "saveto").as_deref(), Some("kind"));
    }
}

mod places {
    use super::*;

    #[test]
    fn the_only_entity_of_a_form_lies_in_its_meta_block() {
        let compiled = good(
            "| survey |
             | | type        | name | label | save_to |
             | | begin_group | g    | G     |         |
             | | text        | a    | A     | kept    |
             | | end_group   |      |       |         |
             | entities |
             | | list_name | label |
             | | things    | ${a}  |
             ",
        );
        assert_eq!(places(&compiled), ["things in /"]);
        assert_eq!(bind(&compiled, "/data/meta/entity/label", "calculate").as_deref(), Some("/data/g/a"));
    }

    /// Feature: Entities — entities from repeats — specification 2025.1
    #[test]
    fn each_entry_of_a_repeat_gives_an_entity() {
        let compiled = good(
            "| survey |
             | | type         | name    | label   | save_to |
             | | text         | village | Village |         |
             | | begin_repeat | tree    | Tree    |         |
             | | text         | species | Species | species |
             | | begin_group  | size    | Size    |         |
             | | integer      | height  | Height  | height  |
             | | end_group    |         |         |         |
             | | end_repeat   |         |         |         |
             | entities |
             | | list_name | label                            |
             | | trees     | concat(${species}, ${village})   |
             ",
        );
        let flat = flat(&compiled);
        let entity = "<meta><entity dataset=\"trees\" create=\"1\" id=\"\"><label/></entity></meta>";
        assert_eq!(flat.matches(entity).count(), 2, "in the template and in the first entry");
        assert!(flat.contains("entities:entities-version=\"2025.1.0\""));
        for event in ["odk-instance-first-load", "odk-new-repeat"] {
            let set = format!("<setvalue ref=\"/data/tree/meta/entity/@id\" event=\"{event}\" value=\"uuid()\"/>");
            assert!(flat.contains(&set), "{event}");
        }
        assert_eq!(
            bind(&compiled, "/data/tree/meta/entity/label", "calculate").as_deref(),
            Some("concat(../../../species, /data/village)")
        );
    }

    /// Feature: Entities — entities from nested repeats
    #[test]
    fn an_entity_of_a_nested_repeat_reaches_outwards() {
        let compiled = good(
            "| survey |
             | | type         | name      | label | save_to |
             | | begin_repeat | household | H     |         |
             | | text         | head      | Head  |         |
             | | begin_repeat | member    | M     |         |
             | | text         | called    | Name  | called  |
             | | end_repeat   |           |       |         |
             | | end_repeat   |           |       |         |
             | entities |
             | | list_name | label                       |
             | | people    | concat(${called}, ${head})  |
             ",
        );
        assert_eq!(places(&compiled), ["people in /household/member"]);
        assert_eq!(
            bind(&compiled, "/data/household/member/meta/entity/label", "calculate").as_deref(),
            Some("concat(../../../called, ../../../../head)")
        );
    }

    /// Feature: Entities — updates from repeats
    #[test]
    fn an_update_in_a_repeat_looks_its_own_entry_up() {
        let compiled = good(
            "| survey |
             | | type                           | name  | label | save_to |
             | | begin_repeat                   | visit | Visit |         |
             | | select_one_from_file trees.csv | tree  | Which |         |
             | | integer                        | high  | High  | height  |
             | | end_repeat                     |       |       |         |
             | entities |
             | | list_name | entity_id |
             | | trees     | ${tree}   |
             ",
        );
        assert_eq!(
            bind(&compiled, "/data/visit/meta/entity/@baseVersion", "calculate").as_deref(),
            Some("instance('trees')/root/item[name=current()/../../../tree]/__version")
        );
        assert!(!compiled.xform.contains("uuid()"));
    }

    /// A survey of a group in a group, for two lists.
    fn two(inner: &str, outer: &str, ones: &str, twos: &str) -> String {
        format!(
            "| survey |
             | | type        | name | label | save_to |
             | | begin_group | g    | G     |         |
             | | begin_group | h    | H     |         |
             | | text        | a    | A     | {inner} |
             | | end_group   |      |       |         |
             | | text        | b    | B     | {outer} |
             | | end_group   |      |       |         |
             | entities |
             | | list_name | label  |
             | | ones      | {ones} |
             | | twos      | {twos} |
             "
        )
    }

    /// Feature: Entities — several lists in one form
    #[test]
    fn several_entities_lie_nearest_to_what_is_saved_to_them() {
        let compiled = good(&two("ones#x", "twos#x", "${a}", "${b}"));
        assert_eq!(places(&compiled), ["ones in /g/h", "twos in /g"]);
        assert!(flat(&compiled).contains("entities:entities-version=\"2025.1.0\""));
        assert_eq!(compiled.form.saved_to(None, "b").unwrap().0.list, "twos");
    }

    #[test]
    fn without_save_to_an_entity_makes_room() {
        assert_eq!(places(&good(&two("ones#x", "", "${a}", "${a}"))), ["ones in /g/h", "twos in /g"]);
        assert_eq!(places(&good(&two("ones#x", "", "${a}", "'two'"))), ["ones in /g/h", "twos in /"]);
    }

    /// Refused: Entities — two entities that would lie in one group — each group has one at most
    #[test]
    fn two_entities_cannot_share_a_group() {
        assert_eq!(errors(&two("", "", "'one'", "'two'")), ["entities.place_taken@3"]);
        let both = two("ones#x", "", "${a}", "${a}")
            .replace("| A     | ones#x |", "| A | ones#x |\n| | text | c | C | twos#y |");
        let problems = refused(&both);
        assert_eq!(problems.0[0].code.as_str(), "entities.place_taken");
        assert!(problems.0[0].message.contains("'/data/g/h' has the one of row 2"));
        assert_eq!(problems.0[0].cell.value.as_deref(), Some("twos"));
    }

    #[test]
    fn no_entity_comes_between_another_and_what_is_saved_to_it() {
        // The first takes the inner group, since its label is from there; but a question there is saved to the second.
        assert_eq!(errors(&two("twos#x", "twos#y", "${a}", "${b}")), ["entities.place_taken@3"]);
    }

    #[test]
    fn an_entity_lies_around_all_that_is_saved_to_it() {
        let compiled = good(
            "| survey |
             | | type         | name | label | save_to |
             | | begin_repeat | r    | R     |         |
             | | begin_group  | a    | A     |         |
             | | begin_group  | b    | B     |         |
             | | text         | x    | X     | x       |
             | | end_group    |      |       |         |
             | | end_group    |      |       |         |
             | | begin_group  | c    | C     |         |
             | | begin_group  | d    | D     |         |
             | | text         | y    | Y     | y       |
             | | end_group    |      |       |         |
             | | end_group    |      |       |         |
             | | end_repeat   |      |       |         |
             | entities |
             | | list_name | label |
             | | things    | ${x}  |
             ",
        );
        assert_eq!(places(&compiled), ["things in /r"]);
    }

    /// A question of the form, one of a repeat and one of another.
    fn scopes(first: &str, second: &str, third: &str, label: &str) -> String {
        format!(
            "| survey |
             | | type         | name | label | save_to  |
             | | text         | a    | A     | {first}  |
             | | begin_repeat | q    | Q     |          |
             | | integer      | b    | B     | {second} |
             | | end_repeat   |      |       |          |
             | | begin_repeat | r    | R     |          |
             | | text         | c    | C     | {third}  |
             | | end_repeat   |      |       |          |
             | entities |
             | | list_name | label   |
             | | things    | {label} |
             "
        )
    }

    /// Refused: Entities — save_to from two repeats into one list — an entity belongs to one
    #[test]
    fn an_entity_belongs_to_one_repeat() {
        assert_eq!(errors(&scopes("x", "y", "", "now()")), ["save_to.elsewhere@2"]);
        assert_eq!(errors(&scopes("", "x", "y", "now()")), ["save_to.elsewhere@7"]);
        assert_eq!(errors(&scopes("", "x", "", "concat(${b}, ${c})")), ["entities.reference_elsewhere@2"]);
        let problems = refused(&scopes("", "x", "", "concat(${b}, ${c})"));
        assert_eq!(problems.0[0].cell.column.as_deref(), Some("label"));
        assert_eq!(places(&good(&scopes("", "x", "", "concat(${a}, ${b})"))), ["things in /q"]);
    }

    #[test]
    fn an_entity_of_the_form_may_count_what_a_repeat_has() {
        let compiled = good(&scopes("x", "", "", "concat(${a}, sum(${b}))"));
        assert_eq!(places(&compiled), ["things in /"]);
        assert_eq!(
            bind(&compiled, "/data/meta/entity/label", "calculate").as_deref(),
            Some("concat(/data/a, sum(/data/q/b))")
        );
    }
}

mod model {
    use super::*;

    /// Feature: Entities — the typed form says which question is kept as which property
    #[test]
    fn says_what_is_kept_of_which_question() {
        let compiled = good(
            "| survey |
             | | type                           | name  | label | save_to       |
             | | select_one_from_file sites.csv | site  | Site  |               |
             | | begin_repeat                   | visit | Visit |               |
             | | begin_group                    | g     | G     |               |
             | | date                           | day   | Day   | visits#day    |
             | | end_group                      |       |       |               |
             | | end_repeat                     |       |       |               |
             | | begin_group                    | h     | H     |               |
             | | date                           | day   | Day   | sites#last    |
             | | end_group                      |       |       |               |
             | entities |
             | | list_name | label | entity_id | update_if     |
             | | sites     |       | ${site}   | ${site} != '' |
             | | visits    | now() |           |               |
             ",
        );
        let json = serde_json::to_value(&compiled.form).unwrap();
        assert_eq!(
            json["entities"],
            serde_json::json!([
                {
                    "list": "sites",
                    "entity_id": "${site}",
                    "update_if": "${site} != ''",
                    "place": ["h"],
                    "properties": [{ "name": "last", "question": "day", "row": 9 }],
                    "row": 2,
                },
                {
                    "list": "visits",
                    "label": "now()",
                    "place": ["visit", "g"],
                    "repeats": ["visit"],
                    "properties": [{ "name": "day", "question": "day", "row": 5 }],
                    "row": 3,
                },
            ])
        );
        assert_eq!(serde_json::from_value::<Form>(json).unwrap(), compiled.form);
        assert_eq!(compiled.form.entities_version(), Some("2025.1.0"));
        assert_eq!(compiled.form.saved_to(Some("visit"), "day").unwrap().0.list, "visits");
        assert!(compiled.form.saved_to(None, "site").is_none());
        assert_eq!(compiled.form.attachments(), ["sites.csv"]);
    }

    #[test]
    fn questions_may_be_named_as_the_nodes_of_an_entity() {
        let compiled = good(
            "| survey |
             | | type | name   | label | save_to |
             | | text | entity | E     | kind    |
             | | text | label  | L     |         |
             | entities |
             | | list_name | label                      |
             | | things    | concat(${entity}, ${label}) |
             ",
        );
        let label = bind(&compiled, "/data/meta/entity/label", "calculate");
        assert_eq!(label.as_deref(), Some("concat(/data/entity, /data/label)"));
        assert!(refused(&form("", "| | list_name | label |\n| | trees | ${entity} |")).refuse());
    }

    #[test]
    fn answers_that_are_kept_have_their_columns_as_before() {
        let compiled = good(&form("kind", "| | list_name | label |\n| | trees | ${species} |"));
        let names: Vec<String> = compiled.form.schema().columns.into_iter().map(|column| column.name).collect();
        assert_eq!(names, ["species", "where"]);
    }
}
