//! From words to an expression.
//!
//! Operators bind as OData says, loosest first: `or`, `and`, `not`, `eq ne`, `lt le gt ge in`, `add sub`, `mul div mod`, `-`.
//! `not` takes the comparison after it, as people mean it: `not a eq b` is `not (a eq b)`.

use super::{
    Arithmetic, Comparison, DEEPEST, Expression, Function, LONGEST, Node,
    token::{Placed, Token, tokens, unparsable},
};
use crate::problem::Problem;

impl Expression {
    /// Reads a filter.
    ///
    /// # Errors
    /// [`Problem::Unparsable`] with the place of the first mistake; [`Problem::UnsupportedExpression`] for what OData has
    /// and we have not.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.len() > LONGEST {
            return Err(unparsable(0, &format!("it is longer than {LONGEST} bytes")));
        }
        let tokens = tokens(text)?;
        let mut parser = Parser { tokens: &tokens, next: 0, depth: 0, end: text.chars().count() };
        let result = parser.any()?;
        match parser.peek() {
            None => Ok(result.expression),
            Some(extra) if extra.text == "has" => Err(unsupported(extra, "HasExpression")),
            Some(extra) => Err(unparsable(extra.at, &format!("'{}' is not expected here", extra.text))),
        }
    }
}

struct Parser<'tokens> {
    tokens: &'tokens [Placed],
    next: usize,
    /// Parentheses, functions and signs that are open.
    depth: usize,
    /// Characters of the whole.
    end: usize,
}

/// An expression and how many levels it has: chains of operators make levels without any parentheses.
struct Tall {
    expression: Expression,
    height: usize,
}

type Parsed = Result<Tall, Problem>;

fn tall(at: usize, node: Node, below: usize) -> Parsed {
    if below >= DEEPEST {
        return Err(too_deep(at));
    }
    Ok(Tall { expression: Expression { at, node }, height: below + 1 })
}

fn too_deep(at: usize) -> Problem {
    unparsable(at, &format!("it has more than {DEEPEST} levels"))
}

fn unsupported(token: &Placed, kind: &'static str) -> Problem {
    Problem::UnsupportedExpression { at: token.at, kind, text: token.text.clone() }
}

