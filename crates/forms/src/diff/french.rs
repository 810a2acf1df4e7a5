//! The words for changes in French.

use super::change::{Aspect, Change, Place, Reason, Subject, SubjectKind, TextRole, What};
use vocab::{Sensitivity, Sharing};

pub(super) fn message(change: &Change) -> String {
    let subject = subject(&change.subject);
    match &change.what {
        What::Added => format!("{subject} : c'est nouveau."),
        What::Removed => format!("{subject} a disparu."),
        What::Renamed { from, to } => {
            format!("{subject} est probablement ce qui s'appelait « {from} » : « {to} » maintenant.")
        }
        What::Moved { from, to } => {
            format!("{subject} : déplacement, {} auparavant, {} maintenant.", place(from), place(to))
        }
        What::TypeChanged { from, to } => format!("{subject} est de type « {to} », et non plus « {from} »."),
        What::ChoicesTakenFrom { from, to } => {
            format!("{subject} prend ses choix dans « {to} », et non plus dans « {from} ».")
        }
        What::ChoiceAdded { choice, label } => format!("{subject} : le choix « {choice} » ({label}) est nouveau."),
        What::ChoiceRemoved { choice, label } => format!("{subject} : le choix « {choice} » ({label}) a disparu."),
        What::ChoiceRenumbered { from, to, label } => {
            format!("{subject} : le choix « {label} » est enregistré comme « {to} », et non plus « {from} ».")
        }
        What::ChoiceReworded { choice, language, from, to } => {
            format!("{subject} : le choix « {choice} » se lit autrement{} : {}.", spoken(language), both(from, to))
        }
        What::ChoicesReordered { from, to } => {
            format!("{subject} : les choix viennent dans un autre ordre : {}.", both(&from.join(", "), &to.join(", ")))
        }
        What::ChoiceColumnChanged { choice, column, from, to } => {
            format!("{subject} : la colonne « {column} » du choix « {choice} » a changé : {}.", both(from, to))
        }
        What::LogicChanged { aspect: of, from, to } => format!("{subject} : {} : {}.", aspect(*of), both(from, to)),
        What::Reworded { text: of, language, from, to } => {
            format!("{subject} : {} se lit autrement{} : {}.", text(*of), spoken(language), both(from, to))
        }
        What::MediaChanged { media, language, from, to } => {
            format!("{subject} : {media} a changé{} : {}.", spoken(language), both(from, to))
        }
        What::SensitivityChanged { from, to } => {
            format!("{subject} : {} maintenant, {} auparavant.", sensitivity(*to), sensitivity(*from))
        }
        What::SharingChanged { from, to } => {
            format!("{subject} : {} maintenant, {} auparavant.", sharing(*to), sharing(*from))
        }
        What::AttributeChanged { attribute, from, to } => {
            format!("{subject} : {attribute} a changé : {}.", both(from, to))
        }
        What::LanguageAdded { language } => format!("{subject} parle maintenant {language}."),
        What::LanguageRemoved { language } => format!("{subject} ne parle plus {language}."),
    }
}

fn subject(subject: &Subject) -> String {
    let name = &subject.name;
    match subject.kind {
        SubjectKind::Form => "Le formulaire".to_owned(),
        SubjectKind::Question => format!("Question « {name} »"),
        SubjectKind::Group => format!("Groupe « {name} »"),
        SubjectKind::Repeat => format!("Répétition « {name} »"),
        SubjectKind::List => {
            let questions = subject.questions.join(", ");
            format!("Liste « {name} » (de {questions})")
        }
    }
}

fn place(place: &Place) -> String {
    let section = if place.section.is_empty() {
        "hors de tout groupe".to_owned()
    } else {
        format!("dans « {} »", place.section)
    };
    match &place.after {
        Some(after) => format!("{section} après « {after} »"),
        None => format!("au début {section}"),
    }
}

/// Texts without language are in whichever the form has.
fn spoken(language: &str) -> String {
    if language == "default" { String::new() } else { format!(" en {language}") }
}

fn both(from: &str, to: &str) -> String {
    let quoted = |text: &str| if text.is_empty() { "rien".to_owned() } else { format!("« {text} »") };
    format!("{} est devenu {}", quoted(from), quoted(to))
}

const fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Relevance => "quand elle est posée",
        Aspect::Constraint => "sa contrainte",
        Aspect::Required => "son caractère obligatoire",
        Aspect::ReadOnly => "la lecture seule",
        Aspect::Calculation => "son calcul",
        Aspect::ChoiceFilter => "son filtre de choix",
        Aspect::RepeatCount => "son nombre d'entrées",
        Aspect::Default => "sa valeur par défaut",
        Aspect::Trigger => "son déclencheur",
    }
}

