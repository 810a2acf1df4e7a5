//! The columns of `__system`.

/// A column of `__system`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum SystemColumn {
    SubmissionDate,
    UpdatedAt,
    DeletedAt,
    SubmitterId,
    SubmitterName,
    AttachmentsPresent,
    AttachmentsExpected,
    Status,
    ReviewState,
    DeviceId,
    Edits,
    FormVersion,
}

impl SystemColumn {
    /// All of them, in the order that rows give them.
    pub const ALL: [Self; 12] = [
        Self::SubmissionDate,
        Self::UpdatedAt,
        Self::SubmitterId,
        Self::SubmitterName,
        Self::AttachmentsPresent,
        Self::AttachmentsExpected,
        Self::Status,
        Self::ReviewState,
        Self::DeviceId,
        Self::Edits,
        Self::FormVersion,
        Self::DeletedAt,
    ];

    /// Its name: `submissionDate`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SubmissionDate => "submissionDate",
            Self::UpdatedAt => "updatedAt",
            Self::DeletedAt => "deletedAt",
            Self::SubmitterId => "submitterId",
            Self::SubmitterName => "submitterName",
            Self::AttachmentsPresent => "attachmentsPresent",
            Self::AttachmentsExpected => "attachmentsExpected",
            Self::Status => "status",
            Self::ReviewState => "reviewState",
            Self::DeviceId => "deviceId",
            Self::Edits => "edits",
            Self::FormVersion => "formVersion",
        }
    }

    /// The column of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}
