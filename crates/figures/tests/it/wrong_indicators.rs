//! An indicator that cannot be computed, or says too much, is refused with everything that is wrong.

use crate::support::{baseline_schema, indicator};
use figures::{Engine, Indicator, IndicatorProblem};

fn problems(value: &str, rest: &str) -> Vec<IndicatorProblem> {
    Engine::new().check(&baseline_schema(), &indicator(value, rest)).map_or_else(|found| found.problems, |()| vec![])
}

#[test]
fn all_problems_are_reported_together() {
    let rest = r#"only = "remarks = 'urgent'"
        [[disaggregations]]
        name = "reason"
        dimensions = [{ name = "reason", label = { en = "Reason" }, values = [
            { code = "a", label = { en = "A" } }, { code = "b", label = { en = "B" } } ] }]
        cells = [{ at = { reason = "a" }, value = "ki_name" }, { at = { reason = "b" }, value = "location_name" }]"#;
    let found = problems("idp_persons + idp_peple", rest);
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    let has = |part: &str| text.iter().any(|problem| problem.contains(part));
    assert!(has("'idp_persons', and the data set has no such column"), "{text:#?}");
    assert!(has("'idp_peple'"), "{text:#?}");
    assert!(has("'ki_name', which never enters a snapshot (it is personal data)"), "{text:#?}");
    assert!(has("`location_name` gives Text, and a number is needed"), "{text:#?}");
    assert_eq!(found.len(), 4);
}

#[test]
fn a_public_indicator_uses_public_questions_only() {
    let found = problems("idp_individuals", r#"only = "remarks = 'urgent'""#);
    let expected = IndicatorProblem::NotPublic { field: "only".into(), column: "remarks".into() };
    assert_eq!(found, [expected]);
    let mut internal = indicator("idp_individuals", r#"only = "remarks = 'urgent'""#);
    internal.sharing = vocab::Sharing::Sensitive;
    assert_eq!(Engine::new().check(&baseline_schema(), &internal), Ok(()));
}

#[test]
fn an_expression_does_nothing_but_read_one_record() {
    for (value, part) in [
        ("sum(idp_individuals)", "is not allowed"),
        ("idp_individuals + cast(random() * 10 as bigint)", "is not allowed"),
        ("case when now() > '2020-01-01' then 1 else 0 end", "is not allowed"),
        ("(select 1)", "cannot be used"),
        ("idp_individuals; drop table records", "cannot be used"),
        ("idp_individuals +", "cannot be used"),
        ("row_number() over ()", "is not allowed"),
        ("new_displacement", "it is a repeat"),
        ("photo", "it is a file"),
        ("location_point", "cannot be counted"),
        ("access = 'accessible'", "a number is needed"),
    ] {
        let found = problems(value, "");
        assert!(found.iter().any(|one| one.to_string().contains(part)), "{value}: {found:#?}");
    }
    let deep = "(".repeat(3_000) + "1" + &")".repeat(3_000);
    assert_eq!(problems(&deep, "").len(), 1);
    assert_eq!(problems(&vec!["idp_individuals"; 100].join(" + "), ""), []);
}

#[test]
fn a_file_says_where_it_is_wrong() {
    let unknown_key = Indicator::read("idps.toml", "code = \"idps\"\ncolour = \"red\"").unwrap_err();
    assert_eq!(unknown_key.indicator, "idps.toml");
    assert!(unknown_key.to_string().contains("colour"), "{unknown_key}");
    let text = r##"
        code = "IDPs"
        version = ""
        name = { fr = "Personnes" }
        unit = "individuals"
        hxl = "affected"
        sharing = "public"
        method = { en = "Sum" }
        exercises = [{ code = "baseline_subarea", levels = [] }]
        value = "idp_individuals"
        [[disaggregations]]
        name = "total"
        dimensions = [{ name = "sex", label = { en = "Sex" }, values = [{ code = "female", label = { en = "Female" } }] }]
        cells = [{ at = { sex = "male" }, value = "idp_male" }, { at = { sex = "male" }, value = "idp_male" }]
        [[disaggregations]]
        name = "reason"
        dimensions = []
    "##;
    let found = Indicator::read("idps.toml", text).unwrap_err().problems;
    assert_eq!(found.len(), 11, "{found:#?}");
}
