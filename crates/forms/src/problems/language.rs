//! Which of the languages of the interface problems are said in.

use vocab::Language;

/// English is not written out in JSON: it is what every problem begins with.
#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands a reference
pub(super) fn is_english(language: &Language) -> bool {
    *language == Language::English
}
