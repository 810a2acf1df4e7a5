//! The change between two rounds as a table: one row for each area.

use crate::change::PublicChange;
use crate::table::{TableError, csv, number, text};
use estimate::{Change, NotAssessed, PlaceGroup};
use std::collections::BTreeMap;

const COLUMNS: [&str; 30] = [
    "indicator",
    "round_before",
    "round_after",
    "level",
    "place",
    "place_name",
    "before",
    "after",
    "change",
    "same_coverage",
    "same_places",
    "same_places_before",
    "same_places_after",
    "same_places_change",
    "newly_assessed_places",
    "newly_assessed",
    "no_longer_assessed_places",
    "no_longer_assessed",
    "no_longer_because_closed",
    "no_longer_because_inaccessible",
    "no_longer_because_not_reached",
    "no_longer_because_no_answer",
    "no_longer_because_not_said",
    "increases",
    "decreases",
    "residual",
    "hidden",
    "demonstration",
    "grade_before",
    "grade_after",
];

/// Every area in the order given. An empty cell is no zero: `hidden` says where a number is not shown.
///
/// # Errors
/// When the writer fails.
pub fn change_csv(
    indicator: &str,
    (before, after): (u32, u32),
    areas: &[PublicChange],
    demonstration: bool,
) -> Result<Vec<u8>, TableError> {
    let rows = areas.iter().map(|area| {
        let mut row = vec![text(indicator), before.to_string(), after.to_string(), area.level.0.to_string()];
        row.extend([text(area.place.as_str()), text(area.name.as_deref().unwrap_or_default())]);
        row.extend(change(area.total));
        let parts = area.parts.as_ref();
        row.push(parts.map_or(String::new(), |parts| if parts.same_coverage { "yes" } else { "no" }.to_owned()));
        row.push(number(parts.map(|parts| parts.same_places)));
        row.extend(change(parts.and_then(|parts| parts.like_for_like)));
        row.extend(group(parts.map(|parts| &parts.newly_assessed)));
        row.extend(group(parts.map(|parts| &parts.no_longer_assessed)));
        use NotAssessed::{Closed, Inaccessible, NoAnswer, NotReached, NotSaid};
        for why in [Closed, Inaccessible, NotReached, NoAnswer, NotSaid] {
            let of = |groups: &BTreeMap<_, PlaceGroup>| groups.get(&why).map_or(0, |group| group.count);
            row.push(number(parts.map(|parts| of(&parts.no_longer_assessed))));
        }
        let account = area.account.as_ref().map(|account| &account.account);
        row.push(number(account.map(|account| account.increase)));
        row.push(number(account.map(|account| account.decrease)));
        row.push(number(account.map(|account| account.residual)));
        let hidden = area.hidden.and_then(|hidden| serde_json::to_value(hidden).ok());
        row.push(hidden.as_ref().and_then(|hidden| hidden.as_str()).unwrap_or_default().to_owned());
        row.push(if demonstration { crate::DEMONSTRATION.to_owned() } else { String::new() });
        let grades = area.grades.map_or([None, None], |grades| [grades.before, grades.after]);
        row.extend(grades.map(|grade| grade.map_or(String::new(), |grade| grade.code().to_owned())));
        row
    });
    csv(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows))
}

fn change(change: Option<Change>) -> [String; 3] {
    [number(change.map(|one| one.before)), number(change.map(|one| one.after)), number(change.map(|one| one.net))]
}

fn group(groups: Option<&BTreeMap<NotAssessed, PlaceGroup>>) -> [String; 2] {
    let places = groups.map(|groups| groups.values().map(|group| group.places).sum::<usize>());
    [number(places), number(groups.map(|groups| groups.values().map(|group| group.count).sum::<u64>()))]
}