impl<'tokens> Parser<'tokens> {
    fn peek(&self) -> Option<&'tokens Placed> {
        self.tokens.get(self.next)
    }

    fn at(&self) -> usize {
        self.peek().map_or(self.end, |token| token.at)
    }

    fn takes(&mut self, token: &Token) -> bool {
        let found = self.peek().is_some_and(|next| next.token == *token);
        self.next += usize::from(found);
        found
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let found = self.peek().is_some_and(|next| matches!(&next.token, Token::Word(text) if text == word));
        self.next += usize::from(found);
        found
    }

    fn expects(&mut self, token: &Token, name: &str) -> Result<(), Problem> {
        let at = self.at();
        if self.takes(token) { Ok(()) } else { Err(unparsable(at, &format!("{name} is missing"))) }
    }

    /// Runs `inner` one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Problem>) -> Result<T, Problem> {
        if self.depth >= DEEPEST {
            return Err(too_deep(self.at()));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn any(&mut self) -> Parsed {
        self.list("or", Self::all, Node::Or)
    }

    fn all(&mut self) -> Parsed {
        self.list("and", Self::not, Node::And)
    }

    fn list(
        &mut self,
        word: &str,
        part: impl Fn(&mut Self) -> Parsed,
        join: impl Fn(Vec<Expression>) -> Node,
    ) -> Parsed {
        let first = part(self)?;
        let (at, mut height) = (first.expression.at, first.height);
        if !self.takes_word(word) {
            return Ok(first);
        }
        let mut parts = vec![first.expression];
        loop {
            let next = part(self)?;
            height = height.max(next.height);
            parts.push(next.expression);
            if !self.takes_word(word) {
                return tall(at, join(parts), height);
            }
        }
    }

    fn not(&mut self) -> Parsed {
        let at = self.at();
        // A column may be called `not`: then an operator or the end follows.
        let follows = self.tokens.get(self.next + 1).map(|token| &token.token);
        let operator = match follows {
            None | Some(Token::Close | Token::Comma) => true,
            Some(Token::Word(word)) => is_operator(word),
            Some(_) => false,
        };
        if operator || !self.takes_word("not") {
            return self.equality();
        }
        let inner = self.deeper(Self::not)?;
        tall(at, Node::Not(Box::new(inner.expression)), inner.height)
    }

    fn equality(&mut self) -> Parsed {
        self.comparisons(&[Comparison::Equal, Comparison::NotEqual], Self::relation)
    }

    fn relation(&mut self) -> Parsed {
        use Comparison::{Greater, GreaterOrEqual, Less, LessOrEqual};
        let left = self.comparisons(&[Less, LessOrEqual, Greater, GreaterOrEqual], Self::sum)?;
        if self.takes_word("in") { self.members(left) } else { Ok(left) }
    }

    fn comparisons(&mut self, operators: &[Comparison], part: impl Fn(&mut Self) -> Parsed) -> Parsed {
        let mut left = part(self)?;
        while let Some(operator) = operators.iter().copied().find(|operator| self.takes_word(operator.word())) {
            let right = part(self)?;
            left = pair(left, right, |left, right| Node::Compare(operator, left, right))?;
        }
        Ok(left)
    }

    fn members(&mut self, left: Tall) -> Parsed {
        self.expects(&Token::Open, "the '(' of a list")?;
        let mut members = Vec::new();
        let mut height = left.height;
        loop {
            let member = self.deeper(Self::sum)?;
            height = height.max(member.height);
            members.push(member.expression);
            if !self.takes(&Token::Comma) {
                break;
            }
        }
        self.expects(&Token::Close, "the ')' of a list")?;
        tall(left.expression.at, Node::In(Box::new(left.expression), members), height)
    }

    fn sum(&mut self) -> Parsed {
        self.computations(&[Arithmetic::Add, Arithmetic::Subtract], Self::product)
    }

    fn product(&mut self) -> Parsed {
        self.computations(&[Arithmetic::Multiply, Arithmetic::Divide, Arithmetic::Remainder], Self::signed)
    }

    fn computations(&mut self, operators: &[Arithmetic], part: impl Fn(&mut Self) -> Parsed) -> Parsed {
        let mut left = part(self)?;
        while let Some(operator) = operators.iter().copied().find(|operator| self.takes_word(operator.word())) {
            let right = part(self)?;
            left = pair(left, right, |left, right| Node::Arithmetic(operator, left, right))?;
        }
        Ok(left)
    }

    fn signed(&mut self) -> Parsed {
        let at = self.at();
        if !self.takes(&Token::Minus) {
            return self.primary();
        }
        let inner = self.deeper(Self::signed)?;
        tall(at, Node::Negate(Box::new(inner.expression)), inner.height)
    }

    fn primary(&mut self) -> Parsed {
        let Some(token) = self.peek() else { return Err(unparsable(self.end, "it ends where a value is expected")) };
        self.next += 1;
        match &token.token {
            Token::Literal(literal) => tall(token.at, Node::Literal(literal.clone()), 0),
            Token::Open => {
                let inner = self.deeper(Self::any)?;
                self.expects(&Token::Close, "a ')'")?;
                // Parentheses make no level of the expression, but hold on to where it stands.
                Ok(inner)
            }
            Token::Word(word) if self.takes(&Token::Open) => self.call(token, word),
            Token::Word(word) => path(token, word),
            Token::Close | Token::Comma | Token::Minus => {
                Err(unparsable(token.at, &format!("'{}' stands where a value is expected", token.text)))
            }
        }
    }

    fn call(&mut self, token: &Placed, name: &str) -> Parsed {
        let Some(function) = Function::named(name) else {
            let kind = if name.contains('/') { "LambdaExpression" } else { "MethodCallExpression" };
            return Err(unsupported(token, kind));
        };
        let mut arguments = Vec::new();
        let mut height = 0;
        while !self.takes(&Token::Close) {
            if !arguments.is_empty() {
                self.expects(&Token::Comma, "a ',' or ')'")?;
            }
            let argument = self.deeper(Self::any)?;
            height = height.max(argument.height);
            arguments.push(argument.expression);
        }
        let (few, many) = function.arity();
        if (few..=many).contains(&arguments.len()) {
            return tall(token.at, Node::Call(function, arguments), height);
        }
        let takes = if few == many { few.to_string() } else { format!("{few} or {many}") };
        Err(unparsable(token.at, &format!("{name} takes {takes} arguments, not {}", arguments.len())))
    }
}

fn is_operator(word: &str) -> bool {
    Comparison::ALL.iter().any(|operator| operator.word() == word)
        || Arithmetic::ALL.iter().any(|operator| operator.word() == word)
        || matches!(word, "and" | "or" | "in")
}

fn pair(left: Tall, right: Tall, node: impl Fn(Box<Expression>, Box<Expression>) -> Node) -> Parsed {
    let (at, height) = (left.expression.at, left.height.max(right.height));
    tall(at, node(Box::new(left.expression), Box::new(right.expression)), height)
}

fn path(token: &Placed, word: &str) -> Parsed {
    if word.starts_with('@') || word.contains(':') || word == "$it" || word.starts_with("$it/") {
        return Err(unsupported(token, "RootExpression"));
    }
    let segment = |segment: &str| {
        let mut characters = segment.chars();
        characters.next().is_some_and(|first| first.is_alphabetic() || first == '_' || first == '$')
    };
    if !word.split('/').all(segment) {
        return Err(unparsable(token.at, &format!("'{word}' is not a name")));
    }
    tall(token.at, Node::Path(word.to_owned()), 0)
}
