//! What the rows of a file say of sites, held against what a site may be.

use crate::{problem::Problem, sites::said};
use chrono::NaiveDate;
use places::{
    Boundaries,
    sites::{DeclaredArea, Site, SiteList, SiteStatus, read_position, write_position},
};
use registers::{Creation, Plan, Refused, Update, ValueChange};
use std::collections::BTreeSet;
use vocab::{Pcode, Point};

/// The columns that a file may have, beside the id and `label`. What became of a site is not written by files.
pub const COLUMNS: [&str; 8] =
    ["aliases", "kind", "status", "status_reason", "pcode", "geometry", "latitude", "longitude"];

/// What a file is held against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'g> {
    /// The sites there are.
    pub sites: &'g SiteList,
    /// The operation's boundaries.
    pub boundaries: Option<&'g Boundaries>,
    /// The day since which new sites stand.
    pub today: NaiveDate,
}

/// What a file would do.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    /// New sites, with all their properties.
    pub create: Vec<Creation>,
    /// Sites that change.
    pub update: Vec<Update>,
    /// Rows that say what is there already.
    pub unchanged: usize,
    /// Rows that cannot be used.
    pub refused: Vec<Refused>,
    /// Columns that are left out.
    pub left_out: Vec<String>,
}

/// Holds every row of a plan against what a site may be.
pub fn understand(plan: Plan, ground: Ground<'_>) -> Understood {
    let mut found = Understood {
        unchanged: plan.unchanged,
        refused: plan.refused,
        left_out: plan.left_out,
        ..Understood::default()
    };
    for creation in plan.create {
        match ground.new_site(&creation) {
            Ok(site) => found.create.push(Creation { label: site.name.clone(), values: site.values(), ..creation }),
            Err(refusals) => found.refuse(creation.row, refusals),
        }
    }
    for update in plan.update {
        match ground.changes(&update) {
            Ok(changes) if changes.is_empty() => found.unchanged += 1,
            Ok(changes) => found.update.push(Update { changes, ..update }),
            Err(refusals) => found.refuse(update.row, refusals),
        }
    }
    found.refused.sort_by_key(|refused| refused.row);
    found
}

impl Understood {
    fn refuse(&mut self, row: usize, refusals: Vec<Refusal>) {
        self.refused.extend(refusals.into_iter().map(|(reason, value)| Refused { row, reason, value }));
    }

    /// How many rows cannot be used; one may have several things wrong.
    pub fn refused_rows(&self) -> usize {
        self.refused.iter().map(|refused| refused.row).collect::<BTreeSet<_>>().len()
    }
}

type Refusal = (&'static str, String);

/// Characters of a wrong value that are told.
const TOLD: usize = 80;

/// What is wrong with a row, all of it.
#[derive(Default)]
struct Wrong(Vec<Refusal>);

impl Wrong {
    /// What is right, or what stands there instead, which is then noted.
    fn or<T: Default>(&mut self, found: Result<T, Refusal>) -> T {
        found.unwrap_or_else(|refusal| {
            self.0.push(refusal);
            T::default()
        })
    }
}

/// A value as people wrote it, and why it cannot be used.
fn refused<T>(reason: &'static str, value: &str, found: Result<T, Problem>) -> Result<T, Refusal> {
    found.map_err(|_| (reason, value.chars().take(TOLD).collect()))
}

fn name(text: &str) -> Result<String, Refusal> {
    refused("name_invalid", text, said::name(text))
}

fn aliases(text: &str) -> Result<Vec<String>, Refusal> {
    let each: Vec<String> = text.split(';').map(str::to_owned).collect();
    refused("aliases_invalid", text, said::aliases(&each))
}

fn kind(text: &str) -> Result<Option<String>, Refusal> {
    refused("kind_invalid", text, said::kind(Some(text.to_owned())))
}

fn reason(status: SiteStatus, text: &str) -> Result<Option<String>, Refusal> {
    let why = if text.is_empty() { "status_reason_missing" } else { "status_reason_invalid" };
    refused(why, if text.is_empty() { status.code() } else { text }, said::reason(status, text))
}

fn status(text: &str) -> Result<SiteStatus, Refusal> {
    SiteStatus::from_code(text).ok_or_else(|| ("status_unknown", text.to_owned()))
}

impl Ground<'_> {
    fn new_site(self, creation: &Creation) -> Result<Site, Vec<Refusal>> {
        let told = |name: &str| creation.values.get(name).map(String::as_str).filter(|text| !text.is_empty());
        let mut wrong = Wrong::default();
        let status = wrong.or(told("status").map_or(Ok(SiteStatus::Active), status));
        let site = Site {
            aliases: wrong.or(aliases(told("aliases").unwrap_or_default())),
            kind: wrong.or(kind(told("kind").unwrap_or_default())),
            status,
            reason: wrong.or(reason(status, told("status_reason").unwrap_or_default())),
            since: Some(self.today),
            area: wrong.or(told("pcode").map(|text| self.area(text)).transpose()),
            position: wrong.or(position(told("geometry"), told("latitude"), told("longitude"))),
            ..Site::named("", &wrong.or(name(&creation.label)))
        };
        if wrong.0.is_empty() { Ok(site) } else { Err(wrong.0) }
    }

    /// What changes of a site, in the properties of the register.
    fn changes(self, update: &Update) -> Result<Vec<ValueChange>, Vec<Refusal>> {
        let told =
            |name: &str| update.changes.iter().find(|change| change.property == name).map(|change| change.to.as_str());
        let Some(site) = self.sites.get(&update.uuid) else {
            return Err(vec![("id_invalid", update.uuid.clone())]);
        };
        let (mut wrong, mut after) = (Wrong::default(), site.clone());
        if let Some(status) = told("status").or_else(|| told("status_reason")) {
            wrong.0.push(("status_by_file", status.to_owned()));
        }
        if let Some(text) = told("label") {
            after.name = wrong.or(name(text));
        }
        if let Some(text) = told("aliases") {
            after.aliases = wrong.or(aliases(text));
        }
        if let Some(text) = told("kind") {
            after.kind = wrong.or(kind(text));
        }
        if let Some(text) = told("pcode") {
            after.area = wrong.or(self.area(text).map(Some));
        }
        if let Some(point) = wrong.or(position(told("geometry"), told("latitude"), told("longitude"))) {
            let same = |held: Point| write_position(held) == write_position(point) || is_at(held, point);
            after.position = Some(site.position.filter(|held| same(*held)).unwrap_or(point));
        }
        if !wrong.0.is_empty() {
            return Err(wrong.0);
        }
        let was = site.values();
        let label = (after.name != site.name).then(|| ValueChange {
            property: "label".to_owned(),
            from: Some(site.name.clone()),
            to: after.name.clone(),
        });
        let changed = after.values().into_iter().filter(|(name, to)| was.get(name) != Some(to));
        let line = |(property, to): (String, String)| ValueChange { from: was.get(&property).cloned(), property, to };
        Ok(label.into_iter().chain(changed.map(line)).collect())
    }

    fn area(self, text: &str) -> Result<DeclaredArea, Refusal> {
        let unknown = || ("area_unknown", text.to_owned());
        let pcode: Pcode = text.parse().map_err(|_| unknown())?;
        let boundaries = self.boundaries.filter(|boundaries| boundaries.area(&pcode).is_some()).ok_or_else(unknown)?;
        Ok(DeclaredArea { pcode, version: Some(boundaries.version().code.clone()) })
    }
}

