//! Views: pages of the public dashboard as data. A file of `views/` is a page; its panels name exercises, indicators and
//! disaggregations of the pack, which must be public.

use crate::{
    pack::{Pack, PackText, exercises_in},
    problem::PackProblems,
};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use vocab::{Language, Text};

/// A page of the dashboard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its code, which is its file's name and part of its address.
    pub code: String,
    /// Where it stands among the views; the smallest comes first.
    #[serde(default)]
    pub order: u32,
    /// Code of the exercise whose rounds it shows.
    pub exercise: String,
    /// Its heading.
    pub title: Text,
    /// What it is about, in a sentence or two.
    pub lead: Text,
    /// What it shows, in order.
    pub panels: Vec<Panel>,
}

/// A part of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panel {
    /// How it shows.
    pub kind: PanelKind,
    /// Its heading; the indicator's name without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// What it shows: codes of indicators. All but `headline` and `table` show one.
    #[serde(default)]
    pub indicators: Vec<String>,
    /// The disaggregation it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disaggregation: Option<String>,
    /// Levels of places to choose from, for `map` and `table`; all the indicator has below the country without them.
    #[serde(default)]
    pub levels: Vec<u8>,
    /// What it says, for `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Whether it takes the whole width.
    #[serde(default)]
    pub wide: bool,
}

/// How a panel shows what it shows. To add one: a variant, what it wants in [`PanelKind::wants`], and its component in the
/// dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelKind {
    /// Numbers with their names.
    Headline,
    /// Places shaded by one indicator.
    Map,
    /// One indicator over the rounds.
    Series,
    /// One indicator by a disaggregation of one dimension.
    Bars,
    /// One indicator by sex and age.
    Pyramid,
    /// Places with their numbers.
    Table,
    /// Words.
    Text,
}

/// What a kind of panel needs to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wants {
    indicators: (usize, usize),
    /// Dimensions of the disaggregation it shows; none if it shows totals.
    dimensions: Option<usize>,
    levels: bool,
    text: bool,
}

/// Numbers in one headline: two rows of them on a phone.
const MOST_INDICATORS: usize = 8;

impl PanelKind {
    fn wants(self) -> Wants {
        let totals = Wants { indicators: (1, 1), dimensions: None, levels: false, text: false };
        match self {
            Self::Headline => Wants { indicators: (1, MOST_INDICATORS), ..totals },
            Self::Map => Wants { levels: true, ..totals },
            Self::Series => totals,
            Self::Bars => Wants { dimensions: Some(1), ..totals },
            Self::Pyramid => Wants { dimensions: Some(2), ..totals },
            Self::Table => Wants { indicators: (1, 2), levels: true, ..totals },
            Self::Text => Wants { indicators: (0, 0), text: true, ..totals },
        }
    }
}

/// The views by code; what cannot be read is said.
pub(crate) fn read(texts: IndexMap<String, PackText>, problems: &mut PackProblems) -> IndexMap<String, View> {
    let mut views = IndexMap::new();
    for (code, PackText { file, text }) in texts {
        match toml::from_str::<View>(&text) {
            Ok(view) => drop(views.insert(code, view)),
            Err(error) => problems.add(&file, error),
        }
    }
    views
}

/// What a view, or a series that others read, needs to know of an indicator, from its TOML: `figures` reads the rest.
pub(crate) struct Known {
    pub(crate) public: bool,
    pub(crate) unit: String,
    pub(crate) hxl: String,
    pub(crate) exercises: std::collections::BTreeSet<String>,
    /// Levels in each exercise.
    levels: Vec<(String, Vec<i64>)>,
    /// Disaggregations with their dimensions.
    disaggregations: Vec<(String, usize)>,
}

