//! Command-line options of the chores: `--name value` and `--flag`, nothing more.

use crate::failure::{Failure, Outcome};

/// Options that were given, taken out one by one; what is left over at the end is refused.
pub struct Arguments(Vec<String>);

impl Arguments {
    pub fn new(given: &[String]) -> Arguments {
        Arguments(given.to_vec())
    }

    /// The value of `--name value` or `--name=value`, if it was given.
    pub fn value(&mut self, name: &str) -> Outcome<Option<String>> {
        let joined = format!("{name}=");
        if let Some(at) = self.0.iter().position(|given| given.starts_with(&joined)) {
            return Ok(Some(self.0.remove(at)[joined.len()..].to_owned()));
        }
        let Some(at) = self.0.iter().position(|given| given == name) else { return Ok(None) };
        if at + 1 == self.0.len() {
            return Err(Failure::new(format!("{name} needs a value after it.")));
        }
        self.0.remove(at);
        Ok(Some(self.0.remove(at)))
    }

    /// The whole number of `--name number`, if it was given.
    pub fn number(&mut self, name: &str) -> Outcome<Option<u64>> {
        let Some(given) = self.value(name)? else { return Ok(None) };
        let read = given.parse().map_err(|_| Failure::new(format!("{name} needs a whole number, not '{given}'.")))?;
        Ok(Some(read))
    }

    /// Whether `--name` was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let Some(at) = self.0.iter().position(|given| given == name) else { return false };
        self.0.remove(at);
        true
    }

    /// Refuses whatever no option took.
    pub fn finish(self) -> Outcome {
        match self.0.as_slice() {
            [] => Ok(()),
            left => Err(Failure::new(format!("Not understood: {}. `cargo xtask` lists the words.", left.join(" ")))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(words: &[&str]) -> Arguments {
        Arguments(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn values_and_flags_are_taken_in_any_order() {
        let mut arguments = given(&["--no-serve", "--data", "x", "--listen=127.0.0.1:0"]);
        assert_eq!(arguments.value("--listen"), Ok(Some("127.0.0.1:0".to_owned())));
        assert_eq!(arguments.value("--data"), Ok(Some("x".to_owned())));
        assert!(arguments.flag("--no-serve"));
        assert_eq!(arguments.finish(), Ok(()));
    }

    #[test]
    fn a_value_that_is_missing_and_a_word_too_many_are_refused() {
        assert!(given(&["--data"]).value("--data").is_err());
        assert!(given(&["--times", "many"]).number("--times").is_err());
        assert_eq!(given(&["--times", "20"]).number("--times"), Ok(Some(20)));
        assert!(given(&["--dta", "x"]).finish().is_err());
    }
}
