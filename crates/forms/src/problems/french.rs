//! The words of each problem in French, as field staff read them.
//!
//! The words of the form itself (types, columns, parameters, names of sheets) stay as they are written there.

use super::{
    Block, Cell, Code, Phrase,
    phrase::{alternatives, by_two},
    words::{Catalogue, Words},
};
use crate::xpath::Reason;

pub(super) const CATALOGUE: Catalogue = Catalogue { words, phrase, place, did_you_mean };

/// The French words of a code.
#[allow(clippy::too_many_lines)] // a catalogue: one line an entry
pub(super) fn words(code: Code) -> Words {
    let (message, remedy) = match code {
        Code::FileTooLarge => (
            "Le fichier compte {bytes} octets ; on en lit {limit} au plus.",
            "Retirez les images et les feuilles inutiles, ou enregistrez-le à nouveau.",
        ),
        Code::FileUnpacksTooLarge => (
            "Une fois décompressé, le fichier dépasse {limit} octets.",
            "Enregistrez les feuilles « survey », « choices » et « settings » seules dans un nouveau classeur.",
        ),
        Code::FileUnreadable => (
            "Ce n’est pas un classeur lisible : {reason}.",
            "Enregistrez-le en .xlsx, .xls, .csv ou comme tableau Markdown.",
        ),
        Code::TooManyRows => (
            "La feuille « {sheet} » compte plus de {limit} lignes.",
            "Supprimez les lignes qui ne font pas partie du formulaire ; mettez les longues listes dans un fichier CSV et utilisez select_one_from_file.",
        ),
        Code::TooManyColumns => (
            "La feuille « {sheet} » compte plus de {limit} colonnes.",
            "Supprimez les colonnes qui ne font pas partie du formulaire.",
        ),
        Code::CellTooLong => ("La cellule compte plus de {limit} caractères.", "Raccourcissez son texte."),
        Code::SheetTooLarge => (
            "La feuille « {sheet} » contient plus de {limit} {unit}.",
            "Mettez les longues listes dans un fichier CSV et utilisez select_one_from_file.",
        ),
        Code::MoreProblems => ("Autres problèmes non affichés : {count}.", "Corrigez d’abord ceux-ci, puis réessayez."),

        Code::XFormTooLarge => (
            "Le XForm compte {bytes} octets ; on en lit {limit} au plus.",
            "Mettez les longues listes de choix dans un fichier CSV à côté du formulaire.",
        ),
        Code::XFormTooMany => (
            "Le XForm compte plus de {limit} {unit}.",
            "Mettez les longues listes de choix dans un fichier CSV à côté du formulaire.",
        ),
        Code::XFormTooDeep => {
            ("Des éléments sont imbriqués à plus de {limit} niveaux.", "Imbriquez moins de groupes et de répétitions.")
        }
        Code::XFormUnreadable => {
            ("Ce n’est pas du XML lisible : {reason}.", "Exportez le formulaire à nouveau, en XML et en UTF-8.")
        }
        Code::XFormDoctype => {
            ("Un type de document est déclaré, ce qui n’est pas lu.", "Retirez la déclaration DOCTYPE.")
        }
        Code::XFormElementMissing => (
            "C’est du XML, mais pas un XForm : il n’y a pas d’élément « {name} ».",
            "Envoyez le XForm lui-même, qui commence par « h:html » et contient head, model et instance.",
        ),
        Code::XFormIdMissing => (
            "Le formulaire n’indique pas son identifiant.",
            "Donnez au premier élément de l’instance un attribut « id ».",
        ),
        Code::XFormControlWithoutNode => (
            "Le formulaire demande « {path} », mais l’instance n’a pas cet élément.",
            "Ajoutez l’élément à l’instance, ou corrigez le chemin.",
        ),
        Code::XFormEntityWithoutList => (
            "Une entité n’indique pas à quelle liste elle appartient.",
            "Donnez à l’élément « entity » un attribut « dataset ».",
        ),
        Code::XFormNodeRepeated => (
            "L’élément figure deux fois dans son groupe sans être une répétition ; seule sa première réponse est lue.",
            "Donnez à l’un d’eux un autre nom, ou demandez-les dans une répétition.",
        ),
        Code::XFormBindWithoutNode => (
            "Le bind de « {path} » n’a pas d’élément dans l’instance ; son type et sa logique sont perdus.",
            "Corrigez le chemin, ou retirez le bind.",
        ),
        Code::XFormTypeUnknown => (
            "Le type « {type} » n’existe pas ; les réponses sont donc lues comme du texte.",
            "Utilisez un des types de la spécification ODK XForms.",
        ),
        Code::XFormInstanceUnknown => (
            "Les choix viennent de l’instance « {name} », qui n’existe pas ; les réponses ne peuvent donc pas y être comparées.",
            "Ajoutez l’instance, ou corrigez son nom.",
        ),

        Code::SheetMissing => ("Il n’y a pas de feuille « {name} ».", "Ajoutez-la : {why}."),
        Code::SheetMisspelt => (
            "La feuille « {sheet} » n’est pas lue ; son nom ressemble à « {name} ».",
            "Renommez-la « {name} », ou « _{sheet} » si elle doit être ignorée.",
        ),

        Code::HeaderRepeated => {
            ("Deux colonnes ont le même en-tête « {column} ».", "Supprimez ou renommez l’une des deux.")
        }
        Code::HeaderSameColumn => (
            "« {column} » et « {other} » sont deux noms de la même colonne.",
            "Supprimez l’une des deux, ou renommez-la.",
        ),
        Code::HeaderMissing => (
            "La feuille « {sheet} » n’a pas de colonne « {name} ».",
            "Ajoutez-la, avec son nom dans la première ligne.",
        ),
        Code::HeaderMisspelt => (
            "La colonne « {column} » n’est pas connue ; elle est ignorée.",
            "Vérifiez son orthographe ; si c’est une simple note, il n’y a rien d’autre à faire.",
        ),
        Code::HeaderNotAName => (
            "La colonne « {column} » ne peut pas servir dans un filtre de choix ; elle est ignorée.",
            "N’utilisez que des lettres, des chiffres, « _ » et « - », sans espaces.",
        ),

        Code::AttributeInvalid => (
            "« {name} » ne peut pas être écrit dans le formulaire.",
            "Utilisez des lettres, des chiffres, « _ », « - » et « . », et déclarez son préfixe dans le paramètre « namespaces » de la feuille « settings ».",
        ),

        Code::TypeMissing => ("La ligne n’a pas de type de question.", "Remplissez la colonne « type »."),
        Code::TypeUnknown => (
            "Le type de question « {value} » n’existe pas.",
            "Consultez la liste des types dans la documentation XLSForm.",
        ),
        Code::RowSkipped => {
            ("La ligne n’a ni type, ni nom, ni libellé ; elle est ignorée.", "Supprimez-la si ce n’est pas une note.")
        }
        Code::ColumnDisabled => {
            ("La colonne « disabled » ne fait plus partie de XLSForm.", "Utilisez « relevant » à la place.")
        }
        Code::NameMissing => ("La question ou le groupe n’a pas de nom.", "Remplissez la colonne « name »."),
        Code::NameInvalid => (
            "« {value} » ne peut pas être un nom.",
            "Commencez par une lettre ou « _ », puis utilisez des lettres, des chiffres, « _ », « - » ou « . », sans espaces.",
        ),
        Code::NameRepeated => (
            "Le nom « {value} » est déjà utilisé à la ligne {other}, dans le même groupe.",
            "Donnez à chaque question d’un groupe un nom différent.",
        ),
        Code::NameRepeatedInOtherCase => (
            "Le nom « {value} » ne diffère de « {other} » que par les majuscules.",
            "Renommez l’un des deux : certains outils ne les distinguent pas.",
        ),
        Code::NameLong => (
            "Le nom « {value} » compte {length} caractères.",
            "Limitez-vous à {limit} : PostgreSQL garde 63 caractères d’un nom de colonne, SPSS 64 et Stata 32.",
        ),
        Code::RepeatNameRepeated => (
            "Le nom « {value} » de cette répétition est déjà celui d’une autre répétition ou du formulaire lui-même.",
            "Donnez à chaque répétition un nom qui lui est propre.",
        ),
        Code::NameReserved => {
            ("Le nom « {value} » est réservé aux données propres au formulaire.", "Choisissez un autre nom.")
        }
        Code::AuditNamed => {
            ("Un audit s’appelle toujours « audit », et non « {value} ».", "Laissez la colonne « name » vide.")
        }
        Code::EndUnmatched => (
            "Cette ligne termine un bloc ({kind}), mais {open}.",
            "Vérifiez que chaque « begin » a son « end », du même genre et dans le bon ordre.",
        ),
        Code::BeginUnmatched => ("Le bloc « {name} » ({kind}) n’est jamais terminé.", "Ajoutez une ligne « {end} »."),
        Code::NestedTooDeep => {
            ("Les groupes sont imbriqués sur plus de {limit} niveaux.", "Utilisez moins de niveaux.")
        }
        Code::SurveyEmpty => ("Le formulaire n’a aucune question.", "Ajoutez des lignes dans la feuille « survey »."),
        Code::LabelMissing => (
            "La question « {name} » n’a ni libellé ni indication : personne ne pourrait y répondre.",
            "Remplissez un libellé, ou utilisez le type « hidden » ou « calculate ».",
        ),
        Code::LabelAbsent => (
            "La question « {name} » n’a pas de libellé, seulement une indication ou une image.",
            "Remplissez un libellé : c’est lui qui désigne la question dans les tableaux et les rapports.",
        ),
        Code::RepeatWithoutLabel => {
            ("La répétition « {name} » n’a pas de libellé.", "Remplissez un libellé : il est affiché à l’écran.")
        }
        Code::CalculationMissing => {
            ("La question « {name} », de type calculate, n’a pas de calcul.", "Remplissez la colonne « calculation ».")
        }
        Code::BigImageAlone => ("« {name} » a une big-image mais pas d’image.", "Remplissez aussi « media::image »."),
        Code::MetadataObsolete => {
            ("Les téléphones sous Android 11 ou plus récent ne donnent plus « {value} ».", "Supprimez la ligne.")
        }
        Code::ImageUnbounded => (
            "La taille de l’image n’est pas limitée.",
            "Ajoutez le paramètre max-pixels, par exemple max-pixels=1024 : les envois seront plus rapides.",
        ),
        Code::SharingUnknown => {
            ("La catégorie de partage « {value} » n’existe pas.", "Écrivez public, sensitive ou urgent_action.")
        }
        Code::SensitivityUnknown => {
            ("La sensibilité « {value} » n’existe pas.", "Écrivez personal, ou laissez la cellule vide.")
        }
        Code::PersonalButPublic => (
            "« {name} » contient des données personnelles et ne peut pas être rendu public.",
            "Écrivez sensitive ou urgent_action dans « inzira::sharing ».",
        ),

        Code::ListNotNamed => {
            ("La question à choix ne nomme pas sa liste.", "Écrivez par exemple « select_one yes_no ».")
        }
        Code::ListUnknown => {
            ("Il n’y a pas de liste « {list} » dans la feuille « {where} ».", "Ajoutez la liste, ou corrigez son nom.")
        }
        Code::ListUnused => {
            ("Aucune question n’utilise la liste « {list} ».", "Supprimez-la si elle n’est pas nécessaire.")
        }
        Code::ChoicesFileUnknown => (
            "« {list} » n’est pas un fichier de choix que les applications savent lire.",
            "Utilisez un fichier .csv, .xml ou .geojson.",
        ),
        Code::SearchInFile => (
            "« {name} » utilise search() avec des choix tirés d’un fichier.",
            "Retirez search(), ou utilisez select_one ou select_multiple.",
        ),
        Code::SearchSharesList => (
            "« {name} » utilise search() avec la liste « {list} », employée sans search() par : {others}.",
            "Utilisez une autre liste pour search().",
        ),
        Code::OrOtherFiltered => {
            ("or_other ne va pas avec un filtre de choix.", "Ajoutez le choix « other » à la liste.")
        }
        Code::OrOtherWithoutList => {
            ("or_other a besoin de choix dans la feuille « choices ».", "Ajoutez-les, ou retirez or_other.")
        }
        Code::OrOtherUntranslated => (
            "or_other ajoute un choix et une question en anglais seulement.",
            "Ajoutez vous-même le choix « other » et une question de type text, avec leurs traductions.",
        ),
        Code::TableListMixed => (
            "Un table-list n’utilise qu’une seule liste : « {list} » n’est pas « {other} ».",
            "Utilisez la même liste pour toutes ses questions.",
        ),
        Code::TableListFiltered => ("Un table-list ne va pas avec un filtre de choix.", "Retirez le filtre de choix."),
        Code::ExternalUnfiltered => (
            "select_one_external est fait pour les listes filtrées.",
            "Remplissez « choice_filter », ou utilisez select_one.",
        ),

        Code::ChoiceWithoutList => ("Le choix n’a pas de nom de liste ; il est ignoré.", "Remplissez « list_name »."),
        Code::ChoiceWithoutName => {
            ("Un choix de la liste « {list} » n’a pas de nom.", "Remplissez la colonne « name ».")
        }
        Code::ChoiceWithoutLabel => (
            "Le choix « {name} » n’a pas de libellé.",
            "Remplissez un libellé : sans lui, rien ne s’affiche, ou seulement une image.",
        ),
        Code::ChoiceRepeated => (
            "La liste « {list} » a déjà le nom « {value} », à la ligne {other}.",
            "Donnez à chaque choix d’une liste un nom différent, ou mettez allow_choice_duplicates à yes.",
        ),
        Code::ChoiceNameWithSpace => (
            "Le nom « {value} » contient une espace, mais la liste « {list} » sert dans une question à plusieurs réponses.",
            "Écrivez « _ » au lieu des espaces : ce sont elles qui séparent les réponses.",
        ),
        Code::ChoiceNameSpaced => (
            "Le nom « {value} » de la liste « {list} » contient une espace.",
            "Écrivez « _ » au lieu des espaces : la liste ne pourrait pas servir dans une question à plusieurs réponses.",
        ),

        Code::ParametersUnreadable => {
            ("« {value} » n’est pas une liste de paramètres.", "Écrivez nom=valeur nom=valeur.")
        }
        Code::ParameterUnknown => {
            ("Ce type de question n’a pas de paramètre « {name} ».", "Paramètres possibles : {known}.")
        }
        Code::ParameterInvalid => {
            ("Le paramètre « {name} » ne peut pas valoir « {given} ».", "Valeur attendue : {expected}.")
        }
        Code::ParameterIncomplete => ("Le paramètre « {name} » en demande d’autres avec lui.", "Ajoutez {needed}."),

        Code::ReferenceUnreadable => {
            ("« {found} » ne renvoie à aucune question.", "Écrivez ${nom}, avec le nom d’une question.")
        }
        Code::ReferenceUnknown => {
            ("Aucune question ne s’appelle « {name} ».", "Corrigez {reference}, ou ajoutez la question.")
        }
        Code::ReferenceAmbiguous => (
            "Plusieurs questions s’appellent « {name} » : {reference} peut désigner chacune d’elles.",
            "Donnez un nom unique à la question visée.",
        ),
        Code::TriggerUnreadable => {
            ("« {value} » n’est pas une liste de questions.", "Écrivez ${nom}, ou ${nom}, ${autre}.")
        }
        Code::TriggerMissing => (
            "La question « {name} » attend un déclencheur, mais n’en nomme aucun.",
            "Écrivez ${nom} dans la colonne « trigger », avec le nom d’une question à laquelle on répond.",
        ),
        Code::TriggerInvisible => (
            "« {name} » n’est jamais affiché et ne peut donc rien déclencher.",
            "Nommez une question à laquelle on répond, ou retirez le déclencheur.",
        ),
        Code::ReferenceCycle => (
            "Les expressions de ces questions dépendent l’une de l’autre : {names}.",
            "Rompez le cercle dans l’une d’elles.",
        ),

        Code::HeaderUnknown => (
            "La feuille « {sheet} » n’a pas de colonne « {column} ».",
            "Ses colonnes sont : {known}. Supprimez-la, ou corrigez son nom.",
        ),
        Code::EntityListMissing => ("La déclaration ne nomme aucune liste d’entités.", "Remplissez « list_name »."),
        Code::EntityListInvalid => (
            "« {value} » ne peut pas être le nom d’une liste d’entités.",
            "Commencez par une lettre ou « _ », puis utilisez des lettres, des chiffres, « _ » ou « - », sans espaces ni « . ».",
        ),
        Code::EntityListReserved => (
            "« {value} » ne peut pas être le nom d’une liste d’entités : les noms qui commencent par deux « _ » sont ceux du système.",
            "Choisissez un autre nom, et changez-le aussi dans « save_to ».",
        ),
        Code::EntityListRepeated => (
            "La liste « {value} » est déjà déclarée à la ligne {other}.",
            "Réunissez les deux sur une seule ligne : un formulaire a une seule déclaration par liste.",
        ),
        Code::EntityLabelMissing => (
            "Des entités de la liste « {list} » sont créées sans libellé.",
            "Remplissez « label » avec une expression, par exemple ${name} ; ou remplissez « entity_id » si elles sont seulement modifiées.",
        ),
        Code::EntityLabelAdvised => (
            "Des entités de la liste « {list} » peuvent être créées, mais n’ont pas de libellé.",
            "Remplissez « label » avec une expression, par exemple ${name} : sans lui, les serveurs refusent les nouvelles entités.",
        ),
        Code::EntityIdMissing => (
            "« update_if » dit quand les entités de la liste « {list} » sont modifiées, mais pas lesquelles.",
            "Remplissez « entity_id », par exemple avec la question qui en choisit une ; ou déplacez la condition dans « create_if ».",
        ),
        Code::EntityUpdateIfMissing => (
            "Les entités de la liste « {list} » ont un « entity_id » et un « create_if », mais rien ne dit quand elles sont modifiées.",
            "Remplissez « update_if » ; ou laissez « entity_id » vide si elles sont seulement créées.",
        ),
        Code::EntityRepeatIgnored => (
            "La colonne « {column} » n’est plus lue.",
            "Supprimez-la : les entités appartiennent à la répétition dont « save_to » ou les expressions de la ligne nomment les questions.",
        ),
        Code::EntityListAbsent => (
            "Des entités de la liste « {list} » sont modifiées, mais la liste n’accompagne pas le formulaire.",
            "Faites-en choisir une avec le type « select_one_from_file {list}.csv », ou ajoutez un « csv-external » nommé « {list} ».",
        ),
        Code::EntityPlaceTaken => (
            "Il n’y a pas de place pour une entité de la liste « {list} » : « {place} » a déjà celle de la ligne {other}, et chaque groupe n’en a qu’une.",
            "Mettez les questions de l’une d’elles dans un groupe à part.",
        ),
        Code::EntityReferenceElsewhere => (
            "La liste « {list} » appartient à « {other} », d’où l’on ne peut pas atteindre « {name} » dans « {place} ».",
            "Ne renvoyez qu’aux questions d’une même répétition et de ce qui la contient ; amenez-y les autres par un calculate.",
        ),

        Code::SaveToWithoutEntities => (
            "La réponse doit être enregistrée comme « {value} », mais le formulaire ne déclare aucune entité.",
            "Ajoutez la feuille « entities » avec les colonnes list_name et label, ou laissez « save_to » vide.",
        ),
        Code::SaveToMisplaced => (
            "Cette ligne n’a pas de réponse à enregistrer.",
            "Laissez « save_to » vide ici ; remplissez-le pour des questions.",
        ),
        Code::SaveToUnreadable => {
            ("« {value} » contient plus d’un « # ».", "Écrivez list_name#propriété, ou la propriété seule.")
        }
        Code::SaveToListNotNamed => (
            "Plusieurs listes d’entités sont déclarées, et « {value} » ne dit pas laquelle est visée.",
            "Écrivez list_name#propriété, par exemple {example}.",
        ),
        Code::SaveToListUnknown => (
            "Il n’y a pas de liste « {list} » dans la feuille « entities ».",
            "Corrigez son nom, ou ajoutez une ligne pour elle.",
        ),
        Code::SaveToInvalid => (
            "« {name} » ne peut pas être le nom d’une propriété.",
            "Commencez par une lettre ou « _ », puis utilisez des lettres, des chiffres, « _ », « - » ou « . », sans espaces.",
        ),
        Code::SaveToReserved => (
            "« {name} » ne peut pas être le nom d’une propriété : « name », « label » et les noms qui commencent par deux « _ » sont ceux du système.",
            "Choisissez un autre nom ; le libellé des entités se trouve dans la feuille « entities ».",
        ),
        Code::SaveToRepeated => (
            "La propriété « {name} » est déjà enregistrée à la ligne {other}.",
            "Enregistrez chaque propriété depuis une seule question.",
        ),
        Code::SaveToInLoop => (
            "La question est posée une fois pour chaque choix d’une boucle : la propriété « {name} » serait enregistrée plusieurs fois.",
            "Enregistrez un calculate hors de la boucle, ou utilisez une répétition.",
        ),
        Code::SaveToElsewhere => (
            "La liste « {list} » appartient à « {other} », mais la question se trouve dans « {place} ».",
            "Enregistrez-la depuis les questions d’une même répétition ; amenez-y les autres par un calculate.",
        ),

        Code::MediaUnknown => ("Le genre de média « {name} » n’existe pas.", "Les applications affichent : {known}."),
        Code::TriggerWithoutEffect => (
            "Aucune réponse ne change jamais « {name} », qui ne déclenche donc rien.",
            "Nommez une question à laquelle on répond, ou retirez le déclencheur.",
        ),
        Code::SettingWithoutEffect => (
            "Le paramètre « {column} » de la feuille « settings » n’a aucun effet.",
            "Ajoutez vous-même le choix à la liste, ou supprimez ce paramètre.",
        ),

        Code::FileProtected => (
            "Le classeur est protégé par un mot de passe.",
            "Enregistrez-le sans mot de passe : dans le tableur, retirez celui de « Protéger le classeur ».",
        ),
        Code::FormTooLarge => (
            "Le formulaire dépasserait {limit} octets.",
            "Raccourcissez les noms des groupes, et utilisez moins de renvois et de langues.",
        ),
        Code::NodesNeeded => (
            "« {name} » demande des questions ou un chemin, et non {given}.",
            "Nommez une question, un groupe ou une répétition par ${son_nom}, ou écrivez un chemin.",
        ),
        Code::PathOnValue => (
            "Ni chemin ni condition entre crochets ne peut suivre {given} : c’est une valeur, pas un endroit du formulaire.",
            "Corrigez l’expression avant « / » ou « [ ».",
        ),
        Code::NumberNeeded => (
            "« {name} » demande un nombre, mais « {given} » n’en est pas un : le résultat n’est jamais un nombre.",
            "Écrivez un nombre ; les textes se réunissent avec concat().",
        ),
        Code::ComparedWithText => (
            "« {name} » est un nombre : il n’est jamais égal à « {given} », ni plus petit ni plus grand.",
            "Comparez avec un nombre, ou avec '' là où la réponse peut manquer.",
        ),
        Code::ComparedWithNoDate => (
            "« {name} » est une date, et « {given} » n’en est pas une que les applications lisent.",
            "Écrivez une date sous la forme date('2026-12-31'), ou today().",
        ),
        Code::ComparedWithSeveral => (
            "« {name} » peut avoir plusieurs réponses et n’est égal à « {given} » que si ce sont là toutes les réponses.",
            "Pour savoir si un choix est parmi les réponses, écrivez selected({reference}, 'choix').",
        ),
        Code::ComparedWithNoChoice => (
            "La liste « {list} » de « {name} » n’a pas de choix « {given} ».",
            "Écrivez le choix comme dans la colonne « name » de la feuille « choices ».",
        ),
        Code::PathToNothing => (
            "« {name} », tout seul, désigne ce qui se trouve sous cette question, où il n’y a rien : c’est toujours vide.",
            "Écrivez '{name}' avec ses guillemets droits si c’est un texte ou un choix, {reference} si c’est une question.",
        ),
        Code::NotInCollect => (
            "ODK Collect ne connaît pas « {name} » : le formulaire s’ouvre dans un navigateur, mais pas sur un téléphone.",
            "Écrivez-le avec ce que cite la documentation d’ODK.",
        ),
        Code::SelectedOfNoSelect => (
            "« {function} » cherche des choix, mais « {name} » n’en a pas.",
            "Comparez sa réponse avec « = », ou nommez une question à choix.",
        ),

        Code::ExpressionUnreadable => ("L’expression est illisible : {reason}.", "Corrigez-la à l’endroit « {near} »."),
        Code::FunctionUnknown => {
            ("La fonction « {name} » n’existe pas.", "Consultez la liste des fonctions dans la documentation d’ODK.")
        }
        Code::FunctionArguments => (
            "« {name} » demande {expected}, et non {given}.",
            "Vérifiez les virgules et les parenthèses de l’expression.",
        ),

        Code::SettingInvalid => ("« {value} » n’a pas sa place dans « {column} ».", "{expected}."),
        Code::FormIdTwice => (
            "L’identifiant du formulaire est donné deux fois, dans « form_id » et dans « {column} » ; « form_id » l’emporte.",
            "Supprimez la colonne « {column} ».",
        ),
        Code::InstanceConflict => {
            ("« {name} » désignerait à la fois {one} et {other}.", "Renommez l’un des fichiers ou l’une des listes.")
        }

        Code::TranslationColumnMissing => {
            ("Il manque la colonne « {name} » pour la langue « {language} ».", "Ajoutez « {name}::{language} ».")
        }
        Code::TranslationMissing => (
            "Le texte manque dans la langue « {language} », alors qu’il existe dans une autre.",
            "Remplissez « {column} » : dans cette langue, on ne voit qu’un tiret ou rien.",
        ),
        Code::TranslationsMissing => (
            "Autres lignes sans texte dans « {column} » : {count}.",
            "Remplissez-les : dans cette langue, on ne voit qu’un tiret ou rien.",
        ),
        Code::LanguageWithoutCode => {
            ("La langue « {language} » n’a pas de code.", "Écrivez-la avec son code, par exemple « French (fr) ».")
        }
        Code::LanguageCodeUnknown => (
            "Le code « {code} » de la langue « {language} » ne désigne aucune langue.",
            "Écrivez le code à deux lettres, ou à trois s’il n’en existe pas à deux, par exemple « French (fr) ».",
        ),
    };
    Words { message, remedy }
}

