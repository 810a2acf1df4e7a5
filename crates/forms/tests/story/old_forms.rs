//! What forms of many years may still have: settings among the questions, flat groups, tags for OpenStreetMap, choices in
//! `itemsets.csv`.

use crate::scenario::{bind, errors, flat, good, warnings};

/// Feature: Settings — flat: groups leave no element of their own
#[test]
fn flat_groups_leave_no_element_and_pass_their_relevance_on() {
    let form = good(
        "
| survey   |             |      |       |             |
|          | type        | name | label | relevant    |
|          | text        | z    | Z     |             |
|          | begin_group | g    | G     | ${z} = 'x'  |
|          | text        | a    | A     | ${z} != 'y' |
|          | begin_group | h    | H     |             |
|          | text        | b    | B ${a} |            |
|          | end_group   |      |       |             |
|          | end_group   |      |       |             |
| settings |             |      |       |             |
|          | form_id     | flat |       |             |
|          | f           | yes  |       |             |
",
    );
    let xform = flat(&form);
    assert!(xform.contains("<z/><a/><b/>"), "{xform}");
    assert!(xform.contains("<group><label>G</label>"), "{xform}");
    assert_eq!(bind(&form, "/data/a", "relevant").as_deref(), Some("/data/z = 'x' and (/data/z != 'y')"));
    assert_eq!(bind(&form, "/data/b", "relevant").as_deref(), Some("/data/z = 'x'"));
}

/// Feature: Question types — osm with the tags of a list (sheet osm)
#[test]
fn an_osm_question_offers_the_tags_of_its_list() {
    let form = "
| survey |              |          |          |
|        | type         | name     | label    |
|        | osm building | b        | Building |
| osm    |              |          |          |
|        | list_name    | name     | label    |
|        | building     | building | Kind     |
|        | building     | height   | Height   |
";
    let tags = r#"<tag key="building"><label>Kind</label></tag><tag key="height"><label>Height</label></tag>"#;
    assert!(flat(&good(form)).contains(tags));
    assert_eq!(errors(&form.replace("osm building", "osm buildin ")), ["select.list_unknown@2"]);
}

/// Feature: Settings — as rows of the survey sheet (set_form_title, form_id, prefix)
#[test]
fn settings_may_stand_among_the_questions() {
    let form = good(
        "
| survey |                |          |       |
|        | type           | name     | label |
|        | set_form_title | My title |       |
|        | set_form_id    | my_id    |       |
|        | text           | a        | A     |
",
    );
    assert_eq!((form.form.title.as_str(), form.form.id.as_str()), ("My title", "my_id"));
}

/// Feature: Settings — id_string of older forms
#[test]
fn of_two_names_of_the_id_the_newer_counts() {
    let form = "
| survey   |           |         |       |
|          | type      | name    | label |
|          | text      | a       | A     |
| settings |           |         |       |
|          | id_string | form_id |       |
|          | old       | new     |       |
";
    assert_eq!(good(form).form.id, "new");
    assert_eq!(warnings(form), ["settings.form_id_twice@1"]);
}

/// Feature: Cascading and external selects — external choices travel as itemsets.csv
#[test]
fn external_choices_travel_as_itemsets_csv() {
    let form = good(
        "
| survey           |                           |       |       |                |
|                  | type                      | name  | label | choice_filter  |
|                  | text                      | state | State |                |
|                  | select_one_external towns | town  | Town  | state=${state} |
| external_choices |                           |       |       |                |
|                  | list_name                 | name  | state | label          |
|                  | towns                     | t1    | s1    | The \"Old\" one |
|                  | towns                     | t2    |       | No state       |
|                  | towns                     | t3    | s1    |                |
",
    );
    let expected = "\"list_name\",\"name\",\"state\",\"label\"\r\n\"towns\",\"t1\",\"s1\",\"The \"\"Old\"\" one\"\r\n\
                    \"towns\",\"t2\",\"\",\"No state\"\r\n\"towns\",\"t3\",\"s1\"\r\n";
    assert_eq!(form.itemsets.as_deref(), Some(expected));
    assert_eq!(form.form.attachments(), ["itemsets.csv"]);
}

