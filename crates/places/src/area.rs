//! Administrative areas.

use geo::{InteriorPoint, MultiPolygon};
use std::sync::Arc;
use vocab::{AdminLevel, Pcode};

/// A country, province, commune, … of one boundary version.
#[derive(Debug, Clone, PartialEq)]
pub struct AdminArea {
    /// Its code in this version.
    pub pcode: Pcode,
    /// Its level.
    pub level: AdminLevel,
    /// Its name as the version spells it.
    pub name: String,
    /// Other spellings and languages, in the order the file gives them; never the name itself.
    pub alternative_names: Vec<String>,
    /// The area it lies in; only the country has none.
    pub parent: Option<Pcode>,
    /// Its land, WGS 84, if known: outer rings anticlockwise, coordinates rounded to 10⁻⁷ degrees (about 1 cm).
    pub geometry: Option<Arc<MultiPolygon>>,
}

impl AdminArea {
    /// A position well inside (degrees east, degrees north), if its land is known.
    pub fn inside(&self) -> Option<(f64, f64)> {
        self.geometry.as_deref()?.interior_point().map(|point| point.x_y())
    }

    /// The name, then the others.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.alternative_names.iter().map(String::as_str))
    }
}
