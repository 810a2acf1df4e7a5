//! A change, as plain data.

use crate::Form;
use serde::{Deserialize, Serialize};
use vocab::{Language, Sensitivity, Sharing};

/// What changed between two versions of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The older version.
    pub old: Edition,
    /// The newer version.
    pub new: Edition,
    /// The changes: of the form, then of the questions in the order of the newer form, then of the choices.
    pub changes: Vec<Change>,
}

impl Difference {
    /// The gravest verdict; nothing if nothing changed.
    pub fn verdict(&self) -> Option<Verdict> {
        self.changes.iter().map(|change| change.verdict).max()
    }

    /// How many changes have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.changes.iter().filter(|change| change.verdict == verdict).count()
    }
}

/// Which form was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The form's id.
    pub id: String,
    /// Its version; empty if it does not say.
    pub version: String,
    /// What people call it.
    pub title: String,
}

impl Edition {
    pub(super) fn of(form: &Form) -> Self {
        Self { id: form.id.clone(), version: form.version.clone(), title: form.title.clone() }
    }
}

/// One change, what it does to a comparison between rounds, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it does to a comparison.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// What changed.
    pub subject: Subject,
    /// How it changed.
    #[serde(flatten)]
    pub what: What,
}

impl Change {
    pub(super) fn new(subject: Subject, what: What, (verdict, reason): (Verdict, Reason)) -> Self {
        Self { verdict, reason, subject, what }
    }

    /// What changed, as a sentence. Kirundi readers are answered in French.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => super::english::message(self),
            Language::French | Language::Kirundi => super::french::message(self),
        }
    }

    /// What that does to a comparison, as a sentence.
    pub fn because(&self, language: Language) -> &'static str {
        match language {
            Language::English => super::english::reason(self.reason),
            Language::French | Language::Kirundi => super::french::reason(self.reason),
        }
    }
}

/// What a change does to a comparison between rounds, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing people answer changes.
    Cosmetic,
    /// Answers may differ because of it: somebody has to look.
    MayAffect,
    /// Figures of the two rounds do not mean the same.
    Breaks,
}

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Subject {
    /// Form, question, section or list.
    pub kind: SubjectKind,
    /// What it is found by: in the newer form, unless it was removed. A question's name, or its path where the name is
    /// used again; a list's name.
    pub name: String,
    /// Its row in the survey sheet of the older form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_row: Option<u32>,
    /// Its row in the survey sheet of the newer form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_row: Option<u32>,
    /// The questions it reaches: those that use the list, or lie in the section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
}

/// What kind of thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// The form as a whole.
    #[default]
    Form,
    /// A question, a note, a calculation or metadata.
    Question,
    /// A group.
    Group,
    /// A repeat.
    Repeat,
    /// A choice list, with the questions that use it.
    List,
}

/// How it changed. Texts, expressions and names are as their authors wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
#[allow(missing_docs)] // `from` is what the older form says, `to` what the newer one says
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It probably has another name now.
    Renamed { from: String, to: String },
    /// It stands elsewhere.
    Moved { from: Place, to: Place },
    /// A question is of another type, or a group became a repeat.
    TypeChanged { from: String, to: String },
    /// Its choices come from elsewhere.
    ChoicesTakenFrom { from: String, to: String },
    /// A choice is new.
    ChoiceAdded { choice: String, label: String },
    /// A choice is gone.
    ChoiceRemoved { choice: String, label: String },
    /// What is probably the same choice is stored under another name.
    ChoiceRenumbered { from: String, to: String, label: String },
    /// A choice reads otherwise.
    ChoiceReworded { choice: String, language: String, from: String, to: String },
    /// The choices that stayed come in another order.
    ChoicesReordered { from: Vec<String>, to: Vec<String> },
    /// A choice's column for filters holds something else.
    ChoiceColumnChanged { choice: String, column: String, from: String, to: String },
    /// An expression means something else.
    LogicChanged { aspect: Aspect, from: String, to: String },
    /// A text reads otherwise. Empty where there is none.
    Reworded { text: TextRole, language: String, from: String, to: String },
    /// Its picture or sound is another.
    MediaChanged { media: String, language: String, from: String, to: String },
    /// Whether it tells of a person.
    SensitivityChanged { from: Sensitivity, to: Sensitivity },
    /// With whom its answers may be shared.
    SharingChanged { from: Sharing, to: Sharing },
    /// Another cell of its row, or a setting.
    AttributeChanged { attribute: String, from: String, to: String },
    /// The form speaks a language more.
    LanguageAdded { language: String },
    /// The form speaks a language less.
    LanguageRemoved { language: String },
}

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The path of its section; empty outside of all.
    pub section: String,
    /// What stands before it in there; nothing if it is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What an expression decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Whether it is asked; with the conditions of groups it has newly come into or left.
    Relevance,
    /// What its answer must satisfy.
    Constraint,
    /// Whether it must be answered.
    Required,
    /// Whether it can be changed.
    ReadOnly,
    /// How it is computed.
    Calculation,
    /// Which choices are offered.
    ChoiceFilter,
    /// How many entries a repeat has.
    RepeatCount,
    /// What it starts with.
    Default,
    /// What computes it anew.
    Trigger,
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is named as its column
pub enum TextRole {
    Label,
    Hint,
    GuidanceHint,
    ConstraintMessage,
    RequiredMessage,
    NoAppMessage,
}

/// Why a change has its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // their words are in `english.rs`
pub enum Reason {
    NoLongerAsked,
    NotAskedBefore,
    HoldsNoAnswer,
    OtherName,
    OtherSurroundings,
    SameOrder,
    OtherUnit,
    OtherKindOfAnswer,
    NearlySameAnswer,
    AnotherSetIsAsked,
    AnotherNumberOfEntries,
    OtherAnswersAllowed,
    OtherSilence,
    OtherWayToAnswer,
    OtherCalculation,
    OtherChoicesOffered,
    ChoicesUnknown,
    OtherStart,
    OtherScale,
    AnswerNoLongerOffered,
    AnswerNewlyOffered,
    OtherCode,
    CodeMeansAnother,
    OtherOrder,
    OtherWords,
    SameWords,
    SaidOnlyWhenRefused,
    LooksOnly,
    OtherForm,
    OtherLanguages,
    NoLongerPublished,
    NewlyPublished,
    OtherAudience,
}

impl Reason {
    /// All of them, for catalogues and documentation.
    pub const ALL: &'static [Self] = &[
        Self::NoLongerAsked,
        Self::NotAskedBefore,
        Self::HoldsNoAnswer,
        Self::OtherName,
        Self::OtherSurroundings,
        Self::SameOrder,
        Self::OtherUnit,
        Self::OtherKindOfAnswer,
        Self::NearlySameAnswer,
        Self::AnotherSetIsAsked,
        Self::AnotherNumberOfEntries,
        Self::OtherAnswersAllowed,
        Self::OtherSilence,
        Self::OtherWayToAnswer,
        Self::OtherCalculation,
        Self::OtherChoicesOffered,
        Self::ChoicesUnknown,
        Self::OtherStart,
        Self::OtherScale,
        Self::AnswerNoLongerOffered,
        Self::AnswerNewlyOffered,
        Self::OtherCode,
        Self::CodeMeansAnother,
        Self::OtherOrder,
        Self::OtherWords,
        Self::SameWords,
        Self::SaidOnlyWhenRefused,
        Self::LooksOnly,
        Self::OtherForm,
        Self::OtherLanguages,
        Self::NoLongerPublished,
        Self::NewlyPublished,
        Self::OtherAudience,
    ];
}
