//! What is wrong with a file of places: where, what, what now. One catalogue with stable codes.

use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::fmt;
use thiserror::Error;
use vocab::{AdminLevel, PcodeError};

/// Where in a file something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "kind", content = "number", rename_all = "snake_case")]
pub enum Position {
    /// The file as a whole.
    File,
    /// A row as a spreadsheet numbers it: the header is row 1.
    Row(u64),
    /// A feature, from 1.
    Feature(u64),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Row(number) => write!(f, "row {number}"),
            Self::Feature(number) => write!(f, "feature {number}"),
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceProblem {
    /// The file.
    pub file: String,
    /// Where in it.
    pub position: Position,
    /// The p-code or cell it is about; empty when it is about the file.
    pub value: String,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for PlaceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.file, self.position)?;
        if !self.value.is_empty() {
            write!(f, ", '{}'", self.value)?;
        }
        write!(f, ": {}. {}.", self.fault, self.fault.remedy())
    }
}

impl Serialize for PlaceProblem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut problem = serializer.serialize_struct("PlaceProblem", 6)?;
        problem.serialize_field("file", &self.file)?;
        problem.serialize_field("position", &self.position)?;
        problem.serialize_field("value", &self.value)?;
        problem.serialize_field("code", self.fault.code())?;
        problem.serialize_field("message", &self.fault.to_string())?;
        problem.serialize_field("remedy", self.fault.remedy())?;
        problem.end()
    }
}

/// Everything that is wrong, in the order of the files. Never empty when it is an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Error)]
#[serde(transparent)]
pub struct PlaceProblems(pub Vec<PlaceProblem>);

impl PlaceProblems {
    /// One problem with a file as a whole.
    pub fn of_file(file: &str, value: impl Into<String>, fault: Fault) -> Self {
        let file = file.to_owned();
        Self(vec![PlaceProblem { file, position: Position::File, value: value.into(), fault }])
    }
}

impl fmt::Display for PlaceProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing was stored; {} to put right:", self.0.len())?;
        self.0.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

