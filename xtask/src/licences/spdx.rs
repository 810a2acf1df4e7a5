//! SPDX licence expressions: `MIT OR (Apache-2.0 WITH LLVM-exception AND Zlib)`.
//!
//! <https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/>: `WITH` binds closest, then `AND`, then `OR`.
//! The `/` of older crates is read as `OR`, which is what cargo's documentation says it meant.

/// Whether the expression can be satisfied with allowed licences alone.
///
/// `allowed` is asked with a licence's identifier, or with `identifier WITH exception`.
///
/// # Errors
/// What is wrong with the expression.
pub fn is_satisfied(expression: &str, allowed: fn(&str) -> bool) -> Result<bool, String> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = Words { left: spaced.split_whitespace().collect(), allowed };
    words.left.reverse();
    let satisfied = words.any()?;
    match words.left.last() {
        None => Ok(satisfied),
        Some(word) => Err(format!("'{word}' is one too many")),
    }
}

struct Words<'a> {
    /// The last one comes next.
    left: Vec<&'a str>,
    allowed: fn(&str) -> bool,
}

impl Words<'_> {
    fn any(&mut self) -> Result<bool, String> {
        let mut satisfied = self.all()?;
        while self.take("OR") {
            satisfied |= self.all()?;
        }
        Ok(satisfied)
    }

    fn all(&mut self) -> Result<bool, String> {
        let mut satisfied = self.one()?;
        while self.take("AND") {
            satisfied &= self.one()?;
        }
        Ok(satisfied)
    }

    fn one(&mut self) -> Result<bool, String> {
        if self.take("(") {
            let satisfied = self.any()?;
            return if self.take(")") { Ok(satisfied) } else { Err("a ')' is missing".to_owned()) };
        }
        let licence = self.name()?;
        if self.take("WITH") {
            let exception = self.name()?;
            return Ok((self.allowed)(&format!("{licence} WITH {exception}")));
        }
        Ok((self.allowed)(&licence))
    }

    fn name(&mut self) -> Result<String, String> {
        match self.left.pop() {
            None => Err("a licence is missing at the end".to_owned()),
            Some(word @ ("AND" | "OR" | "WITH" | "(" | ")")) => Err(format!("'{word}' stands where a licence should")),
            Some(word) => Ok(word.to_owned()),
        }
    }

    fn take(&mut self, word: &str) -> bool {
        let comes = self.left.last() == Some(&word);
        if comes {
            self.left.pop();
        }
        comes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expression: &str) -> Result<bool, String> {
        is_satisfied(expression, |licence| matches!(licence, "MIT" | "Zlib" | "Apache-2.0 WITH LLVM-exception"))
    }

    #[test]
    fn one_allowed_choice_is_enough() {
        assert_eq!(check("MIT"), Ok(true));
        assert_eq!(check("GPL-3.0-only OR MIT"), Ok(true));
        assert_eq!(check("Apache-2.0/MIT"), Ok(true));
        assert_eq!(check("Apache-2.0 / MIT"), Ok(true));
        assert_eq!(check("GPL-3.0-only OR LGPL-3.0-only"), Ok(false));
    }

    #[test]
    fn every_part_that_is_asked_for_must_be_allowed() {
        assert_eq!(check("MIT AND Zlib"), Ok(true));
        assert_eq!(check("MIT AND OpenSSL"), Ok(false));
        assert_eq!(check("(GPL-2.0-only OR MIT) AND Zlib"), Ok(true));
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert_eq!(check("MIT OR GPL-2.0-only AND OpenSSL"), Ok(true));
        assert_eq!(check("(MIT OR GPL-2.0-only) AND OpenSSL"), Ok(false));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert_eq!(check("Apache-2.0 WITH LLVM-exception"), Ok(true));
        assert_eq!(check("Apache-2.0"), Ok(false));
        assert_eq!(check("MIT WITH LLVM-exception"), Ok(false));
    }

    #[test]
    fn a_broken_expression_satisfies_nothing() {
        for broken in ["", "MIT OR", "(MIT", "MIT)", "OR MIT", "MIT Zlib", "MIT WITH", "()"] {
            assert!(check(broken).is_err(), "{broken}");
        }
    }
}
