//! Which format and which version of OData a client takes.

use crate::problem::Problem;

/// The two kinds of documents of the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// Rows and the service document.
    Json,
    /// `$metadata`.
    Xml,
}

impl Document {
    const fn formats(self) -> &'static str {
        match self {
            Self::Json => "application/json,json",
            Self::Xml => "application/xml,atom",
        }
    }
}

/// The value of the header `OData-Version`.
pub const VERSION: &str = "4.0";

/// Checks that a client takes the document. `$format` goes before `Accept`. Only who asks for the other format is refused;
/// who asks for anything else gets what there is.
///
/// # Errors
/// [`Problem::UnacceptableFormat`]; [`Problem::NotFound`] for `OData-MaxVersion` below 4.0, as OData demands (Protocol,
/// section 8.2.7) and Central answers.
pub fn negotiate(
    document: Document,
    format: Option<&str>,
    accept: Option<&str>,
    max_version: Option<&str>,
) -> Result<(), Problem> {
    let asked = format.or(accept).unwrap_or_default();
    let types = || asked.split(',').map(|one| one.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    let json = types().any(|one| matches!(one.as_str(), "json" | "application/json"));
    let xml = types().any(|one| matches!(one.as_str(), "xml" | "atom" | "application/xml" | "application/atom+xml"));
    // Who takes both gets what there is.
    let refused = match document {
        Document::Json => xml && !json,
        Document::Xml => json && !xml,
    };
    // What is asked by Accept is a wish where `*/*` stands beside it.
    let anything = format.is_none() && types().any(|one| one == "*/*");
    if refused && !anything {
        return Err(Problem::UnacceptableFormat { allowed: document.formats(), got: asked.to_owned() });
    }
    let old = max_version.and_then(|version| version.trim().parse::<f64>().ok()).is_some_and(|version| version < 4.0);
    if old { Err(Problem::NotFound) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(document: Document, format: Option<&str>, accept: Option<&str>, version: Option<&str>) -> &'static str {
        negotiate(document, format, accept, version).map_or_else(|problem| problem.code(), |()| "200")
    }

    #[test]
    fn the_format_option_goes_before_the_header() {
        use Document::{Json, Xml};
        assert_eq!(code(Json, None, None, None), "200");
        assert_eq!(code(Json, None, Some("application/json; odata.metadata=minimal"), None), "200");
        assert_eq!(code(Json, Some("json"), Some("application/xml"), None), "200");
        assert_eq!(code(Json, Some("atom"), Some("application/json"), None), "406.1");
        assert_eq!(code(Json, None, Some("application/atom+xml"), None), "406.1");
        assert_eq!(code(Xml, None, Some("application/json"), None), "406.1");
        assert_eq!(code(Xml, None, Some("application/json, */*"), None), "200");
        assert_eq!(code(Xml, None, Some("text/html"), None), "200");
    }

    #[test]
    fn clients_before_version_4_find_nothing() {
        assert_eq!(code(Document::Json, None, None, Some("3.0")), "404.1");
        assert_eq!(code(Document::Json, None, None, Some("4.01")), "200");
    }
}
