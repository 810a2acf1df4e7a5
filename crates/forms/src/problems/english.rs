//! The words of each problem in English.

use super::{
    Block, Cell, Code, Phrase,
    phrase::{alternatives, by_two},
    words::{Catalogue, Words},
};

pub(super) const CATALOGUE: Catalogue = Catalogue { words, phrase, place, did_you_mean };

/// The English words of a code.
#[allow(clippy::too_many_lines)] // a catalogue: one line an entry
pub(super) fn words(code: Code) -> Words {
    let (message, remedy) = match code {
        Code::FileTooLarge => (
            "The file has {bytes} bytes; at most {limit} are read.",
            "Remove pictures and unused sheets, or save it anew.",
        ),
        Code::FileUnpacksTooLarge => (
            "The file unpacks to more than {limit} bytes.",
            "Save the sheets 'survey', 'choices' and 'settings' alone in a new workbook.",
        ),
        Code::FileUnreadable => {
            ("This is not a workbook that can be read: {reason}.", "Save it as .xlsx, .xls, .csv or a Markdown table.")
        }
        Code::FileProtected => (
            "The workbook is protected by a password.",
            "Save it without one: in the spreadsheet program, remove the password under 'Protect workbook'.",
        ),
        Code::TooManyRows => (
            "Sheet '{sheet}' has more than {limit} rows.",
            "Delete rows that are not part of the form; put long lists into a CSV file and use select_one_from_file.",
        ),
        Code::TooManyColumns => {
            ("Sheet '{sheet}' has more than {limit} columns.", "Delete the columns that are not part of the form.")
        }
        Code::CellTooLong => ("The cell has more than {limit} characters.", "Shorten it."),
        Code::SheetTooLarge => (
            "Sheet '{sheet}' holds more than {limit} {unit}.",
            "Put long lists into a CSV file and use select_one_from_file.",
        ),
        Code::FormTooLarge => (
            "The form would become larger than {limit} bytes.",
            "Shorten names of groups, and use fewer references and languages.",
        ),
        Code::MoreProblems => ("{count} further problems are not listed.", "Solve these first and try again."),

        Code::XFormTooLarge => (
            "The XForm has {bytes} bytes; at most {limit} are read.",
            "Put long lists of choices into a CSV file beside the form.",
        ),
        Code::XFormTooMany => {
            ("The XForm has more than {limit} {unit}.", "Put long lists of choices into a CSV file beside the form.")
        }
        Code::XFormTooDeep => {
            ("Elements lie in each other deeper than {limit} times.", "Use fewer groups and repeats within each other.")
        }
        Code::XFormUnreadable => {
            ("This is not XML that can be read: {reason}.", "Export the form anew, as XML in UTF-8.")
        }
        Code::XFormDoctype => {
            ("A document type is declared, which is not read.", "Remove the declaration that begins with '<!DOCTYPE'.")
        }
        Code::XFormElementMissing => (
            "This is XML, but no XForm: there is no element '{name}'.",
            "Send the XForm itself, which begins with 'h:html' and holds head, model and instance.",
        ),
        Code::XFormIdMissing => {
            ("The form does not say its id.", "Give the first element of the instance an attribute 'id'.")
        }
        Code::XFormControlWithoutNode => (
            "The form asks for '{path}', but the instance has no such element.",
            "Add the element to the instance, or correct the path.",
        ),
        Code::XFormEntityWithoutList => {
            ("An entity does not say which list it belongs to.", "Give the element 'entity' an attribute 'dataset'.")
        }
        Code::XFormNodeRepeated => (
            "The element stands twice in its group but is no repeat, so only its first answer is read.",
            "Give one of them another name, or ask for them in a repeat.",
        ),
        Code::XFormBindWithoutNode => (
            "The bind of '{path}' has no element in the instance, so its type and logic are lost.",
            "Correct the path, or remove the bind.",
        ),
        Code::XFormTypeUnknown => (
            "There is no type '{type}', so the answers are read as text.",
            "Use one of the types of the ODK XForms specification.",
        ),
        Code::XFormInstanceUnknown => (
            "The choices come from the instance '{name}', which is not there, so answers cannot be compared with them.",
            "Add the instance, or correct its name.",
        ),

        Code::SheetMissing => ("There is no sheet named '{name}'.", "Add it: {why}."),
        Code::SheetMisspelt => (
            "Sheet '{sheet}' is not read; it looks like '{name}'.",
            "Rename it to '{name}', or to '_{sheet}' if it is meant to be left out.",
        ),

        Code::HeaderRepeated => ("Two columns have the header '{column}'.", "Remove or rename one of them."),
        Code::HeaderSameColumn => {
            ("'{column}' and '{other}' are two names of the same column.", "Remove one of them, or rename it.")
        }
        Code::HeaderMissing => ("Sheet '{sheet}' has no column '{name}'.", "Add it, with its name in the first row."),
        Code::HeaderMisspelt => (
            "The column '{column}' is not known and is left out.",
            "Check its spelling; nothing else is needed if it is a note.",
        ),
        Code::HeaderUnknown => (
            "The sheet '{sheet}' has no column '{column}'.",
            "Its columns are: {known}. Remove it, or correct its name.",
        ),
        Code::HeaderNotAName => (
            "The column '{column}' cannot be used in a choice filter and is left out.",
            "Use letters, digits, '_' and '-' only, without spaces.",
        ),

        Code::AttributeInvalid => (
            "'{name}' cannot be written into the form.",
            "Use letters, digits, '_', '-' and '.', and declare its prefix in the setting 'namespaces'.",
        ),

        Code::TypeMissing => ("The row has no question type.", "Fill in the column 'type'."),
        Code::TypeUnknown => ("There is no question type '{value}'.", "See the XLSForm reference for the types."),
        Code::RowSkipped => {
            ("The row has neither type, name nor label and is skipped.", "Delete it if it is not a note.")
        }
        Code::ColumnDisabled => ("The column 'disabled' is not part of XLSForm any more.", "Use 'relevant' instead."),
        Code::NameMissing => ("The question or group has no name.", "Fill in the column 'name'."),
        Code::NameInvalid => (
            "'{value}' cannot be a name.",
            "Begin with a letter or '_', and go on with letters, digits, '_', '-' or '.', without spaces.",
        ),
        Code::NameRepeated => (
            "The name '{value}' is used before, in row {other}, in the same group.",
            "Give each question of a group its own name.",
        ),
        Code::NameRepeatedInOtherCase => (
            "The name '{value}' differs from '{other}' only in capital letters.",
            "Rename one of them: some tools do not tell them apart.",
        ),
        Code::NameLong => (
            "The name '{value}' has {length} characters.",
            "Use at most {limit}: PostgreSQL keeps 63 of a column's name, SPSS 64 and Stata 32.",
        ),
        Code::RepeatNameRepeated => (
            "The repeat's name '{value}' is used by another repeat or by the form itself.",
            "Give each repeat a name of its own.",
        ),
        Code::NameReserved => ("The name '{value}' is kept for the form's own data.", "Choose another name."),
        Code::AuditNamed => ("An audit is always named 'audit', not '{value}'.", "Leave the column 'name' empty."),
        Code::EndUnmatched => (
            "This ends a {kind}, but {open}.",
            "Check that each 'begin' has its 'end', of the same kind and in the right order.",
        ),
        Code::BeginUnmatched => ("The {kind} '{name}' is never ended.", "Add a row '{end}'."),
        Code::NestedTooDeep => ("Groups are nested deeper than {limit} levels.", "Use fewer levels."),
        Code::SurveyEmpty => ("The form has no question.", "Add rows to the sheet 'survey'."),
        Code::LabelMissing => (
            "The question '{name}' has neither label nor hint, so nobody could answer it.",
            "Fill in a label, or use the type 'hidden' or 'calculate'.",
        ),
        Code::LabelAbsent => (
            "The question '{name}' has no label, only a hint or a picture.",
            "Fill in a label: tables and reports name the question by it.",
        ),
        Code::RepeatWithoutLabel => ("The repeat '{name}' has no label.", "Fill in a label: clients show it."),
        Code::CalculationMissing => ("The calculate '{name}' has no calculation.", "Fill in the column 'calculation'."),
        Code::BigImageAlone => ("'{name}' has a big-image but no image.", "Fill in 'media::image' too."),
        Code::MediaUnknown => ("There is no kind of media '{name}'.", "Clients show: {known}."),
        Code::MetadataObsolete => ("Phones with Android 11 or later do not give '{value}'.", "Remove the row."),
        Code::ImageUnbounded => (
            "The size of the image is not bounded.",
            "Set the parameter max-pixels, for example max-pixels=1024: submissions are sent faster.",
        ),
        Code::SharingUnknown => {
            ("There is no sharing category '{value}'.", "Write public, sensitive or urgent_action.")
        }
        Code::SensitivityUnknown => ("There is no sensitivity '{value}'.", "Write personal, or leave the cell empty."),
        Code::PersonalButPublic => (
            "'{name}' holds personal data and cannot be shared publicly.",
            "Write sensitive or urgent_action in 'inzira::sharing'.",
        ),

        Code::ListNotNamed => ("The select does not name its list.", "Write, for example, 'select_one yes_no'."),
        Code::ListUnknown => {
            ("There is no list '{list}' in the sheet '{where}'.", "Add the list, or correct its name.")
        }
        Code::ListUnused => ("No question uses the list '{list}'.", "Remove it if it is not needed."),
        Code::ChoicesFileUnknown => {
            ("'{list}' is not a file with choices that clients read.", "Use a .csv, .xml or .geojson file.")
        }
        Code::SearchInFile => (
            "'{name}' uses search() together with choices from a file.",
            "Remove search(), or use select_one or select_multiple.",
        ),
        Code::SearchSharesList => (
            "'{name}' uses search() with the list '{list}', which {others} use without it.",
            "Use another list for search().",
        ),
        Code::OrOtherFiltered => ("or_other does not go with a choice filter.", "Add the choice 'other' to the list."),
        Code::OrOtherWithoutList => ("or_other needs choices in the sheet 'choices'.", "Add them, or remove or_other."),
        Code::OrOtherUntranslated => (
            "or_other adds a choice and a question in English only.",
            "Add the choice 'other' and a text question yourself, with translations.",
        ),
        Code::TableListMixed => {
            ("A table-list uses one list only: '{list}' is not '{other}'.", "Use the same list for all its selects.")
        }
        Code::TableListFiltered => ("A table-list does not go with a choice filter.", "Remove the choice filter."),
        Code::ExternalUnfiltered => {
            ("select_one_external is meant for filtered lists.", "Fill in 'choice_filter', or use select_one.")
        }

        Code::ChoiceWithoutList => ("The choice has no list name and is left out.", "Fill in 'list_name'."),
        Code::ChoiceWithoutName => ("A choice of the list '{list}' has no name.", "Fill in the column 'name'."),
        Code::ChoiceWithoutLabel => {
            ("The choice '{name}' has no label.", "Fill in a label: without it people see nothing, or a picture alone.")
        }
        Code::ChoiceRepeated => (
            "The list '{list}' has the name '{value}' before, in row {other}.",
            "Give each choice of a list its own name, or set allow_choice_duplicates to yes.",
        ),
        Code::ChoiceNameWithSpace => (
            "The name '{value}' has a space, but the list '{list}' is used in a question with several answers.",
            "Write '_' instead of spaces: several answers are separated by spaces.",
        ),
        Code::ChoiceNameSpaced => (
            "The name '{value}' of the list '{list}' has a space.",
            "Write '_' instead of spaces: the list could not be used in a question with several answers.",
        ),

        Code::EntityListMissing => ("The declaration names no list of entities.", "Fill in 'list_name'."),
        Code::EntityListInvalid => (
            "'{value}' cannot be the name of a list of entities.",
            "Begin with a letter or '_', and go on with letters, digits, '_' or '-', without spaces and '.'.",
        ),
        Code::EntityListReserved => (
            "'{value}' cannot be the name of a list of entities: names with two '_' at the start are the system's own.",
            "Choose another name, and change it in 'save_to' too.",
        ),
        Code::EntityListRepeated => (
            "The list '{value}' is declared before, in row {other}.",
            "Put both into one row: a form has one declaration for a list.",
        ),
        Code::EntityLabelMissing => (
            "Entities of the list '{list}' are created without a label.",
            "Fill in 'label' with an expression, for example ${name}; or fill in 'entity_id' if they are only updated.",
        ),
        Code::EntityLabelAdvised => (
            "Entities of the list '{list}' may be created, but have no label.",
            "Fill in 'label' with an expression, for example ${name}: servers refuse new entities without one.",
        ),
        Code::EntityIdMissing => (
            "'update_if' says when entities of the list '{list}' are updated, but not which.",
            "Fill in 'entity_id', for example with the question that selects one; or move the condition to 'create_if'.",
        ),
        Code::EntityUpdateIfMissing => (
            "Entities of the list '{list}' have an 'entity_id' and a 'create_if', but nothing says when they are updated.",
            "Fill in 'update_if'; or leave 'entity_id' empty if they are only created.",
        ),
        Code::EntityRepeatIgnored => (
            "The column '{column}' is not read any more.",
            "Remove it: entities belong to the repeat whose questions 'save_to' or the expressions of the row name.",
        ),
        Code::EntityListAbsent => (
            "Entities of the list '{list}' are updated, but the list does not come with the form.",
            "Let people select one with the type 'select_one_from_file {list}.csv', or add a 'csv-external' named '{list}'.",
        ),
        Code::EntityPlaceTaken => (
            "There is no place for an entity of the list '{list}': '{place}' has the one of row {other}, and each group has one at most.",
            "Put the questions of one of them into a group of their own.",
        ),
        Code::EntityReferenceElsewhere => (
            "The list '{list}' belongs to '{other}', from where '{name}' in '{place}' cannot be reached.",
            "Refer to questions of one repeat and of what it lies in; bring others there with a calculate.",
        ),

        Code::SaveToWithoutEntities => (
            "The answer is to be saved as '{value}', but the form declares no entities.",
            "Add the sheet 'entities' with the columns list_name and label, or leave 'save_to' empty.",
        ),
        Code::SaveToMisplaced => {
            ("This row has no answer that could be saved.", "Leave 'save_to' empty here, and fill it in for questions.")
        }
        Code::SaveToUnreadable => ("'{value}' has more than one '#'.", "Write list_name#property, or property alone."),
        Code::SaveToListNotNamed => (
            "Several lists of entities are declared, and '{value}' does not say which is meant.",
            "Write list_name#property, for example {example}.",
        ),
        Code::SaveToListUnknown => {
            ("There is no list '{list}' in the sheet 'entities'.", "Correct its name, or add a row for it.")
        }
        Code::SaveToInvalid => (
            "'{name}' cannot be the name of a property.",
            "Begin with a letter or '_', and go on with letters, digits, '_', '-' or '.', without spaces.",
        ),
        Code::SaveToReserved => (
            "'{name}' cannot be the name of a property: 'name', 'label' and names with two '_' at the start are the system's own.",
            "Choose another name; the label of entities stands in the sheet 'entities'.",
        ),
        Code::SaveToRepeated => {
            ("The property '{name}' is saved before, in row {other}.", "Save each property from one question only.")
        }
        Code::SaveToInLoop => (
            "The question is asked once for each choice of a loop, so the property '{name}' would be saved several times.",
            "Save a calculate outside of the loop, or use a repeat.",
        ),
        Code::SaveToElsewhere => (
            "The list '{list}' belongs to '{other}', but the question lies in '{place}'.",
            "Save it from questions of one repeat; bring others there with a calculate.",
        ),

        Code::ParametersUnreadable => ("'{value}' is not a list of parameters.", "Write name=value name=value."),
        Code::ParameterUnknown => ("There is no parameter '{name}' for this type.", "It takes: {known}."),
        Code::ParameterInvalid => ("The parameter '{name}' cannot be '{given}'.", "It must be {expected}."),
        Code::ParameterIncomplete => ("The parameter '{name}' needs others beside it.", "Add {needed}."),

        Code::ReferenceUnreadable => {
            ("'{found}' is not a reference to a question.", "Write ${name}, with the name of a question.")
        }
        Code::ReferenceUnknown => ("There is no question named '{name}'.", "Correct {reference}, or add the question."),
        Code::ReferenceAmbiguous => (
            "Several questions are named '{name}', so {reference} could mean any of them.",
            "Give the question you refer to a name of its own.",
        ),
        Code::TriggerUnreadable => ("'{value}' is not a list of questions.", "Write ${name}, or ${name}, ${other}."),
        Code::TriggerMissing => (
            "The question '{name}' waits for a trigger, but names none.",
            "Write ${name} in the column 'trigger', with the name of a question that people answer.",
        ),
        Code::TriggerInvisible => (
            "'{name}' is never shown, so it cannot trigger anything.",
            "Name a question that people answer, or remove the trigger.",
        ),
        Code::TriggerWithoutEffect => (
            "No answer ever changes '{name}', so it never triggers anything.",
            "Name a question that people answer, or remove the trigger.",
        ),
        Code::ReferenceCycle => {
            ("The expressions of these questions need each other: {names}.", "Break the circle in one of them.")
        }

        Code::ExpressionUnreadable => ("The expression cannot be read: {reason}.", "Correct it at '{near}'."),
        Code::FunctionUnknown => ("There is no function '{name}'.", "See the ODK documentation for the functions."),
        Code::FunctionArguments => {
            ("'{name}' takes {expected}, not {given}.", "Check the commas and brackets of the expression.")
        }
        Code::NodesNeeded => (
            "'{name}' takes questions or a path, not {given}.",
            "Name a question, a group or a repeat as ${its_name}, or write a path.",
        ),
        Code::PathOnValue => (
            "No path and no condition in square brackets can follow {given}: it is a value, not a place in the form.",
            "Correct the expression before '/' or '['.",
        ),
        Code::NumberNeeded => (
            "'{name}' needs a number, but '{given}' is none: the result is never a number.",
            "Write a number; texts are put together with concat().",
        ),
        Code::ComparedWithText => (
            "'{name}' is a number and is never equal to '{given}', nor less or greater.",
            "Compare with a number, or with '' where it may be empty.",
        ),
        Code::ComparedWithNoDate => (
            "'{name}' is a date, and '{given}' is none that clients read.",
            "Write a date as date('2026-12-31'), or today().",
        ),
        Code::ComparedWithSeveral => (
            "'{name}' may have several answers, and is equal to '{given}' only where these are all of them.",
            "To ask whether a choice is among the answers, write selected({reference}, 'choice').",
        ),
        Code::ComparedWithNoChoice => (
            "The list '{list}' of '{name}' has no choice '{given}'.",
            "Write the choice as in the column 'name' of the sheet 'choices'.",
        ),
        Code::PathToNothing => (
            "'{name}' stands alone, which means something below this question, where nothing is: it is always empty.",
            "Write '{name}' with its quotes if it is a text or a choice, {reference} if it is a question.",
        ),
        Code::NotInCollect => (
            "ODK Collect does not know '{name}': the form opens in browsers, but not on phones.",
            "Write it with what the ODK documentation lists.",
        ),
        Code::SelectedOfNoSelect => (
            "'{function}' looks for choices, but '{name}' has none.",
            "Compare its answer with '=' instead, or name a select.",
        ),

        Code::SettingInvalid => ("'{value}' cannot stand in '{column}'.", "{expected}."),
        Code::FormIdTwice => (
            "The form's id is given twice, in 'form_id' and in '{column}'; 'form_id' counts.",
            "Remove the column '{column}'.",
        ),
        Code::SettingWithoutEffect => {
            ("The setting '{column}' has no effect.", "Add the choice to the list yourself, or remove the setting.")
        }
        Code::InstanceConflict => ("'{name}' would mean both {one} and {other}.", "Rename one of the files or lists."),

        Code::TranslationColumnMissing => {
            ("The language '{language}' has no column '{name}'.", "Add '{name}::{language}'.")
        }
        Code::TranslationMissing => (
            "There is no text in the language '{language}', though another has one.",
            "Fill in '{column}': readers of that language see a dash or nothing.",
        ),
        Code::TranslationsMissing => (
            "{count} further rows have no text in '{column}'.",
            "Fill them in: readers of that language see a dash or nothing.",
        ),
        Code::LanguageWithoutCode => {
            ("The language '{language}' has no code.", "Write it with its code, for example 'French (fr)'.")
        }
        Code::LanguageCodeUnknown => (
            "The code '{code}' of the language '{language}' stands for no language.",
            "Write the code of two letters, or of three where there is none of two, for example 'French (fr)'.",
        ),
    };
    Words { message, remedy }
}

