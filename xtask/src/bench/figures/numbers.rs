//! Whether all say the same.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// Compares the lines of the first file with those of each other, in whatever order they stand.
pub fn must_be_equal(files: &[(&str, PathBuf)]) -> Outcome {
    let Some(((first, path), others)) = files.split_first() else { return Ok(()) };
    let ours = sorted(path)?;
    for (name, path) in others {
        let theirs = sorted(path)?;
        if let Some(line) = difference(&ours, &theirs) {
            return Err(Failure::new(format!("{first} and {name} differ, first in '{line}'.")));
        }
    }
    Ok(())
}

fn sorted(path: &Path) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io(path.display(), error))?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    Ok(lines)
}

/// The first line that only one of them has.
fn difference<'a>(ours: &'a [String], theirs: &'a [String]) -> Option<&'a str> {
    let pair = ours.iter().zip(theirs).find(|(one, other)| one != other);
    let longer = if ours.len() > theirs.len() { ours } else { theirs };
    let rest = (ours.len() != theirs.len()).then(|| longer.get(ours.len().min(theirs.len()))).flatten();
    pair.map(|(one, other)| one.min(other)).or(rest).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_one_lacks_is_told() {
        let lines = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(difference(&lines("a b"), &lines("a b")), None);
        assert_eq!(difference(&lines("a b"), &lines("a c")), Some("b"));
        assert_eq!(difference(&lines("a b"), &lines("a b c")), Some("c"));
        assert_eq!(difference(&lines("a b d"), &lines("a b")), Some("d"));
    }
}