const fn text(role: TextRole) -> &'static str {
    match role {
        TextRole::Label => "le libellé",
        TextRole::Hint => "l'indication",
        TextRole::GuidanceHint => "le conseil",
        TextRole::ConstraintMessage => "le message de contrainte",
        TextRole::RequiredMessage => "le message d'obligation",
        TextRole::NoAppMessage => "le message d'application manquante",
    }
}

const fn sensitivity(sensitivity: Sensitivity) -> &'static str {
    match sensitivity {
        Sensitivity::None => "non personnelle",
        Sensitivity::Personal => "personnelle",
    }
}

const fn sharing(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::Public => "publique",
        Sharing::Sensitive => "sensible",
        Sharing::UrgentAction => "pour action urgente",
    }
}

pub(super) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NoLongerAsked => "Le nouveau cycle n'a pas de réponses à cette question.",
        Reason::NotAskedBefore => "Les cycles antérieurs n'ont pas de réponses à cette question.",
        Reason::HoldsNoAnswer => "Aucune réponse n'en dépend.",
        Reason::OtherName => {
            "Ses réponses portent un autre nom dans chaque cycle : réunir les deux colonnes avant de comparer."
        }
        Reason::OtherSurroundings => "Autre chose est demandé avant, ce qui peut influencer les réponses.",
        Reason::SameOrder => "Elle est toujours posée au même moment ; seul son chemin dans les exportations change.",
        Reason::OtherUnit => {
            "Elle porte sur autre chose : une fois par formulaire, ou une fois par entrée d'une répétition."
        }
        Reason::OtherKindOfAnswer => "Ses réponses sont d'une autre nature.",
        Reason::NearlySameAnswer => {
            "Ses réponses se lisent de la même façon, mais peuvent être plus ou moins précises."
        }
        Reason::AnotherSetIsAsked => "D'autres personnes sont interrogées : les proportions ont une autre base.",
        Reason::AnotherNumberOfEntries => "Un autre nombre d'entrées est demandé.",
        Reason::OtherAnswersAllowed => "Des réponses admises auparavant sont refusées, ou l'inverse.",
        Reason::OtherSilence => "D'autres personnes peuvent la laisser sans réponse.",
        Reason::OtherWayToAnswer => "D'autres personnes qu'auparavant peuvent la modifier.",
        Reason::OtherCalculation => "Les mêmes réponses donnent une autre valeur.",
        Reason::OtherChoicesOffered => "D'autres choix sont proposés à certaines personnes.",
        Reason::ChoicesUnknown => "Ses choix ne sont pas dans le formulaire et n'ont pas pu être comparés.",
        Reason::OtherStart => "Si personne ne la modifie, la réponse diffère.",
        Reason::OtherScale => "Les réponses sont données sur une autre échelle.",
        Reason::AnswerNoLongerOffered => "Sa part tombe à zéro et celles des autres augmentent.",
        Reason::AnswerNewlyOffered => "Qui choisissait autre chose auparavant peut maintenant le choisir.",
        Reason::OtherCode => "La même réponse est enregistrée sous un autre nom : recoder un cycle avant de comparer.",
        Reason::CodeMeansAnother => {
            "Le nom enregistré désigne maintenant ce qu'un autre désignait : les chiffres seraient confondus."
        }
        Reason::OtherOrder => "Ce qui est en tête est choisi plus souvent.",
        Reason::OtherWords => "On peut le comprendre autrement : lire les deux côte à côte.",
        Reason::SameWords => "Seules la casse, les espaces, la ponctuation ou la mise en valeur diffèrent.",
        Reason::SaidOnlyWhenRefused => "Ce texte n'apparaît qu'après le refus d'une réponse.",
        Reason::LooksOnly => "Cela change l'aspect ou la gestion du formulaire, non ce qui est demandé.",
        Reason::OtherForm => "Les envois arrivent sous un autre formulaire : nommer les deux pour comparer.",
        Reason::OtherLanguages => "Certaines personnes sont interrogées dans une autre langue qu'auparavant.",
        Reason::NoLongerPublished => "Les réponses personnelles ne sont pas publiées : sa série prend fin.",
        Reason::NewlyPublished => "Les cycles antérieurs la gardaient à part comme personnelle : sa série commence.",
        Reason::OtherAudience => {
            "Elle peut être partagée avec d'autres qu'auparavant : une série publiée peut commencer ou finir."
        }
    }
}
