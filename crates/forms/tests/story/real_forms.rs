//! The forms people really use: those of the pack, and those in the data folder where there is one.

use forms::{Code, CompileOptions, Compiled, Limits, Problems, Workbook, compile};
use std::{
    fs,
    path::{Path, PathBuf},
};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn read(path: &Path) -> Result<Compiled, Problems> {
    compile(&path.to_string_lossy(), &fs::read(path).unwrap(), &CompileOptions::default())
}

pub fn read_workbook(path: &Path) -> Workbook {
    Workbook::read(&path.to_string_lossy(), &fs::read(path).unwrap(), &Limits::default()).unwrap()
}

#[test]
fn the_packs_forms_compile_without_a_warning() {
    for name in ["baseline_subarea", "published_displacement"] {
        let path = root().join(format!("packs/mobility-tracking/forms/{name}.md"));
        let compiled = read(&path).unwrap_or_else(|problems| panic!("{name}: {problems}"));
        assert_eq!(compiled.form.id, name);
        assert_eq!(compiled.warnings, []);
        assert_eq!(compiled.form.languages, ["English (en)", "French (fr)", "Kirundi (rn)"]);
        for column in compiled.form.schema().columns {
            // What the phone or the form works out has no words of its own.
            let made = matches!(column.name.as_str(), "start" | "end" | "deviceid" | "ki_lowest" | "ki_highest")
                || matches!(column.name.as_str(), "idp_sex_age_total" | "idp_remainder" | "departed_individuals_total")
                || matches!(column.name.as_str(), "new_households_total" | "new_individuals_total");
            assert!(made || column.label.untranslated().next().is_none(), "{}", column.name);
        }
    }
    // Not in Kirundi yet: a dash instead of a question is worse than a question in French.
    for name in ["baseline_area", "location_assessment", "returns", "emergency_event"] {
        let path = root().join(format!("packs/mobility-tracking/forms/{name}.md"));
        let compiled = read(&path).unwrap_or_else(|problems| panic!("{name}: {problems}"));
        assert_eq!((compiled.form.id.as_str(), compiled.warnings), (name, Vec::new()));
        assert_eq!(compiled.form.languages, ["English (en)", "French (fr)"]);
    }
}

#[test]
fn the_baseline_has_the_questions_everything_else_relies_on() {
    let form = read(&root().join("packs/mobility-tracking/forms/baseline_subarea.md")).unwrap().form;
    let schema = form.schema();
    let mut names: Vec<String> =
        "reporting_date admin1 admin2 location_name location_type location_point access ki_count \
        ki_female ki_male ki_name ki_phone idp_households idp_individuals new_displacement departure photo remarks"
            .split_whitespace()
            .map(str::to_owned)
            .collect();
    for sex in ["female", "male"] {
        names.extend(["0", "1_5", "6_17", "18_59", "60_plus"].map(|band| format!("idp_{sex}_{band}")));
    }
    for unit in ["households", "individuals"] {
        names.extend(["natural_disaster", "conflict", "other"].map(|reason| format!("idp_{unit}_{reason}")));
        names.extend(["internal", "abroad"].map(|origin| format!("returnee_{origin}_{unit}")));
    }
    for name in &names {
        assert!(schema.column(name).is_some(), "{name}");
    }
    let personal: Vec<&str> = schema
        .columns
        .iter()
        .filter(|column| column.sensitivity == vocab::Sensitivity::Personal)
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(personal, ["deviceid", "ki_name", "ki_phone"]);
    let inner: Vec<&str> =
        schema.column("new_displacement").unwrap().columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(
        inner,
        ["cause", "hazard", "origin_admin1_name", "origin_admin2_name", "new_households", "new_individuals"]
    );
    assert_eq!(form.attachments(), ["admin1.csv", "admin2.csv"]);
}

/// Feature: Workbooks — legacy .xls, also where it is named .xlsx
#[test]
fn forms_in_use_compile_or_are_refused_for_the_right_reason() {
    let folder = root().join("../shared/data/xlsforms");
    if !folder.exists() {
        println!("skipped: needs ../shared (real XLSForms)");
        return;
    }
    let refusals = [
        ("liberia_coverage_r1.xlsx", Code::ChoiceRepeated),
        ("pyxform_bug_calculate_without_calculation.xls", Code::CalculationMissing),
        ("pyxform_bug_duplicate_columns.xlsx", Code::HeaderRepeated),
        ("reach_nga_msna_2019.xlsx", Code::ChoiceRepeated),
    ];
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains(".xls") {
            continue;
        }
        seen += 1;
        match (read(&path), refusals.iter().find(|(refused, _)| *refused == name)) {
            (Ok(compiled), None) => {
                roxmltree::Document::parse(&compiled.xform).unwrap_or_else(|error| panic!("{name}: {error}"));
            }
            (Err(problems), Some((_, code))) => {
                assert!(problems.errors().all(|problem| problem.code == *code), "{name}: {problems}")
            }
            (Ok(_), Some(_)) => panic!("{name} should be refused"),
            (Err(problems), None) => panic!("{name}: {problems}"),
        }
    }
    assert_eq!(seen, 22);
}
