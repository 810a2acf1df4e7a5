//! Reasons of displacement in the service's words.

use std::collections::BTreeMap;

/// Where nobody has said why.
pub(crate) const NO_REASON: &str = "No reason for displacement reported";

/// The service's wording for a code of ours; a wording read from the service is its own.
fn wording(code: &str) -> &str {
    match code {
        "natural_disaster" => "Natural disaster",
        "conflict" => "Conflict",
        "insecurity" => "Insecurity",
        "other" => "Other reason",
        "not_reported" => NO_REASON,
        other => other,
    }
}

/// People by reason, adding up to `total`. See the module above for what is decided here.
pub(crate) fn divide<'a>(total: u64, parts: impl IntoIterator<Item = (&'a str, u64)>) -> Vec<(String, u64)> {
    let mut by_reason: BTreeMap<&str, u64> = BTreeMap::new();
    for (code, people) in parts.into_iter().filter(|(_, people)| *people > 0) {
        *by_reason.entry(wording(code)).or_default() += people;
    }
    let known: u64 = by_reason.values().sum();
    match total.checked_sub(known) {
        Some(0) if known > 0 => {}
        Some(rest) => *by_reason.entry(NO_REASON).or_default() += rest,
        None => return vec![(by_reason.into_keys().collect::<Vec<_>>().join("; "), total)],
    }
    by_reason.into_iter().map(|(reason, people)| (reason.to_owned(), people)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(total: u64, parts: &[(&str, u64)]) -> Vec<(String, u64)> {
        divide(total, parts.iter().copied())
    }

    fn row(reason: &str, people: u64) -> (String, u64) {
        (reason.to_owned(), people)
    }

    #[test]
    fn reasons_that_make_up_the_total_are_all_there_is() {
        let found = rows(130, &[("natural_disaster", 30), ("conflict", 100), ("other", 0)]);
        assert_eq!(found, [row("Conflict", 100), row("Natural disaster", 30)]);
    }

    #[test]
    fn people_without_a_reason_make_their_own_row() {
        assert_eq!(rows(130, &[("conflict", 100)]), [row("Conflict", 100), row(NO_REASON, 30)]);
        assert_eq!(rows(130, &[("conflict", 100), ("not_reported", 10)])[1], row(NO_REASON, 30));
        assert_eq!(rows(130, &[]), [row(NO_REASON, 130)]);
        assert_eq!(rows(0, &[]), [row(NO_REASON, 0)]);
    }

    #[test]
    fn reasons_that_overlap_are_not_divided() {
        assert_eq!(rows(100, &[("natural_disaster", 80), ("conflict", 60)]), [row("Conflict; Natural disaster", 100)]);
    }

    #[test]
    fn a_wording_of_the_service_stays_as_it_is() {
        assert_eq!(rows(7, &[("Conflict; Natural disaster", 7)]), [row("Conflict; Natural disaster", 7)]);
    }
}
