//! From a condition's text to the expression it means.

mod call;

#[cfg(test)]
pub(super) use call::FUNCTIONS;

use super::{
    Expression, Kind, Operator, Pattern,
    token::{Token, tokens},
};
use thiserror::Error;

/// Parentheses and signs inside each other; a condition that people can review has three or four.
const DEEPEST: usize = 32;

/// Words and signs in one expression. The longest condition there is has about a hundred; each may be a step deeper for whoever
/// walks the expression.
const MOST_WORDS: usize = 500;

/// Why a text is no expression. `at` counts characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExpressionProblem {
    /// A text that does not end.
    #[error("the text that starts at character {at} has no closing quote")]
    OpenQuote {
        /// Where.
        at: usize,
    },
    /// Something that does not belong to the language.
    #[error("'{found}' at character {at} is not understood")]
    Unknown {
        /// Where.
        at: usize,
        /// What.
        found: String,
    },
    /// Something else was needed there.
    #[error("at character {at}, {wanted} is expected, but there is {found}")]
    Unexpected {
        /// Where.
        at: usize,
        /// What was needed.
        wanted: &'static str,
        /// What there is.
        found: String,
    },
    /// A part of the wrong kind.
    #[error("what stands before character {at} is {found}, but {wanted} is needed")]
    Kind {
        /// Where it ends.
        at: usize,
        /// What was needed.
        wanted: &'static str,
        /// What it is.
        found: &'static str,
    },
    /// A function there is none of.
    #[error("there is no function '{name}' (character {at}); there are {}", call::FUNCTIONS.join(", "))]
    Function {
        /// Where.
        at: usize,
        /// Its name.
        name: String,
    },
    /// A scope there is none of.
    #[error("there is no scope '{name}' (character {at}); there are province, commune, round, place and enumerator")]
    Scope {
        /// Where.
        at: usize,
        /// Its name.
        name: String,
    },
    /// A function where it could never be answered.
    #[error(
        "'{inner}' at character {at} cannot stand inside '{outer}': it could not be answered there; write it outside"
    )]
    NotInside {
        /// Where.
        at: usize,
        /// The function.
        inner: String,
        /// The function around it.
        outer: &'static str,
    },
    /// Too many words and signs.
    #[error("it has more than {MOST_WORDS} words and signs; write several checks")]
    TooLong,
    /// Too many parts inside each other.
    #[error("at character {at}, more than {DEEPEST} parts are inside each other")]
    TooDeep {
        /// Where.
        at: usize,
    },
}

/// Reads an expression.
///
/// # Errors
/// The first thing that cannot be understood, with its place.
pub fn parse(text: &str) -> Result<Expression, ExpressionProblem> {
    let mut parser = Parser::new(text)?;
    let expression = parser.joined(0)?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.unexpected("the end or an operator")),
    }
}

/// Reads names of questions, as `sum(…)` takes them: `idp_*, ki_count`.
///
/// # Errors
/// The first thing that cannot be understood, with its place.
pub fn patterns(text: &str) -> Result<Vec<Pattern>, ExpressionProblem> {
    let mut parser = Parser::new(text)?;
    let patterns = parser.patterns()?;
    match parser.peek() {
        None => Ok(patterns),
        Some(_) => Err(parser.unexpected("the end or ','")),
    }
}

/// Operators by how loosely they bind, loosest first. Comparisons do not chain: `1 < x < 3` is refused by its kinds.
const LEVELS: [&[(&str, Operator)]; 5] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[
        ("==", Operator::Equal),
        ("=", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("<", Operator::Less),
        (">", Operator::Greater),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[("*", Operator::Multiply), ("/", Operator::Divide)],
];

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    /// One character past the text, for what is missing there.
    end: usize,
    depth: usize,
    /// Functions around what is read now, outermost first.
    around: Vec<&'static str>,
}

