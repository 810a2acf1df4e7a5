//! The stable codes of problems.

use super::Severity;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal $severity:ident;)+) => {
        /// What kind of problem it is. The text of a code never changes once published.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl Code {
            /// All of them, for catalogues and documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The code as text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// Whether a problem of this code stops publication.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file has more bytes than we read.
    FileTooLarge = "file.too_large" Error;
    /// The file unpacks to more bytes than we read.
    FileUnpacksTooLarge = "file.unpacks_too_large" Error;
    /// The file is no workbook of a kind we read.
    FileUnreadable = "file.unreadable" Error;
    /// The file can only be opened with a password.
    FileProtected = "file.protected" Error;
    /// A sheet has more rows than we read.
    TooManyRows = "file.too_many_rows" Error;
    /// A sheet has more columns than we read.
    TooManyColumns = "file.too_many_columns" Error;
    /// A cell has more characters than a spreadsheet allows.
    CellTooLong = "file.cell_too_long" Error;
    /// A sheet holds more than we read.
    SheetTooLarge = "file.sheet_too_large" Error;
    /// The form would become larger than clients read.
    FormTooLarge = "file.form_too_large" Error;
    /// More problems than are listed.
    MoreProblems = "file.more_problems" Warning;

    /// The XForm has more bytes than we read.
    XFormTooLarge = "xform.too_large" Error;
    /// The XForm has more elements, attributes or texts than we read.
    XFormTooMany = "xform.too_many" Error;
    /// The XForm nests deeper than we follow.
    XFormTooDeep = "xform.too_deep" Error;
    /// The XForm is not well-formed XML in UTF-8.
    XFormUnreadable = "xform.unreadable" Error;
    /// The XForm declares a document type, which nothing good needs.
    XFormDoctype = "xform.doctype" Error;
    /// The file is XML, but an element that makes it an XForm is not there.
    XFormElementMissing = "xform.element_missing" Error;
    /// The XForm does not say its form id.
    XFormIdMissing = "xform.id_missing" Error;
    /// Something is asked for that the instance has no element for.
    XFormControlWithoutNode = "xform.control_without_node" Error;
    /// An entity that does not say which list it belongs to.
    XFormEntityWithoutList = "xform.entity_without_list" Error;
    /// An element that is no repeat stands in the instance twice.
    XFormNodeRepeated = "xform.node_repeated" Warning;
    /// A bind of an element that the instance does not have.
    XFormBindWithoutNode = "xform.bind_without_node" Warning;
    /// A bind with a type that does not exist.
    XFormTypeUnknown = "xform.type_unknown" Warning;
    /// Choices are taken from an instance that is not there.
    XFormInstanceUnknown = "xform.instance_unknown" Warning;

    /// A needed sheet is not there.
    SheetMissing = "sheet.missing" Error;
    /// A sheet whose name is nearly that of one we read.
    SheetMisspelt = "sheet.misspelt" Warning;

    /// The same header twice.
    HeaderRepeated = "header.repeated" Error;
    /// Two spellings of the same column.
    HeaderSameColumn = "header.same_column" Error;
    /// A needed column is not there.
    HeaderMissing = "header.missing" Error;
    /// A column that is nearly one we know.
    HeaderMisspelt = "header.misspelt" Warning;
    /// A column of the entities sheet that means nothing.
    HeaderUnknown = "header.unknown" Error;
    /// A header of the choices sheet that cannot be an XML name.
    HeaderNotAName = "header.not_a_name" Warning;

    /// A name of an attribute or element that XML does not take, or whose prefix is not declared.
    AttributeInvalid = "header.attribute_invalid" Error;

    /// A row without type.
    TypeMissing = "survey.type_missing" Error;
    /// A question type that does not exist.
    TypeUnknown = "survey.type_unknown" Error;
    /// A row with neither type, name nor label.
    RowSkipped = "survey.row_skipped" Warning;
    /// A row that the `disabled` column leaves out.
    ColumnDisabled = "survey.column_disabled" Warning;
    /// A question without name.
    NameMissing = "survey.name_missing" Error;
    /// A name that cannot be an XML name.
    NameInvalid = "survey.name_invalid" Error;
    /// The same name twice in one group.
    NameRepeated = "survey.name_repeated" Error;
    /// Two names that differ in case only.
    NameRepeatedInOtherCase = "survey.name_repeated_in_other_case" Warning;
    /// The same repeat name twice in the form, or that of the form's root.
    RepeatNameRepeated = "survey.repeat_name_repeated" Error;
    /// A name longer than databases and statistics programs keep.
    NameLong = "survey.name_long" Warning;
    /// The name `meta`, which the form needs itself.
    NameReserved = "survey.name_reserved" Error;
    /// The name of an audit is not `audit`.
    AuditNamed = "survey.audit_named" Error;
    /// An end without its begin.
    EndUnmatched = "survey.end_unmatched" Error;
    /// A begin without its end.
    BeginUnmatched = "survey.begin_unmatched" Error;
    /// Groups nested deeper than we follow.
    NestedTooDeep = "survey.nested_too_deep" Error;
    /// No question at all.
    SurveyEmpty = "survey.empty" Error;
    /// A visible question without label or hint.
    LabelMissing = "survey.label_missing" Error;
    /// A visible question with a hint or a picture, but no label.
    LabelAbsent = "survey.label_absent" Warning;
    /// A repeat without label.
    RepeatWithoutLabel = "survey.repeat_without_label" Warning;
    /// A calculate without calculation.
    CalculationMissing = "survey.calculation_missing" Error;
    /// A big image without an image.
    BigImageAlone = "survey.big_image_alone" Error;
    /// A kind of media that clients do not show.
    MediaUnknown = "survey.media_unknown" Error;
    /// Device properties that phones no longer give.
    MetadataObsolete = "survey.metadata_obsolete" Warning;
    /// An image question that does not bound the image's size.
    ImageUnbounded = "survey.image_unbounded" Warning;
    /// A sharing category that does not exist.
    SharingUnknown = "survey.sharing_unknown" Error;
    /// A sensitivity that does not exist.
    SensitivityUnknown = "survey.sensitivity_unknown" Error;
    /// Personal data marked public.
    PersonalButPublic = "survey.personal_but_public" Error;

    /// A select without the name of its list.
    ListNotNamed = "select.list_not_named" Error;
    /// A list that is not in the choices sheet.
    ListUnknown = "select.list_unknown" Error;
    /// A list of the choices sheet that no question uses.
    ListUnused = "choices.list_unused" Warning;
    /// A file with choices of a kind that clients do not read.
    ChoicesFileUnknown = "select.file_unknown" Error;
    /// A select from a file whose search() would never be looked at.
    SearchInFile = "select.search_in_file" Error;
    /// A list used both with search() and without.
    SearchSharesList = "select.search_shares_list" Error;
    /// or_other beside a choice filter.
    OrOtherFiltered = "select.or_other_filtered" Error;
    /// or_other for choices that are not in the form.
    OrOtherWithoutList = "select.or_other_without_list" Error;
    /// or_other in a translated form.
    OrOtherUntranslated = "select.or_other_untranslated" Warning;
    /// Selects of a table-list that use different lists.
    TableListMixed = "select.table_list_mixed" Error;
    /// A filtered select in a table-list.
    TableListFiltered = "select.table_list_filtered" Error;
    /// An external select without filter.
    ExternalUnfiltered = "select.external_unfiltered" Warning;

    /// A choice without list name.
    ChoiceWithoutList = "choices.list_missing" Warning;
    /// A choice without name.
    ChoiceWithoutName = "choices.name_missing" Error;
    /// A choice without label.
    ChoiceWithoutLabel = "choices.label_missing" Warning;
    /// The same choice name twice in a list.
    ChoiceRepeated = "choices.name_repeated" Error;
    /// A choice name with a space in a select that gives several.
    ChoiceNameWithSpace = "choices.name_with_space" Error;
    /// A choice name with a space in a list that no question with several answers uses.
    ChoiceNameSpaced = "choices.name_spaced" Warning;

    /// A declaration of entities without the name of its list.
    EntityListMissing = "entities.list_missing" Error;
    /// A list of entities whose name cannot be one.
    EntityListInvalid = "entities.list_invalid" Error;
    /// A list of entities whose name is kept for the system.
    EntityListReserved = "entities.list_reserved" Error;
    /// Two declarations for one list of entities.
    EntityListRepeated = "entities.list_repeated" Error;
    /// Entities are created without label.
    EntityLabelMissing = "entities.label_missing" Error;
    /// Entities are updated, and perhaps created, without label.
    EntityLabelAdvised = "entities.label_advised" Warning;
    /// Entities are updated without saying which.
    EntityIdMissing = "entities.entity_id_missing" Error;
    /// Entities are created or updated without saying when the one and when the other.
    EntityUpdateIfMissing = "entities.update_if_missing" Error;
    /// The column `repeat`, which is not read any more.
    EntityRepeatIgnored = "entities.repeat_ignored" Warning;
    /// Entities are updated, but their list does not come with the form.
    EntityListAbsent = "entities.list_absent" Error;
    /// The group an entity belongs to has another one.
    EntityPlaceTaken = "entities.place_taken" Error;
    /// A declaration refers to questions of repeats that do not lie in each other.
    EntityReferenceElsewhere = "entities.reference_elsewhere" Error;

    /// save_to without the sheet entities.
    SaveToWithoutEntities = "save_to.without_entities" Error;
    /// save_to on something that has no answer.
    SaveToMisplaced = "save_to.misplaced" Error;
    /// save_to that is neither a property nor a list with one.
    SaveToUnreadable = "save_to.unreadable" Error;
    /// save_to that does not say which of several lists it means.
    SaveToListNotNamed = "save_to.list_not_named" Error;
    /// save_to a list that is not declared.
    SaveToListUnknown = "save_to.list_unknown" Error;
    /// save_to a property whose name cannot be one.
    SaveToInvalid = "save_to.invalid" Error;
    /// save_to a property whose name is kept for the system.
    SaveToReserved = "save_to.reserved" Error;
    /// Two questions are saved to one property.
    SaveToRepeated = "save_to.repeated" Error;
    /// A question of a loop is saved, once for each choice.
    SaveToInLoop = "save_to.in_loop" Error;
    /// A question is saved to an entity that belongs to another repeat.
    SaveToElsewhere = "save_to.elsewhere" Error;

    /// Parameters that are not `name=value`.
    ParametersUnreadable = "parameters.unreadable" Error;
    /// A parameter the question type does not have.
    ParameterUnknown = "parameters.unknown" Error;
    /// A parameter with a value it cannot have.
    ParameterInvalid = "parameters.invalid" Error;
    /// A parameter that needs another beside it.
    ParameterIncomplete = "parameters.incomplete" Error;

    /// `${` that is no reference.
    ReferenceUnreadable = "reference.unreadable" Error;
    /// A reference to a question that does not exist.
    ReferenceUnknown = "reference.unknown" Error;
    /// A reference to a name that several questions have.
    ReferenceAmbiguous = "reference.ambiguous" Error;
    /// A trigger that is no list of references.
    TriggerUnreadable = "reference.trigger_unreadable" Error;
    /// A question that waits for a trigger and names none.
    TriggerMissing = "reference.trigger_missing" Error;
    /// A trigger that nobody sees.
    TriggerInvisible = "reference.trigger_invisible" Error;
    /// A trigger that no answer ever changes.
    TriggerWithoutEffect = "reference.trigger_without_effect" Warning;
    /// Expressions that need each other.
    ReferenceCycle = "reference.cycle" Error;

    /// An expression that cannot be read.
    ExpressionUnreadable = "expression.unreadable" Error;
    /// A function that does not exist.
    FunctionUnknown = "expression.function_unknown" Error;
    /// A function with too few or too many arguments.
    FunctionArguments = "expression.function_arguments" Error;
    /// A value where questions or a path are needed.
    NodesNeeded = "expression.nodes_needed" Error;
    /// A path that goes on from a value.
    PathOnValue = "expression.path_on_value" Error;
    /// A text that is no number where one is needed.
    NumberNeeded = "expression.number_needed" Warning;
    /// A number compared with a text that is none.
    ComparedWithText = "expression.compared_with_text" Warning;
    /// A date compared with a text that is none.
    ComparedWithNoDate = "expression.compared_with_no_date" Warning;
    /// Several answers compared as if they were one.
    ComparedWithSeveral = "expression.compared_with_several" Warning;
    /// A select compared with a choice it does not have.
    ComparedWithNoChoice = "expression.compared_with_no_choice" Warning;
    /// A name without quotes and brackets in an expression of a question.
    PathToNothing = "expression.path_to_nothing" Warning;
    /// A function or step that ODK Collect does not evaluate.
    NotInCollect = "expression.not_in_collect" Warning;
    /// `selected()` of a question without choices.
    SelectedOfNoSelect = "expression.selected_of_no_select" Warning;

    /// A setting with a value it cannot have.
    SettingInvalid = "settings.invalid" Error;
    /// The form's id under both of its names.
    FormIdTwice = "settings.form_id_twice" Warning;
    /// A setting that changes nothing.
    SettingWithoutEffect = "settings.without_effect" Warning;
    /// Two instances of one name and different files.
    InstanceConflict = "instance.conflict" Error;

    /// A language without a column that others have.
    TranslationColumnMissing = "translation.column_missing" Warning;
    /// A text that one language has and another lacks.
    TranslationMissing = "translation.missing" Warning;
    /// Further rows of a column that lack a text other languages have.
    TranslationsMissing = "translation.more_missing" Warning;
    /// A language without a code that machines understand.
    LanguageWithoutCode = "translation.language_without_code" Warning;
    /// A language with a code that stands for none.
    LanguageCodeUnknown = "translation.language_code_unknown" Warning;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
