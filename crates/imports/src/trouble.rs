//! What can be wrong with a value or a row: a stable code, a message, and what to do.

use thiserror::Error;

/// What is wrong with a value or a row. Messages say what was expected; where and which value stand beside them in the
/// report.
#[derive(Debug, Clone, PartialEq, Error)]
pub(crate) enum Trouble {
    #[error("this is not a whole number")]
    NotWhole,
    #[error("this is not a number")]
    NotNumber,
    #[error("a count cannot be below zero")]
    Negative,
    #[error("this is not a date{}", expected(.format.as_deref()))]
    NotDate { format: Option<String> },
    #[error("this has a time of day, and the question '{question}' asks for a day")]
    NotDay { question: String },
    #[error("the cell holds an error or something else that is no value")]
    Broken,
    #[error("this is not one of the words the mapping translates for '{question}': {known}")]
    UnknownWord { question: String, known: String },
    #[error("this is not a choice of '{question}'")]
    UnknownChoice { question: String },
    #[error("no case of the mapping covers these values for '{question}'")]
    NoCase { question: String },
    #[error("only one of latitude and longitude is given")]
    HalfPoint,
    #[error("this is outside of the earth: latitude goes from -90 to 90, longitude from -180 to 180")]
    OffEarth,
    #[error("0, 0 lies in the sea off Ghana: it stands for an unknown position")]
    NullIsland,
    #[error("the sum is too large")]
    Overflow,
    #[error("'{question}' must have a value, and there is none")]
    Required { question: String },
    #[error("{total} is {whole}, but its parts add up to {sum} ({parts})")]
    PartsDisagree { total: String, whole: i64, sum: i64, parts: String },

    #[error("no p-code is given{}", proposals(.candidates))]
    NoPcode { candidates: Vec<String> },
    #[error("this is not a p-code: {reason}{}", proposals(.candidates))]
    NotPcode { reason: String, candidates: Vec<String> },
    #[error("this p-code is not in the boundaries{}", proposals(.candidates))]
    UnknownPcode { candidates: Vec<String> },
    #[error("this p-code is of level {found}, and the column is of level {level}")]
    WrongLevel { level: u8, found: u8 },
    #[error("{deepest} does not lie in this place but in {instead}")]
    NotWithin { deepest: String, instead: String },
    #[error("the boundaries call {pcode} '{official}'")]
    OtherName { pcode: String, official: String },
    #[error("read as {read}: {why}")]
    Rewritten { read: String, why: String },

    #[error("the row has nothing in the columns that identify it")]
    NoIdentity,
    #[error("row {first} has the same identity")]
    SameIdentity { first: u64 },
    #[error("this is not the number of a round")]
    NotRound,
    #[error("no row of '{sheet}' has this index")]
    NoParent { sheet: String },
    #[error("rows {rows} of '{sheet}' all have this index")]
    ManyParents { sheet: String, rows: String },
    #[error("the row it belongs to, row {row} of '{sheet}', is refused")]
    ParentRefused { sheet: String, row: u64 },
    #[error("row {row} of '{sheet}', to which this belongs, says '{parent}'; the index is believed")]
    ParentDisagrees { sheet: String, row: u64, parent: String },

    #[error("{why}")]
    Notice { why: String },
    #[error("says the same as row {first} but for {columns}; {why}")]
    NearDuplicate { first: u64, columns: String, why: String },
    #[error("our sum over all accepted rows is {ours}")]
    TotalDisagrees { ours: i64 },
    #[error("there is no number to compare with in {place}")]
    NoTotal { place: String },
}

impl Trouble {
    /// A code that does not change when the message does.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotWhole => "value.not_whole",
            Self::NotNumber => "value.not_number",
            Self::Negative => "value.negative",
            Self::NotDate { .. } => "value.not_date",
            Self::NotDay { .. } => "value.not_day",
            Self::Broken => "value.broken",
            Self::UnknownWord { .. } => "value.unknown_word",
            Self::UnknownChoice { .. } => "value.unknown_choice",
            Self::NoCase { .. } => "value.no_case",
            Self::HalfPoint => "point.half",
            Self::OffEarth => "point.off_earth",
            Self::NullIsland => "point.null_island",
            Self::Overflow => "value.overflow",
            Self::Required { .. } => "value.required",
            Self::PartsDisagree { .. } => "parts.disagree",
            Self::NoPcode { .. } => "place.no_pcode",
            Self::NotPcode { .. } => "place.not_pcode",
            Self::UnknownPcode { .. } => "place.unknown_pcode",
            Self::WrongLevel { .. } => "place.wrong_level",
            Self::NotWithin { .. } => "place.not_within",
            Self::OtherName { .. } => "place.other_name",
            Self::Rewritten { .. } => "place.rewritten",
            Self::NoIdentity => "row.no_identity",
            Self::SameIdentity { .. } => "row.same_identity",
            Self::NotRound => "row.not_round",
            Self::NoParent { .. } => "repeat.no_parent",
            Self::ManyParents { .. } => "repeat.many_parents",
            Self::ParentRefused { .. } => "repeat.parent_refused",
            Self::ParentDisagrees { .. } => "repeat.parent_disagrees",
            Self::Notice { .. } => "row.notice",
            Self::NearDuplicate { .. } => "row.near_duplicate",
            Self::TotalDisagrees { .. } => "total.disagrees",
            Self::NoTotal { .. } => "total.none",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotWhole | Self::NotNumber | Self::Negative | Self::NotDate { .. } | Self::NotDay { .. } => {
                "Correct the cell, or add its text to the mapping's nulls if it stands for 'no value'."
            }
            Self::Broken => "Correct the formula in the workbook and save it again.",
            Self::UnknownWord { .. } | Self::UnknownChoice { .. } | Self::NoCase { .. } => {
                "Add the word to the mapping, or correct the cell."
            }
            Self::HalfPoint | Self::OffEarth | Self::NullIsland => "Correct the coordinates in the workbook.",
            Self::Overflow | Self::Required { .. } | Self::PartsDisagree { .. } => "Check the row with its source.",
            Self::NoPcode { .. } | Self::NotPcode { .. } | Self::UnknownPcode { .. } | Self::WrongLevel { .. } => {
                "Correct the p-code in the workbook, or import the boundaries it comes from."
            }
            Self::NotWithin { .. } => "Find out which of the two p-codes is right.",
            Self::OtherName { .. } => "Make sure that code and name mean the same place; the code is believed.",
            Self::Rewritten { .. } => "Nothing, if the reason holds.",
            Self::NoIdentity | Self::SameIdentity { .. } => {
                "Give each row its own identity, or name other identity columns in the mapping."
            }
            Self::NotRound => "Correct the cell, or give the round when importing.",
            Self::NoParent { .. } | Self::ManyParents { .. } | Self::ParentDisagrees { .. } => {
                "Export the data again with all its sheets."
            }
            Self::ParentRefused { .. } => "Correct the row it belongs to.",
            Self::Notice { .. } | Self::NearDuplicate { .. } => "Look at the row before you use it.",
            Self::TotalDisagrees { .. } | Self::NoTotal { .. } => "Find out what the workbook's own sum leaves out.",
        }
    }
}

fn expected(format: Option<&str>) -> String {
    format.map_or_else(|| " as in 2022-04-30".to_owned(), |format| format!(" written as {format}"))
}

fn proposals(candidates: &[String]) -> String {
    if candidates.is_empty() { String::new() } else { format!("; did you mean {}?", candidates.join(" or ")) }
}
