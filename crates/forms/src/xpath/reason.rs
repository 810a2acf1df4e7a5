//! Why an expression cannot be read.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the parser stumbled over. The words here are English; other languages say it in `problems/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words say it
pub enum Reason {
    #[error("there is something behind its end")]
    BehindItsEnd,
    #[error("'and', 'or', 'div' and 'mod' are written in small letters")]
    OperatorInCapitals,
    #[error("'=' is written once")]
    EqualsTwice,
    #[error("it nests too deep")]
    NestsTooDeep,
    #[error("it has too many operators")]
    TooManyOperators,
    #[error("a reference cannot stand behind '/'")]
    ReferenceBehindSlash,
    #[error("a node type takes nothing between its brackets")]
    NodeTypeWithArguments,
    #[error("a name, number, text or bracket is expected")]
    OperandExpected,
    #[error("it ends too early")]
    EndsTooEarly,
    #[error("']' is missing")]
    SquareNotClosed,
    #[error("')' is missing")]
    BracketNotClosed,
    #[error("'(' is missing")]
    BracketNotOpened,
    #[error("',' or ')' is missing")]
    CommaOrBracketMissing,
    #[error("it holds something that is no reference")]
    NoReference,
    #[error("a text has no closing quote")]
    QuoteNotClosed,
    #[error("'$' is not followed by {{name}}")]
    DollarAlone,
    #[error("'!' is not followed by '='")]
    ExclamationAlone,
    #[error("there is a character that means nothing here")]
    CharacterUnknown,
}
