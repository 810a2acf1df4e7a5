//! Types of questions as their authors name them.

use crate::form::{ChoiceSource, Kind};

/// The type without its list: `select_one`.
pub(super) fn name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Decimal => "decimal",
        Kind::Range => "range",
        Kind::Date => "date",
        Kind::Time => "time",
        Kind::DateTime => "dateTime",
        Kind::SelectOne(_) => "select_one",
        Kind::SelectMultiple(_) => "select_multiple",
        Kind::Rank(_) => "rank",
        Kind::Note => "note",
        Kind::Acknowledge => "acknowledge",
        Kind::Trigger => "trigger",
        Kind::Geopoint => "geopoint",
        Kind::Geotrace => "geotrace",
        Kind::Geoshape => "geoshape",
        Kind::Barcode => "barcode",
        Kind::Image => "image",
        Kind::Audio => "audio",
        Kind::Video => "video",
        Kind::File => "file",
        Kind::Osm => "osm",
        Kind::Calculate => "calculate",
        Kind::Hidden => "hidden",
        Kind::Metadata(metadata) => metadata.property(),
        Kind::Audit => "audit",
        Kind::StartGeopoint => "start-geopoint",
        Kind::BackgroundGeopoint => "background-geopoint",
        Kind::BackgroundAudio => "background-audio",
        Kind::CsvExternal => "csv-external",
        Kind::XmlExternal => "xml-external",
    }
}

/// Where choices come from, in words of the form.
pub(super) fn source(source: &ChoiceSource) -> String {
    match source {
        ChoiceSource::List(name) | ChoiceSource::File(name) => name.clone(),
        ChoiceSource::External(name) => format!("external {name}"),
        ChoiceSource::Answers(name) => format!("${{{name}}}"),
    }
}

/// Whether answers of the one type can be read as answers of the other, with some care.
pub(super) fn nearly_same(old: &Kind, new: &Kind) -> bool {
    let family = |kind: &Kind| match kind {
        Kind::Integer | Kind::Decimal | Kind::Range => Some(1),
        Kind::Text | Kind::Barcode => Some(2),
        Kind::Calculate | Kind::Hidden => Some(3),
        Kind::Acknowledge | Kind::Trigger => Some(4),
        Kind::Geopoint | Kind::StartGeopoint | Kind::BackgroundGeopoint => Some(5),
        Kind::Audio | Kind::BackgroundAudio => Some(6),
        _ => None,
    };
    family(old).is_some() && family(old) == family(new)
}
