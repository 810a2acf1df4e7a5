//! Names of lists and properties, and ids.
//!
//! Source: getodk.github.io/xforms-spec/entities; Central, `lib/data/dataset.js`.

use uuid::Uuid;

/// Characters of a name: what fits into a file's name on any phone, and a column's on any database.
const LONGEST: usize = 120;

/// What every list and every file of a list has of its own.
const RESERVED: [&str; 2] = ["name", "label"];

/// Whether a list may have that name: an XML name without a dot, which does not begin with two underscores.
pub fn is_list_name(name: &str) -> bool {
    is_xml_name(name) && !name.contains('.') && !name.starts_with("__")
}

/// Whether a property may have that name: an XML name that the list does not have of its own.
pub fn is_property_name(name: &str) -> bool {
    is_xml_name(name) && !name.starts_with("__") && !RESERVED.contains(&name.to_lowercase().as_str())
}

fn is_xml_name(name: &str) -> bool {
    let mut characters = name.chars();
    let first = characters.next().is_some_and(|c| c == '_' || c.is_alphabetic());
    first && name.chars().count() <= LONGEST && characters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// An entity's id as it is kept, small letters and no `uuid:` before it; none if it is no UUID.
pub fn uuid_of(id: &str) -> Option<String> {
    let id = id.trim();
    let plain = id.strip_prefix("uuid:").unwrap_or(id);
    // With its four hyphens: the other spellings of a UUID would be other ids to every client.
    (plain.len() == 36).then(|| Uuid::try_parse(plain).ok()).flatten().map(|uuid| uuid.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_with_or_without_its_prefix() {
        let plain = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
        assert_eq!(uuid_of(plain).as_deref(), Some(plain));
        assert_eq!(uuid_of(&format!("uuid:{}", plain.to_uppercase())).as_deref(), Some(plain));
        for other in ["", "uuid:", "12", &plain.replace('-', ""), "{2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10}"] {
            assert_eq!(uuid_of(other), None, "{other}");
        }
    }

    #[test]
    fn names_are_those_of_the_specification() {
        for name in ["sites", "_a", "sites-2026", "collines_évacuées"] {
            assert!(is_list_name(name) && is_property_name(name), "{name}");
        }
        for name in ["", "1a", "a b", "__a", "a:b", &"a".repeat(121)] {
            assert!(!is_list_name(name) && !is_property_name(name), "{name}");
        }
        assert!(!is_list_name("a.b"));
        assert!(is_property_name("a.b"));
        assert!(!is_property_name("Label") && !is_property_name("name"));
    }
}
