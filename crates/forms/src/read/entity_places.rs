//! Where entities lie: the form, group or repeat that a declaration belongs to follows from what it refers to.
//!
//! A client gives the answers of a question to the entity nearest around it. So an entity lies in the innermost section
//! that holds all questions saved to it, each section holds one at most, and none may come between an entity and a
//! question saved to it. An entity without such questions lies as near as it can to the questions its expressions name.
//!
//! Source: getodk.github.io/xforms-spec/entities, "Entities from repeats"; which of several possible places is taken
//! follows pyxform's `entities_parsing`, but for the slips named in `tests/forms/README.md`.

use super::{
    entity_uses::{Of, Place, Places, Use, names, variables},
    save_to::Targets,
};
use crate::{
    form::{EntityDeclaration, Form, Property},
    problems::{Cell, Code, Report},
    rows::{Row, Table},
};
use std::collections::{HashMap, HashSet};

/// Finds the place of each declaration and the questions saved to it; the binds are left with the property alone.
pub(super) fn settle(form: &mut Form, targets: &Targets, table: Option<&Table>, report: &mut Report) {
    let named: Vec<HashSet<String>> = form.entities.iter().map(names).collect();
    let mut survey = Places::new(&form.root, named.iter().flatten().map(String::as_str).collect());
    survey.gather(&mut form.items, 0, targets, report);
    let Places { sections, saved, homes, .. } = survey;

    let mut uses: Vec<Vec<Use>> = named.iter().map(|names| variables(names, &homes)).collect();
    for (home, answer, target) in saved {
        uses[target.entity].push(Use { home, of: Of::SaveTo(target) });
        let row = target.cell.row.unwrap_or_default();
        form.entities[target.entity].properties.push(Property { name: target.property.clone(), question: answer, row });
    }
    uses.iter_mut().for_each(|uses| uses.sort_by_key(|one| one.home.order));

    let rows = table.into_iter().flat_map(|table| table.rows(false)).map(|row| (row.number, row)).collect();
    let finder = Finder { sections: &sections, rows };
    let wishes: Vec<Option<Wish>> =
        form.entities.iter().zip(&uses).map(|(entity, uses)| finder.wish(entity, uses, report)).collect();
    // Without knowing all that is saved, a place would seem to be taken that is not.
    if !targets.incomplete {
        finder.place(&mut form.entities, &wishes, report);
    }
}

/// Where a declaration would lie, if it could choose.
struct Wish {
    section: usize,
    /// The sections of the questions saved to it.
    savers: Vec<usize>,
}

struct Finder<'a> {
    sections: &'a [Place],
    /// The entities sheet.
    rows: HashMap<u32, Row<'a>>,
}

