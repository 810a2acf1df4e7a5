//! What kind of question it is.

use super::ChoiceSource;
use serde::{Deserialize, Serialize};

/// The kind of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is named as in the XLSForm reference
pub enum Kind {
    Text,
    Integer,
    Decimal,
    Range,
    Date,
    Time,
    DateTime,
    SelectOne(ChoiceSource),
    SelectMultiple(ChoiceSource),
    Rank(ChoiceSource),
    Note,
    /// To be ticked; gives `OK`.
    Acknowledge,
    /// A bare trigger control.
    Trigger,
    Geopoint,
    Geotrace,
    Geoshape,
    Barcode,
    Image,
    Audio,
    Video,
    File,
    Osm,
    Calculate,
    Hidden,
    Metadata(Metadata),
    Audit,
    StartGeopoint,
    BackgroundGeopoint,
    BackgroundAudio,
    /// Only brings a CSV file along, for expressions.
    CsvExternal,
    /// Only brings an XML file along, for expressions.
    XmlExternal,
}

/// What the device fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Metadata {
    Start,
    End,
    Today,
    DeviceId,
    SubscriberId,
    SimSerial,
    PhoneNumber,
    Username,
    Email,
    UriDeviceId,
    UriSubscriberId,
    UriSimSerial,
    UriPhoneNumber,
    UriUsername,
    UriEmail,
}

impl Metadata {
    /// The name of the property on the device.
    pub const fn property(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Today => "today",
            Self::DeviceId => "deviceid",
            Self::SubscriberId => "subscriberid",
            Self::SimSerial => "simserial",
            Self::PhoneNumber => "phonenumber",
            Self::Username => "username",
            Self::Email => "email",
            Self::UriDeviceId => "uri:deviceid",
            Self::UriSubscriberId => "uri:subscriberid",
            Self::UriSimSerial => "uri:simserial",
            Self::UriPhoneNumber => "uri:phonenumber",
            Self::UriUsername => "uri:username",
            Self::UriEmail => "uri:email",
        }
    }

    /// Which of JavaRosa's preloaders fills it in.
    pub const fn preload(self) -> &'static str {
        match self {
            Self::Start | Self::End => "timestamp",
            Self::Today => "date",
            _ => "property",
        }
    }

    /// Whether it tells who was interviewing, or with which device.
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::Start | Self::End | Self::Today)
    }
}

impl Kind {
    /// The type in the form's bind, where it has one.
    pub const fn bind_type(&self) -> Option<&'static str> {
        Some(match self {
            Self::Text
            | Self::SelectOne(_)
            | Self::SelectMultiple(_)
            | Self::Note
            | Self::Acknowledge
            | Self::Calculate
            | Self::Hidden => "string",
            Self::Integer | Self::Range => "int",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "dateTime",
            Self::Rank(_) => "odk:rank",
            Self::Geopoint | Self::StartGeopoint | Self::BackgroundGeopoint => "geopoint",
            Self::Geotrace => "geotrace",
            Self::Geoshape => "geoshape",
            Self::Barcode => "barcode",
            Self::Image | Self::Audio | Self::Video | Self::File | Self::Osm | Self::Audit | Self::BackgroundAudio => {
                "binary"
            }
            Self::Metadata(Metadata::Start | Metadata::End) => "dateTime",
            Self::Metadata(Metadata::Today) => "date",
            Self::Metadata(_) => "string",
            Self::Trigger | Self::CsvExternal | Self::XmlExternal => return None,
        })
    }

    /// The element that asks it, and what an upload accepts; nothing for what is never shown.
    pub const fn control(&self) -> Option<(&'static str, Option<&'static str>)> {
        Some(match self {
            Self::SelectOne(ChoiceSource::External(_))
            | Self::Text
            | Self::Integer
            | Self::Decimal
            | Self::Date
            | Self::Time
            | Self::DateTime
            | Self::Note
            | Self::Geopoint
            | Self::Geotrace
            | Self::Geoshape
            | Self::Barcode => ("input", None),
            Self::SelectOne(_) => ("select1", None),
            Self::SelectMultiple(_) => ("select", None),
            Self::Rank(_) => ("odk:rank", None),
            Self::Range => ("range", None),
            Self::Acknowledge | Self::Trigger | Self::BackgroundGeopoint => ("trigger", None),
            Self::Image => ("upload", Some("image/*")),
            Self::Audio => ("upload", Some("audio/*")),
            Self::Video => ("upload", Some("video/*")),
            Self::File => ("upload", Some("application/*")),
            Self::Osm => ("upload", Some("osm/*")),
            Self::Calculate
            | Self::Hidden
            | Self::Metadata(_)
            | Self::Audit
            | Self::StartGeopoint
            | Self::BackgroundAudio
            | Self::CsvExternal
            | Self::XmlExternal => return None,
        })
    }

    /// Where the choices come from, if it has any.
    pub const fn choices(&self) -> Option<&ChoiceSource> {
        match self {
            Self::SelectOne(source) | Self::SelectMultiple(source) | Self::Rank(source) => Some(source),
            _ => None,
        }
    }

    /// Whether it has no node in the instance: it only brings a file along.
    pub const fn is_external_instance(&self) -> bool {
        matches!(self, Self::CsvExternal | Self::XmlExternal)
    }

    /// Whether its answer names a file that travels with the submission.
    pub const fn is_file(&self) -> bool {
        matches!(self.bind_type(), Some(name) if name.len() == 6 && matches!(name.as_bytes(), b"binary"))
    }
}
