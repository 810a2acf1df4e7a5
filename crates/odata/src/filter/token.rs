//! From the text of a filter to its words.

use super::Literal;
use crate::{moment, problem::Problem};

/// A word of a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A name, an operator, or a path: what it is depends on where it stands.
    Word(String),
    Literal(Literal),
    Open,
    Close,
    Comma,
    Minus,
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    /// Characters before it.
    pub(super) at: usize,
    pub(super) token: Token,
    /// As written.
    pub(super) text: String,
}

pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, Problem> {
    let mut lexer = Lexer { rest: text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(next) = lexer.next()? {
        tokens.push(next);
    }
    Ok(tokens)
}

struct Lexer<'text> {
    rest: &'text str,
    at: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Result<Option<Placed>, Problem> {
        let blank = self.rest.find(|c: char| !c.is_whitespace()).unwrap_or(self.rest.len());
        self.take(blank);
        let at = self.at;
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        let after_sign = self.rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let (token, text) = match first {
            '(' => (Token::Open, self.take(1)),
            ')' => (Token::Close, self.take(1)),
            ',' => (Token::Comma, self.take(1)),
            '\'' => {
                let (value, text) = self.quoted()?;
                (Token::Literal(Literal::Text(value)), text)
            }
            '-' if !after_sign => (Token::Minus, self.take(1)),
            _ if first.is_ascii_digit() || first == '-' => self.value()?,
            _ if is_name(first) => self.word()?,
            _ => return Err(unparsable(at, &format!("the character {first:?} has no meaning here"))),
        };
        Ok(Some(Placed { at, token, text }))
    }

    fn take(&mut self, bytes: usize) -> String {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        self.at += taken.chars().count();
        taken.to_owned()
    }

    /// A text between quotes, in which two of them stand for one.
    fn quoted(&mut self) -> Result<(String, String), Problem> {
        let mut inside = self.rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = inside.next() {
            if c != '\'' {
                continue;
            }
            if inside.peek().is_some_and(|(_, next)| *next == '\'') {
                inside.next();
                continue;
            }
            let text = self.take(at + 1);
            let value = text.get(1..at).unwrap_or_default().replace("''", "'");
            return Ok((value, text));
        }
        Err(unparsable(self.at, "the text that begins here has no closing quote"))
    }

    /// A number, date, moment or GUID.
    fn value(&mut self) -> Result<(Token, String), Problem> {
        let at = self.at;
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '+' | '-');
        let length = self.rest.find(|c: char| !part(c)).unwrap_or(self.rest.len());
        let text = self.take(length);
        let literal = literal(&text).ok_or_else(|| unparsable(at, &format!("'{text}' is neither number nor date")))?;
        Ok((Token::Literal(literal), text))
    }

    fn word(&mut self) -> Result<(Token, String), Problem> {
        let at = self.at;
        let length = self.rest.find(|c: char| !is_name(c)).unwrap_or(self.rest.len());
        let word = self.take(length);
        if self.rest.starts_with('\'') {
            return self.prefixed(at, word);
        }
        let literal = match word.as_str() {
            "null" => Some(Literal::Null),
            _ if word.eq_ignore_ascii_case("true") => Some(Literal::Boolean(true)),
            _ if word.eq_ignore_ascii_case("false") => Some(Literal::Boolean(false)),
            _ => is_guid(&word).then(|| Literal::Guid(word.to_ascii_lowercase())),
        };
        Ok((literal.map_or_else(|| Token::Word(word.clone()), Token::Literal), word))
    }

    /// `Some.Enumeration'member'` is its member's name; `duration'P1D'` and the like are not supported.
    fn prefixed(&mut self, at: usize, word: String) -> Result<(Token, String), Problem> {
        let (value, quoted) = self.quoted()?;
        let text = word.clone() + &quoted;
        if word.contains('.') {
            return Ok((Token::Literal(Literal::Text(value)), text));
        }
        Err(Problem::UnsupportedExpression { at, kind: "Literal", text })
    }
}

/// What names and paths are made of. `$` begins `$root`; `-` stands in `__Submissions-id`.
fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '/' | '.' | '-' | ':')
}

fn literal(text: &str) -> Option<Literal> {
    if let Ok(number) = text.parse() {
        return Some(Literal::Integer(number));
    }
    if let Some(number) = crate::json::decimal(text) {
        return Some(Literal::Decimal(number));
    }
    if is_guid(text) {
        return Some(Literal::Guid(text.to_ascii_lowercase()));
    }
    let date = moment::plain_day(text).map(Literal::Date);
    date.or_else(|| moment::moment(text).map(Literal::Moment))
}

fn is_guid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]);
    lengths && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

pub(super) fn unparsable(at: usize, reason: &str) -> Problem {
    Problem::Unparsable { at, reason: reason.to_owned() }
}
