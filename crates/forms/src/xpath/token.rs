//! The tokens of an expression.

use super::{ast::Operator, parser::XPathError, reason::Reason};
use crate::names::{continues_name, starts_name};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number,
    Literal,
    /// `${…}`
    Reference,
    /// A name, with its prefix.
    Name,
    Operator(Operator),
    /// `*` where a name could stand.
    Star,
    Slash,
    DoubleSlash,
    Dot,
    DotDot,
    At,
    DoubleColon,
    Open,
    Close,
    OpenSquare,
    CloseSquare,
    Comma,
}

/// Every token with its place in bytes.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, XPathError> {
    let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let after_operand = tokens.last().is_some_and(|(token, _)| ends_operand(token));
        let (token, length) =
            token(&text[at..], c, after_operand).ok_or_else(|| XPathError::at(text, at, reason(c)))?;
        tokens.push((token, at..at + length));
        at += length;
    }
    Ok(tokens)
}

/// Whether an operand ends here, so that a name or `*` behind it is an operator (XPath 1.0, section 3.7).
fn ends_operand(token: &Token) -> bool {
    matches!(
        token,
        Token::Number
            | Token::Literal
            | Token::Reference
            | Token::Name
            | Token::Star
            | Token::Dot
            | Token::DotDot
            | Token::Close
            | Token::CloseSquare
    )
}

fn token(rest: &str, c: char, after_operand: bool) -> Option<(Token, usize)> {
    let second = rest[c.len_utf8()..].chars().next();
    Some(match (c, second) {
        ('(', _) => (Token::Open, 1),
        (')', _) => (Token::Close, 1),
        ('[', _) => (Token::OpenSquare, 1),
        (']', _) => (Token::CloseSquare, 1),
        (',', _) => (Token::Comma, 1),
        ('@', _) => (Token::At, 1),
        ('|', _) => (Token::Operator(Operator::Union), 1),
        ('+', _) => (Token::Operator(Operator::Add), 1),
        ('-', _) => (Token::Operator(Operator::Subtract), 1),
        ('=', _) => (Token::Operator(Operator::Equal), 1),
        ('!', Some('=')) => (Token::Operator(Operator::NotEqual), 2),
        ('<', Some('=')) => (Token::Operator(Operator::LessOrEqual), 2),
        ('<', _) => (Token::Operator(Operator::Less), 1),
        ('>', Some('=')) => (Token::Operator(Operator::GreaterOrEqual), 2),
        ('>', _) => (Token::Operator(Operator::Greater), 1),
        ('*', _) if after_operand => (Token::Operator(Operator::Multiply), 1),
        ('*', _) => (Token::Star, 1),
        ('/', Some('/')) => (Token::DoubleSlash, 2),
        ('/', _) => (Token::Slash, 1),
        (':', Some(':')) => (Token::DoubleColon, 2),
        ('.', Some('.')) => (Token::DotDot, 2),
        ('.', Some('0'..='9')) | ('0'..='9', _) => (Token::Number, number(rest)),
        ('.', _) => (Token::Dot, 1),
        ('"' | '\'', _) => (Token::Literal, rest[1..].find(c)? + 2),
        ('$', Some('{')) => (Token::Reference, rest.find('}')? + 1),
        _ if starts_name(c) => {
            let length = name(rest);
            match operator(&rest[..length]).filter(|_| after_operand) {
                Some(operator) => (Token::Operator(operator), length),
                None => (Token::Name, length),
            }
        }
        _ => return None,
    })
}

fn reason(c: char) -> Reason {
    match c {
        '"' | '\'' => Reason::QuoteNotClosed,
        '$' => Reason::DollarAlone,
        '!' => Reason::ExclamationAlone,
        _ => Reason::CharacterUnknown,
    }
}

fn number(rest: &str) -> usize {
    let mut point = false;
    rest.find(|c: char| match c {
        '0'..='9' => false,
        '.' if !point => {
            point = true;
            false
        }
        _ => true,
    })
    .unwrap_or(rest.len())
}

fn name(rest: &str) -> usize {
    let plain = |text: &str| text.find(|c: char| !continues_name(c)).unwrap_or(text.len());
    let prefix = plain(rest);
    match rest[prefix..].strip_prefix(':') {
        Some(local) if local.starts_with(starts_name) => prefix + 1 + plain(local),
        Some(local) if local.starts_with('*') => prefix + 2,
        _ => prefix,
    }
}

fn operator(name: &str) -> Option<Operator> {
    Some(match name {
        "or" => Operator::Or,
        "and" => Operator::And,
        "div" => Operator::Divide,
        "mod" => Operator::Modulo,
        _ => return None,
    })
}
