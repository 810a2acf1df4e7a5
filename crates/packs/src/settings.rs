//! What a pack sets for exercises of a pack it needs: a country's practice as configuration.

use crate::{
    manifest::Exercise,
    pack::{MANIFEST, Pack},
    problem::PackProblems,
};
use estimate::{SampleRule, Unit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use vocab::{Column, ColumnType, Language, Schema, Sensitivity, Text};

/// What holds for an exercise wherever the pack is installed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Code of the exercise, of a pack that is needed.
    pub exercise: String,
    /// How the places of a round are chosen.
    pub sample: SampleSettings,
}

/// Where candidates come from, and the rules that people may choose between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleSettings {
    /// Code of the exercise whose records list the candidates.
    pub from: String,
    /// Its question that holds the p-code of the area a record is of: the rule is applied in each.
    pub per: String,
    /// Its repeat with an entry for each candidate.
    pub repeat: String,
    /// Question of an entry: the candidate's name.
    pub name: String,
    /// Question of an entry: households there.
    pub households: String,
    /// Question of an entry: people there.
    pub individuals: String,
    /// Question of the exercise that is set: the name by which a record is held against what was chosen.
    pub matches: String,
    /// The rules.
    pub rules: Vec<NamedRule>,
}

/// A rule that people may choose.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedRule {
    /// Its code.
    pub code: String,
    /// What people read, beside the figures too.
    pub name: Text,
    /// What it chooses.
    pub choose: SampleRule,
}

/// All that is wrong with the settings of a pack. `known` holds it and the packs it needs.
pub(crate) fn look_over(pack: &Pack, known: &[&Pack], problems: &mut PackProblems) {
    let mut set = BTreeSet::new();
    for settings in &pack.manifest.settings {
        let code = &settings.exercise;
        if !set.insert(code) {
            problems.add(MANIFEST, format!("[[settings]] of '{code}' stand twice; make them one"));
        }
        let mut say = |message: String| problems.add(MANIFEST, format!("[[settings]] of '{code}': {message}"));
        settings.sample.rules(&mut say);
        let find = |code: &str| known.iter().find_map(|pack| Some((*pack, pack.exercise(code)?)));
        let wanted = [(code, "it"), (&settings.sample.from, "'from'")];
        let [exercise, from] = wanted.map(|(code, what)| {
            let found = find(code).and_then(|(pack, exercise)| schema_of(pack, exercise));
            if found.is_none() {
                say(format!("{what} names the exercise '{code}', which neither the pack nor one it needs has"));
            }
            found
        });
        settings.sample.questions(exercise.as_ref(), from.as_ref(), &mut say);
    }
}

fn schema_of(pack: &Pack, exercise: &Exercise) -> Option<Schema> {
    pack.form_of(exercise).map(|compiled| compiled.form.schema())
}

impl SampleSettings {
    fn rules(&self, say: &mut impl FnMut(String)) {
        if self.rules.is_empty() {
            say("it has no rule to choose; add one to [[settings.sample.rules]]".to_owned());
        }
        let mut codes = BTreeSet::new();
        for rule in &self.rules {
            let code = &rule.code;
            if !codes.insert(code) {
                say(format!("the rule '{code}' stands twice; give one of them another code"));
            }
            let missing: Vec<&str> = rule.name.untranslated().map(Language::code).collect();
            if !missing.is_empty() {
                say(format!("the name of the rule '{code}' is not written in {}; write it", missing.join(", ")));
            }
            match rule.choose {
                SampleRule::Largest { number: 0, .. } => {
                    say(format!("the rule '{code}' chooses 0 places; say how many"))
                }
                SampleRule::Largest { of: Unit::Sites | Unit::Percent, .. } => {
                    say(format!("the rule '{code}' counts neither households nor individuals; take one of them"));
                }
                SampleRule::AtLeast { households: None, individuals: None } => {
                    say(format!("the rule '{code}' says neither 'households' nor 'individuals'; say one of them"));
                }
                SampleRule::AtLeast { .. } | SampleRule::Largest { .. } => {}
            }
        }
    }

    /// Everything named must be asked, hold what is needed, and tell nothing of a person.
    fn questions(&self, exercise: Option<&Schema>, from: Option<&Schema>, say: &mut impl FnMut(String)) {
        let texts = [ColumnType::Text, ColumnType::Choice];
        let mut look = |name: &str, found: Option<&Column>, kinds: &[ColumnType]| match found {
            None => say(format!("it names '{name}', which is not asked there; correct it")),
            Some(column) if column.sensitivity == Sensitivity::Personal => {
                say(format!("it names '{name}', which is personal; take another question"));
            }
            Some(column) if !kinds.contains(&column.kind) => {
                say(format!(
                    "it names '{name}', which holds something else than is needed here; take another question"
                ));
            }
            Some(_) => {}
        };
        if let Some(schema) = exercise {
            look(&self.matches, schema.column(&self.matches), &texts);
        }
        let Some(schema) = from else { return };
        look(&self.per, schema.column(&self.per), &texts);
        let repeat = schema.column(&self.repeat);
        look(&self.repeat, repeat, &[ColumnType::Repeat]);
        let Some(repeat) = repeat.filter(|column| column.kind == ColumnType::Repeat) else { return };
        let inside = |name: &String| repeat.columns.iter().find(|column| column.name == *name);
        look(&self.name, inside(&self.name), &texts);
        for number in [&self.households, &self.individuals] {
            look(number, inside(number), &[ColumnType::Integer]);
        }
    }
}