fn place(cell: &Cell) -> String {
    let column = cell.column.as_ref().map_or_else(String::new, |column| format!(", colonne « {column} »"));
    match cell.row {
        Some(line) if cell.sheet == Cell::XFORM => {
            let element = cell.column.as_ref().map_or_else(String::new, |element| format!(", à « {element} »"));
            format!("Ligne {line} du XForm{element} :")
        }
        Some(row) => format!("Ligne {row} de la feuille « {} »{column} :", cell.sheet),
        None if cell.sheet.is_empty() => format!("Le fichier{column} :"),
        None => format!("Feuille « {} »{column} :", cell.sheet),
    }
}

fn did_you_mean(name: &str) -> String {
    format!("Vouliez-vous dire « {name} » ?")
}

const fn block(block: Block) -> &'static str {
    match block {
        Block::Group => "groupe",
        Block::Repeat => "répétition",
        Block::Loop => "boucle",
    }
}

fn phrase(phrase: &Phrase) -> String {
    let text = match phrase {
        Phrase::ArchiveBroken => "son archive est endommagée",
        Phrase::ArchiveTooManyParts => "son archive contient trop d’éléments",
        Phrase::ContentDamaged => "son contenu est endommagé",
        Phrase::TooManySheets => "il a trop de feuilles",
        Phrase::TooManyTables => "il a trop de tableaux",
        Phrase::NoSheetNamed => "sa première colonne ne nomme aucune feuille",
        Phrase::NoTable => "il n’a aucun tableau",
        Phrase::ListsTooLong => "ses listes de textes et de styles sont trop longues",
        Phrase::TooManySharedTexts => "il annonce plus de textes partagés qu’un classeur ne peut en avoir",
        Phrase::NotAWorkbook => "c’est un fichier Office, mais pas un classeur",
        Phrase::Pdf => "c’est un PDF",
        Phrase::Picture => "c’est une image",
        Phrase::Compressed => "il est compressé ; décompressez-le d’abord",
        Phrase::Utf16 => "c’est un texte en UTF-16 ; enregistrez-le en CSV UTF-8",
        Phrase::WebPage => "c’est une page web ou du XML",
        Phrase::Json => "c’est du JSON",
        Phrase::NeitherSpreadsheetNorText => "ce n’est ni un tableur ni un texte en UTF-8",
        Phrase::CutOff => "il est coupé",
        Phrase::NoElement => "il est vide",
        Phrase::BrokenXml => "il enfreint les règles du XML",
        Phrase::AttributesOfAnElement => "attributs dans un élément",
        Phrase::NamespaceDeclarations => "déclarations d’espaces de noms",
        Phrase::ElementsAndTexts => "éléments et textes",
        Phrase::ElementsOfInstance => "éléments dans l’instance",
        Phrase::BytesOfPaths => "octets de chemins",
        Phrase::BytesOfAValue => "octets dans une valeur",
        Phrase::BytesOfTextsAndChoices => "octets de textes et de choix",
        Phrase::NotUtf8 { byte } => return format!("l’octet {byte} n’est pas de l’UTF-8"),
        Phrase::EndsAnother { open, end } => return format!("« {end} » finit là où « {open} » est ouvert"),
        Phrase::PrefixUndeclared { prefix } => return format!("le préfixe « {prefix} » n’est pas déclaré"),
        Phrase::EntityUndeclared { entity } => return format!("« &{entity}; » n’existe pas"),
        Phrase::AttributeTwice { attribute } => return format!("l’attribut « {attribute} » figure deux fois"),
        Phrase::BytesOfText => "octets de texte",
        Phrase::Cells => "cellules",
        Phrase::SurveyHolds => "elle contient les questions, avec les colonnes type, name et label",
        Phrase::ChoicesHold => "elle contient les listes, avec les colonnes list_name, name et label",
        Phrase::Block { block: kind } => block(*kind),
        Phrase::NothingOpen => "aucun bloc n’est ouvert",
        Phrase::BlockOpen { block: kind, name, row } => {
            return format!("le bloc ouvert est « {name} » ({}), à la ligne {row}", block(*kind));
        }
        Phrase::WholeNumber => "un nombre entier",
        Phrase::Number => "un nombre",
        Phrase::Seconds => "un nombre de secondes",
        Phrase::SecondsAtLeast { parameter } => {
            return format!("un nombre de secondes, au moins égal à {parameter}");
        }
        Phrase::AndroidPackage => "le nom d’une application Android, tel que org.example.camera",
        Phrase::ColumnName => "le nom d’une colonne",
        Phrase::NumberOrReference => "un nombre ou le renvoi à une question",
        Phrase::ListOfChoices => "une liste de la feuille « choices »",
        Phrase::PlacesSource => "une liste, un fichier de choix, ou une répétition écrite ${nom}",
        Phrase::StepOfRange => "plus que 0 et au plus la distance de start à end",
        Phrase::TicksOfRange => "un multiple de step, au plus la distance de start à end",
        Phrase::PlaceInRange => "un pas entre start et end",
        Phrase::TicksOnALine => "laissé vide, ou l’apparence vertical, no-ticks ou aucune",
        Phrase::NamesAreNumbers => "une liste dont les noms sont des nombres",
        Phrase::NumbersInRange => "une liste de nombres compris entre start et end",
        Phrase::NumbersAtTicks => {
            "une liste de nombres qui sont des graduations : start et des multiples de step ou de tick_interval"
        }
        Phrase::EndsAlone => "une liste avec start et end seulement, avec l’apparence no-ticks",
        Phrase::SelectIsText => "Laissez la cellule vide : la réponse à une question à choix est un texte",
        Phrase::FileOfRow { row } => return format!("le fichier de la ligne {row}"),
        Phrase::OneOf { words } => return alternatives(words, "ou"),
        Phrase::CalculationToRemove => "Un background-geopoint n’a pas de calcul : laissez la cellule vide",
        Phrase::InstanceIdNeeded => {
            "Laissez la cellule vide : les envois chiffrés ont besoin d’un identifiant d’instance"
        }
        Phrase::AListOfChoices => "une liste de choix",
        Phrase::Unreadable { reason: why } => reason(*why),
        Phrase::Arguments { least, most, pairs } => return arguments(*least, *most, *pairs),
    };
    text.to_owned()
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::BehindItsEnd => "il reste quelque chose après sa fin",
        Reason::OperatorInCapitals => "« and », « or », « div » et « mod » s’écrivent en minuscules",
        Reason::EqualsTwice => "« = » ne s’écrit qu’une fois",
        Reason::NestsTooDeep => "ses parenthèses sont trop imbriquées",
        Reason::TooManyOperators => "elle a trop d’opérateurs",
        Reason::ReferenceBehindSlash => "un renvoi à une question ne peut pas suivre « / »",
        Reason::NodeTypeWithArguments => "un type de nœud ne prend rien entre ses parenthèses",
        Reason::OperandExpected => "il faut ici un nom, un nombre, un texte ou une parenthèse",
        Reason::EndsTooEarly => "elle s’arrête trop tôt",
        Reason::SquareNotClosed => "il manque « ] »",
        Reason::BracketNotClosed => "il manque « ) »",
        Reason::BracketNotOpened => "il manque « ( »",
        Reason::CommaOrBracketMissing => "il manque « , » ou « ) »",
        Reason::NoReference => "elle contient un renvoi mal écrit",
        Reason::QuoteNotClosed => "un texte n’a pas de guillemet fermant",
        Reason::DollarAlone => "« $ » n’est pas suivi de {nom}",
        Reason::ExclamationAlone => "« ! » n’est pas suivi de « = »",
        Reason::CharacterUnknown => "un caractère n’a pas de sens ici",
    }
}

fn arguments(least: usize, most: Option<usize>, pairs: bool) -> String {
    let plural = |count: usize| if count < 2 { "argument" } else { "arguments" };
    match most {
        Some(most) if pairs => format!("{} ou {most} arguments", by_two(least, most)),
        None if pairs => format!("au moins {least} arguments, deux par deux"),
        None => format!("au moins {least} {}", plural(least)),
        Some(0) => "aucun argument".to_owned(),
        Some(most) if most == least => format!("{most} {}", plural(most)),
        Some(most) => format!("{least} à {most} arguments"),
    }
}
