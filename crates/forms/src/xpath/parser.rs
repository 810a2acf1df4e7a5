//! From text to tree.

use super::{
    ast::{Expr, Operator, Reference, Start, Step},
    reason::Reason,
    token::{Token, tokens},
};
use crate::names::is_plain_name;
use std::ops::Range;
use thiserror::Error;

/// Why an expression cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}, at '{near}'")]
pub struct XPathError {
    /// What is wrong.
    pub reason: Reason,
    /// Where, in bytes.
    pub at: usize,
    /// What stands there.
    pub near: String,
    /// Whether it is a reference that cannot be read.
    pub in_reference: bool,
}

impl XPathError {
    pub(super) fn at(text: &str, at: usize, reason: Reason) -> Self {
        let near = text.get(at..).unwrap_or_default().chars().take(20).collect();
        Self { reason, at, near, in_reference: false }
    }
}

/// Brackets and conditions nest at most this deep: the hand-written forms we know reach 40.
const DEEPEST: usize = 200;

/// Operators of one expression. A tree is as deep as its operators are many, and trees are walked by recursion; the
/// longest real expression has 300.
const MOST_OPERATORS: usize = 2_000;

/// Parses an expression.
///
/// # Errors
/// When it is none; with the place where it stops being one.
///
/// ```
/// let tree = forms::xpath::parse("if(${age} < 5, 'child', . + 1)")?;
/// assert!(matches!(tree, forms::xpath::Expr::Call { .. }));
/// # Ok::<(), forms::xpath::XPathError>(())
/// ```
pub fn parse(text: &str) -> Result<Expr, XPathError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { text, tokens: &tokens, position: 0, depth: 0, operators: 0 };
    let expression = parser.expression(0)?;
    if parser.position < tokens.len() { Err(parser.error(Reason::BehindItsEnd)) } else { Ok(expression) }
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [(Token, Range<usize>)],
    position: usize,
    depth: usize,
    operators: usize,
}