/// What can be wrong with places.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Over [`Limits::bytes`](crate::Limits).
    #[error("the file has {bytes} bytes, more than the {limit} allowed")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Over [`Limits::areas`](crate::Limits).
    #[error("the file has more than {limit} areas")]
    TooManyAreas {
        /// The limit.
        limit: usize,
    },
    /// Over [`Limits::vertices`](crate::Limits).
    #[error("the file's lines have more than {limit} corners")]
    TooManyVertices {
        /// The limit.
        limit: usize,
    },
    /// Neither JSON nor a table.
    #[error("this is neither GeoJSON, nor TopoJSON, nor a CSV table")]
    UnknownFormat,
    /// Broken syntax.
    #[error("the file cannot be read: {detail}")]
    Unreadable {
        /// What the parser says, with line and column.
        detail: String,
    },
    /// A table that is not UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// JSON of another kind.
    #[error("the JSON's type is '{found}'")]
    NotACollection {
        /// What it says.
        found: String,
    },
    /// Coordinates of another system.
    #[error("the coordinates are in '{crs}'")]
    OtherCrs {
        /// As named.
        crs: String,
    },
    /// No rows or features at all.
    #[error("there are no areas in it")]
    NoAreas,
    /// No column is recognised as p-codes.
    #[error("no column is recognised as holding p-codes; the columns are: {columns}")]
    NoCodeColumn {
        /// The headers as given.
        columns: String,
    },
    /// No column is recognised as names.
    #[error("no column is recognised as holding the names; the columns are: {columns}")]
    NoNameColumn {
        /// The headers as given.
        columns: String,
    },
    /// Nothing says which level the areas are of.
    #[error("nothing says of which level the areas are")]
    NoLevel,
    /// A cell that should hold a level.
    #[error("'{text}' is not an administrative level")]
    BadLevel {
        /// The cell.
        text: String,
    },
    /// No code in its row.
    #[error("the area has no p-code")]
    MissingCode,
    /// A code that is none.
    #[error("{0}")]
    BadCode(PcodeError),
    /// No name in its row.
    #[error("the area has no name")]
    MissingName,
    /// A row that cannot be read.
    #[error("the {what} cannot be read: {detail}")]
    UnreadableArea {
        /// Row or feature.
        what: &'static str,
        /// What the parser says.
        detail: String,
    },
    /// Two areas with one code.
    #[error("the code was already given in {file}, {position}, to '{name}'")]
    DuplicateCode {
        /// Where it was first.
        file: String,
        /// Where it was first.
        position: Position,
        /// Who has it.
        name: String,
    },
    /// More than one area of level 0.
    #[error("there is more than one country")]
    SecondCountry,
    /// A row of another country.
    #[error("the area belongs to '{found}', the version is for {expected}")]
    OtherCountry {
        /// As stated.
        found: String,
        /// The version's.
        expected: String,
    },
    /// A stated parent that no file gives.
    #[error("its parent '{parent}' is in none of the files")]
    Orphan {
        /// As stated.
        parent: String,
    },
    /// No parent stated and none found.
    #[error("no parent is stated, and no code of {level} is the beginning of its code")]
    NoParent {
        /// Where one was looked for.
        level: AdminLevel,
    },
    /// A parent that is not one level above.
    #[error("the area is of {level}, but its parent '{parent}' is of {parent_level}")]
    LevelJump {
        /// Its level.
        level: AdminLevel,
        /// Its parent.
        parent: String,
        /// The parent's level.
        parent_level: AdminLevel,
    },
    /// A level without areas above one that has some.
    #[error("there are areas of {below}, but none of {level}")]
    EmptyLevel {
        /// The level without areas.
        level: AdminLevel,
        /// The level that has some.
        below: AdminLevel,
    },
    /// A point or a line where an area is expected.
    #[error("the geometry is a {found}, not an area")]
    NotAnArea {
        /// Its type.
        found: String,
    },
    /// A geometry without any ring.
    #[error("the geometry has no ring")]
    EmptyGeometry,
    /// An arc that does not exist.
    #[error("arc {arc} is not in the file")]
    NoSuchArc {
        /// Its number as written.
        arc: i64,
    },
    /// Two arcs of a ring that do not meet.
    #[error("in ring {ring}, arc {arc} does not begin where the one before it ends")]
    ArcsDoNotMeet {
        /// The ring, from 1.
        ring: usize,
        /// The arc's number as written.
        arc: i64,
    },
    /// Outside the globe.
    #[error("corner {vertex} of ring {ring} is at {at}, which is not on the globe in degrees east, north")]
    OutOfRange {
        /// The ring, from 1.
        ring: usize,
        /// The corner, from 1.
        vertex: usize,
        /// Longitude and latitude as written.
        at: String,
    },
    /// A position with fewer than two numbers.
    #[error("corner {vertex} of ring {ring} has fewer than two numbers")]
    ShortPosition {
        /// The ring, from 1.
        ring: usize,
        /// The corner, from 1.
        vertex: usize,
    },
    /// The last corner is not the first.
    #[error("ring {ring} is not closed: it starts at {start} and ends at {end}")]
    Unclosed {
        /// The ring, from 1.
        ring: usize,
        /// First corner.
        start: String,
        /// Last corner.
        end: String,
    },
    /// Too few corners to hold land.
    #[error(
        "ring {ring} has {points} different points in a row; a closed ring has at least 4, the first again at the end"
    )]
    TooFewPoints {
        /// The ring, from 1.
        ring: usize,
        /// How many.
        points: usize,
    },
    /// All corners on one line.
    #[error("ring {ring} encloses nothing")]
    NoLand {
        /// The ring, from 1.
        ring: usize,
    },
    /// The outline crosses or covers itself.
    #[error("ring {ring} crosses itself near {at}")]
    SelfIntersection {
        /// The ring, from 1.
        ring: usize,
        /// Where.
        at: String,
    },
    /// Over [`Limits::comparisons`](crate::Limits).
    #[error("ring {ring} is too tangled to be checked for crossings")]
    TooTangled {
        /// The ring, from 1.
        ring: usize,
    },
    /// A hole that is not in its area.
    #[error("ring {ring} is a hole, but lies outside the outer ring")]
    HoleOutside {
        /// The ring, from 1.
        ring: usize,
    },
    /// A file that the description names and nobody has.
    #[error("the file cannot be opened: {detail}")]
    NoSuchFile {
        /// What the system says.
        detail: String,
    },
    /// A version that ends before it begins.
    #[error("the version ends on {to}, before it begins on {from}")]
    EndsBeforeItBegins {
        /// First day.
        from: chrono::NaiveDate,
        /// Last day.
        to: chrono::NaiveDate,
    },
    /// No columns from → to.
    #[error("the columns of the old and of the new codes are not recognised; the columns are: {columns}")]
    NoCrosswalkColumns {
        /// The headers as given.
        columns: String,
    },
    /// A share that is none.
    #[error("'{text}' is not a share")]
    BadShare {
        /// The cell.
        text: String,
    },
    /// The same link twice.
    #[error("the link to '{to}' was already given in {position}")]
    DuplicateLink {
        /// Its end.
        to: String,
        /// Where it was first.
        position: Position,
    },
    /// Shares that are not the whole.
    #[error("its shares add up to {sum}, not to 1")]
    SharesDoNotAddUp {
        /// Their sum, three decimals.
        sum: String,
    },
    /// A code that the version does not have.
    #[error("the code is not in version '{version}'")]
    NotInVersion {
        /// The version.
        version: String,
    },
    /// A place without a link.
    #[error("no link says what became of it")]
    Unlinked,
    /// A table of links leads from one level to one level.
    #[error("the place is of {level}, while the other places of this side are of {expected}")]
    OtherLevel {
        /// Its level.
        level: AdminLevel,
        /// That of the others.
        expected: AdminLevel,
    },
    /// A table of links without any.
    #[error("there are no links in it")]
    NoLinks,
    /// More links than a table may have.
    #[error("the table has more than {limit} links")]
    TooManyLinks {
        /// The limit.
        limit: usize,
    },
    /// A table of links that is too large to be one.
    #[error("the table has {bytes} bytes, more than the {limit} allowed")]
    TableTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
}