impl Finder<'_> {
    /// None if what it refers to cannot be reached from one place.
    fn wish(&self, entity: &EntityDeclaration, uses: &[Use<'_>], report: &mut Report) -> Option<Wish> {
        let Some(deepest) = self.deepest_scope(uses.iter()) else {
            return Some(Wish { section: 0, savers: Vec::new() });
        };
        let saved = || uses.iter().filter(|one| one.is_saved());
        let scope = self.deepest_scope(saved()).unwrap_or(deepest);
        let (mut fits, mut said) = (true, false);
        for one in uses {
            let own = self.sections[one.home.section].scope;
            let apart = !self.is_within(deepest, own);
            if apart || (one.is_saved() && own != scope) {
                // Each question is a cell of its own; of the names in a declaration one is enough.
                if !one.is_saved() && std::mem::replace(&mut said, true) {
                    continue;
                }
                fits = false;
                self.elsewhere(entity, one, if apart { deepest } else { scope }, report);
            }
        }
        let savers: Vec<usize> = saved().map(|one| one.home.section).collect();
        let common = savers.iter().copied().reduce(|left, right| self.common(left, right));
        let section = common.unwrap_or_else(|| self.innermost(uses, deepest));
        fits.then_some(Wish { section, savers })
    }

    /// The scope with most repeats around it; of several the first.
    fn deepest_scope<'a>(&self, uses: impl Iterator<Item = &'a Use<'a>>) -> Option<usize> {
        let scopes = uses.map(|one| self.sections[one.home.section].scope);
        scopes
            .reduce(|best, scope| if self.sections[scope].repeats > self.sections[best].repeats { scope } else { best })
    }

    /// The innermost section of a scope that has a use in it; of several the first.
    fn innermost(&self, uses: &[Use<'_>], scope: usize) -> usize {
        let within = uses.iter().map(|one| one.home.section).filter(|section| self.sections[*section].scope == scope);
        let deeper = |best: usize, section: usize| {
            if self.sections[section].depth > self.sections[best].depth { section } else { best }
        };
        within.reduce(deeper).unwrap_or(scope)
    }

    fn elsewhere(&self, entity: &EntityDeclaration, one: &Use<'_>, other: usize, report: &mut Report) {
        let (place, other) = (self.path(one.home.section), self.path(other));
        let arguments = [("list", entity.list.as_str()), ("place", &place), ("other", &other)];
        match one.of {
            Of::SaveTo(target) => report.say(Code::SaveToElsewhere, target.cell.clone(), &arguments),
            Of::Expression(name) => {
                let [list, place, other] = arguments;
                let cell = self.cell(entity, |text| text.contains(&format!("{name}}}")));
                report.say(Code::EntityReferenceElsewhere, cell, &[list, place, other, ("name", name)]);
            }
        }
    }

    /// The first cell of a declaration that holds such a text, or the name of its list.
    fn cell(&self, entity: &EntityDeclaration, holds: impl Fn(&str) -> bool) -> Cell {
        let Some(row) = self.rows.get(&entity.row) else { return Cell::default() };
        match row.cells().find(|(_, text)| holds(text)) {
            Some((header, text)) => row.place().column(&header.text, text),
            None => row.cell(&["list_name"]),
        }
    }

    /// Gives each declaration its place, first come first served.
    fn place(&self, entities: &mut [EntityDeclaration], wishes: &[Option<Wish>], report: &mut Report) {
        let mut taken: HashMap<usize, u32> = HashMap::new();
        let alone = entities.len() == 1;
        for (entity, wish) in entities.iter_mut().zip(wishes) {
            let Some(wish) = wish else { continue };
            // The first version of the specification knows no other place.
            let of_the_form = alone && self.sections[wish.section].scope == 0;
            let found = if of_the_form { Ok(0) } else { self.free(wish, &taken) };
            match found {
                Ok(section) => {
                    self.keep(section, wish, entity.row, &mut taken);
                    entity.place = self.around(section).map(|place| place.name.clone()).collect();
                    entity.repeats = self.around(section).filter_map(|place| place.repeat.clone()).collect();
                }
                Err((section, row)) => {
                    let (place, row) = (self.path(section), row.to_string());
                    let arguments = [("list", entity.list.as_str()), ("place", &place), ("other", &row)];
                    report.say(Code::EntityPlaceTaken, self.cell(entity, |_| false), &arguments);
                }
            }
        }
    }

    /// A free place, or one that is taken and by which row. With questions saved to it there is only one that will do;
    /// else any will from the one wished for up to its scope.
    fn free(&self, wish: &Wish, taken: &HashMap<usize, u32>) -> Result<usize, (usize, u32)> {
        let holder = |section: usize| taken.get(&section).map(|row| (section, *row));
        if let Some(held) = wish.savers.iter().flat_map(|saver| self.up(*saver, wish.section)).find_map(holder) {
            return Err(held);
        }
        let last = if wish.savers.is_empty() { self.sections[wish.section].scope } else { wish.section };
        let free = self.up(wish.section, last).find(|section| !taken.contains_key(section));
        free.ok_or_else(|| holder(wish.section).unwrap_or((wish.section, 0)))
    }

    /// Neither its place nor what lies between it and the questions saved to it can hold another entity.
    fn keep(&self, section: usize, wish: &Wish, row: u32, taken: &mut HashMap<usize, u32>) {
        let between = wish.savers.iter().flat_map(|saver| self.up(*saver, section));
        taken.extend(between.chain([section]).map(|section| (section, row)));
    }

    /// From a section to one around it, both included.
    fn up(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let next = move |id: &usize| (*id != to && *id != 0).then(|| self.sections[*id].parent);
        std::iter::successors(Some(from), next)
    }

    /// The sections around, itself included and the form not, outer before inner.
    fn around(&self, section: usize) -> impl Iterator<Item = &Place> {
        let mut ids: Vec<usize> = self.up(section, 0).filter(|id| *id != 0).collect();
        ids.reverse();
        ids.into_iter().map(|id| &self.sections[id])
    }

    fn is_within(&self, inner: usize, outer: usize) -> bool {
        self.up(inner, 0).any(|id| id == outer)
    }

    fn common(&self, mut left: usize, mut right: usize) -> usize {
        while left != right {
            if self.sections[left].depth >= self.sections[right].depth {
                left = self.sections[left].parent;
            } else {
                right = self.sections[right].parent;
            }
        }
        left
    }

    /// For people to read, so no longer than they would.
    fn path(&self, section: usize) -> String {
        const LONGEST: usize = 200;
        let mut path = String::new();
        for place in std::iter::once(&self.sections[0]).chain(self.around(section)) {
            if path.len() < LONGEST {
                path.push('/');
                path.extend(place.name.chars().take(LONGEST));
            }
        }
        path
    }
}
