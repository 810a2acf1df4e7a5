//! The words of the type column that stand for themselves; selects, ranges of rows and audits are read elsewhere.

use crate::form::{Kind, Metadata};

/// A type, with what some old ones bring along.
pub(super) struct Type {
    pub(super) kind: Kind,
    pub(super) constraint: Option<&'static str>,
    pub(super) hint: Option<&'static str>,
    /// Whether its parameters mean something. Of several names for one kind, those of very old forms have none.
    pub(super) has_parameters: bool,
}

/// The type of that name.
pub(super) fn read(name: &str) -> Option<Type> {
    if let Some((_, constraint, hint)) = OLD.iter().find(|(old, ..)| *old == name) {
        let kind = if name == "phone number" { Kind::Text } else { Kind::Integer };
        return Some(Type { kind, constraint: Some(constraint), hint: *hint, has_parameters: false });
    }
    let kind = TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| kind.clone())?;
    Some(Type { kind, constraint: None, hint: None, has_parameters: !VERY_OLD.contains(&name) })
}

/// Every type, for suggestions.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let others = [
        "select_one",
        "select_multiple",
        "select_one_from_file",
        "select_multiple_from_file",
        "select_one_external",
        "rank",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
    ];
    TYPES.iter().map(|(name, _)| *name).chain(others)
}

/// Names of kinds with parameters that never had any themselves.
const VERY_OLD: &[&str] = &[
    "string",
    "q string",
    "add text prompt",
    "gps",
    "location",
    "q geopoint",
    "q location",
    "add location prompt",
    "q geotrace",
    "q geoshape",
    "q image",
    "q picture",
    "q audio",
    "q calculate",
    "add calculate prompt",
];

/// Types that are questions with a constraint.
const OLD: &[(&str, &str, Option<&str>)] = &[
    ("percentage", "0 <= . and . <= 100", None),
    ("phone number", "regex(., '^\\d*$')", Some("Enter numbers only.")),
    ("number of days in last month", "0 <= . and . <= 31", Some("Enter a number 0-31.")),
    ("number of days in last six months", "0 <= . and . <= 183", Some("Enter a number 0-183.")),
    ("number of days in last year", "0 <= . and . <= 365", Some("Enter a number 0-365.")),
];

const TYPES: &[(&str, Kind)] = &[
    ("text", Kind::Text),
    ("string", Kind::Text),
    ("q string", Kind::Text),
    ("add text prompt", Kind::Text),
    ("integer", Kind::Integer),
    ("int", Kind::Integer),
    ("q int", Kind::Integer),
    ("add integer prompt", Kind::Integer),
    ("decimal", Kind::Decimal),
    ("q decimal", Kind::Decimal),
    ("add decimal prompt", Kind::Decimal),
    ("range", Kind::Range),
    ("date", Kind::Date),
    ("q date", Kind::Date),
    ("add date prompt", Kind::Date),
    ("time", Kind::Time),
    ("dateTime", Kind::DateTime),
    ("datetime", Kind::DateTime),
    ("date time", Kind::DateTime),
    ("q date time", Kind::DateTime),
    ("q dateTime", Kind::DateTime),
    ("add date time prompt", Kind::DateTime),
    ("add dateTime prompt", Kind::DateTime),
    ("note", Kind::Note),
    ("q note", Kind::Note),
    ("add note prompt", Kind::Note),
    ("acknowledge", Kind::Acknowledge),
    ("q acknowledge", Kind::Acknowledge),
    ("add acknowledge prompt", Kind::Acknowledge),
    ("trigger", Kind::Trigger),
    ("geopoint", Kind::Geopoint),
    ("gps", Kind::Geopoint),
    ("location", Kind::Geopoint),
    ("q geopoint", Kind::Geopoint),
    ("q location", Kind::Geopoint),
    ("add location prompt", Kind::Geopoint),
    ("geotrace", Kind::Geotrace),
    ("q geotrace", Kind::Geotrace),
    ("geoshape", Kind::Geoshape),
    ("q geoshape", Kind::Geoshape),
    ("barcode", Kind::Barcode),
    ("q barcode", Kind::Barcode),
    ("add barcode prompt", Kind::Barcode),
    ("image", Kind::Image),
    ("photo", Kind::Image),
    ("q image", Kind::Image),
    ("q picture", Kind::Image),
    ("add image prompt", Kind::Image),
    ("add photo prompt", Kind::Image),
    ("audio", Kind::Audio),
    ("q audio", Kind::Audio),
    ("add audio prompt", Kind::Audio),
    ("video", Kind::Video),
    ("q video", Kind::Video),
    ("add video prompt", Kind::Video),
    ("file", Kind::File),
    ("add file prompt", Kind::File),
    ("calculate", Kind::Calculate),
    ("q calculate", Kind::Calculate),
    ("add calculate prompt", Kind::Calculate),
    ("hidden", Kind::Hidden),
    ("start", Kind::Metadata(Metadata::Start)),
    ("start time", Kind::Metadata(Metadata::Start)),
    ("get start time", Kind::Metadata(Metadata::Start)),
    ("end", Kind::Metadata(Metadata::End)),
    ("end time", Kind::Metadata(Metadata::End)),
    ("get end time", Kind::Metadata(Metadata::End)),
    ("today", Kind::Metadata(Metadata::Today)),
    ("get today", Kind::Metadata(Metadata::Today)),
    ("deviceid", Kind::Metadata(Metadata::DeviceId)),
    ("device id", Kind::Metadata(Metadata::DeviceId)),
    ("get device id", Kind::Metadata(Metadata::DeviceId)),
    ("imei", Kind::Metadata(Metadata::DeviceId)),
    ("subscriberid", Kind::Metadata(Metadata::SubscriberId)),
    ("subscriber id", Kind::Metadata(Metadata::SubscriberId)),
    ("get subscriber id", Kind::Metadata(Metadata::SubscriberId)),
    ("simserial", Kind::Metadata(Metadata::SimSerial)),
    ("sim id", Kind::Metadata(Metadata::SimSerial)),
    ("get sim id", Kind::Metadata(Metadata::SimSerial)),
    ("phonenumber", Kind::Metadata(Metadata::PhoneNumber)),
    ("get phone number", Kind::Metadata(Metadata::PhoneNumber)),
    ("username", Kind::Metadata(Metadata::Username)),
    ("email", Kind::Metadata(Metadata::Email)),
    ("uri:deviceid", Kind::Metadata(Metadata::UriDeviceId)),
    ("uri:subscriberid", Kind::Metadata(Metadata::UriSubscriberId)),
    ("uri:simserial", Kind::Metadata(Metadata::UriSimSerial)),
    ("uri:phonenumber", Kind::Metadata(Metadata::UriPhoneNumber)),
    ("uri:username", Kind::Metadata(Metadata::UriUsername)),
    ("uri:email", Kind::Metadata(Metadata::UriEmail)),
    ("osm", Kind::Osm),
    ("audit", Kind::Audit),
    ("start-geopoint", Kind::StartGeopoint),
    ("background-geopoint", Kind::BackgroundGeopoint),
    ("background-audio", Kind::BackgroundAudio),
    ("csv-external", Kind::CsvExternal),
    ("xml-external", Kind::XmlExternal),
];
