//! A site as the properties of a register's entry.

use super::{DeclaredArea, Share, Site, SiteStatus, Successor};
use indexmap::IndexMap;
use vocab::Point;

/// The register that holds the sites of an operation.
pub const REGISTER: &str = "sites";

const ALIASES: &str = "aliases";
const KIND: &str = "kind";
const STATUS: &str = "status";
const REASON: &str = "status_reason";
const SINCE: &str = "status_since";
const PCODE: &str = "pcode";
const VERSION: &str = "pcode_version";
const GEOMETRY: &str = "geometry";
const PREDECESSORS: &str = "predecessors";
const SUCCESSORS: &str = "successors";

/// The properties of a site, in the order of their columns. ODK's clients draw what `geometry` says on a map.
pub const PROPERTIES: [&str; 10] =
    [ALIASES, KIND, STATUS, REASON, SINCE, PCODE, VERSION, GEOMETRY, PREDECESSORS, SUCCESSORS];

/// What is kept of an entry, by property.
pub type Properties = IndexMap<String, String>;

/// Between two aliases: names hold commas, and rarely this.
const BETWEEN_ALIASES: char = ';';

/// A property that says nothing usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyProblem {
    /// Its name.
    pub property: &'static str,
    /// What stands there.
    pub value: String,
}

/// Whether a register with these properties holds sites as they are kept here. A list that is only called so does not.
pub fn is_kept(register: &str, properties: &[String]) -> bool {
    register == REGISTER && PROPERTIES.iter().all(|name| properties.iter().any(|known| known == name))
}

impl Site {
    /// The site that an entry describes. What cannot be read is left out: nothing in a list may hide the rest of it.
    pub fn read(id: &str, label: &str, values: &Properties) -> Self {
        let said = |name: &str| values.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        let words = |name: &str| said(name).unwrap_or_default().split_whitespace();
        let aliases = said(ALIASES).unwrap_or_default().split(BETWEEN_ALIASES).map(str::trim);
        let pcode = said(PCODE).and_then(|text| text.parse().ok());
        let mut predecessors: Vec<String> = words(PREDECESSORS).map(str::to_owned).collect();
        let mut successors: Vec<Successor> = words(SUCCESSORS).map(read_successor).collect();
        predecessors.sort();
        predecessors.dedup();
        successors.sort_by(|a, b| a.id.cmp(&b.id));
        successors.dedup_by(|a, b| a.id == b.id);
        Self {
            id: id.to_owned(),
            name: label.to_owned(),
            aliases: aliases.filter(|alias| !alias.is_empty()).map(str::to_owned).collect(),
            kind: said(KIND).map(str::to_owned),
            status: said(STATUS).and_then(SiteStatus::from_code).unwrap_or_default(),
            reason: said(REASON).map(str::to_owned),
            since: said(SINCE).and_then(|text| text.parse().ok()),
            area: pcode.map(|pcode| DeclaredArea { pcode, version: said(VERSION).map(str::to_owned) }),
            position: said(GEOMETRY).and_then(read_position),
            predecessors,
            successors,
        }
    }

    /// Its properties, each of them: an empty one says that there is nothing.
    pub fn values(&self) -> Properties {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let successors = self.successors.iter().map(|one| format!("{}:{}", one.id, one.share));
        let values = [
            (ALIASES, self.aliases.join("; ")),
            (KIND, text(&self.kind)),
            (STATUS, self.status.code().to_owned()),
            (REASON, text(&self.reason)),
            (SINCE, self.since.map(|day| day.to_string()).unwrap_or_default()),
            (PCODE, self.area.as_ref().map(|area| area.pcode.to_string()).unwrap_or_default()),
            (VERSION, self.area.as_ref().and_then(|area| area.version.clone()).unwrap_or_default()),
            (GEOMETRY, self.position.map(write_position).unwrap_or_default()),
            (PREDECESSORS, self.predecessors.join(" ")),
            (SUCCESSORS, successors.collect::<Vec<_>>().join(" ")),
        ];
        values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What cannot be read of an entry, in the order of the properties.
    pub fn problems(values: &Properties) -> Vec<PropertyProblem> {
        let unreadable = |name: &'static str, reads: &dyn Fn(&str) -> bool| {
            let said = values.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())?;
            (!reads(said)).then(|| PropertyProblem { property: name, value: said.to_owned() })
        };
        let found = [
            unreadable(STATUS, &|text| SiteStatus::from_code(text).is_some()),
            unreadable(SINCE, &|text| text.parse::<chrono::NaiveDate>().is_ok()),
            unreadable(PCODE, &|text| text.parse::<vocab::Pcode>().is_ok()),
            unreadable(GEOMETRY, &|text| read_position(text).is_some()),
        ];
        found.into_iter().flatten().collect()
    }
}

/// A successor without a share took over all.
fn read_successor(word: &str) -> Successor {
    let (id, share) = word.rsplit_once(':').unwrap_or((word, "1"));
    Successor { id: id.to_owned(), share: share.parse().unwrap_or(Share::WHOLE) }
}

/// `latitude longitude [altitude [accuracy]]`, as forms write positions. An altitude and accuracy of 0 were not measured.
pub fn read_position(text: &str) -> Option<Point> {
    let numbers: Vec<f64> = text.split_whitespace().map(|word| word.parse().ok()).collect::<Option<_>>()?;
    let (latitude, longitude) = (*numbers.first()?, *numbers.get(1)?);
    let (altitude, accuracy) = (numbers.get(2).copied().unwrap_or(0.0), numbers.get(3).copied().unwrap_or(0.0));
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    let told = altitude.is_finite() && accuracy.is_finite() && accuracy >= 0.0 && numbers.len() <= 4;
    (on_earth && told).then(|| Point {
        longitude,
        latitude,
        altitude_m: (accuracy > 0.0 || altitude != 0.0).then_some(altitude),
        accuracy_m: (accuracy > 0.0).then_some(accuracy),
    })
}

/// The same the other way round.
pub fn write_position(point: Point) -> String {
    let Point { longitude, latitude, altitude_m, accuracy_m } = point;
    format!("{latitude} {longitude} {} {}", altitude_m.unwrap_or(0.0), accuracy_m.unwrap_or(0.0))
}
