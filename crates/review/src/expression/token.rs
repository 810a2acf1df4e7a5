//! A condition's text, cut into words and signs.

use super::parse::ExpressionProblem;

/// One word or sign.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Name(String),
    Sign(&'static str),
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 16] = ["==", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "(", ")", ",", ".", "!"];

/// Cuts `text`; each token with the character it starts at, from 1.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ExpressionProblem> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let at = text[..text.len() - rest.len()].chars().count() + 1;
        let (token, length) = match first {
            '\'' => quoted(rest, at)?,
            '0'..='9' => number(rest, at)?,
            'a'..='z' | 'A'..='Z' | '_' => name(rest),
            _ => sign(rest, first, at)?,
        };
        found.push((at, token));
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

fn quoted(rest: &str, at: usize) -> Result<(Token, usize), ExpressionProblem> {
    let inside = &rest[1..];
    let end = inside.find('\'').ok_or(ExpressionProblem::OpenQuote { at })?;
    Ok((Token::Text(inside[..end].to_owned()), end + 2))
}

fn number(rest: &str, at: usize) -> Result<(Token, usize), ExpressionProblem> {
    let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    let written = &rest[..length];
    let number = written.parse().map_err(|_| ExpressionProblem::Unknown { at, found: written.to_owned() })?;
    Ok((Token::Number(number), length))
}

fn name(rest: &str) -> (Token, usize) {
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    (Token::Name(rest[..length].to_owned()), length)
}

fn sign(rest: &str, first: char, at: usize) -> Result<(Token, usize), ExpressionProblem> {
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
    let sign = sign.ok_or_else(|| ExpressionProblem::Unknown { at, found: first.to_string() })?;
    Ok((Token::Sign(sign), sign.len()))
}
