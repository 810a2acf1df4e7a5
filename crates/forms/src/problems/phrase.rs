//! Parts of sentences: what is put into the words of a problem and differs between languages.

use crate::xpath::Reason;
use serde::{Deserialize, Serialize};

/// What a row begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Block {
    Group,
    Repeat,
    Loop,
}

/// A part of a sentence. Each language says it in its own file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "phrase", rename_all = "snake_case")]
pub enum Phrase {
    /// Why a file is no workbook: the zip archive cannot be unpacked.
    ArchiveBroken,
    /// Why a file is no workbook: the archive has more parts than any workbook.
    ArchiveTooManyParts,
    /// Why a file is no workbook: the spreadsheet's own library gave up on it.
    ContentDamaged,
    /// Why a file is no workbook: more sheets than are read.
    TooManySheets,
    /// Why a file is no workbook: more Markdown tables than are read.
    TooManyTables,
    /// Why a file is no workbook: a CSV file whose first column names no sheet.
    NoSheetNamed,
    /// Why a file is no workbook: a Markdown file without table.
    NoTable,
    /// Why a file is no workbook: more elements in shared texts and styles than any workbook has.
    ListsTooLong,
    /// Why a file is no workbook: it announces more shared texts than it can hold.
    TooManySharedTexts,
    /// Why a file is no workbook: another document of an office program.
    NotAWorkbook,
    /// Why a file is no workbook: a PDF.
    Pdf,
    /// Why a file is no workbook: a picture.
    Picture,
    /// Why a file is no workbook: a compressed file.
    Compressed,
    /// Why a file is no workbook: text in UTF-16.
    Utf16,
    /// Why a file is no workbook: a web page, or XML of another kind.
    WebPage,
    /// Why a file is no workbook: JSON.
    Json,
    /// Why a file is no workbook: bytes of no kind we know.
    NeitherSpreadsheetNorText,

    /// Why XML cannot be read: it ends too early.
    CutOff,
    /// Why XML cannot be read: nothing is in it.
    NoElement,
    /// Why XML cannot be read: it breaks the rules.
    BrokenXml,
    /// Why XML cannot be read: it is in another encoding.
    NotUtf8 {
        /// The first byte that is not.
        byte: usize,
    },
    /// Why XML cannot be read: an element ends that is not open.
    EndsAnother {
        /// The element that is open.
        open: String,
        /// The one that ends.
        end: String,
    },
    /// Why XML cannot be read: a prefix nobody declared.
    PrefixUndeclared {
        /// The prefix.
        prefix: String,
    },
    /// Why XML cannot be read: an entity nobody declared.
    EntityUndeclared {
        /// The entity.
        entity: String,
    },
    /// Why XML cannot be read: an attribute twice.
    AttributeTwice {
        /// The attribute.
        attribute: String,
    },

    /// What is counted: bytes of text.
    BytesOfText,
    /// What is counted: cells.
    Cells,
    /// What is counted: attributes of one element.
    AttributesOfAnElement,
    /// What is counted: declarations of namespaces.
    NamespaceDeclarations,
    /// What is counted: elements and texts of XML.
    ElementsAndTexts,
    /// What is counted: elements of an instance.
    ElementsOfInstance,
    /// What is counted: bytes of paths.
    BytesOfPaths,
    /// What is counted: bytes of one value.
    BytesOfAValue,
    /// What is counted: bytes of texts and choices.
    BytesOfTextsAndChoices,

    /// What the sheet `survey` is for.
    SurveyHolds,
    /// What the sheet `choices` is for.
    ChoicesHold,

    /// A group, repeat or loop.
    Block {
        /// Which of them.
        block: Block,
    },
    /// No group, repeat or loop is open.
    NothingOpen,
    /// The innermost group, repeat or loop that is open.
    BlockOpen {
        /// Which of them.
        block: Block,
        /// Its name.
        name: String,
        /// Where it begins.
        row: u32,
    },

    /// A value to write: any whole number.
    WholeNumber,
    /// A value to write: any number.
    Number,
    /// A value to write: a number of seconds.
    Seconds,
    /// A value to write: a number of seconds, not below that of another parameter.
    SecondsAtLeast {
        /// The other parameter.
        parameter: String,
    },
    /// A value to write: the name of an Android package.
    AndroidPackage,
    /// A value to write: the name of a column.
    ColumnName,
    /// A value to write: a number, or `${name}`.
    NumberOrReference,
    /// A value to write: a list of the sheet `choices`.
    ListOfChoices,
    /// A value to write: what a geo question can refer to.
    PlacesSource,
    /// A value to write: the step of a range.
    StepOfRange,
    /// A value to write: the distance of a range's ticks.
    TicksOfRange,
    /// A value to write: a step of a range.
    PlaceInRange,
    /// A value to write: nothing, since ticks are drawn on a line only.
    TicksOnALine,
    /// A value to write: a list of numbers.
    NamesAreNumbers,
    /// A value to write: a list of numbers that lie in the range.
    NumbersInRange,
    /// A value to write: a list of numbers that are ticks of the range.
    NumbersAtTicks,
    /// A value to write: a list of the range's two ends.
    EndsAlone,
    /// A value to write: one of these words.
    OneOf {
        /// The words, as they are written in the form.
        words: Vec<String>,
    },

    /// What to do about the calculation of a `background-geopoint`.
    CalculationToRemove,
    /// What to do about the type of a select.
    SelectIsText,
    /// What to do about `omit_instanceID` in an encrypted form.
    InstanceIdNeeded,

    /// A list of the sheet `choices`, beside the address of a file.
    AListOfChoices,
    /// A file that a row brings along.
    FileOfRow {
        /// The row.
        row: u32,
    },

    /// Why an expression cannot be read.
    Unreadable {
        /// The parser's reason.
        reason: Reason,
    },
    /// How many arguments a function takes.
    Arguments {
        /// Fewest.
        least: usize,
        /// Most; none if there is no bound.
        most: Option<usize>,
        /// Whether those beyond the fewest come two by two.
        #[serde(default)]
        pairs: bool,
    },
}

impl Phrase {
    /// One of these words.
    pub fn one_of(words: &[&str]) -> Self {
        Self::OneOf { words: words.iter().map(|word| (*word).to_owned()).collect() }
    }
}

/// `3, 5, 7`: every second number from `least` on, below `most`.
pub(super) fn by_two(least: usize, most: usize) -> String {
    let counts: Vec<String> = (least..most).step_by(2).map(|count| count.to_string()).collect();
    counts.join(", ")
}

/// `a, b or c`, with the language's own word for "or".
pub(super) fn alternatives(words: &[String], or: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} {or} {last}", others.join(", ")),
    }
}
