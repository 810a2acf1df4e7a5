//! Why a change that a submission asks for cannot be carried out.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is wrong. People read it under its [code](Trouble::code) in their language; the text here is what programs get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Trouble {
    /// There is no such list.
    #[error("There is no entity list '{list}'.")]
    ListUnknown {
        /// Its name.
        list: String,
    },
    /// The form does not say that its submissions do that.
    #[error("The form does not allow its submissions to {action} entities of this list.")]
    NotPermitted {
        /// `create` or `update`.
        action: String,
    },
    /// No id came.
    #[error("The entity's id is missing.")]
    IdMissing,
    /// The id is none.
    #[error("The entity's id '{id}' is not a UUID.")]
    IdInvalid {
        /// As sent.
        id: String,
    },
    /// An entity without a label cannot be found by anybody.
    #[error("The label is missing.")]
    LabelMissing,
    /// It is in the list already.
    #[error("An entity with the id {uuid} is in the list already.")]
    Exists {
        /// Its id.
        uuid: String,
    },
    /// It was deleted.
    #[error("The entity {uuid} was deleted.")]
    Deleted {
        /// Its id.
        uuid: String,
    },
    /// It is not in the list.
    #[error("There is no entity {uuid} in the list.")]
    NotFound {
        /// Its id.
        uuid: String,
    },
    /// An update does not say what it started from.
    #[error("The update does not say which version it started from.")]
    BaseVersionMissing,
    /// It says so in a way nobody can read.
    #[error("'{value}' is not the number of a version.")]
    VersionInvalid {
        /// As sent.
        value: String,
    },
    /// The version it started from never was.
    #[error("The entity {uuid} has no version {version}.")]
    VersionUnknown {
        /// Its id.
        uuid: String,
        /// The version.
        version: u32,
    },
    /// The branch is none.
    #[error("The branch '{branch}' is not a UUID.")]
    BranchInvalid {
        /// As sent.
        branch: String,
    },
}

impl Trouble {
    /// Its code in the catalogues of messages.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ListUnknown { .. } => "list_unknown",
            Self::NotPermitted { .. } => "not_permitted",
            Self::IdMissing => "id_missing",
            Self::IdInvalid { .. } => "id_invalid",
            Self::LabelMissing => "label_missing",
            Self::Exists { .. } => "exists",
            Self::Deleted { .. } => "deleted",
            Self::NotFound { .. } => "not_found",
            Self::BaseVersionMissing => "base_version_missing",
            Self::VersionInvalid { .. } => "version_invalid",
            Self::VersionUnknown { .. } => "version_unknown",
            Self::BranchInvalid { .. } => "branch_invalid",
        }
    }
}