/// Feature: Range — tick_labelset, tick_interval and placeholder, checked against each other
#[test]
fn the_labels_of_a_range_stand_at_its_ticks() {
    let form = |parameters: &str, appearance: &str| {
        format!(
            "
| survey  |           |      |       |              |              |
|         | type      | name | label | parameters   | appearance   |
|         | range     | r    | R     | {parameters} | {appearance} |
| choices |           |      |       |              |              |
|         | list_name | name | label |              |              |
|         | ends      | 1    | Least |              |              |
|         | ends      | 5    | Most  |              |              |
|         | odd       | 3    | Half  |              |              |
"
        )
    };
    let unused = |warning: &String| warning.starts_with("choices.list_unused");
    assert!(warnings(&form("end=5 tick_labelset=ends", "no-ticks")).iter().any(unused), "that is the list odd");
    let refused = ["parameters.invalid@2"];
    assert_eq!(errors(&form("end=5 tick_labelset=odd", "no-ticks")), refused, "without ticks there are only the ends");
    assert_eq!(errors(&form("end=5 step=4 tick_labelset=odd", "")), refused, "3 is no tick");
    assert_eq!(errors(&form("end=4 tick_labelset=ends", "")), refused, "5 lies outside");
    assert_eq!(errors(&form("end=5 tick_interval=2", "picker")), refused, "a picker has no ticks");
}

#[test]
fn names_a_form_gives_itself_must_fit_beside_the_authors() {
    let repeat = "
| survey |              |         |       |              |
|        | type         | name    | label | repeat_count |
|        | integer      | r_count | N     |              |
|        | begin_repeat | r       | R     | 1 + 1        |
|        | text         | a       | A     |              |
|        | end_repeat   |         |       |              |
";
    assert_eq!(errors(repeat), ["survey.name_repeated@3"]);
    let in_loop = "
| survey  |                   |      |       |
|         | type              | name | label |
|         | begin loop over l | x    | X     |
|         | begin repeat      | r    | R     |
|         | text              | a    | A     |
|         | end repeat        |      |       |
|         | end loop          |      |       |
| choices |                   |      |       |
|         | list_name         | name | label |
|         | l                 | one  | One   |
|         | l                 | two  | Two   |
";
    assert_eq!(errors(in_loop), ["survey.repeat_name_repeated@3"]);
}

/// Refused: Media — media that no client shows, such as media::film — it would be missing without a word
#[test]
fn media_of_unknown_kinds_are_refused() {
    let form = "
| survey |      |      |       |             |
|        | type | name | label | media::film |
|        | text | a    | A     | a.mp4       |
";
    assert_eq!(errors(form), ["survey.media_unknown@2"]);
}

/// Feature: Trigger — a question whose trigger no answer ever changes — with a warning
#[test]
fn a_trigger_without_effect_is_warned_of() {
    let form = "
| survey |           |      |       |             |         |
|        | type      | name | label | calculation | trigger |
|        | start     | s    |       |             |         |
|        | text      | a    | A     |             |         |
|        | calculate | c    |       | now()       | ${s}    |
";
    assert_eq!(warnings(form), ["reference.trigger_without_effect@4"]);
}

/// Feature: Settings — add_none_option — has no effect, with a warning
#[test]
fn a_setting_without_effect_is_warned_of() {
    let form = "
| survey   |         |                 |       |
|          | type    | name            | label |
|          | text    | a               | A     |
| settings |         |                 |       |
|          | form_id | add_none_option |       |
|          | f       | yes             |       |
";
    assert_eq!(warnings(form), ["settings.without_effect@2"]);
}
