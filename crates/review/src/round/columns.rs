//! What checks ask of other records, worked out once for all of them.

use super::RoundRecord;
use crate::{
    Check,
    expression::{Expression, Numbers, Ordered, Reducer, Scene, Scope},
};
use std::collections::BTreeMap;

/// One question to all records of a round: what each gives, in order, within each area, enumerator or whatever the scope is.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    asked: Expression,
    scope: Scope,
    /// What each record gives; a condition gives 1 or 0.
    given: Vec<Option<f64>>,
    /// Which group each record is in.
    group: Vec<Option<usize>>,
    groups: Vec<Vec<f64>>,
}

/// A record's view of the others of its round.
#[derive(Debug, Clone, Copy)]
pub struct Others<'a> {
    pub(super) columns: &'a [Column],
    pub(super) own: usize,
}

impl Others<'_> {
    /// What the others give, brought to one number; unknown when too few give one.
    pub(crate) fn reduce(self, reducer: Reducer, asked: &Expression, scope: Scope) -> Option<f64> {
        let others = self.column(asked, scope)?.others(self.own)?;
        let enough = reducer == Reducer::Count || others.count() >= scope.fewest();
        enough.then(|| others.reduce(reducer))?
    }

    /// The share of the others where it holds, of those for which it is known; unknown when these are too few.
    pub(crate) fn share(self, condition: &Expression, scope: Scope) -> Option<f64> {
        let column = self.column(condition, scope)?;
        let known = column.others(self.own)?.count();
        let group = column.groups.get((*column.group.get(self.own)?)?)?;
        let hold = group.len() - group.partition_point(|number| *number < 0.5);
        let own = usize::from(column.given.get(self.own)? == &Some(1.0));
        (known >= scope.fewest()).then(|| (hold - own) as f64 / known as f64)
    }

    fn column(&self, asked: &Expression, scope: Scope) -> Option<&Column> {
        self.columns.iter().find(|column| column.is_of(asked, scope))
    }
}

impl Column {
    fn is_of(&self, asked: &Expression, scope: Scope) -> bool {
        self.scope == scope && self.asked == *asked
    }

    fn others(&self, own: usize) -> Option<Ordered<'_>> {
        let group = self.groups.get((*self.group.get(own)?)?)?;
        Some(Ordered::without(group, *self.given.get(own)?))
    }

    fn new(asked: &Expression, scope: Scope, condition: bool, records: &[RoundRecord<'_>]) -> Self {
        let mut column = Self { asked: asked.clone(), scope, given: vec![], group: vec![], groups: vec![] };
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for record in records {
            let scene = Scene { measures: &record.measures, ..Scene::of(record.answers) };
            let given = if condition {
                scene.holds(asked).map(|holds| f64::from(u8::from(holds)))
            } else {
                scene.number(asked)
            };
            let group = named(scope, record).map(|name| {
                let next = known.len();
                *known.entry(name).or_insert(next)
            });
            column.groups.resize(known.len(), Vec::new());
            if let Some((group, given)) = group.zip(given) {
                column.groups[group].push(given);
            }
            column.given.push(given);
            column.group.push(group);
        }
        column.groups.iter_mut().for_each(|group| group.sort_by(f64::total_cmp));
        column
    }
}

/// What tells the record's group from the other groups of the scope; none where the record is in none.
fn named<'a>(scope: Scope, record: &RoundRecord<'a>) -> Option<&'a str> {
    match scope {
        Scope::Province => record.places.get(1).map(|place| place.as_str()),
        Scope::Commune => record.places.get(2).map(|place| place.as_str()),
        Scope::Round => Some(""),
        Scope::Place => record.place_identity,
        Scope::Enumerator => record.enumerator,
    }
}

/// A column for each thing that the checks ask of others.
pub(super) fn columns(records: &[RoundRecord<'_>], checks: &[Check]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let expressions = checks.iter().flat_map(|check| check.values.values().chain([&check.flag_when]));
    for expression in expressions {
        expression.walk(&mut |part| {
            let (asked, scope, condition) = match part {
                Expression::Reduced(_, Numbers::Others(asked, scope)) => (asked, *scope, false),
                Expression::Share(asked, scope) => (asked, *scope, true),
                _ => return,
            };
            if !columns.iter().any(|column| column.is_of(asked, scope)) {
                columns.push(Column::new(asked, scope, condition, records));
            }
        });
    }
    columns
}