impl Parser<'_> {
    fn expression(&mut self, loosest: u8) -> Result<Expr, XPathError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(Reason::NestsTooDeep));
        }
        let mut left = self.unary()?;
        while let Some(Token::Operator(operator)) = self.peek().cloned() {
            if operator.precedence() <= loosest {
                break;
            }
            self.position += 1;
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return Err(self.error(Reason::TooManyOperators));
            }
            let right = self.expression(operator.precedence())?;
            left = Expr::Binary { operator, left: Box::new(left), right: Box::new(right) };
        }
        self.depth -= 1;
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, XPathError> {
        let mut negated = false;
        while self.take(&Token::Operator(Operator::Subtract)) {
            negated = !negated;
        }
        let inner = self.path()?;
        Ok(if negated { Expr::Negate(Box::new(inner)) } else { inner })
    }

    fn path(&mut self) -> Result<Expr, XPathError> {
        if self.take(&Token::DoubleSlash) {
            let mut steps = vec![Step { test: String::new(), predicates: Vec::new() }];
            self.steps(&mut steps)?;
            return Ok(Expr::Path { start: Start::Root, steps });
        }
        if self.take(&Token::Slash) {
            let mut steps = Vec::new();
            if self.begins_step() {
                self.steps(&mut steps)?;
            }
            return Ok(Expr::Path { start: Start::Root, steps });
        }
        if self.begins_primary() {
            return self.primary_with_steps();
        }
        let mut steps = Vec::new();
        self.steps(&mut steps)?;
        Ok(Expr::Path { start: Start::Here, steps })
    }

    fn primary_with_steps(&mut self) -> Result<Expr, XPathError> {
        let primary = self.primary()?;
        let predicates = self.predicates()?;
        let mut steps = Vec::new();
        if self.take(&Token::DoubleSlash) {
            steps.push(Step { test: String::new(), predicates: Vec::new() });
            self.steps(&mut steps)?;
        } else if self.take(&Token::Slash) {
            self.steps(&mut steps)?;
        }
        if predicates.is_empty() && steps.is_empty() {
            return Ok(primary);
        }
        Ok(Expr::Path { start: Start::From(Box::new(primary), predicates), steps })
    }

    fn steps(&mut self, steps: &mut Vec<Step>) -> Result<(), XPathError> {
        loop {
            steps.push(self.step()?);
            if self.take(&Token::DoubleSlash) {
                steps.push(Step { test: String::new(), predicates: Vec::new() });
            } else if !self.take(&Token::Slash) {
                return Ok(());
            }
        }
    }

    fn step(&mut self) -> Result<Step, XPathError> {
        let test = match self.peek() {
            Some(Token::Dot) => self.advance(".".to_owned()),
            Some(Token::DotDot) => self.advance("..".to_owned()),
            Some(Token::At) => {
                self.position += 1;
                format!("@{}", self.name_test()?)
            }
            Some(Token::Reference) => return Err(self.error(Reason::ReferenceBehindSlash)),
            _ => {
                let name = self.name_test()?;
                if self.take(&Token::DoubleColon) { format!("{name}::{}", self.name_test()?) } else { name }
            }
        };
        Ok(Step { test, predicates: self.predicates()? })
    }

    /// A name, `*`, or a node type such as `node()`.
    fn name_test(&mut self) -> Result<String, XPathError> {
        match self.peek() {
            Some(Token::Star) => Ok(self.advance("*".to_owned())),
            Some(Token::Name) => {
                let name = self.slice().to_owned();
                self.position += 1;
                if self.peek() == Some(&Token::Open) {
                    self.position += 1;
                    self.expect(&Token::Close, Reason::NodeTypeWithArguments)?;
                    return Ok(format!("{name}()"));
                }
                Ok(name)
            }
            Some(_) => Err(self.error(Reason::OperandExpected)),
            None => Err(self.error(Reason::EndsTooEarly)),
        }
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, XPathError> {
        let mut predicates = Vec::new();
        while self.take(&Token::OpenSquare) {
            predicates.push(self.expression(0)?);
            self.expect(&Token::CloseSquare, Reason::SquareNotClosed)?;
        }
        Ok(predicates)
    }

    fn primary(&mut self) -> Result<Expr, XPathError> {
        match self.peek() {
            Some(Token::Number) => {
                let number = self.slice().to_owned();
                Ok(self.advance(Expr::Number(number)))
            }
            Some(Token::Literal) => {
                let range = self.range();
                let text = self.text[range.start + 1..range.end - 1].to_owned();
                Ok(self.advance(Expr::Literal(text, range)))
            }
            Some(Token::Reference) => Ok(Expr::Reference(self.reference()?)),
            Some(Token::Open) => {
                self.position += 1;
                let inner = self.expression(0)?;
                self.expect(&Token::Close, Reason::BracketNotClosed)?;
                Ok(inner)
            }
            _ => self.call(),
        }
    }

    fn call(&mut self) -> Result<Expr, XPathError> {
        let (name, at) = (self.slice().to_owned(), self.range().start);
        self.position += 1;
        self.expect(&Token::Open, Reason::BracketNotOpened)?;
        let mut arguments = Vec::new();
        if !self.take(&Token::Close) {
            loop {
                arguments.push(self.expression(0)?);
                if self.take(&Token::Close) {
                    break;
                }
                self.expect(&Token::Comma, Reason::CommaOrBracketMissing)?;
            }
        }
        Ok(Expr::Call { name, arguments, at })
    }

    fn reference(&mut self) -> Result<Reference, XPathError> {
        let at = self.range();
        let reference = read_reference(self.text, at.clone());
        self.position += 1;
        reference.ok_or_else(|| XPathError {
            in_reference: true,
            near: self.text[at.clone()].to_owned(),
            ..XPathError::at(self.text, at.start, Reason::NoReference)
        })
    }

    /// A function call looks like a name; what follows tells.
    fn begins_primary(&self) -> bool {
        match self.peek() {
            Some(Token::Number | Token::Literal | Token::Reference | Token::Open) => true,
            Some(Token::Name) => {
                let next = self.tokens.get(self.position + 1).map(|(token, _)| token);
                next == Some(&Token::Open) && !matches!(self.slice(), "node" | "text" | "comment")
            }
            _ => false,
        }
    }

    fn begins_step(&self) -> bool {
        matches!(self.peek(), Some(Token::Name | Token::Star | Token::Dot | Token::DotDot | Token::At))
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.position).map(|(token, _)| token)
    }

    fn range(&self) -> Range<usize> {
        self.tokens.get(self.position).map_or(self.text.len()..self.text.len(), |(_, range)| range.clone())
    }

    fn slice(&self) -> &str {
        &self.text[self.range()]
    }

    fn advance<T>(&mut self, result: T) -> T {
        self.position += 1;
        result
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.position += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token, reason: Reason) -> Result<(), XPathError> {
        if self.take(token) { Ok(()) } else { Err(self.error(reason)) }
    }

    fn error(&self, reason: Reason) -> XPathError {
        XPathError::at(self.text, self.range().start, self.slip().unwrap_or(reason))
    }

    /// What people who know another language write: `AND`, and `==`.
    fn slip(&self) -> Option<Reason> {
        let before = self.position.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|(token, _)| token);
        match self.peek()? {
            Token::Name => {
                let operator = ["and", "or", "div", "mod"].iter().any(|word| word.eq_ignore_ascii_case(self.slice()));
                (operator && before.is_some()).then_some(Reason::OperatorInCapitals)
            }
            equal @ Token::Operator(Operator::Equal) => (before == Some(equal)).then_some(Reason::EqualsTwice),
            _ => None,
        }
    }
}

