//! The codes of all messages, so that a misspelt one does not compile.

macro_rules! codes {
    ($($name:ident = $code:literal;)*) => {
        $(
            #[doc = concat!("`", $code, "`; its text is in `locales/en/server.ftl`.")]
            pub const $name: &str = $code;
        )*
        /// Every code.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

codes! {
    // Submissions from phones (OpenRosa)
    SUBMISSION_RECEIVED = "submission.received";
    SUBMISSION_FILES_OUTSTANDING = "submission.files_outstanding";
    SUBMISSION_ALREADY_HELD = "submission.already_held";
    SUBMISSION_TOO_LARGE = "submission.too_large";
    SUBMISSION_PART_MISSING = "submission.part_missing";
    SUBMISSION_MULTIPART_BROKEN = "submission.multipart_broken";
    SUBMISSION_NOT_UTF8 = "submission.not_utf8";
    SUBMISSION_XML_BROKEN = "submission.xml_broken";
    SUBMISSION_XML_TRUNCATED = "submission.xml_truncated";
    SUBMISSION_XML_EMPTY = "submission.xml_empty";
    SUBMISSION_XML_FORBIDDEN = "submission.xml_forbidden";
    SUBMISSION_XML_LIMIT = "submission.xml_limit";
    SUBMISSION_FORM_ID_MISSING = "submission.form_id_missing";
    SUBMISSION_INSTANCE_ID_INVALID = "submission.instance_id_invalid";
    SUBMISSION_INSTANCE_ID_MISSING = "submission.instance_id_missing";
    SUBMISSION_INSTANCE_ID_REUSED = "submission.instance_id_reused";
    SUBMISSION_EDIT_OF_UNKNOWN = "submission.edit_of_unknown";
    SUBMISSION_FILE_MISSING = "submission.file_missing";
    SUBMISSION_FILE_UNEXPECTED = "submission.file_unexpected";
    SUBMISSION_FILE_DIFFERS = "submission.file_differs";
    SUBMISSION_TOO_MANY_FILES = "submission.too_many_files";
    SUBMISSION_CORRECTED = "submission.corrected";
    SUBMISSION_ORIGINAL_UNKNOWN = "submission.original_unknown";
    SUBMISSION_ORIGINAL_SUPERSEDED = "submission.original_superseded";
    FORM_UNKNOWN = "form.unknown";
    FORM_VERSION_UNKNOWN = "form.version_unknown";
    FORM_CLOSED = "form.closed";
    FORM_FILE_UNKNOWN = "form.file_unknown";
    DEVICE_TOKEN_UNKNOWN = "device.token_unknown";
    DEVICE_TOKEN_REVOKED = "device.token_revoked";
    OPENROSA_HEADER_MISSING = "openrosa.header_missing";
    // Filling in a browser
    LINK_UNKNOWN = "link.unknown";
    LINK_EXPIRED = "link.expired";
    LINK_REVOKED = "link.revoked";
    LINK_USED = "link.used";
    FILL_FORM_ENCRYPTED = "fill.form_encrypted";
    FILL_PERSONAL_LIST = "fill.personal_list";
    FILL_OTHER_FORM = "fill.other_form";
    FILL_NO_CORRECTION = "fill.no_correction";
    FILL_NO_SUBMISSION = "fill.no_submission";
    // The doors of phones: passwords, drafts, limits
    OPENROSA_LOG_IN_NEEDED = "openrosa.log_in_needed";
    OPENROSA_WRONG_PASSWORD = "openrosa.wrong_password";
    OPENROSA_BASIC_NEEDS_HTTPS = "openrosa.basic_needs_https";
    DRAFT_TOKEN_UNKNOWN = "draft.token_unknown";
    DRAFT_TRIED = "draft.tried";
    DRAFT_FULL = "draft.full";
    DRAFT_UNKNOWN = "draft.unknown";
    REQUEST_ENCODED = "request.encoded";
    // Contents of a submission that do not fit the form
    CONTENT_WRONG_TYPE = "content.wrong_type";
    CONTENT_UNKNOWN_CHOICE = "content.unknown_choice";
    CONTENT_UNKNOWN_QUESTION = "content.unknown_question";
    CONTENT_ANSWERED_TWICE = "content.answered_twice";
    CONTENT_TEXT_IN_GROUP = "content.text_in_group";
    CONTENT_MORE = "content.more";
    CONTENT_INSTANCE_ID_DERIVED = "content.instance_id_derived";
    CONTENT_VERSION_UNKNOWN = "content.version_unknown";
    // Submissions brought from other systems, and webhooks
    BRING_ROW_WITHOUT_ID = "bring.row_without_id";
    BRING_NOT_A_SUBMISSION = "bring.not_a_submission";
    BRING_COLUMN_UNKNOWN = "bring.column_unknown";
    BRING_ANSWER_UNKNOWN = "bring.answer_unknown";
    BRING_ENTRY_WITHOUT_SUBMISSION = "bring.entry_without_submission";
    BRING_NO_TABLE = "bring.no_table";
    BRING_FILE_UNREADABLE = "bring.file_unreadable";
    BRING_FILE_MISSING = "bring.file_missing";
    BRING_FILE_NOT_NAMED = "bring.file_not_named";
    BRING_FORM_OTHER = "bring.form_other";
    BRING_CHANGED_AT_SOURCE = "bring.changed_at_source";
    BRING_CORRECTED_HERE = "bring.corrected_here";
    BRING_SOURCE_SILENT = "bring.source_silent";
    BRING_SOURCE_REFUSED = "bring.source_refused";
    BRING_SOURCE_UNREADABLE = "bring.source_unreadable";
    BRING_ADDRESS_UNUSABLE = "bring.address_unusable";
    SOURCE_UNKNOWN = "source.unknown";
    WEBHOOK_UNKNOWN = "webhook.unknown";
    WEBHOOK_NO_EVENT = "webhook.no_event";
    // Forms that are encrypted on the phone
    CONTENT_ENCRYPTED = "content.encrypted";
    CONTENT_NOT_ENCRYPTED = "content.not_encrypted";
    CONTENT_ENCRYPTED_UNASKED = "content.encrypted_unasked";
    CONTENT_MANIFEST_BROKEN = "content.manifest_broken";
    FORM_PUBLIC_KEY = "form.public_key";
    FORM_KEY_NEEDS_INSTANCE_ID = "form.key_needs_instance_id";
    // Requests
    REQUEST_NOT_FOUND = "request.not_found";
    REQUEST_NOT_ALLOWED = "request.not_allowed";
    REQUEST_LOG_IN_NEEDED = "request.log_in_needed";
    REQUEST_INVALID_INPUT = "request.invalid_input";
    REQUEST_UNREADABLE = "request.unreadable";
    REQUEST_TOO_LARGE = "request.too_large";
    REQUEST_HEADER_MISSING = "request.header_missing";
    REQUEST_TOO_SLOW = "request.too_slow";
    REQUEST_TOO_MANY = "request.too_many";
    REQUEST_CONFLICT = "request.conflict";
    REQUEST_TAKEN = "request.taken";
    SERVER_FAILED = "server.failed";
    SERVER_STORAGE_FULL = "server.storage_full";
    SERVER_STORAGE_NOT_WRITABLE = "server.storage_not_writable";
    SERVER_DATABASE_UNREACHABLE = "server.database_unreachable";
    // Accounts
    ACCOUNT_WRONG_PASSWORD = "account.wrong_password";
    ACCOUNT_TOO_MANY_ATTEMPTS = "account.too_many_attempts";
    ACCOUNT_DISABLED = "account.disabled";
    ACCOUNT_PASSWORD_TOO_SHORT = "account.password_too_short";
    ACCOUNT_PASSWORD_TOO_LONG = "account.password_too_long";
    ACCOUNT_PASSWORD_IS_EMAIL = "account.password_is_email";
    ACCOUNT_PASSWORD_UNCHANGED = "account.password_unchanged";
    ACCOUNT_PASSWORD_CHANGE_NEEDED = "account.password_change_needed";
    ACCOUNT_EMAIL_TAKEN = "account.email_taken";
    ACCOUNT_EMAIL_INVALID = "account.email_invalid";
    ACCOUNT_UNKNOWN = "account.unknown";
    ACCOUNT_ROLE_UNKNOWN = "account.role_unknown";
    ACCOUNT_LAST_ADMINISTRATOR = "account.last_administrator";
    // What people ask for
    OPERATION_UNKNOWN = "operation.unknown";
    EXERCISE_UNKNOWN = "exercise.unknown";
    ROUND_UNKNOWN = "round.unknown";
    INDICATOR_UNKNOWN = "indicator.unknown";
    PLACE_UNKNOWN = "place.unknown";
    BOUNDARIES_NONE = "boundaries.none";
    LEVEL_UNKNOWN = "level.unknown";
    RECORD_UNKNOWN = "record.unknown";
    ATTACHMENT_UNKNOWN = "attachment.unknown";
    DEVICE_UNKNOWN = "device.unknown";
    FIGURE_UNKNOWN = "figure.unknown";
    // Registers
    REGISTER_UNKNOWN = "register.unknown";
    REGISTER_NAME_INVALID = "register.name_invalid";
    REGISTER_CHANGED_MEANWHILE = "register.changed_meanwhile";
    REGISTER_FILE_MISSING = "register.file_missing";
    REGISTER_FILE_ENCODING = "register.file_encoding";
    REGISTER_FILE_UNREADABLE = "register.file_unreadable";
    REGISTER_FILE_EMPTY = "register.file_empty";
    REGISTER_FILE_TOO_LONG = "register.file_too_long";
    REGISTER_FILE_COLUMN_TWICE = "register.file_column_twice";
    REGISTER_FILE_COLUMN_MISSING = "register.file_column_missing";
    ENTITY_UNKNOWN = "entity.unknown";
    ENTITY_NOT_WAITING = "entity.not_waiting";
    ENTITY_CHANGED_MEANWHILE = "entity.changed_meanwhile";
    ENTITY_NO_CONFLICT = "entity.no_conflict";
    // Forms
    FORM_WORKBOOK_MISSING = "form.workbook_missing";
    FORM_HAS_PROBLEMS = "form.has_problems";
    FORM_FILES_MISSING = "form.files_missing";
    FORM_VERSION_EXISTS = "form.version_exists";
    // Review
    REVIEW_REASON_NEEDED = "review.reason_needed";
    REVIEW_REASON_TOO_LONG = "review.reason_too_long";
    REVIEW_ALREADY_SO = "review.already_so";
    REVIEW_NOTHING_CHOSEN = "review.nothing_chosen";
    // Figures
    FIGURE_MISSING = "figure.missing";
    FIGURE_NOT_ASSESSED = "figure.not_assessed";
    FIGURE_NOT_ACCESSIBLE = "figure.not_accessible";
    FIGURE_NOT_APPLICABLE = "figure.not_applicable";
    FIGURE_WITHHELD = "figure.withheld";
    FIGURE_COVERAGE = "figure.coverage";
    FIGURE_COVERAGE_UNKNOWN = "figure.coverage_unknown";
    FIGURE_DEMONSTRATION = "figure.demonstration";
    FIGURE_APPROXIMATE_BOUNDARY = "figure.approximate_boundary";
    FIGURE_RECIPE = "figure.recipe";
    FIGURE_NONE_YET = "figure.none_yet";
    // Numbers: what is divided, compared and added up
    ESTIMATE_NOTHING_TO_GO_BY = "estimate.nothing_to_go_by";
    ESTIMATE_BAD_SHARE = "estimate.bad_share";
    ESTIMATE_TOTALS_DIFFER = "estimate.totals_differ";
    ESTIMATE_OTHER_SHAPE = "estimate.other_shape";
    ESTIMATE_PATTERN_CANNOT_FIT = "estimate.pattern_cannot_fit";
    ESTIMATE_TOO_MANY_CELLS = "estimate.too_many_cells";
    ESTIMATE_TOO_LARGE = "estimate.too_large";
    ESTIMATE_RECIPE_SENSELESS = "estimate.recipe_senseless";
    ESTIMATE_PLACE_TWICE = "estimate.place_twice";
    ESTIMATE_HOUSEHOLD_EMPTY = "estimate.household_empty";
    ESTIMATE_STRATUM_UNKNOWN = "estimate.stratum_unknown";
    ESTIMATE_STRATA_CIRCLE = "estimate.strata_circle";
    ESTIMATE_BAD_WEIGHT = "estimate.bad_weight";
    ESTIMATE_ANSWER_TWICE = "estimate.answer_twice";
    ESTIMATE_REASON_TWICE = "estimate.reason_twice";
    ESTIMATE_DEFINITION_DIFFERS = "estimate.definition_differs";
    ESTIMATE_DEFINITIONS_DIFFER = "estimate.definitions_differ";
    ESTIMATE_ROUNDS_NOT_IN_ORDER = "estimate.rounds_not_in_order";
    ESTIMATE_PLACES_DIFFER = "estimate.places_differ";
    ESTIMATE_KINDS_DIFFER = "estimate.kinds_differ";
    ESTIMATE_UNITS_DIFFER = "estimate.units_differ";
    ESTIMATE_COUNTED_AT_BOTH_ENDS = "estimate.counted_at_both_ends";
    ESTIMATE_DATES_DIFFER = "estimate.dates_differ";
    ESTIMATE_PART_OF_GROUP = "estimate.part_of_group";
    ESTIMATE_COUNTED_TWICE = "estimate.counted_twice";
    ESTIMATE_WHOLE_AND_PARTS = "estimate.whole_and_parts";
    ESTIMATE_ROW_TWICE = "estimate.row_twice";
    ESTIMATE_UPDATES_NOT_IN_ORDER = "estimate.updates_not_in_order";
    PLACES_COUNTS_OF_OTHER_VERSION = "places.counts_of_other_version";
    PLACES_SHARES_DO_NOT_ADD_UP = "places.shares_do_not_add_up";
    // Disclosure control
    DISCLOSURE_SMALL_CELL = "disclosure.small_cell";
    DISCLOSURE_COMPLEMENTARY = "disclosure.complementary";
    DISCLOSURE_NOT_PUBLIC = "disclosure.not_public";
}