fn place(cell: &Cell) -> String {
    let column = cell.column.as_ref().map_or_else(String::new, |column| format!(", column '{column}'"));
    match cell.row {
        Some(line) if cell.sheet == Cell::XFORM => {
            let element = cell.column.as_ref().map_or_else(String::new, |element| format!(", at '{element}'"));
            format!("Line {line} of the XForm{element}:")
        }
        Some(row) => format!("Row {row} of '{}'{column}:", cell.sheet),
        None if cell.sheet.is_empty() => format!("The file{column}:"),
        None => format!("Sheet '{}'{column}:", cell.sheet),
    }
}

fn did_you_mean(name: &str) -> String {
    format!("Did you mean '{name}'?")
}

const fn block(block: Block) -> &'static str {
    match block {
        Block::Group => "group",
        Block::Repeat => "repeat",
        Block::Loop => "loop",
    }
}

fn phrase(phrase: &Phrase) -> String {
    let text = match phrase {
        Phrase::ArchiveBroken => "its archive is broken",
        Phrase::ArchiveTooManyParts => "its archive has too many parts",
        Phrase::ContentDamaged => "its content is damaged",
        Phrase::TooManySheets => "it has too many sheets",
        Phrase::TooManyTables => "it has too many tables",
        Phrase::NoSheetNamed => "no sheet is named in its first column",
        Phrase::NoTable => "it has no table",
        Phrase::ListsTooLong => "its lists of texts and styles are too long",
        Phrase::TooManySharedTexts => "it announces more shared texts than a workbook can have",
        Phrase::NotAWorkbook => "it is an Office file, but not a workbook",
        Phrase::Pdf => "it is a PDF",
        Phrase::Picture => "it is a picture",
        Phrase::Compressed => "it is compressed; unpack it first",
        Phrase::Utf16 => "it is text in UTF-16; save it as CSV in UTF-8",
        Phrase::WebPage => "it is a web page or XML",
        Phrase::Json => "it is JSON",
        Phrase::NeitherSpreadsheetNorText => "it is neither a spreadsheet nor UTF-8 text",
        Phrase::CutOff => "it is cut off",
        Phrase::NoElement => "it is empty",
        Phrase::BrokenXml => "it breaks the rules of XML",
        Phrase::AttributesOfAnElement => "attributes in one element",
        Phrase::NamespaceDeclarations => "declarations of namespaces",
        Phrase::ElementsAndTexts => "elements and texts",
        Phrase::ElementsOfInstance => "elements in the instance",
        Phrase::BytesOfPaths => "bytes of paths",
        Phrase::BytesOfAValue => "bytes in one value",
        Phrase::BytesOfTextsAndChoices => "bytes of texts and choices",
        Phrase::NotUtf8 { byte } => return format!("byte {byte} is not UTF-8"),
        Phrase::EndsAnother { open, end } => return format!("'{end}' ends where '{open}' is open"),
        Phrase::PrefixUndeclared { prefix } => return format!("the prefix '{prefix}' is not declared"),
        Phrase::EntityUndeclared { entity } => return format!("there is no '&{entity};'"),
        Phrase::AttributeTwice { attribute } => return format!("the attribute '{attribute}' stands twice"),
        Phrase::BytesOfText => "bytes of text",
        Phrase::Cells => "cells",
        Phrase::SurveyHolds => "it holds the questions, with the columns type, name and label",
        Phrase::ChoicesHold => "it holds the lists, with the columns list_name, name and label",
        Phrase::Block { block: kind } => block(*kind),
        Phrase::NothingOpen => "nothing is open",
        Phrase::BlockOpen { block: kind, name, row } => {
            return format!("the {} '{name}' of row {row} is open", block(*kind));
        }
        Phrase::WholeNumber => "a whole number",
        Phrase::Number => "a number",
        Phrase::Seconds => "a number of seconds",
        Phrase::SecondsAtLeast { parameter } => return format!("a number of seconds, at least {parameter}"),
        Phrase::AndroidPackage => "the name of an Android package, such as org.example.camera",
        Phrase::ColumnName => "the name of a column",
        Phrase::NumberOrReference => "a number or a reference to a question",
        Phrase::ListOfChoices => "a list of the sheet 'choices'",
        Phrase::PlacesSource => "a list, a file of choices, or a repeat as ${name}",
        Phrase::StepOfRange => "more than 0 and at most the distance from start to end",
        Phrase::TicksOfRange => "a multiple of step, at most the distance from start to end",
        Phrase::PlaceInRange => "a step between start and end",
        Phrase::TicksOnALine => "left out, or the appearance vertical, no-ticks or none",
        Phrase::NamesAreNumbers => "a list whose names are numbers",
        Phrase::NumbersInRange => "a list of numbers from start to end",
        Phrase::NumbersAtTicks => "a list of numbers that are ticks: start and multiples of the step or tick_interval",
        Phrase::EndsAlone => "a list of start and end alone, with the appearance no-ticks",
        Phrase::SelectIsText => "Leave it empty: the answer of a select is text",
        Phrase::FileOfRow { row } => return format!("the file of row {row}"),
        Phrase::OneOf { words } => return alternatives(words, "or"),
        Phrase::CalculationToRemove => "A background-geopoint takes no calculation: leave it empty",
        Phrase::InstanceIdNeeded => "Leave it empty: encrypted submissions need an instance id",
        Phrase::AListOfChoices => "a list of choices",
        Phrase::Unreadable { reason } => return reason.to_string(),
        Phrase::Arguments { least, most, pairs } => return arguments(*least, *most, *pairs),
    };
    text.to_owned()
}

fn arguments(least: usize, most: Option<usize>, pairs: bool) -> String {
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    match most {
        Some(most) if pairs => format!("{} or {most} arguments", by_two(least, most)),
        None if pairs => format!("at least {least} arguments, two by two"),
        None => format!("at least {least} {}", plural(least)),
        Some(0) => "no arguments".to_owned(),
        Some(most) if most == least => format!("{most} {}", plural(most)),
        Some(most) => format!("{least} to {most} arguments"),
    }
}
