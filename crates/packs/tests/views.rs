//! Views and settings of packs: what is wrong with them is said, all of it at once.

#![allow(clippy::unwrap_used)] // helpers of tests stand outside of test functions

use packs::{PackFiles, builtin, read_all};
use std::{borrow::Cow, collections::BTreeMap};

fn folders() -> BTreeMap<String, PackFiles> {
    let mut folders = builtin();
    folders.retain(|name, _| ["mobility-tracking", "burundi-mobility"].contains(&name.as_str()));
    folders
}

fn with(pack: &str, file: &str, text: String) -> Vec<String> {
    let mut folders = folders();
    folders.get_mut(pack).unwrap().0.insert(file.to_owned(), Cow::Owned(text.into_bytes()));
    match read_all(&folders) {
        Ok(_) => Vec::new(),
        Err(found) => found.0.iter().map(|problem| problem.to_string()).collect(),
    }
}

#[test]
fn every_view_that_is_shipped_is_whole_and_each_tool_with_public_figures_has_one() {
    let packs = read_all(&folders()).unwrap_or_else(|problems| panic!("{problems}"));
    let pack = packs.iter().find(|pack| pack.manifest.name == "mobility-tracking").unwrap();
    let mut shown: Vec<(&str, &str)> =
        pack.views.values().map(|view| (view.code.as_str(), view.exercise.as_str())).collect();
    shown.sort_unstable();
    let wanted = [
        ("areas", "baseline_area"),
        ("displacement", "baseline_subarea"),
        ("events", "emergency_event"),
        ("needs", "location_assessment"),
        ("returns", "returns"),
    ];
    assert_eq!(shown, wanted);
}

#[test]
fn everything_that_is_wrong_with_a_view_is_said_at_once() {
    let text = "{ en = 'a', fr = 'b', rn = 'c' }";
    let view = format!(
        "code = 'broken'\nexercise = 'returns'\ntitle = {{ en = 'only English' }}\nlead = {text}\n\
         [[panels]]\nkind = 'map'\nindicators = ['gone']\n\
         [[panels]]\nkind = 'series'\nindicators = ['returnees_place_individuals']\n\
         [[panels]]\nkind = 'bars'\nindicators = ['returnees_housing']\ndisaggregation = 'colour'\n\
         [[panels]]\nkind = 'bars'\nindicators = ['returnees_place_households']\n\
         [[panels]]\nkind = 'table'\nindicators = ['idps_individuals']\nlevels = [9]\n\
         [[panels]]\nkind = 'headline'\nlevels = [1]\n\
         [[panels]]\nkind = 'text'\n"
    );
    let found = with("mobility-tracking", "views/broken.toml", view).join("\n");
    for said in [
        "the title is not written in fr, rn",
        "panel 1: indicators/ has no 'gone'",
        "panel 2: the indicator 'returnees_place_individuals' is not public",
        "panel 3: the indicator 'returnees_housing' has no disaggregation 'colour'",
        "panel 4: its kind shows a disaggregation; name it",
        "panel 5: the indicator 'idps_individuals' is not computed for 'returns'",
        "panel 6: it names 0 indicators",
        "panel 6: its kind shows no places",
        "panel 7: it says nothing",
    ] {
        assert!(found.contains(said), "{said}: {found}");
    }
    let unknown =
        "code = 'broken'\nexercise = 'gone'\ntitle = { en = 'a' }\nlead = { en = 'a' }\n[[panels]]\nkind = 'cake'\n";
    let found = with("mobility-tracking", "views/broken.toml", unknown.to_owned()).join("\n");
    assert!(found.contains("cake"), "{found}");
}

#[test]
fn everything_that_is_wrong_with_settings_is_said_at_once() {
    let text = "{ en = 'a', fr = 'b', rn = 'c' }";
    let manifest = format!(
        "name = 'burundi-mobility'\nversion = '1'\nneeds = ['mobility-tracking']\ntitle = {text}\ndescription = {text}\nexercises = []\n\
         [[settings]]\nexercise = 'gone'\n[settings.sample]\nfrom = 'baseline_area'\nper = 'admin2'\nrepeat = 'sub_area'\n\
         name = 'sub_name'\nhouseholds = 'sub_idp_households'\nindividuals = 'sub_name'\nmatches = 'location_name'\nrules = []\n\
         [[settings]]\nexercise = 'returns'\n[settings.sample]\nfrom = 'baseline_area'\nper = 'ki_name'\nrepeat = 'informant'\n\
         name = 'x'\nhouseholds = 'x'\nindividuals = 'x'\nmatches = 'colline'\n\
         [[settings.sample.rules]]\ncode = 'none'\nname = {text}\nchoose = {{ rule = 'largest', of = 'households', number = 0 }}\n\
         [[settings.sample.rules]]\ncode = 'none'\nname = {{ en = 'a' }}\nchoose = {{ rule = 'at_least' }}\n"
    );
    let found = with("burundi-mobility", "pack.toml", manifest).join("\n");
    for said in [
        "[[settings]] of 'gone': it has no rule to choose",
        "[[settings]] of 'gone': it names the exercise 'gone'",
        "[[settings]] of 'gone': it names 'sub_name', which holds something else",
        "[[settings]] of 'returns': it names 'ki_name', which is personal",
        "[[settings]] of 'returns': it names 'informant', which is not asked there",
        "[[settings]] of 'returns': it names 'colline', which is not asked there",
        "the rule 'none' chooses 0 places",
        "the rule 'none' stands twice",
        "the name of the rule 'none' is not written in fr, rn",
        "the rule 'none' says neither 'households' nor 'individuals'",
    ] {
        assert!(found.contains(said), "{said}: {found}");
    }
}
