//! How much a submission may hold before it is refused unread. Each number has its reason.

/// Bytes of the XML. ODK Collect splits a submission at 10,000,000 bytes unless the server says otherwise
/// (`X-OpenRosa-Accept-Content-Length`), and the XML is never split.
pub const XML_BYTES: usize = 10_000_000;

/// Elements inside each other. Real forms nest groups and repeats less than ten deep; a hundred stops what is built to exhaust
/// the stack of whoever walks the tree.
pub const DEPTH: usize = 100;

/// Elements in all. Two thousand questions, the largest forms there are, a hundred times over in a repeat.
pub const NODES: usize = 200_000;

/// Bytes of text directly in one element. A geotrace with a point a second over six hours has 21,600 points of some 40 bytes.
pub const TEXT_BYTES: usize = 1_000_000;

/// Attributes on one element. The root of a real submission has about ten, most of them namespaces.
pub const ATTRIBUTES: usize = 64;

/// Bytes of one attribute's value. Namespaces, versions and ids are well below two hundred.
pub const ATTRIBUTE_BYTES: usize = 4_096;

/// Bytes of the name of an element or attribute. Excel limits what people write into a cell of the name column much
/// later, but databases stop at 63 or 255.
pub const NAME_BYTES: usize = 255;

/// Characters of an instanceID: `uuid:` and 36 characters in practice. It becomes a key in the store.
pub const INSTANCE_ID_CHARACTERS: usize = 255;

/// The limits one server reads submissions with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// See [`XML_BYTES`].
    pub xml_bytes: usize,
    /// See [`DEPTH`].
    pub depth: usize,
    /// See [`NODES`].
    pub nodes: usize,
    /// See [`TEXT_BYTES`].
    pub text_bytes: usize,
    /// See [`ATTRIBUTES`].
    pub attributes: usize,
    /// See [`ATTRIBUTE_BYTES`].
    pub attribute_bytes: usize,
    /// See [`NAME_BYTES`].
    pub name_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            xml_bytes: XML_BYTES,
            depth: DEPTH,
            nodes: NODES,
            text_bytes: TEXT_BYTES,
            attributes: ATTRIBUTES,
            attribute_bytes: ATTRIBUTE_BYTES,
            name_bytes: NAME_BYTES,
        }
    }
}
