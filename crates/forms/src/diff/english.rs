//! The words for changes in English.

use super::change::{Aspect, Change, Place, Reason, Subject, SubjectKind, TextRole, What};
use vocab::{Sensitivity, Sharing};

pub(super) fn message(change: &Change) -> String {
    let subject = subject(&change.subject);
    match &change.what {
        What::Added => format!("{subject} is new."),
        What::Removed => format!("{subject} is gone."),
        What::Renamed { from, to } => format!("{subject} is probably what was called '{from}': '{to}' now."),
        What::Moved { from, to } => format!("{subject} moved from {} to {}.", place(from), place(to)),
        What::TypeChanged { from, to } => format!("{subject} is of type '{to}', no longer '{from}'."),
        What::ChoicesTakenFrom { from, to } => format!("{subject} takes its choices from '{to}', no longer '{from}'."),
        What::ChoiceAdded { choice, label } => format!("{subject}: choice '{choice}' ({label}) is new."),
        What::ChoiceRemoved { choice, label } => format!("{subject}: choice '{choice}' ({label}) is gone."),
        What::ChoiceRenumbered { from, to, label } => {
            format!("{subject}: choice '{label}' is stored as '{to}', no longer '{from}'.")
        }
        What::ChoiceReworded { choice, language, from, to } => {
            format!("{subject}: choice '{choice}' reads otherwise{}: {}.", spoken(language), both(from, to))
        }
        What::ChoicesReordered { from, to } => {
            format!("{subject}: the choices come in another order: {}.", both(&from.join(", "), &to.join(", ")))
        }
        What::ChoiceColumnChanged { choice, column, from, to } => {
            format!("{subject}: column '{column}' of choice '{choice}' changed: {}.", both(from, to))
        }
        What::LogicChanged { aspect: of, from, to } => {
            format!("{subject}: {} changed: {}.", aspect(*of), both(from, to))
        }
        What::Reworded { text: of, language, from, to } => {
            format!("{subject}: {} reads otherwise{}: {}.", text(*of), spoken(language), both(from, to))
        }
        What::MediaChanged { media, language, from, to } => {
            format!("{subject}: {media} changed{}: {}.", spoken(language), both(from, to))
        }
        What::SensitivityChanged { from, to } => {
            format!("{subject} is marked {}, no longer {}.", sensitivity(*to), sensitivity(*from))
        }
        What::SharingChanged { from, to } => {
            format!("{subject} is marked {}, no longer {}.", sharing(*to), sharing(*from))
        }
        What::AttributeChanged { attribute, from, to } => {
            format!("{subject}: {attribute} changed: {}.", both(from, to))
        }
        What::LanguageAdded { language } => format!("{subject} speaks {language} now."),
        What::LanguageRemoved { language } => format!("{subject} no longer speaks {language}."),
    }
}

fn subject(subject: &Subject) -> String {
    let name = &subject.name;
    match subject.kind {
        SubjectKind::Form => "The form".to_owned(),
        SubjectKind::Question => format!("Question '{name}'"),
        SubjectKind::Group => format!("Group '{name}'"),
        SubjectKind::Repeat => format!("Repeat '{name}'"),
        SubjectKind::List => {
            let questions = subject.questions.join(", ");
            format!("List '{name}' (of {questions})")
        }
    }
}

fn place(place: &Place) -> String {
    let section = if place.section.is_empty() { "the top".to_owned() } else { format!("'{}'", place.section) };
    match &place.after {
        Some(after) => format!("{section} behind '{after}'"),
        None => format!("the beginning of {section}"),
    }
}

/// Texts without language are in whichever the form has.
fn spoken(language: &str) -> String {
    if language == "default" { String::new() } else { format!(" in {language}") }
}

fn both(from: &str, to: &str) -> String {
    let quoted = |text: &str| if text.is_empty() { "nothing".to_owned() } else { format!("\u{201c}{text}\u{201d}") };
    format!("{} is now {}", quoted(from), quoted(to))
}

const fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Relevance => "when it is asked",
        Aspect::Constraint => "its constraint",
        Aspect::Required => "whether it is required",
        Aspect::ReadOnly => "whether it is read-only",
        Aspect::Calculation => "its calculation",
        Aspect::ChoiceFilter => "its choice filter",
        Aspect::RepeatCount => "its number of entries",
        Aspect::Default => "its default",
        Aspect::Trigger => "its trigger",
    }
}

const fn text(role: TextRole) -> &'static str {
    match role {
        TextRole::Label => "the label",
        TextRole::Hint => "the hint",
        TextRole::GuidanceHint => "the guidance hint",
        TextRole::ConstraintMessage => "the constraint message",
        TextRole::RequiredMessage => "the required message",
        TextRole::NoAppMessage => "the message about a missing app",
    }
}

const fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::None => "not personal",
        Sensitivity::Personal => "personal",
    }
}

const fn sharing(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Public => "public",
        Sharing::Sensitive => "sensitive",
        Sharing::UrgentAction => "for urgent action",
    }
}

pub(super) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NoLongerAsked => "The new round has no answers to it.",
        Reason::NotAskedBefore => "Earlier rounds have no answers to it.",
        Reason::HoldsNoAnswer => "It holds no answer that could be compared.",
        Reason::OtherName => {
            "Its answers stand under another name in each round: join the two columns before comparing."
        }
        Reason::OtherSurroundings => "Something else is asked before it, which can colour the answers.",
        Reason::SameOrder => "It is still asked at the same point; only its path in exports differs.",
        Reason::OtherUnit => {
            "It is answered for something else: once for the submission, or once for each entry of a repeat."
        }
        Reason::OtherKindOfAnswer => "Its answers are of another kind.",
        Reason::NearlySameAnswer => "Its answers can be read alike, but may be more or less exact.",
        Reason::AnotherSetIsAsked => "Another set of people is asked: shares have another base.",
        Reason::AnotherNumberOfEntries => "Another number of entries is asked for.",
        Reason::OtherAnswersAllowed => "Answers are refused now that were taken before, or taken that were refused.",
        Reason::OtherSilence => "Other people may leave it unanswered.",
        Reason::OtherWayToAnswer => "It can be changed by other people than before.",
        Reason::OtherCalculation => "The same answers give another value.",
        Reason::OtherChoicesOffered => "Other choices are offered to some people.",
        Reason::ChoicesUnknown => "Its choices are not in the form, and could not be compared.",
        Reason::OtherStart => "Where nobody changes it, the answer differs.",
        Reason::OtherScale => "Answers are given on another scale.",
        Reason::AnswerNoLongerOffered => "Its share falls to nothing, and those of the others rise.",
        Reason::AnswerNewlyOffered => "Whoever chose something else before may choose it now.",
        Reason::OtherCode => "The same answer is stored under another name: recode one round before comparing.",
        Reason::CodeMeansAnother => "The stored name now means what another one meant: figures would be mixed up.",
        Reason::OtherOrder => "What stands first is chosen more often.",
        Reason::OtherWords => "People may understand it otherwise: read both side by side.",
        Reason::SameWords => "Only case, spaces, punctuation or emphasis differ.",
        Reason::SaidOnlyWhenRefused => "It is shown only after an answer was refused.",
        Reason::LooksOnly => "It changes how the form looks or is handled, not what is asked.",
        Reason::OtherForm => "Submissions arrive under another form: name both when comparing.",
        Reason::OtherLanguages => "Some people are asked in another language than before.",
        Reason::NoLongerPublished => "Personal answers are kept out of what is published: its series ends.",
        Reason::NewlyPublished => "Earlier rounds kept it apart as personal: its series begins.",
        Reason::OtherAudience => "It may be shared with others than before: a published series may begin or end.",
    }
}
