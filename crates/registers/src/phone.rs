//! A list as a file: for phones, and for people.

use crate::entity::Values;

/// A row of the file that phones get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneRow<'a> {
    /// The entity's id.
    pub uuid: &'a str,
    /// What people know it by.
    pub label: &'a str,
    /// Its version, from 1.
    pub version: u32,
    /// Its properties.
    pub values: &'a Values,
}

/// The file that a form reads its list from: `name,label,__version`, then the properties.
///
/// Source: getodk.github.io/xforms-spec/entities, "Entity lists".
pub fn phone_list<'a>(properties: &[String], rows: impl IntoIterator<Item = PhoneRow<'a>>) -> Vec<u8> {
    list("name", properties, rows, str::to_owned)
}

/// The same for people, who open it with a spreadsheet, change it and bring it back: what a spreadsheet would take for a
/// formula has an apostrophe before it, which is taken off again where the file comes back.
pub fn staff_list<'a>(properties: &[String], rows: impl IntoIterator<Item = PhoneRow<'a>>) -> Vec<u8> {
    list("__id", properties, rows, guarded)
}

fn list<'a>(
    id: &str,
    properties: &[String],
    rows: impl IntoIterator<Item = PhoneRow<'a>>,
    cell: impl Fn(&str) -> String,
) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let header = [id, "label", "__version"].into_iter().chain(properties.iter().map(String::as_str));
    // Writing to memory cannot fail, and every record has the header's length.
    let _ = writer.write_record(header);
    for row in rows {
        let own = [row.uuid.to_owned(), cell(row.label), row.version.to_string()];
        let values = properties.iter().map(|property| row.values.get(property).map_or_else(String::new, |v| cell(v)));
        let _ = writer.write_record(own.into_iter().chain(values));
    }
    writer.into_inner().unwrap_or_default()
}

/// Source: OWASP, "CSV Injection". Plain numbers stay as they are.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// What stood there before [`staff_list`] put an apostrophe before it.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_every_property_as_it_was_said() {
        let values = Values::from([("phone".to_owned(), "+257 79".to_owned()), ("other".to_owned(), "x".to_owned())]);
        let row = PhoneRow { uuid: "u", label: "Camp \"A\", north", version: 3, values: &values };
        let properties = ["households".to_owned(), "phone".to_owned()];
        let text = |bytes| String::from_utf8(bytes).unwrap();
        assert_eq!(
            text(phone_list(&properties, [row])),
            "name,label,__version,households,phone\r\nu,\"Camp \"\"A\"\", north\",3,,+257 79\r\n"
        );
        let staff = text(staff_list(&properties, [row]));
        assert!(staff.starts_with("__id,label,__version,households,phone\r\n") && staff.contains(",'+257 79"));
        assert_eq!(unguarded("'+257 79"), "+257 79");
        assert_eq!(unguarded("'s Gravenhage"), "'s Gravenhage");
        assert_eq!(guarded("-3.4"), "-3.4");
    }
}
