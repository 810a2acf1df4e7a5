//! The frame around the rows.

use crate::json;
use std::io::{self, Write};

/// The addresses that a page names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Scheme and host: `https://example.org`.
    pub origin: String,
    /// The path of the service, to `.svc`, percent-encoded.
    pub service: String,
    /// The path of the request, percent-encoded.
    pub request: String,
}

/// A page being written.
pub(crate) struct Page {
    address: Address,
    table: String,
    /// How many rows have been written.
    pub(crate) rows: u64,
    /// Whether a row was seen for which there was no room.
    pub(crate) more: bool,
}

impl Page {
    pub(crate) fn new(address: Address, table: &str) -> Self {
        Self { address, table: table.to_owned(), rows: 0, more: false }
    }

    pub(crate) fn row(&mut self, row: &[u8], out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.rows == 0 { b"{\"value\":[" } else { b"," })?;
        self.rows += 1;
        out.write_all(row)
    }

    /// `next` is the query of the next page.
    pub(crate) fn finish(&mut self, next: Option<&str>, count: Option<u64>, out: &mut impl Write) -> io::Result<()> {
        let Address { origin, service, request } = &self.address;
        let mut end = Vec::new();
        end.extend_from_slice(if self.rows == 0 { b"{\"value\":[]," } else { b"]," });
        end.extend_from_slice(b"\"@odata.context\":");
        json::push_text(&mut end, &format!("{origin}{service}/$metadata#{}", self.table));
        if let Some(query) = next {
            json::push_name(&mut end, "@odata.nextLink");
            json::push_text(&mut end, &format!("{origin}{request}?{query}"));
        }
        if let Some(count) = count {
            json::push_name(&mut end, "@odata.count");
            end.extend_from_slice(count.to_string().as_bytes());
        }
        end.push(b'}');
        out.write_all(&end)
    }
}