impl Fault {
    /// The stable code that translations and programs go by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "places.too_large",
            Self::TooManyAreas { .. } => "places.too_many_areas",
            Self::TooManyVertices { .. } => "places.too_many_vertices",
            Self::UnknownFormat => "places.unknown_format",
            Self::Unreadable { .. } => "places.unreadable",
            Self::NotUtf8 => "places.not_utf8",
            Self::NotACollection { .. } => "places.not_a_collection",
            Self::OtherCrs { .. } => "places.other_crs",
            Self::NoAreas => "places.no_areas",
            Self::NoCodeColumn { .. } => "places.no_code_column",
            Self::NoNameColumn { .. } => "places.no_name_column",
            Self::NoLevel => "places.no_level",
            Self::BadLevel { .. } => "places.bad_level",
            Self::MissingCode => "places.missing_code",
            Self::BadCode(_) => "places.bad_code",
            Self::MissingName => "places.missing_name",
            Self::UnreadableArea { .. } => "places.unreadable_area",
            Self::DuplicateCode { .. } => "places.duplicate_code",
            Self::SecondCountry => "places.second_country",
            Self::OtherCountry { .. } => "places.other_country",
            Self::Orphan { .. } => "places.orphan",
            Self::NoParent { .. } => "places.no_parent",
            Self::LevelJump { .. } => "places.level_jump",
            Self::EmptyLevel { .. } => "places.empty_level",
            Self::NotAnArea { .. } => "places.not_an_area",
            Self::EmptyGeometry => "places.empty_geometry",
            Self::NoSuchArc { .. } => "places.no_such_arc",
            Self::ArcsDoNotMeet { .. } => "places.arcs_do_not_meet",
            Self::OutOfRange { .. } => "places.out_of_range",
            Self::ShortPosition { .. } => "places.short_position",
            Self::Unclosed { .. } => "places.unclosed_ring",
            Self::TooFewPoints { .. } => "places.too_few_points",
            Self::NoLand { .. } => "places.no_land",
            Self::SelfIntersection { .. } => "places.self_intersection",
            Self::TooTangled { .. } => "places.too_tangled",
            Self::HoleOutside { .. } => "places.hole_outside",
            Self::NoSuchFile { .. } => "places.no_such_file",
            Self::EndsBeforeItBegins { .. } => "places.ends_before_it_begins",
            Self::NoCrosswalkColumns { .. } => "places.no_crosswalk_columns",
            Self::BadShare { .. } => "places.bad_share",
            Self::DuplicateLink { .. } => "places.duplicate_link",
            Self::SharesDoNotAddUp { .. } => "places.shares_do_not_add_up",
            Self::NotInVersion { .. } => "places.not_in_version",
            Self::Unlinked => "places.unlinked",
            Self::OtherLevel { .. } => "places.other_level",
            Self::NoLinks => "places.no_links",
            Self::TooManyLinks { .. } => "places.too_many_links",
            Self::TableTooLarge { .. } => "places.table_too_large",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } | Self::TooManyVertices { .. } => {
                "Simplify the lines (mapshaper, QGIS) or give one file per level"
            }
            Self::TooManyAreas { .. } => "Give one file per level",
            Self::UnknownFormat => "Save it as GeoJSON, TopoJSON or CSV",
            Self::Unreadable { .. } => "Export the file again; it may have been cut short on the way",
            Self::NotUtf8 => "Save it as 'CSV UTF-8'",
            Self::NotACollection { .. } => "Give a FeatureCollection (GeoJSON) or a Topology (TopoJSON)",
            Self::OtherCrs { .. } => "Reproject the file to WGS 84 (EPSG:4326)",
            Self::NoAreas => "Check that this is the file you meant",
            Self::NoCodeColumn { .. } | Self::NoNameColumn { .. } => {
                "Rename the column to one of the usual names, such as admin1Pcode and admin1Name"
            }
            Self::NoLevel => "Say which level the file holds, or use columns such as admin1Pcode",
            Self::BadLevel { .. } => "Write a number from 0 (country) to 9",
            Self::MissingCode => "Give the area its p-code, or take the row out",
            Self::BadCode(_) => "Check that the column holds codes and not names",
            Self::MissingName => "Give the area its name",
            Self::UnreadableArea { .. } => "Put the row or feature right, or export the file again",
            Self::DuplicateCode { .. } => "Keep one of them, or give the other its own code",
            Self::SecondCountry => "Keep one area of level 0",
            Self::OtherCountry { .. } => "Take out other countries' rows, or read the file for one country only",
            Self::Orphan { .. } => "Add the parent, or correct the code",
            Self::NoParent { .. } => "Add a column with the parent's p-code",
            Self::LevelJump { .. } => "Name the parent that is one level above",
            Self::EmptyLevel { .. } => "Add the file of the level between",
            Self::NotAnArea { .. } => "Give a Polygon or MultiPolygon",
            Self::EmptyGeometry => "Draw the area, or leave its geometry null",
            Self::NoSuchArc { .. } | Self::ArcsDoNotMeet { .. } => "Export the TopoJSON again",
            Self::OutOfRange { .. } => {
                "Reproject to degrees (EPSG:4326) and check that longitude comes before latitude"
            }
            Self::ShortPosition { .. } => "Give longitude and latitude",
            Self::Unclosed { .. } => "Repeat the first point at the end of the ring",
            Self::TooFewPoints { .. } | Self::NoLand { .. } => "Take the ring out, or draw it again",
            Self::SelfIntersection { .. } | Self::TooTangled { .. } | Self::HoleOutside { .. } => {
                "Repair the outline, for instance with 'Fix geometries' of QGIS"
            }
            Self::NoSuchFile { .. } => "Put the file beside boundary.toml, or correct its name there",
            Self::EndsBeforeItBegins { .. } => "Correct one of the dates",
            Self::NoCrosswalkColumns { .. } => "Name them from_pcode and to_pcode",
            Self::BadShare { .. } => "Write a number from 0 to 1, or leave it empty where it is not known",
            Self::DuplicateLink { .. } => "Keep one of them",
            Self::SharesDoNotAddUp { .. } => "Correct the shares, or leave empty those that are not known",
            Self::NotInVersion { .. } => "Correct the code, or name the right version",
            Self::Unlinked => "Add its links; leave the share empty where it is not known",
            Self::OtherLevel { .. } => "Keep places of one level in a table; load another table for another level",
            Self::NoLinks => "Check that this is the file you meant",
            Self::TooManyLinks { .. } | Self::TableTooLarge { .. } => {
                "Keep only the columns from_pcode, to_pcode, share and basis, and places of one level"
            }
        }
    }
}