impl Known {
    pub(crate) fn read(text: &PackText) -> Self {
        let table: toml::Table = text.text.parse().unwrap_or_default();
        let array = |table: &toml::Table, name: &str| {
            table.get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default()
        };
        let exercises = array(&table, "exercises");
        let levels = exercises.iter().filter_map(|entry| {
            let entry = entry.as_table()?;
            let levels = array(entry, "levels").iter().filter_map(toml::Value::as_integer).collect();
            Some((entry.get("code")?.as_str()?.to_owned(), levels))
        });
        let disaggregations = array(&table, "disaggregations");
        let disaggregations = disaggregations.iter().filter_map(|entry| {
            let entry = entry.as_table()?;
            Some((entry.get("name")?.as_str()?.to_owned(), array(entry, "dimensions").len()))
        });
        let text_of = |name: &str| table.get(name).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        Self {
            public: text_of("sharing") == "public",
            unit: text_of("unit"),
            hxl: text_of("hxl"),
            exercises: exercises_in(text),
            levels: levels.collect(),
            disaggregations: disaggregations.collect(),
        }
    }
}

/// All that is wrong with a pack's views.
pub(crate) fn look_over(pack: &Pack, problems: &mut PackProblems) {
    for (code, view) in &pack.views {
        let mut say = |message: String| problems.add(&format!("views/{code}.toml"), message);
        untranslated(&view.title, "the title", &mut say);
        untranslated(&view.lead, "the lead", &mut say);
        if pack.exercise(&view.exercise).is_none() {
            let exercise = &view.exercise;
            say(format!("pack.toml has no exercise '{exercise}'; correct the code or add the exercise"));
        }
        if view.panels.is_empty() {
            say("it shows nothing; add [[panels]]".to_owned());
        }
        for (number, panel) in (1..).zip(&view.panels) {
            panel.look_over(pack, view, &mut |message| say(format!("panel {number}: {message}")));
        }
    }
}

fn untranslated(text: &Text, what: &str, say: &mut impl FnMut(String)) {
    let missing: Vec<&str> = text.untranslated().map(Language::code).collect();
    if !missing.is_empty() {
        say(format!("{what} is not written in {}; write it", missing.join(", ")));
    }
}

impl Panel {
    fn look_over(&self, pack: &Pack, view: &View, say: &mut impl FnMut(String)) {
        let Wants { indicators: (least, most), dimensions, levels, text } = self.kind.wants();
        if let Some(title) = &self.title {
            untranslated(title, "its title", say);
        }
        match &self.text {
            Some(words) if text => untranslated(words, "its text", say),
            None if text => say("it says nothing; write 'text'".to_owned()),
            Some(_) => say("only a panel of kind 'text' has 'text'; take it away".to_owned()),
            None => {}
        }
        if !(least..=most).contains(&self.indicators.len()) {
            let given = self.indicators.len();
            say(format!("it names {given} indicators, and its kind shows {least} to {most}"));
        }
        if !levels && !self.levels.is_empty() {
            say("its kind shows no places, so it has no 'levels'; take them away".to_owned());
        }
        if dimensions.is_none() && self.disaggregation.is_some() {
            say("its kind shows no disaggregation; take it away".to_owned());
        }
        for indicator in &self.indicators {
            self.look_over_indicator(pack, view, indicator, dimensions, say);
        }
    }

    fn look_over_indicator(
        &self,
        pack: &Pack,
        view: &View,
        code: &str,
        dimensions: Option<usize>,
        say: &mut impl FnMut(String),
    ) {
        let Some(known) = pack.indicators.get(code).map(Known::read) else {
            return say(format!("indicators/ has no '{code}'; correct the code or add the indicator"));
        };
        if !known.public {
            say(format!("the indicator '{code}' is not public, and a view is; take another"));
        }
        if !known.exercises.contains(&view.exercise) {
            let exercise = &view.exercise;
            say(format!("the indicator '{code}' is not computed for '{exercise}'; take one that is"));
        }
        let has = known.levels.iter().find(|(exercise, _)| *exercise == view.exercise);
        for level in &self.levels {
            if has.is_some_and(|(_, levels)| !levels.contains(&i64::from(*level))) {
                say(format!("the indicator '{code}' has no level {level}; take it away"));
            }
        }
        let Some(dimensions) = dimensions else { return };
        match &self.disaggregation {
            None => say("its kind shows a disaggregation; name it".to_owned()),
            Some(name) => match known.disaggregations.iter().find(|(known, _)| known == name) {
                None => say(format!("the indicator '{code}' has no disaggregation '{name}'; correct it")),
                Some((_, found)) if *found != dimensions => {
                    say(format!("'{name}' has {found} dimensions, and its kind shows {dimensions}"));
                }
                Some(_) => {}
            },
        }
    }
}
