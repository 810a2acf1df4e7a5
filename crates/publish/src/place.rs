//! Places as products name them.

use std::collections::BTreeMap;
use vocab::{AdminLevel, Pcode};

/// A place of an operation's boundary version.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its code.
    pub pcode: Pcode,
    /// Its depth.
    pub level: AdminLevel,
    /// Its name.
    pub name: String,
    /// The place it lies in; none for the country.
    pub parent: Option<Pcode>,
    /// Its outline as a GeoJSON geometry, if there is one.
    pub geometry: Option<serde_json::Value>,
    /// Whether the outline is only roughly right.
    pub approximate: bool,
}

/// The places of an operation, by code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places(BTreeMap<Pcode, Place>);

impl Places {
    /// The place of that code.
    pub fn get(&self, pcode: &Pcode) -> Option<&Place> {
        self.0.get(pcode)
    }

    /// The place's name, or its code if nobody has told the name.
    pub fn name<'a>(&'a self, pcode: &'a Pcode) -> &'a str {
        self.get(pcode).map_or(pcode.as_str(), |place| &place.name)
    }

    /// The places a place lies in, the nearest first, without itself.
    pub fn above<'a>(&'a self, pcode: &Pcode) -> impl Iterator<Item = &'a Place> + use<'a> {
        let mut next = self.get(pcode).and_then(|place| place.parent.as_ref());
        // A hierarchy is never deeper than its places are many: a circle of parents ends.
        (0..self.0.len()).map_while(move |_| {
            let place = self.get(next?)?;
            next = place.parent.as_ref();
            Some(place)
        })
    }

    /// The place itself or the one it lies in, at `level`.
    pub fn at_level<'a>(&'a self, pcode: &Pcode, level: AdminLevel) -> Option<&'a Place> {
        self.get(pcode)
            .filter(|place| place.level == level)
            .or_else(|| self.above(pcode).find(|one| one.level == level))
    }

    /// Places of a level, by code.
    pub fn of_level(&self, level: AdminLevel) -> impl Iterator<Item = &Place> {
        self.0.values().filter(move |place| place.level == level)
    }
}

impl FromIterator<Place> for Places {
    fn from_iter<I: IntoIterator<Item = Place>>(places: I) -> Self {
        Self(places.into_iter().map(|place| (place.pcode.clone(), place)).collect())
    }
}
