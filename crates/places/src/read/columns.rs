//! Which column means what: the conventions of the publishers, as one table.
//!
//! To add a convention, add a line to [`HEADERS`] or [`HASHTAGS`] and a case to the test below.

use vocab::AdminLevel;

/// What a column holds. `Some(n)`: of level n; `None`: of the level of the row or file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A p-code.
    Code(Option<u8>),
    /// A name.
    Name(Option<u8>),
    /// Another spelling or language; several stand between `|`.
    OtherName(Option<u8>),
    /// The parent's p-code.
    Parent,
    /// The level of the row.
    Level,
    /// The country's code.
    Country,
    /// First day of validity.
    ValidFrom,
}

/// A meaning with its level still to be read from the header's `{n}`.
#[derive(Clone, Copy)]
enum Rule {
    Code,
    Name,
    OtherName,
    Parent,
    Level,
    Country,
    ValidFrom,
}

/// Headers in small letters and without blanks, `_`, `-` and `.`; `{n}` is a level, `{d}` any digit and `{lang}` a
/// language of [`LANGUAGES`]. The first line that fits counts.
const HEADERS: &[(&str, Rule)] = &[
    // OCHA common operational datasets and DTM: admin1Pcode, ADM1_PCODE, adm1_pcode, admin1Name_fr, ADM1_FR, ADM1ALT1FR
    ("admin{n}pcode", Rule::Code),
    ("adm{n}pcode", Rule::Code),
    ("admin{n}code", Rule::Code),
    ("adm{n}code", Rule::Code),
    ("pcodeadm{n}", Rule::Code),
    ("admin{n}name", Rule::Name),
    ("adm{n}name", Rule::Name),
    ("nameadm{n}", Rule::Name),
    ("admin{n}name{lang}", Rule::Name),
    ("adm{n}name{lang}", Rule::Name),
    ("adm{n}{lang}", Rule::Name),
    ("admin{n}", Rule::Name),
    ("adm{n}", Rule::Name),
    ("admin{n}altname{d}{lang}", Rule::OtherName),
    ("adm{n}alt{d}{lang}", Rule::OtherName),
    ("adm{n}alt{d}", Rule::OtherName),
    ("adm{n}name{d}", Rule::OtherName),
    ("admin{n}refname", Rule::OtherName),
    ("adm{n}refname", Rule::OtherName),
    ("adm{n}ref", Rule::OtherName),
    // GADM: GID_1, NAME_1, VARNAME_1
    ("gid{n}", Rule::Code),
    ("name{n}", Rule::Name),
    ("varname{n}", Rule::OtherName),
    // geoBoundaries: shapeID, shapeName, shapeType (ADM1), shapeGroup (BDI)
    ("shapeid", Rule::Code),
    ("shapename", Rule::Name),
    ("shapetype", Rule::Level),
    ("shapegroup", Rule::Country),
    // OCHA's global list: Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date
    ("location", Rule::Country),
    ("adminlevel", Rule::Level),
    ("admlevel", Rule::Level),
    ("level", Rule::Level),
    ("parentpcode", Rule::Parent),
    ("parentcode", Rule::Parent),
    ("parent", Rule::Parent),
    ("validfromdate", Rule::ValidFrom),
    ("validfrom", Rule::ValidFrom),
    ("validon", Rule::ValidFrom),
    ("iso3", Rule::Country),
    ("countrycode", Rule::Country),
    // lists of one level, as national offices keep them: code, name, province_code
    ("pcode", Rule::Code),
    ("code", Rule::Code),
    ("name", Rule::Name),
    ("nom", Rule::Name),
    ("label", Rule::Name),
    ("name{lang}", Rule::OtherName),
    ("alternativename", Rule::OtherName),
    ("alternativenames", Rule::OtherName),
    ("alternatename", Rule::OtherName),
    ("alternatenames", Rule::OtherName),
    ("regioncode", Rule::Parent),
    ("provincecode", Rule::Parent),
    ("statecode", Rule::Parent),
    ("departmentcode", Rule::Parent),
    ("districtcode", Rule::Parent),
    ("countycode", Rule::Parent),
    ("communecode", Rule::Parent),
    ("zonecode", Rule::Parent),
];

