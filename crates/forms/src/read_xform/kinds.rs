//! What kind of question it is: from its type, what asks for it, and what fills it in.

use super::{
    actions::{Action, What},
    binds::BindOf,
    xml::{Xml, local, value},
};
use crate::form::{ChoiceSource, Kind, Metadata};

/// What is known of an element.
pub(super) struct Facts<'f, 'a> {
    pub(super) bind: Option<&'f BindOf<'a>>,
    pub(super) control: Option<Xml<'a>>,
    pub(super) actions: &'f [Action<'a>],
    /// Whether the instance gives it a value.
    pub(super) has_value: bool,
    /// Whether another application on the phone may fill it in.
    pub(super) has_intent: bool,
}

impl<'a> Facts<'_, 'a> {
    pub(super) fn bound(&self, name: &str) -> Option<&'a str> {
        self.bind?.get(name)
    }

    /// The type as our own word, where it is a known one.
    pub(super) fn known_type(&self) -> Option<&'static str> {
        self.bound("type").and_then(known_type)
    }

    fn set(&self, what: What) -> Option<&Action<'a>> {
        self.actions.iter().find(|action| action.what == what)
    }

    /// Whether something but a person gives it a value.
    fn is_filled(&self) -> bool {
        self.has_value || !self.actions.is_empty() || self.bound("calculate").is_some() || self.has_intent
    }
}

const METADATA: [Metadata; 15] = [
    Metadata::Start,
    Metadata::End,
    Metadata::Today,
    Metadata::DeviceId,
    Metadata::SubscriberId,
    Metadata::SimSerial,
    Metadata::PhoneNumber,
    Metadata::Username,
    Metadata::Email,
    Metadata::UriDeviceId,
    Metadata::UriSubscriberId,
    Metadata::UriSimSerial,
    Metadata::UriPhoneNumber,
    Metadata::UriUsername,
    Metadata::UriEmail,
];

/// The kind; `choices` is asked for a select alone.
pub(super) fn kind(facts: &Facts<'_, '_>, choices: impl FnOnce() -> ChoiceSource) -> Kind {
    let Some(control) = facts.control else { return unasked(facts) };
    let metadata = metadata(facts);
    match local(control) {
        "select1" => Kind::SelectOne(choices()),
        "select" => Kind::SelectMultiple(choices()),
        "rank" => Kind::Rank(choices()),
        "range" => Kind::Range,
        "upload" => upload(value(control, "mediatype").unwrap_or_default()),
        "trigger" if facts.known_type() == Some("geopoint") => Kind::BackgroundGeopoint,
        "trigger" if facts.bound("type").is_some() => Kind::Acknowledge,
        "trigger" => Kind::Trigger,
        "input" if control.attribute("query").is_some() => Kind::SelectOne(choices()),
        _ if metadata.is_some() => Kind::Metadata(metadata.unwrap_or(Metadata::Start)),
        _ => input(facts),
    }
}

fn input(facts: &Facts<'_, '_>) -> Kind {
    match facts.known_type().unwrap_or("string") {
        "int" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "date" => Kind::Date,
        "time" => Kind::Time,
        "dateTime" => Kind::DateTime,
        "geopoint" => Kind::Geopoint,
        "geotrace" => Kind::Geotrace,
        "geoshape" => Kind::Geoshape,
        "barcode" => Kind::Barcode,
        "binary" => Kind::File,
        // A text that nobody can change is a note, unless something else fills it in: then it is an answer.
        _ if facts.bound("readonly") == Some("true()") && !facts.is_filled() => Kind::Note,
        _ => Kind::Text,
    }
}

fn upload(media_type: &str) -> Kind {
    match media_type.split('/').next().unwrap_or_default() {
        "image" => Kind::Image,
        "audio" => Kind::Audio,
        "video" => Kind::Video,
        "osm" => Kind::Osm,
        _ => Kind::File,
    }
}

/// What is never shown.
fn unasked(facts: &Facts<'_, '_>) -> Kind {
    if let Some(metadata) = metadata(facts) {
        return Kind::Metadata(metadata);
    }
    if facts.set(What::Sound).is_some() {
        return Kind::BackgroundAudio;
    }
    if let Some(action) = facts.set(What::Position) {
        return if action.trigger.is_some() { Kind::BackgroundGeopoint } else { Kind::StartGeopoint };
    }
    let computed = facts.bound("calculate").is_some() || facts.actions.iter().any(|action| action.trigger.is_some());
    match facts.known_type() {
        _ if computed => Kind::Calculate,
        Some("binary") => Kind::File,
        _ => Kind::Hidden,
    }
}

fn metadata(facts: &Facts<'_, '_>) -> Option<Metadata> {
    let preload = facts.bound("jr:preload")?;
    let property = facts.bound("jr:preloadParams")?;
    METADATA.into_iter().find(|known| known.preload() == preload && known.property() == property)
}

/// Types by all the names that tools have for them.
///
/// Source: getodk.github.io/xforms-spec, "Data types"; those of XML Schema that older tools wrote; JavaRosa's own.
fn known_type(name: &str) -> Option<&'static str> {
    if matches!(name, "odk:rank") {
        return Some("odk:rank");
    }
    let plain = name.rsplit_once(':').map_or(name, |(_, plain)| plain);
    Some(match plain {
        "string" | "text" | "boolean" | "intent" | "anyURI" | "select" | "select1" | "selectMulti" | "selectOne"
        | "normalizedString" | "token" | "trigger" => "string",
        "rank" => "odk:rank",
        "int" | "integer" | "long" | "short" | "byte" | "nonNegativeInteger" | "positiveInteger" | "unsignedInt" => {
            "int"
        }
        "decimal" | "double" | "float" | "numeric" => "decimal",
        "date" => "date",
        "time" => "time",
        "dateTime" | "datetime" => "dateTime",
        "geopoint" => "geopoint",
        "geotrace" => "geotrace",
        "geoshape" => "geoshape",
        "barcode" => "barcode",
        "binary" | "base64Binary" | "hexBinary" => "binary",
        _ => return None,
    })
}
