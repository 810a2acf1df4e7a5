//! All areas of one boundary version, checked against each other.

mod build;
mod map;
mod stored;

pub use stored::StoredArea;

use crate::{AdminArea, BoundaryVersion, GeometryStanding};
use std::collections::HashMap;
use vocab::{AdminLevel, Pcode, Text};

/// The areas of one boundary version, from the country downwards: every code once, every area but the country with a
/// parent one level above. There is no other way to have one than [`Boundaries::build`] and
/// [`Boundaries::from_stored`], which check that.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundaries {
    version: BoundaryVersion,
    /// By level, then code.
    areas: Vec<AdminArea>,
    by_code: HashMap<Pcode, usize>,
    /// In the order of `areas`.
    children: HashMap<Pcode, Vec<usize>>,
}

/// One level of a version in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelSummary<'a> {
    /// The level.
    pub level: AdminLevel,
    /// What its areas are called, if the version says so.
    pub name: Option<&'a Text>,
    /// How many areas it has.
    pub count: usize,
    /// How many of them have an outline.
    pub drawn: usize,
    /// What the outlines are worth.
    pub geometry: GeometryStanding,
}

impl Boundaries {
    fn new(version: BoundaryVersion, mut areas: Vec<AdminArea>) -> Self {
        areas.sort_by(|a, b| (a.level, &a.pcode).cmp(&(b.level, &b.pcode)));
        let by_code = areas.iter().enumerate().map(|(at, area)| (area.pcode.clone(), at)).collect();
        let mut children: HashMap<Pcode, Vec<usize>> = HashMap::new();
        for (at, area) in areas.iter().enumerate() {
            if let Some(parent) = &area.parent {
                children.entry(parent.clone()).or_default().push(at);
            }
        }
        Self { version, areas, by_code, children }
    }

    /// The version.
    pub fn version(&self) -> &BoundaryVersion {
        &self.version
    }

    /// The country.
    pub fn country(&self) -> Option<&AdminArea> {
        self.areas.first()
    }

    /// One area.
    pub fn area(&self, pcode: &Pcode) -> Option<&AdminArea> {
        self.by_code.get(pcode).and_then(|at| self.areas.get(*at))
    }

    /// All areas by level, then code.
    pub fn areas(&self) -> impl Iterator<Item = &AdminArea> {
        self.areas.iter()
    }

    /// The areas of one level by code.
    pub fn areas_at(&self, level: AdminLevel) -> impl Iterator<Item = &AdminArea> {
        let from = self.areas.partition_point(|area| area.level < level);
        self.areas[from..].iter().take_while(move |area| area.level == level)
    }

    /// The areas right below one, by code.
    pub fn children(&self, pcode: &Pcode) -> impl Iterator<Item = &AdminArea> {
        self.children.get(pcode).into_iter().flatten().filter_map(|at| self.areas.get(*at))
    }

    /// The country, …, the parent, the area itself; empty for a code that the version does not have.
    pub fn lineage(&self, pcode: &Pcode) -> Vec<Pcode> {
        let up = |area: &&AdminArea| area.parent.as_ref().and_then(|parent| self.area(parent));
        let mut lineage: Vec<Pcode> =
            std::iter::successors(self.area(pcode), up).map(|area| area.pcode.clone()).collect();
        lineage.reverse();
        lineage
    }

    /// The area of one level that the area lies in, itself included.
    pub fn ancestor(&self, pcode: &Pcode, level: AdminLevel) -> Option<&AdminArea> {
        let mut area = self.area(pcode)?;
        while area.level > level {
            area = self.area(area.parent.as_ref()?)?;
        }
        (area.level == level).then_some(area)
    }

    /// The levels in numbers, from the country downwards.
    pub fn levels(&self) -> Vec<LevelSummary<'_>> {
        let deepest = self.areas.last().map_or(0, |area| area.level.0);
        (0..=deepest).map(AdminLevel).map(|level| self.summary(level)).collect()
    }

    fn summary(&self, level: AdminLevel) -> LevelSummary<'_> {
        let described = self.version.level(level);
        LevelSummary {
            level,
            name: described.map(|description| &description.name).filter(|name| **name != Text::default()),
            count: self.areas_at(level).count(),
            drawn: self.areas_at(level).filter(|area| area.geometry.is_some()).count(),
            geometry: self.version.geometry(level),
        }
    }
}
