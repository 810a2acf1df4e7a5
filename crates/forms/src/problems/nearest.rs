//! "Did you mean …?"

/// The one of `known` that `wanted` is most likely a misspelling of, if any is near: at most two slips, and no more than
/// a third of the word.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Longer words are not compared: the cost grows with the square of the length.
    const LONGEST: usize = 100;
    /// Nor are more names than a person could have meant; a form with that many has its problems found all the same.
    const MOST: usize = 10_000;
    let wanted_lower = wanted.to_lowercase();
    let length = wanted_lower.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    known
        .into_iter()
        .take(MOST)
        .filter(|candidate| candidate.len() <= LONGEST * 4 && candidate.chars().count().abs_diff(length) <= 2)
        .map(|candidate| (strsim::osa_distance(&wanted_lower, &candidate.to_lowercase()), candidate))
        .filter(|(slips, _)| *slips <= 2 && slips * 3 <= length)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(nearest("selct_one", ["select_one", "text"]), Some("select_one"));
        assert_eq!(nearest("Provnce", ["commune", "province"]), Some("province"));
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("hello", ["integer"]), None);
    }
}
