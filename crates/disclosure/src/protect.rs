//! Choosing what is withheld.

use crate::residual::Residual;
use crate::table::{Rule, Table, TableProblems};
use crate::tree::Tree;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::Pcode;

/// Why a table is withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// It has a small count.
    SmallCount,
    /// Together with what is shown, it would give away a small count elsewhere.
    GivesAway,
}

/// The places whose tables are withheld, so that no small count of a place, and no small count of several withheld
/// places together, can be found by subtracting what is shown from what is shown.
///
/// Of the tables that could be withheld to protect another, the one with the fewest people is.
///
/// # Errors
/// When a place has two tables, tables differ in their cells, or a place lies in itself; all together.
pub fn protect(tables: &[Table], rule: &Rule) -> Result<BTreeMap<Pcode, Withheld>, TableProblems> {
    let tree = Tree::new(tables)?;
    let small = |table: &&Table| table.cells.iter().any(|count| (1..rule.threshold).contains(count));
    let primary: Vec<bool> = tree.tables.iter().map(small).collect();
    let mut hiding = Hiding { tree: &tree, rule: *rule, withheld: primary.clone() };
    while hiding.step() {}
    let why = |number: usize| if primary[number] { Withheld::SmallCount } else { Withheld::GivesAway };
    let places = (0..tree.len()).filter(|number| hiding.withheld[*number]);
    Ok(places.map(|number| (tree.tables[number].place.clone(), why(number))).collect())
}

struct Hiding<'a> {
    tree: &'a Tree<'a>,
    rule: Rule,
    withheld: Vec<bool>,
}

impl Hiding<'_> {
    /// Withholds one more place (with what below it that needs), if one must be. Each step withholds something that was
    /// shown, so there is a last one.
    fn step(&mut self) -> bool {
        let open = self.tree.deepest_first.iter().copied().find(|place| !self.is_safe(*place));
        let Some(place) = open else { return false };
        if self.withheld[place] {
            // Adding up what is shown below it gives it away.
            let below = self.fewest(&self.tree.children[place].clone());
            below.into_iter().for_each(|child| self.withheld[child] = true);
        } else {
            let victim = self.fewest(&self.shown_below(place)).unwrap_or(place);
            self.withheld[victim] = true;
        }
        true
    }

    /// Whether `place` gives nothing away: shown, by what is left of it; withheld, by what is shown below it.
    fn is_safe(&self, place: usize) -> bool {
        if !self.withheld[place] {
            return Residual::of(self.tree, &self.withheld, place).is_harmless(self.rule);
        }
        let children = &self.tree.children[place];
        let all_shown = children.iter().all(|child| !self.withheld[*child] || self.tree.total(*child) == 0);
        !(all_shown && children.iter().any(|child| self.tree.total(*child) > 0))
    }

    /// Shown tables that are subtracted from `place`.
    fn shown_below(&self, place: usize) -> Vec<usize> {
        let mut shown = Vec::new();
        let mut below = self.tree.children[place].clone();
        while let Some(next) = below.pop() {
            if self.withheld[next] {
                below.extend(&self.tree.children[next]);
            } else {
                shown.push(next);
            }
        }
        shown
    }

    /// The shown place with the fewest people, but some: withholding zeros hides nothing.
    fn fewest(&self, places: &[usize]) -> Option<usize> {
        let people = places.iter().copied().filter(|place| !self.withheld[*place] && self.tree.total(*place) > 0);
        people.min_by_key(|place| (self.tree.total(*place), *place))
    }
}
