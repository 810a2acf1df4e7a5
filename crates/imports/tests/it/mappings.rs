//! The mappings of the pack fit their forms, and a mapping that does not is told everything at once.

use crate::support::{self, made::MAPPING};
use imports::Mapping;

#[test]
fn every_mapping_of_the_pack_is_sound() {
    let folder = support::root().join("packs/mobility-tracking/mappings");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mapping = support::mapping(path.file_stem().unwrap().to_str().unwrap());
        let problems = mapping.check(&support::schema_of(&mapping));
        assert!(problems.is_empty(), "{problems:#?}");
        assert!(mapping.title.untranslated().all(|language| language == vocab::Language::Kirundi));
        count += 1;
    }
    assert!(count >= 6);
}

#[test]
fn everything_wrong_with_a_mapping_is_said_at_once() {
    let text = MAPPING
        .replace(r#"code = "made""#, r#"code = "Made!""#)
        .replace(r#"location_name = "place""#, r#"location_nam = "place""#)
        .replace(
            r#"idp_individuals = { column = "people" }"#,
            r#"idp_individuals = { column = "people", sum = ["x"] }"#,
        )
        .replace(r#""Open" = "accessible""#, r#""Open" = "yes""#)
        .replace(
            r#"reporting_date = {"#,
            r#"location_type = { cases = [{ when = [], then = "other" }] }
photo = "photo"
ki_male = { values = { "a" = "b" }, column = "m" }
admin2 = { place = 3 }
reporting_date = {"#,
        )
        .replace("%d/%m/%Y", "%d/%Q")
        .replace("[repeats.new_displacement]", "[repeats.arrivals]");
    let mapping = Mapping::from_toml("bad.toml", &text).unwrap();
    let problems = mapping.check(&support::schema::baseline_subarea());
    let said: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.at, problem.message)).collect();
    assert_eq!(
        said,
        [
            "code: a code has only a-z, 0-9 and _",
            "questions.access: 'yes': this is not a choice of 'access'",
            "questions.admin2: rows are placed at level 2; there is no level 3",
            "questions.idp_individuals: the answer comes from one source, and these are 2",
            "questions.ki_male: only texts and choices can be translated with 'values'",
            "questions.ki_male: 'b': this is not a whole number",
            "questions.location_nam: form 'baseline_subarea' has no such question here",
            "questions.location_type: a case without conditions would be a silent default; say when it holds",
            "questions.photo: Column cannot answer a question of type File",
            "questions.reporting_date: date_format is not understood; write it as in %d/%m/%Y",
            "repeats.arrivals: form 'baseline_subarea' has no such repeat",
        ]
    );
}

#[test]
fn a_mapping_that_is_no_toml_says_where() {
    let error = Mapping::from_toml("x.toml", "code = \"x\"\nversoin = \"1\"\n").unwrap_err();
    assert!(error.to_string().contains("x.toml is not a mapping"));
    assert!(error.reason.contains("line 2") && error.reason.contains("versoin"), "{error}");
    let error =
        Mapping::from_toml("x.toml", &MAPPING.replace("\"people\" }", "{ haeder = \"people\" } }")).unwrap_err();
    assert!(error.reason.contains("a question's source is a header, or a table"), "{error}");
}
