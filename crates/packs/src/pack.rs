//! A pack, read and found to be whole.

use crate::{
    files::PackFiles,
    manifest::{Events, Exercise, Manifest, Movements},
    problem::PackProblems,
    view::View,
};
use forms::{CompileOptions, Compiled};
use indexmap::IndexMap;
use review::{AbsenceRule, Check, expression::Pattern};
use std::{borrow::Cow, collections::BTreeSet};
use vocab::{ColumnType, Language, Schema, Sensitivity, Sharing, Text};

/// A file of a pack that another crate understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackText {
    /// Its path inside the pack, for messages.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// A form as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// Its path inside the pack.
    pub path: String,
    /// The file.
    pub bytes: Cow<'static, [u8]>,
}

/// A pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// `pack.toml`.
    pub manifest: Manifest,
    /// Its forms by form id, compiled.
    pub forms: IndexMap<String, Compiled>,
    /// The workbooks of the forms by form id, as their authors wrote them.
    pub workbooks: IndexMap<String, Workbook>,
    /// Its checks by code.
    pub checks: IndexMap<String, Check>,
    /// Its indicators by code: TOML that `figures` reads.
    pub indicators: IndexMap<String, PackText>,
    /// Its mappings by code: TOML that `imports` reads.
    pub mappings: IndexMap<String, PackText>,
    /// Its views by code.
    pub views: IndexMap<String, View>,
}

impl Pack {
    /// Reads a pack from its files.
    ///
    /// # Errors
    /// All that is wrong with it, together.
    pub fn read(files: &PackFiles) -> Result<Self, PackProblems> {
        let mut problems = PackProblems::default();
        let mut reader = Reader { files, problems: &mut problems };
        let manifest = reader.manifest();
        let (forms, workbooks) = reader.forms();
        let checks = reader.checks();
        let indicators = reader.coded("indicators");
        let mappings = reader.coded("mappings");
        let views = reader.coded("views");
        reader.strangers();
        let Some(manifest) = manifest else { return Err(problems) };
        reader.data(&manifest);
        let views = crate::view::read(views, &mut problems);
        let pack = Self { manifest, forms, workbooks, checks, indicators, mappings, views };
        pack.look_over(&mut problems);
        crate::view::look_over(&pack, &mut problems);
        crate::dtm_series::look_over(&pack, &mut problems);
        if problems.0.is_empty() { Ok(pack) } else { Err(problems) }
    }

    /// The exercise of that code.
    pub fn exercise(&self, code: &str) -> Option<&Exercise> {
        self.manifest.exercises.iter().find(|exercise| exercise.code == code)
    }

    /// The checks of an exercise, in the order their flags are shown.
    pub fn checks_of(&self, exercise: &Exercise) -> Vec<Check> {
        exercise.checks.iter().filter_map(|code| self.checks.get(code)).cloned().collect()
    }

    /// The form of an exercise.
    pub fn form_of(&self, exercise: &Exercise) -> Option<&Compiled> {
        self.forms.get(&exercise.form)
    }

    /// The indicators of an exercise by code: those whose file names it.
    pub fn indicators_of(&self, exercise: &Exercise) -> IndexMap<&str, &PackText> {
        let computed = self.indicators.iter().filter(|(_, indicator)| exercises_in(indicator).contains(&exercise.code));
        computed.map(|(code, indicator)| (code.as_str(), indicator)).collect()
    }

    fn look_over(&self, problems: &mut PackProblems) {
        let codes = self.manifest.exercises.iter().map(|exercise| exercise.code.as_str());
        for code in repeated(codes) {
            problems.add(MANIFEST, format!("the exercise '{code}' stands twice; give one of them another code"));
        }
        for exercise in &self.manifest.exercises {
            self.look_over_exercise(exercise, problems);
        }
        let used: BTreeSet<&String> = self.manifest.exercises.iter().flat_map(|exercise| &exercise.checks).collect();
        for code in self.checks.keys().filter(|code| !used.contains(code)) {
            let what_now = "name it in the 'checks' of an exercise in pack.toml, or delete it";
            problems.add(&format!("checks/{code}.toml"), format!("no exercise uses the check; {what_now}"));
        }
        for indicator in self.indicators.values() {
            let named = exercises_in(indicator);
            if named.is_empty() {
                problems.add(&indicator.file, "it names no exercise, so nothing computes it; name one in 'exercises'");
            }
            for code in named.iter().filter(|code| self.exercise(code).is_none()) {
                problems.add(
                    &indicator.file,
                    format!("pack.toml has no exercise '{code}'; correct the code or add the exercise"),
                );
            }
        }
        let used: BTreeSet<&String> = self.manifest.exercises.iter().map(|exercise| &exercise.form).collect();
        for id in self.forms.keys().filter(|id| !used.contains(id)) {
            problems.add(MANIFEST, format!("no exercise uses the form '{id}'; add one, or delete the form's file"));
        }
    }

