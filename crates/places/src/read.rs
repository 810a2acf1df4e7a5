//! Reading files of places: GeoJSON, TopoJSON and tables, told apart by what is in them and not by their names.

mod columns;
mod geojson;
mod rows;
mod table;
mod topojson;

pub(crate) use table::read_table;

use crate::{AdminArea, CountryCode, Fault, GeometryStanding, Limits, PlaceProblem, PlaceProblems, Position};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;
use vocab::{AdminLevel, Pcode};

/// How a file is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The level of its areas, for a file whose columns do not say it (`code, name, province_code`).
    pub level: Option<AdminLevel>,
    /// What its lines are worth; approximate until somebody says official. With [`GeometryStanding::None`] they are left out.
    pub geometry: GeometryStanding,
    /// Only this country's rows, for a list of many countries; the others are counted, not kept.
    pub country: Option<CountryCode>,
    /// How much it may hold.
    pub limits: Limits,
}

/// The areas of one file, not yet checked against each other. [`Boundaries::build`](crate::Boundaries::build) does that,
/// and reports what is wrong within the files at the same time.
#[derive(Debug, Clone)]
pub struct AreaFile {
    pub(crate) name: String,
    pub(crate) standing: GeometryStanding,
    pub(crate) areas: Vec<DraftArea>,
    pub(crate) problems: Vec<PlaceProblem>,
    notes: Vec<ReadNote>,
    other_countries: usize,
    valid_from: BTreeSet<NaiveDate>,
}

/// Something put right while reading that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNote {
    /// Where.
    pub position: Position,
    /// The area.
    pub pcode: Pcode,
    /// Loops and spikes cut off its outline, each no larger than a few steps of the grid the file is rounded to.
    pub mended: usize,
}

/// An area as a file gives it.
#[derive(Debug, Clone)]
pub(crate) struct DraftArea {
    pub(crate) position: Position,
    /// Its parent here is the one stated, if one is.
    pub(crate) area: AdminArea,
    /// The country's code as the row states it, whichever list it is from.
    pub(crate) country: Option<String>,
    /// Areas above that the row names beside their codes.
    pub(crate) above: Vec<AdminArea>,
}

impl AreaFile {
    fn empty(name: &str, options: &ReadOptions) -> Self {
        Self {
            name: name.to_owned(),
            standing: options.geometry,
            areas: vec![],
            problems: vec![],
            notes: vec![],
            other_countries: 0,
            valid_from: BTreeSet::new(),
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many areas could be read, and how many of other countries were left out.
    pub fn counts(&self) -> (usize, usize) {
        (self.areas.len(), self.other_countries)
    }

    /// What is wrong within the file.
    pub fn problems(&self) -> &[PlaceProblem] {
        &self.problems
    }

    /// What was put right while reading.
    pub fn notes(&self) -> &[ReadNote] {
        &self.notes
    }

    /// The days from which its areas are valid, as far as the file says so.
    pub fn valid_from(&self) -> &BTreeSet<NaiveDate> {
        &self.valid_from
    }
}

/// Reads a file of places. What is wrong with single areas is kept in the [`AreaFile`] and reported by
/// [`Boundaries::build`](crate::Boundaries::build) together with everything else.
///
/// # Errors
/// When the file as a whole cannot be read: too large, cut short, another format, no columns that are recognised.
pub fn read_areas(file_name: &str, bytes: &[u8], options: &ReadOptions) -> Result<AreaFile, PlaceProblems> {
    let refused = |fault| PlaceProblems::of_file(file_name, "", fault);
    let limit = options.limits.bytes;
    if bytes.len() > limit {
        return Err(refused(Fault::TooLarge { bytes: bytes.len(), limit }));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let read = match format(bytes).map_err(refused)? {
        Format::GeoJson => geojson::read(file_name, bytes, options),
        Format::TopoJson => topojson::read(file_name, bytes, options),
        Format::Table => table::read(file_name, bytes, options),
    };
    let file = read.map_err(refused)?;
    if file.areas.is_empty() && file.problems.is_empty() {
        return Err(refused(Fault::NoAreas));
    }
    Ok(file)
}

enum Format {
    GeoJson,
    TopoJson,
    Table,
}

fn format(bytes: &[u8]) -> Result<Format, Fault> {
    #[derive(Deserialize)]
    struct Kind<'a> {
        #[serde(rename = "type", borrow, default)]
        kind: std::borrow::Cow<'a, str>,
    }
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Err(Fault::NoAreas),
        Some(b'{') => {
            let Kind { kind } = serde_json::from_slice(bytes).map_err(unreadable)?;
            match kind.as_ref() {
                "FeatureCollection" => Ok(Format::GeoJson),
                "Topology" => Ok(Format::TopoJson),
                other => Err(Fault::NotACollection { found: other.chars().take(60).collect() }),
            }
        }
        Some(b'[') => Err(Fault::NotACollection { found: "a list".into() }),
        // zipped (shapefile, xlsx), PDF, images: none of them is text
        Some(_) if bytes.contains(&0) || bytes.starts_with(b"PK") => Err(Fault::UnknownFormat),
        Some(_) => Ok(Format::Table),
    }
}

fn unreadable(error: serde_json::Error) -> Fault {
    Fault::Unreadable { detail: error.to_string() }
}