/// Whether a position in degrees is one that was kept with its altitude and accuracy.
fn is_at(held: Point, said: Point) -> bool {
    said.altitude_m.is_none()
        && said.accuracy_m.is_none()
        && (held.latitude, held.longitude) == (said.latitude, said.longitude)
}

/// A position as forms write it, or in two columns.
fn position(geometry: Option<&str>, latitude: Option<&str>, longitude: Option<&str>) -> Result<Option<Point>, Refusal> {
    let text = match (geometry, latitude, longitude) {
        (Some(text), ..) => text.to_owned(),
        (None, None, None) => return Ok(None),
        (None, latitude, longitude) => {
            format!("{} {}", latitude.unwrap_or("?"), longitude.unwrap_or("?")).replace(',', ".")
        }
    };
    read_position(&text).map(Some).ok_or(("position_invalid", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(row: usize, label: &str, values: &[(&str, &str)]) -> Creation {
        let values = values.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Creation { row, uuid: None, label: label.to_owned(), values }
    }

    fn ground(sites: &SiteList) -> Ground<'_> {
        Ground { sites, boundaries: None, today: "2026-01-12".parse().unwrap() }
    }

    fn reasons(found: &Understood) -> Vec<(usize, &str)> {
        found.refused.iter().map(|refused| (refused.row, refused.reason)).collect()
    }

    #[test]
    fn all_that_is_wrong_with_a_row_is_told_at_once() {
        let (long, many) = ("x".repeat(said::LONGEST_NAME + 1), vec!["name"; said::MOST_ALIASES + 1].join(";"));
        let create = vec![
            row(2, &long, &[("aliases", many.as_str()), ("kind", "two words"), ("pcode", "BDI999")]),
            row(3, "Kibimba", &[("status", "closed")]),
            row(4, "Ruhororo", &[("status", "closed"), ("status_reason", "gone home"), ("aliases", " A ;; B ")]),
            row(5, "Mugano", &[("status", "gone"), ("latitude", "95"), ("longitude", "30")]),
        ];
        let sites = SiteList::default();
        let found = understand(Plan { create, ..Plan::default() }, ground(&sites));
        let expected = [
            (2, "aliases_invalid"),
            (2, "kind_invalid"),
            (2, "area_unknown"),
            (2, "name_invalid"),
            (3, "status_reason_missing"),
            (5, "status_unknown"),
            (5, "position_invalid"),
        ];
        assert_eq!((reasons(&found), found.refused_rows()), (expected.to_vec(), 3));
        assert_eq!(found.create.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), ["Ruhororo"]);
        assert_eq!(found.create[0].values["aliases"], "A; B");
    }

    #[test]
    fn what_a_file_changes_is_held_against_the_same_rules() {
        let site = Site { status: SiteStatus::Active, ..Site::named("a", "Kibimba") };
        let sites: SiteList = [site].into_iter().collect();
        let change =
            |property: &str, to: &str| ValueChange { property: property.to_owned(), from: None, to: to.to_owned() };
        let update = |row: usize, changes: Vec<ValueChange>| Update {
            row,
            uuid: "a".to_owned(),
            label: "Kibimba".to_owned(),
            version: 1,
            changes,
        };
        let update = vec![
            update(2, vec![change("label", "Kib\u{200b}imba"), change("status", "closed")]),
            update(3, vec![change("aliases", "Kibimba hill;Kibimba centre"), change("label", "Kibimba ")]),
            update(4, vec![change("label", " Kibimba")]),
        ];
        let found = understand(Plan { update, ..Plan::default() }, ground(&sites));
        assert_eq!(reasons(&found), [(2, "status_by_file"), (2, "name_invalid")]);
        assert_eq!(found.unchanged, 1, "spaces around a name change nothing");
        let changes: Vec<_> =
            found.update[0].changes.iter().map(|one| (one.property.as_str(), one.to.as_str())).collect();
        assert_eq!(changes, [("aliases", "Kibimba hill; Kibimba centre")]);
    }
}