    fn look_over_exercise(&self, exercise: &Exercise, problems: &mut PackProblems) {
        let code = &exercise.code;
        untranslated(&exercise.name, &format!("the name of the exercise '{code}'"), problems);
        for check in repeated(exercise.checks.iter().map(String::as_str)) {
            problems.add(MANIFEST, format!("the exercise '{code}' names the check '{check}' twice; take one away"));
        }
        let schema = self.form_of(exercise).map(|compiled| compiled.form.schema());
        if schema.is_none() {
            let form = &exercise.form;
            problems.add(
                MANIFEST,
                format!("the exercise '{code}' uses the form '{form}', which forms/ does not have; add it"),
            );
        }
        let asked = |name: &String| schema.as_ref().is_none_or(|schema| schema.column(name).is_some());
        for name in exercise.identified_by.iter().filter(|name| !asked(name)) {
            problems.add(
                MANIFEST,
                format!("'identified_by' of '{code}' names '{name}', which its form does not ask; correct it"),
            );
        }
        for name in exercise.events.iter().flat_map(Events::questions).filter(|name| !asked(name)) {
            problems
                .add(MANIFEST, format!("'events' of '{code}' names '{name}', which its form does not ask; correct it"));
        }
        for indicator in exercise.series_of.keys().filter(|indicator| !self.indicators.contains_key(*indicator)) {
            problems.add(
                MANIFEST,
                format!("'series_of' of '{code}' names '{indicator}', which indicators/ does not have; correct it"),
            );
        }
        if let Some(events) = &exercise.events {
            self.look_over_absorbing(code, events, problems);
        }
        for name in &exercise.checks {
            let Some(check) = self.checks.get(name) else {
                problems.add(
                    MANIFEST,
                    format!("the exercise '{code}' uses the check '{name}', which checks/ does not have"),
                );
                continue;
            };
            for problem in schema.iter().flat_map(|schema| check.problems_with(schema)) {
                problems.add(&format!("checks/{name}.toml"), format!("in the exercise '{code}': {problem}"));
            }
            self.look_elsewhere(exercise, check, problems);
        }
        for (rule, schema) in exercise.absences.iter().flat_map(|rule| schema.iter().map(move |schema| (rule, schema)))
        {
            look_over_absences(rule, schema, code, problems);
        }
        for movements in &exercise.movements {
            look_over_movements(movements, exercise, schema.as_ref(), problems);
            if !self.indicators.contains_key(&movements.indicator) {
                let indicator = &movements.indicator;
                problems.add(
                    MANIFEST,
                    format!("the movements of '{code}' are of '{indicator}', which indicators/ does not have"),
                );
            }
        }
        if let Some(schema) = schema {
            look_over_derived(exercise, schema, problems);
        }
    }

    /// What absorbs updates of events must be an exercise that counts the same people.
    fn look_over_absorbing(&self, code: &str, events: &Events, problems: &mut PackProblems) {
        let other = &events.absorbed_in;
        let Some(exercise) = self.exercise(other) else {
            let found =
                format!("'events' of '{code}' names the exercise '{other}', which is not here; correct the code");
            return problems.add(MANIFEST, found);
        };
        let Some(schema) = self.form_of(exercise).map(|compiled| compiled.form.schema()) else { return };
        for question in [&events.absorbed_count, &events.absorbed_day] {
            if schema.column(question).is_none() {
                let found =
                    format!("'events' of '{code}' names '{question}', which '{other}' does not ask; correct it");
                problems.add(MANIFEST, found);
            }
        }
    }

    /// What a check asks of the same place in other exercises must be asked there, and places must be known by the same.
    fn look_elsewhere(&self, exercise: &Exercise, check: &Check, problems: &mut PackProblems) {
        let file = format!("checks/{}.toml", check.code);
        for other in check.exercises() {
            let Some(asked) = self.exercise(other) else {
                problems.add(
                    &file,
                    format!("it asks the exercise '{other}', which pack.toml does not have; correct the code"),
                );
                continue;
            };
            if exercise.identified_by.is_empty() || asked.identified_by != exercise.identified_by {
                let code = &exercise.code;
                let what_now = "make 'identified_by' of both the same, or take the check out of one";
                problems.add(
                    &file,
                    format!("'{code}' and '{other}' do not know a place by the same questions; {what_now}"),
                );
            }
            let schema = self.form_of(asked).map(|compiled| compiled.form.schema());
            for problem in schema.iter().flat_map(|schema| check.problems_elsewhere(other, schema)) {
                problems.add(&file, format!("of the exercise '{other}': {problem}"));
            }
        }
    }
}

