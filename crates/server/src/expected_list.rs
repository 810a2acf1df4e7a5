//! A list of expected places as a CSV file: a column `pcode`, and `team` if places are given to teams at once.

use messages::{Arg, codes};
use places::Boundaries;
use std::collections::{BTreeSet, HashMap};
use store::{ExpectedPlace, Team};
use vocab::{AdminLevel, Pcode};

/// Rows of a list: all collines of the largest country are a third of it.
pub const MOST_EXPECTED: usize = 30_000;
/// Wrong rows that are told; they are all counted.
pub const ROWS_TOLD: usize = 200;

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq)]
pub struct RowProblem {
    /// The row, as a spreadsheet counts.
    pub row: u64,
    /// What is wrong, by its code in the catalogue.
    pub code: &'static str,
    /// What stands there.
    pub value: String,
}

/// A file that cannot be used at all.
#[derive(Debug, Clone, PartialEq)]
pub struct FileProblem {
    /// What is wrong, by its code in the catalogue.
    pub code: &'static str,
    /// The value its message names.
    pub arg: (&'static str, Arg),
}

/// What a file was read against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'g> {
    /// The places there are.
    pub boundaries: &'g Boundaries,
    /// The level that is assessed.
    pub level: AdminLevel,
    /// The teams there are.
    pub teams: &'g [Team],
}

/// Reads a list, with everything that is wrong with it.
///
/// # Errors
/// When it is no CSV, has no column `pcode`, or too many rows.
pub fn read(text: &str, ground: Ground<'_>) -> Result<(Vec<ExpectedPlace>, Vec<RowProblem>), FileProblem> {
    let text = text.trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| FileProblem {
        code: codes::ROUND_LIST_UNREADABLE,
        arg: ("detail", Arg::from(error.to_string())),
    };
    let headers = reader.headers().map_err(broken)?.clone();
    let column = |name: &str| headers.iter().position(|header| header.trim().eq_ignore_ascii_case(name));
    let missing = FileProblem { code: codes::ROUND_LIST_NO_PCODE, arg: ("column", Arg::from("pcode")) };
    let pcode_column = column("pcode").ok_or(missing)?;
    let team_column = column("team");
    let teams: HashMap<&str, i32> = ground.teams.iter().map(|team| (team.name.as_str(), team.id)).collect();
    let (mut places, mut problems, mut seen) = (Vec::new(), Vec::new(), BTreeSet::<Pcode>::new());
    for (index, row) in reader.records().enumerate() {
        let row = row.map_err(broken)?;
        if index >= MOST_EXPECTED {
            return Err(FileProblem { code: codes::ROUND_LIST_TOO_LONG, arg: ("limit", Arg::from(MOST_EXPECTED)) });
        }
        let line = index as u64 + 2;
        let given = row.get(pcode_column).unwrap_or_default().trim();
        let mut wrong = |code, value: &str| problems.push(RowProblem { row: line, code, value: value.to_owned() });
        let area = given.parse::<Pcode>().ok().and_then(|pcode| ground.boundaries.area(&pcode));
        let Some(area) = area else {
            wrong(codes::ROUND_PLACE_UNKNOWN, given);
            continue;
        };
        if area.level != ground.level {
            wrong(codes::ROUND_PLACE_OTHER_LEVEL, given);
            continue;
        }
        if !seen.insert(area.pcode.clone()) {
            wrong(codes::ROUND_PLACE_TWICE, given);
            continue;
        }
        let team = team_column.and_then(|at| row.get(at)).map(str::trim).filter(|name| !name.is_empty());
        match team.map(|name| teams.get(name).copied().ok_or(name)) {
            None => places.push(ExpectedPlace::new(area.pcode.clone(), None)),
            Some(Ok(team)) => places.push(ExpectedPlace::new(area.pcode.clone(), Some(team))),
            Some(Err(name)) => wrong(codes::ROUND_TEAM_UNKNOWN, name),
        }
    }
    Ok((places, problems))
}
