//! The service document: which tables there are.

use crate::{feed::Address, shape::Shape};
use serde_json::{Value, json};

/// The service document. Its media type is `application/json; odata.metadata=minimal`.
///
/// Source: OData 4.0, JSON Format, section 5.
pub fn service_document(shape: &Shape, address: &Address) -> Value {
    document(shape.tables().iter().map(|table| table.name.as_str()), address)
}

pub(crate) fn document<'name>(tables: impl Iterator<Item = &'name str>, address: &Address) -> Value {
    let sets: Vec<Value> = tables.map(|name| json!({"name": name, "kind": "EntitySet", "url": name})).collect();
    let Address { origin, service, .. } = address;
    json!({"@odata.context": format!("{origin}{service}/$metadata"), "value": sets})
}