pub(crate) const MANIFEST: &str = "pack.toml";

/// The exercises an indicator is computed for: codes, or tables with a `code`.
pub(crate) fn exercises_in(indicator: &PackText) -> BTreeSet<String> {
    let table: toml::Table = indicator.text.parse().unwrap_or_default();
    let entries = table.get("exercises").and_then(toml::Value::as_array).into_iter().flatten();
    let codes = entries.filter_map(|entry| entry.as_str().or_else(|| entry.get("code")?.as_str()));
    codes.map(str::to_owned).collect()
}

fn look_over_absences(rule: &AbsenceRule, schema: &Schema, exercise: &str, problems: &mut PackProblems) {
    rule.questions(&mut |pattern: &Pattern| {
        if !schema.columns.iter().any(|column| pattern.means(&column.name)) {
            let name = &pattern.name;
            problems.add(
                MANIFEST,
                format!("the absences of '{exercise}' name '{name}', which its form does not ask; correct it"),
            );
        }
    });
}

/// What accounts for a public change is public itself: everything named must be asked, and may be seen by anybody.
fn look_over_movements(
    movements: &Movements,
    exercise: &Exercise,
    schema: Option<&Schema>,
    problems: &mut PackProblems,
) {
    let Some(schema) = schema else { return };
    let code = &exercise.code;
    for side in [&movements.increases, &movements.decreases] {
        let repeat = schema.column(&side.repeat).filter(|column| column.kind == ColumnType::Repeat);
        let inside = |name: &String| repeat?.columns.iter().find(|column| column.name == *name);
        let named = side.reason.iter().chain([&side.count]).map(|name| (name, inside(name)));
        for (name, column) in named.chain([(&side.asked, schema.column(&side.asked))]) {
            let public =
                column.map(|column| column.sharing == Sharing::Public && column.sensitivity == Sensitivity::None);
            let what = match public {
                Some(true) => continue,
                Some(false) => "is not public; mark it public in the form, or take the movements away",
                None => "is not asked there; correct it",
            };
            problems.add(MANIFEST, format!("the movements of '{code}' name '{name}', which {what}"));
        }
    }
}

/// Each is held against the form and what is worked out before it.
fn look_over_derived(exercise: &Exercise, mut schema: Schema, problems: &mut PackProblems) {
    for derived in &exercise.derived {
        for problem in derived.problems_with(&schema) {
            let (code, name) = (&exercise.code, derived.name());
            problems.add(MANIFEST, format!("'{name}', derived in '{code}': {problem}"));
        }
        schema = derived::extended(std::slice::from_ref(derived), &schema);
    }
}

fn repeated<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    codes.filter(|code| !seen.insert(*code)).collect()
}

fn untranslated(text: &Text, what: &str, problems: &mut PackProblems) {
    let missing: Vec<&str> = text.untranslated().map(Language::code).collect();
    if !missing.is_empty() {
        problems.add(MANIFEST, format!("{what} is not written in {}; write it", missing.join(", ")));
    }
}

struct Reader<'a> {
    files: &'a PackFiles,
    problems: &'a mut PackProblems,
}

impl<'a> Reader<'a> {
    fn manifest(&mut self) -> Option<Manifest> {
        if !self.files.0.contains_key(MANIFEST) {
            self.problems.add(MANIFEST, "the pack has no pack.toml; write one (see packs/mobility-tracking)");
            return None;
        }
        let manifest: Manifest =
            toml::from_str(self.text(MANIFEST)?).map_err(|error| self.problems.add(MANIFEST, error)).ok()?;
        for (what, text) in [("title", &manifest.title), ("description", &manifest.description)] {
            untranslated(text, &format!("the {what}"), self.problems);
        }
        Some(manifest)
    }

    fn forms(&mut self) -> (IndexMap<String, Compiled>, IndexMap<String, Workbook>) {
        let (mut forms, mut workbooks) = (IndexMap::new(), IndexMap::new());
        for (path, bytes) in self.files.0.iter().filter(|(path, _)| path.starts_with("forms/") && is_known(path)) {
            match forms::compile(path, bytes, &CompileOptions::default()) {
                Err(found) => found.errors().for_each(|problem| self.problems.add(path, problem)),
                Ok(compiled) => {
                    let id = compiled.form.id.clone();
                    let workbook = Workbook { path: path.clone(), bytes: bytes.clone() };
                    if let Some(other) = workbooks.insert(id.clone(), workbook) {
                        let other = other.path;
                        self.problems
                            .add(path, format!("the form '{id}' is in {other} too; give one of them another id"));
                    }
                    forms.insert(id, compiled);
                }
            }
        }
        (forms, workbooks)
    }