impl Parser {
    fn new(text: &str) -> Result<Self, ExpressionProblem> {
        let tokens = tokens(text)?;
        if tokens.len() > MOST_WORDS {
            return Err(ExpressionProblem::TooLong);
        }
        Ok(Self { tokens, next: 0, end: text.chars().count() + 1, depth: 0, around: Vec::new() })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    /// Operators of `level` and tighter.
    fn joined(&mut self, level: usize) -> Result<Expression, ExpressionProblem> {
        let Some(operators) = LEVELS.get(level) else { return self.single() };
        let mut left = self.joined(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            self.needs(&left, operator.takes())?;
            self.next += 1;
            let right = self.joined(level + 1)?;
            self.needs(&right, operator.takes())?;
            left = Expression::Joined(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn operator(&self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let written = match self.peek()? {
            Token::Sign(sign) => sign,
            Token::Name(word) => word.as_str(),
            _ => return None,
        };
        operators.iter().find(|(sign, _)| *sign == written).map(|(_, operator)| *operator)
    }

    /// What is not joined: a value, a call, a sign before either, or something in parentheses.
    fn single(&mut self) -> Result<Expression, ExpressionProblem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ExpressionProblem::TooDeep { at: self.at() });
        }
        let Some((at, token)) = self.tokens.get(self.next).cloned() else { return Err(self.unexpected("a value")) };
        self.next += 1;
        let single = match token {
            Token::Number(number) => Expression::Number(number),
            Token::Text(text) => Expression::Text(text),
            Token::Sign("(") => {
                let inner = self.joined(0)?;
                self.sign(")")?;
                inner
            }
            Token::Sign("-") => {
                let inner = self.single()?;
                self.needs(&inner, Kind::Number)?;
                Expression::Negate(Box::new(inner))
            }
            // Binds looser than comparisons: `not a == b` is `not (a == b)`.
            Token::Name(word) if word == "not" => {
                let inner = self.joined(2)?;
                self.needs(&inner, Kind::Truth)?;
                Expression::Not(Box::new(inner))
            }
            Token::Name(name) if name == "and" || name == "or" => {
                self.next -= 1;
                return Err(self.unexpected("a value"));
            }
            Token::Name(name) if self.peek() == Some(&Token::Sign("(")) => self.call(&name, at)?,
            Token::Name(name) => Expression::Answer(name),
            Token::Sign(_) => {
                self.next -= 1;
                return Err(self.unexpected("a value"));
            }
        };
        self.depth -= 1;
        Ok(single)
    }

    fn patterns(&mut self) -> Result<Vec<Pattern>, ExpressionProblem> {
        let mut patterns = vec![self.pattern()?];
        while self.peek() == Some(&Token::Sign(",")) {
            self.next += 1;
            patterns.push(self.pattern()?);
        }
        Ok(patterns)
    }

    fn pattern(&mut self) -> Result<Pattern, ExpressionProblem> {
        let first = self.name()?;
        let (repeat, name) = match self.peek() {
            Some(Token::Sign(".")) => {
                self.next += 1;
                (Some(first), self.name()?)
            }
            _ => (None, first),
        };
        let open = self.peek() == Some(&Token::Sign("*"));
        self.next += usize::from(open);
        Ok(Pattern { repeat, name, open })
    }

    fn name(&mut self) -> Result<String, ExpressionProblem> {
        match self.peek() {
            Some(Token::Name(name)) => {
                let name = name.clone();
                self.next += 1;
                Ok(name)
            }
            _ => Err(self.unexpected("the name of a question")),
        }
    }

    fn sign(&mut self, sign: &'static str) -> Result<(), ExpressionProblem> {
        if self.peek() == Some(&Token::Sign(sign)) {
            self.next += 1;
            return Ok(());
        }
        Err(self.unexpected(sign))
    }

    fn unexpected(&self, wanted: &'static str) -> ExpressionProblem {
        let found = match self.peek() {
            None => "the end".to_owned(),
            Some(Token::Number(number)) => format!("'{number}'"),
            Some(Token::Text(text)) => format!("the text '{text}'"),
            Some(Token::Name(name)) => format!("'{name}'"),
            Some(Token::Sign(sign)) => format!("'{sign}'"),
        };
        ExpressionProblem::Unexpected { at: self.at(), wanted, found }
    }

    /// Refuses a part of a kind that can never fit; what a question asks for is known only with the form.
    fn needs(&self, part: &Expression, wanted: Kind) -> Result<(), ExpressionProblem> {
        let fits = match (part.kind(), wanted) {
            (Kind::Truth, wanted) => wanted == Kind::Truth,
            (Kind::Text, wanted) => wanted == Kind::Asked,
            (Kind::Number, wanted) => wanted != Kind::Truth,
            (Kind::Asked, wanted) => wanted != Kind::Truth,
        };
        let word = |kind| match kind {
            Kind::Number => "a number",
            Kind::Text => "a text",
            Kind::Truth => "a condition",
            Kind::Asked => "a value",
        };
        if fits {
            return Ok(());
        }
        Err(ExpressionProblem::Kind { at: self.at(), wanted: word(wanted), found: word(part.kind()) })
    }
}