/// HXL hashtags: tag, the attributes it must have, its meaning. Attributes of origin and destination never fit.
const HASHTAGS: &[(&str, &[&str], Rule)] = &[
    ("adm{n}", &["code"], Rule::Code),
    ("adm{n}", &["alt", "name"], Rule::OtherName),
    ("adm{n}", &["name"], Rule::Name),
    ("country", &["code"], Rule::Country),
    ("geo", &["admin_level"], Rule::Level),
    ("adm", &["level"], Rule::Level),
    ("adm", &["code", "parent"], Rule::Parent),
    ("adm", &["code"], Rule::Code),
    ("adm", &["name"], Rule::Name),
    ("date", &["start"], Rule::ValidFrom),
];

/// Languages that follow names in headers. A list, because `adm1_id` is not Indonesian.
const LANGUAGES: &[&str] = &[
    "en", "fr", "es", "pt", "ar", "ru", "uk", "rn", "rw", "sw", "so", "am", "om", "ti", "ha", "ln", "mg", "ht", "fa",
    "ps", "ur", "ku", "tr", "my", "bn", "ne", "si", "ta", "vi", "th", "km", "lo", "mn", "ky", "tg", "uz", "hy", "ka",
    "az", "ro",
];

impl Rule {
    fn meaning(self, level: Option<u8>) -> Meaning {
        match self {
            Self::Code => Meaning::Code(level),
            Self::Name => Meaning::Name(level),
            Self::OtherName => Meaning::OtherName(level),
            Self::Parent => Meaning::Parent,
            Self::Level => Meaning::Level,
            Self::Country => Meaning::Country,
            Self::ValidFrom => Meaning::ValidFrom,
        }
    }
}

/// What a header means; for a table with a hashtag row, what its hashtag means if the header says nothing.
pub(crate) fn meaning(header: &str, hashtag: Option<&str>) -> Option<Meaning> {
    match header.trim().strip_prefix('#') {
        Some(tag) => of_hashtag(tag),
        None => of_header(header).or_else(|| of_hashtag(hashtag?.trim().strip_prefix('#')?)),
    }
}

fn of_header(header: &str) -> Option<Meaning> {
    let bare: String = header
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '.' | '\u{feff}'))
        .collect();
    HEADERS.iter().find_map(|(pattern, rule)| Some(rule.meaning(fits(pattern, &bare)?)))
}

fn of_hashtag(tag: &str) -> Option<Meaning> {
    let lower = tag.to_lowercase();
    let mut parts = lower.split('+').map(str::trim);
    let tag = parts.next()?;
    let attributes: Vec<&str> = parts.collect();
    if attributes.iter().any(|attribute| matches!(*attribute, "origin" | "dest" | "destination")) {
        return None;
    }
    HASHTAGS.iter().find_map(|(pattern, needed, rule)| {
        let level = fits(pattern, tag)?;
        needed.iter().all(|attribute| attributes.contains(attribute)).then(|| rule.meaning(level))
    })
}

/// `Some(level)` if the text fits the pattern; the level is that of `{n}`.
fn fits(pattern: &str, text: &str) -> Option<Option<u8>> {
    let Some((before, rest)) = pattern.split_once('{') else { return (pattern == text).then_some(None) };
    let (hole, after) = rest.split_once('}')?;
    let text = text.strip_prefix(before)?;
    let first_digit = text.bytes().next().filter(u8::is_ascii_digit);
    match hole {
        "n" => {
            let level = first_digit? - b'0';
            fits(after, &text[1..]).map(|_| Some(level))
        }
        "d" => first_digit.and_then(|_| fits(after, &text[1..])),
        _ => LANGUAGES.iter().find_map(|language| fits(after, text.strip_prefix(language)?)),
    }
}

/// The columns of one file by meaning.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    by_meaning: Vec<(usize, Meaning)>,
}

