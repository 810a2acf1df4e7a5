//! What the settings sheet says besides id, title, version and language.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// Settings that pass into the XForm as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The name of a submission: an expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_name: Option<String>,
    /// Which preloader gives the instance id, `uid` if none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// Whether the form goes without an instance id.
    pub omit_instance_id: bool,
    /// `pages`, `theme-grid`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Where submissions go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submission_url: Option<String>,
    /// The key submissions are encrypted for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
    /// Whether submissions are sent at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_send: Option<String>,
    /// Whether sent submissions are deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_delete: Option<String>,
    /// Whether people may edit what they sent.
    pub client_editable: bool,
    /// The namespace of the instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_xmlns: Option<String>,
    /// Further namespaces: `prefix="uri"`, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespaces: Option<String>,
    /// The prefix of compact submissions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// The delimiter of compact submissions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Further attributes of the instance's root.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub attributes: IndexMap<String, String>,
}