    fn checks(&mut self) -> IndexMap<String, Check> {
        let mut checks = IndexMap::new();
        for (code, PackText { file, text }) in self.texts("checks") {
            match Check::read(&text) {
                Err(found) => found.0.iter().for_each(|problem| self.problems.add(&file, problem)),
                Ok(check) => {
                    if check.code != code {
                        let wanted = &check.code;
                        self.problems
                            .add(&file, format!("the check's code is '{wanted}'; name the file {wanted}.toml"));
                    }
                    let missing: Vec<&str> = check.untranslated().into_iter().map(Language::code).collect();
                    if !missing.is_empty() {
                        self.problems
                            .add(&file, format!("not every text is written in {}; write them", missing.join(", ")));
                    }
                    checks.insert(code, check);
                }
            }
        }
        checks
    }

    /// The TOML files of a folder, each named for the `code` in it.
    fn coded(&mut self, folder: &str) -> IndexMap<String, PackText> {
        let texts = self.texts(folder);
        for (name, PackText { file, text }) in &texts {
            let table: toml::Table = text.parse().unwrap_or_default();
            match table.get("code").and_then(toml::Value::as_str) {
                Some(code) if code == name => {}
                Some(code) => self.problems.add(file, format!("its code is '{code}'; name the file {code}.toml")),
                None => self.problems.add(file, format!("it has no code; write code = \"{name}\"")),
            }
        }
        texts
    }

    /// The TOML files of a folder by their name without `.toml`.
    fn texts(&mut self, folder: &str) -> IndexMap<String, PackText> {
        let mut texts = IndexMap::new();
        for path in self.files.0.keys().filter(|path| path.starts_with(&format!("{folder}/")) && is_known(path)) {
            let Some(text) = self.text(path) else { continue };
            if let Err(error) = text.parse::<toml::Table>() {
                self.problems.add(path, error);
                continue;
            }
            let name = path[folder.len() + 1..].trim_end_matches(".toml").to_owned();
            texts.insert(name, PackText { file: path.clone(), text: text.to_owned() });
        }
        texts
    }

    fn text(&mut self, path: &str) -> Option<&'a str> {
        let bytes = self.files.0.get(path)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => {
                self.problems
                    .add(path, format!("it is not UTF-8 from byte {} on; save it as UTF-8", error.valid_up_to()));
                None
            }
        }
    }

    /// Every file to import must be there, and every file that is there must be one, or say where they come from.
    fn data(&mut self, manifest: &Manifest) {
        for data in manifest.data.iter().filter(|data| !self.files.0.contains_key(&data.file)) {
            self.problems.add(MANIFEST, format!("[[data]] names '{}', which the pack does not have", data.file));
        }
        let named: BTreeSet<&String> = manifest.data.iter().map(|data| &data.file).collect();
        let unnamed = |path: &&String| path.starts_with("data/") && !path.ends_with(".md") && !named.contains(path);
        for path in self.files.0.keys().filter(unnamed) {
            self.problems
                .add(path, "nothing imports this file; add a [[data]] block to pack.toml, with its source and licence");
        }
    }

    fn strangers(&mut self) {
        for path in self.files.0.keys().filter(|path| !is_known(path) && !is_of_a_boundary(self.files, path)) {
            self.problems.add(
                path,
                "nothing reads this file; move it into a folder of the pack that is read, or out of the pack",
            );
        }
    }
}

/// Whether the file lies in a folder with a `boundary.toml`: a boundary version, which `places` reads and checks.
fn is_of_a_boundary(files: &PackFiles, path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folder, _)| files.0.contains_key(&format!("{folder}/boundary.toml")))
}

/// Whether a pack has a place for a file at that path.
fn is_known(path: &str) -> bool {
    match path.split_once('/') {
        None => matches!(path, "pack.toml" | "README.md" | "SOURCES.md"),
        Some(("data", _)) => true,
        Some((_, file)) if file.contains('/') => false,
        Some(("forms", file)) => [".md", ".xlsx", ".xls", ".csv"].iter().any(|end| file.ends_with(end)),
        Some(("checks" | "indicators" | "mappings" | "views", file)) => file.ends_with(".toml"),
        Some(_) => false,
    }
}

#[cfg(test)]
pub(crate) mod tests;