/// Where the areas of a file say their own level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwnLevel {
    /// All are of this level.
    Fixed(AdminLevel),
    /// Each row says its own.
    PerRow,
}

impl Columns {
    pub(crate) fn new(meanings: impl IntoIterator<Item = Option<Meaning>>) -> Self {
        let known = meanings.into_iter().enumerate().filter_map(|(at, meaning)| Some((at, meaning?)));
        Self { by_meaning: known.collect() }
    }

    /// The columns of one meaning, from the left.
    pub(crate) fn of(&self, wanted: Meaning) -> impl Iterator<Item = usize> + '_ {
        self.by_meaning.iter().filter(move |(_, meaning)| *meaning == wanted).map(|(at, _)| *at)
    }

    pub(crate) fn has(&self, wanted: Meaning) -> bool {
        self.of(wanted).next().is_some()
    }

    /// The deepest level that has a code column of its own, such as 2 for `admin2Pcode`.
    pub(crate) fn deepest(&self) -> Option<u8> {
        let levels = self.by_meaning.iter().filter_map(|(_, meaning)| match meaning {
            Meaning::Code(level) => *level,
            _ => None,
        });
        levels.max()
    }

    /// How the areas' own level is known, and whether their codes are in `Code(None)`; none if nothing says so.
    pub(crate) fn own_level(&self, stated: Option<AdminLevel>) -> Option<OwnLevel> {
        let plain = self.has(Meaning::Code(None));
        match stated {
            Some(level) if plain || self.has(Meaning::Code(Some(level.0))) => Some(OwnLevel::Fixed(level)),
            Some(_) => None,
            None if plain && self.has(Meaning::Level) => Some(OwnLevel::PerRow),
            None => self.deepest().map(|level| OwnLevel::Fixed(AdminLevel(level))),
        }
    }

    /// Whether any column holds codes.
    pub(crate) fn has_codes(&self) -> bool {
        self.by_meaning.iter().any(|(_, meaning)| matches!(meaning, Meaning::Code(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_conventions_are_recognised() {
        let code = |header| meaning(header, None);
        for header in [
            "admin1Pcode",
            "ADM1_PCODE",
            "adm1_pcode",
            "#adm1+code",
            "#adm1 +v_pcode +code",
            "GID_1",
            "\u{feff}adm1_pcode",
        ] {
            assert_eq!(code(header), Some(Meaning::Code(Some(1))), "{header}");
        }
        for header in ["admin2Name", "ADM2_FR", "adm2_name", "admin2Name_fr", "#adm2+name", "NAME_2", "#adm2+name+i_fr"]
        {
            assert_eq!(code(header), Some(Meaning::Name(Some(2))), "{header}");
        }
        for header in ["admin2AltName1_fr", "ADM2ALT1EN", "adm2_name1", "#adm2+name+alt"] {
            assert_eq!(code(header), Some(Meaning::OtherName(Some(2))), "{header}");
        }
        assert_eq!(code("P-Code"), Some(Meaning::Code(None)));
        assert_eq!(code("Parent P-Code"), Some(Meaning::Parent));
        assert_eq!(code("#adm+code+parent"), Some(Meaning::Parent));
        assert_eq!(code("province_code"), Some(Meaning::Parent));
        assert_eq!(code("Valid from date"), Some(Meaning::ValidFrom));
        assert_eq!(code("admin0Pcode"), Some(Meaning::Code(Some(0))));
    }

    #[test]
    fn what_only_looks_like_a_place_is_left_alone() {
        for header in
            ["Shape.STArea()", "OBJECTID", "adm1_id", "capital", "#adm1+code+origin", "#affected+idps", "admPcode", ""]
        {
            assert_eq!(meaning(header, None), None, "{header}");
        }
    }

    #[test]
    fn a_header_speaks_before_its_hashtag() {
        assert_eq!(meaning("adm2_name", Some("#adm2+code")), Some(Meaning::Name(Some(2))));
        assert_eq!(meaning("Code postal", Some("#adm2+code")), Some(Meaning::Code(Some(2))));
    }
}
