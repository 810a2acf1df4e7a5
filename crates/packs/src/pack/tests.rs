use super::*;
use std::borrow::Cow;

const FORM: &str = "
| survey   |            |            |                |
|          | type       | name       | label          |
|          | integer    | households | Households?    |
|          | text       | access     | Can it be met? |
| settings |            |            |                |
|          | form_title | form_id    |                |
|          | Small      | small      |                |
";

const CHECK: &str = r#"
code = "many"
severity = "note"
flag_when = "households > 1"
name = { en = "a", fr = "b", rn = "c" }
message = { en = "a", fr = "b", rn = "c" }
why = { en = "a", fr = "b", rn = "c" }
what_to_do = { en = "a", fr = "b", rn = "c" }
"#;

pub(crate) const PACK: &str = r#"
name = "small"
version = "1"
title = { en = "a", fr = "b", rn = "c" }
description = { en = "a", fr = "b", rn = "c" }
[[exercises]]
code = "small"
name = { en = "a", fr = "b", rn = "c" }
tool = "BA"
form = "small"
coverage_level = 1
identified_by = ["access"]
checks = ["many"]
[[exercises.absences]]
when = "access == 'no'"
questions = "house*"
reason = "not_accessible"
"#;

pub(crate) const ONE: &str = "code = 'one'\nexercises = ['small']";

pub(crate) fn files(changed: &[(&str, &str)]) -> PackFiles {
    let whole =
        [("pack.toml", PACK), ("forms/small.md", FORM), ("checks/many.toml", CHECK), ("indicators/one.toml", ONE)];
    let mut files = PackFiles::default();
    for (path, text) in whole.iter().chain(changed) {
        files.0.insert((*path).to_owned(), Cow::Owned(text.as_bytes().to_vec()));
    }
    files
}

pub(crate) fn problems(changed: &[(&str, &str)]) -> Vec<String> {
    Pack::read(&files(changed)).unwrap_err().0.iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_pack_is_read() {
    let pack = Pack::read(&files(&[])).unwrap();
    let exercise = pack.exercise("small").unwrap();
    assert_eq!(pack.checks_of(exercise).len(), 1);
    assert_eq!(pack.form_of(exercise).unwrap().form.id, "small");
    assert_eq!(pack.workbooks["small"].path, "forms/small.md");
    assert_eq!(pack.indicators_of(exercise).keys().collect::<Vec<_>>(), [&"one"]);
    assert_eq!(pack.indicators["one"].text, ONE);
    assert_eq!(exercise.absences.len(), 1);
}

#[test]
fn everything_wrong_is_reported_together_with_its_file() {
    let pack = PACK.replace(", rn = \"c\" }\ntool", " }\ntool").replace("[\"many\"]", "[\"many\", \"few\", \"many\"]");
    let told = problems(&[
        ("pack.toml", &pack.replace("house*", "hause*").replace("[\"access\"]", "[\"excess\"]")),
        ("checks/many.toml", &CHECK.replace("households", "people").replace("code = \"many\"", "code = \"lots\"")),
        ("checks/idle.toml", &CHECK.replace("many", "idle").replace(", rn = \"c\"", "")),
        ("indicators/two.toml", "code = "),
        ("indicators/old/three.toml", "code = 'three'"),
        ("indicators/four.toml", "code = 'for'\nexercises = [{ code = 'large' }]"),
        ("mappings/five.toml", "exercise = 'small'"),
        ("views/map.json", "{}"),
    ]);
    let expected = [
        "checks/idle.toml: not every text is written in rn; write them",
        "checks/many.toml: the check's code is 'lots'; name the file lots.toml",
        "indicators/two.toml: TOML parse error",
        "indicators/old/three.toml: nothing reads this file",
        "indicators/four.toml: its code is 'for'; name the file for.toml",
        "indicators/four.toml: pack.toml has no exercise 'large'",
        "mappings/five.toml: it has no code; write code = \"five\"",
        "views/map.json: nothing reads this file",
        "pack.toml: the name of the exercise 'small' is not written in rn",
        "pack.toml: the exercise 'small' names the check 'many' twice",
        "checks/many.toml: in the exercise 'small': the form has no question 'people'",
        "pack.toml: the exercise 'small' uses the check 'few', which checks/ does not have",
        "pack.toml: 'identified_by' of 'small' names 'excess', which its form does not ask",
        "pack.toml: the absences of 'small' name 'hause', which its form does not ask",
        "checks/idle.toml: no exercise uses the check",
    ];
    for wanted in expected {
        assert!(told.iter().any(|line| line.starts_with(wanted)), "{wanted} is not among\n{}", told.join("\n"));
    }
}

#[test]
fn what_a_check_asks_of_another_exercise_must_be_there_for_the_same_places() {
    let asking = |exercise: &str, question: &str| {
        let condition = format!("households > elsewhere({exercise}, {question})");
        problems(&[("checks/many.toml", &CHECK.replace("households > 1", &condition))])
    };
    assert_eq!(asking("large", "households").len(), 1);
    assert!(asking("large", "households")[0].contains("it asks the exercise 'large', which pack.toml does not have"));
    assert!(asking("small", "people")[0].contains("of the exercise 'small': the form has no question 'people'"));
    let apart = PACK.replace("identified_by = [\"access\"]\n", "");
    let check = CHECK.replace("households > 1", "households > elsewhere(small, households)");
    let told = problems(&[("pack.toml", &apart), ("checks/many.toml", &check)]);
    assert!(told[0].contains("do not know a place by the same questions"), "{told:?}");
}

#[test]
fn a_form_that_does_not_compile_is_reported_with_its_row() {
    let told = problems(&[("forms/small.md", &FORM.replace("integer", "intiger"))]);
    assert!(told.iter().any(|line| line.starts_with("forms/small.md: Row 2 of 'survey'")), "{told:?}");
    let told = problems(&[("forms/twin.md", FORM)]);
    assert!(told.iter().any(|line| line.contains("the form 'small' is in forms/small.md too")), "{told:?}");
}

#[test]
fn a_boundary_version_is_a_folder_that_says_so() {
    let version = [("2017/boundary.toml", "[version]"), ("2017/adm1.topojson", "{}"), ("SOURCES.md", "# Sources")];
    assert!(Pack::read(&files(&version)).is_ok());
    let told = problems(&[version[0], version[1], ("2025/adm1.topojson", "{}")]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("2025/adm1.topojson: nothing reads this file"));
}

#[test]
fn without_pack_toml_there_is_no_pack() {
    let mut files = files(&[]);
    files.0.remove("pack.toml");
    assert!(Pack::read(&files).unwrap_err().to_string().starts_with("pack.toml: the pack has no pack.toml"));
    let told = problems(&[("pack.toml", &format!("{PACK}\nsurprise = 1"))]);
    assert!(told.iter().any(|line| line.contains("surprise")), "{told:?}");
}