/// `${name}` or `${last-saved#name}`, if that is what stands there.
pub(super) fn read_reference(text: &str, at: Range<usize>) -> Option<Reference> {
    let inner = text.get(at.clone())?.strip_prefix("${")?.strip_suffix('}')?;
    let (name, last_saved) = match inner.strip_prefix("last-saved#") {
        Some(name) => (name, true),
        None => (inner, false),
    };
    is_plain_name(name).then(|| Reference { name: name.to_owned(), last_saved, at })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(text: &str) -> Expr {
        parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn operators_bind_as_xpath_says() {
        let Expr::Binary { operator, right, .. } = good("1 or 2 and 3 = 4 + 5 * 6") else { panic!() };
        assert_eq!(operator, Operator::Or);
        assert!(matches!(*right, Expr::Binary { operator: Operator::And, .. }));
        let Expr::Binary { operator, left, .. } = good("8 - 4 - 2") else { panic!() };
        assert_eq!(operator, Operator::Subtract);
        assert!(matches!(*left, Expr::Binary { .. }), "subtraction groups to the left");
    }

    #[test]
    fn words_and_stars_are_operators_only_behind_an_operand() {
        good("div div mod");
        good("* * *");
        good("../or = 2");
        assert!(matches!(good("a-b"), Expr::Path { .. }));
        assert!(matches!(good("a -b"), Expr::Binary { operator: Operator::Subtract, .. }));
    }

    #[test]
    fn what_real_forms_write_is_read() {
        for text in [
            "instance('admin1')/root/item[name = current()/../a]/label",
            "${a}/b[position() = 1]",
            "count(/data/rep[./x != ''])",
            "indexed-repeat(${a}, ${r}, position(..) - 1)",
            "selected(., 'a') or not(${b} >= -.5)",
            "jr:choice-name(${q}, '${q}')",
            "/data/a//b/@c",
            "concat(\"it's\", ' \"x\" ')",
            "sum(${rep}/x) div 2",
            "ancestor::rep/x",
            "-(-1)",
            ". > 0 and\n. < 10",
        ] {
            good(text);
        }
    }

    #[test]
    fn mistakes_are_found_where_they_are() {
        for (text, at) in
            [("${a} = ", 7), ("${a} == 1", 6), ("if(${a}, 1", 10), ("'abc", 0), ("1 2", 2), ("${a b} = 1", 0), ("", 0)]
        {
            assert_eq!(parse(text).unwrap_err().at, at, "{text}");
        }
    }

    #[test]
    fn deep_nesting_ends_in_an_error() {
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&format!("1{}", "+1".repeat(100_000))).is_err());
        assert!(parse(&format!("{}1", "-".repeat(100_000))).is_ok());
        assert!(parse(&format!("{}1{}", "if(1,1,".repeat(60), ")".repeat(60))).is_ok());
    }
}
