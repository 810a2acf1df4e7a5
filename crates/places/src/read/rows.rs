//! From the cells of a row, or the properties of a feature, to an area.

use super::columns::{Columns, Meaning, OwnLevel, meaning};
use super::{AreaFile, DraftArea, ReadNote, ReadOptions};
use crate::rings::Outline;
use crate::{AdminArea, Fault, PlaceProblem, Position};
use chrono::{DateTime, NaiveDate};
use std::sync::Arc;
use vocab::{AdminLevel, Pcode, PcodeError};

/// Reads the rows of one file, or of one object of a topology, whose columns are alike.
pub(super) struct RowReader<'a> {
    columns: Columns,
    own: OwnLevel,
    options: &'a ReadOptions,
}

impl<'a> RowReader<'a> {
    /// # Errors
    /// When the columns do not say what is a code, a name or a level.
    pub(super) fn new(
        headers: &[String],
        hashtags: Option<&[String]>,
        options: &'a ReadOptions,
    ) -> Result<Self, Fault> {
        let hashtag = |at: usize| hashtags.and_then(|row| row.get(at)).map(String::as_str);
        let columns = Columns::new(headers.iter().enumerate().map(|(at, header)| meaning(header, hashtag(at))));
        let listed = || headers.join(", ").chars().take(300).collect();
        if !columns.has_codes() {
            return Err(Fault::NoCodeColumn { columns: listed() });
        }
        let own = columns.own_level(options.level).ok_or(match options.level {
            Some(_) => Fault::NoCodeColumn { columns: listed() },
            None => Fault::NoLevel,
        })?;
        let reader = Self { columns, own, options };
        let named = match own {
            OwnLevel::Fixed(level) => reader.name_columns(level).next().is_some(),
            OwnLevel::PerRow => reader.columns.has(Meaning::Name(None)),
        };
        if named { Ok(reader) } else { Err(Fault::NoNameColumn { columns: listed() }) }
    }

    /// Reads one row into the file: an area, or problems.
    pub(super) fn read(&self, file: &mut AreaFile, position: Position, cells: &[String], outline: Outline) {
        if self.is_elsewhere(cells) {
            file.other_countries += 1;
            return;
        }
        let shown = self.shown(cells);
        let problem = |fault| PlaceProblem { file: file.name.clone(), position, value: shown.clone(), fault };
        let mut problems: Vec<PlaceProblem> = outline.faults.iter().cloned().map(problem).collect();
        match self.area(cells) {
            Ok(mut area) if problems.is_empty() => {
                if outline.mended > 0 {
                    file.notes.push(ReadNote { position, pcode: area.pcode.clone(), mended: outline.mended });
                }
                area.geometry = outline.geometry.map(Arc::new);
                let above = self.above(cells, area.level);
                file.areas.push(DraftArea { position, area, country: self.country(cells), above });
            }
            // kept without its outline, so that its children are not reported as orphans as well
            Ok(area) => file.areas.push(DraftArea { position, area, country: self.country(cells), above: vec![] }),
            Err(faults) => problems.extend(faults.into_iter().map(problem)),
        }
        file.problems.extend(problems);
        file.valid_from.extend(self.first(cells, Meaning::ValidFrom).and_then(day));
    }

    fn area(&self, cells: &[String]) -> Result<AdminArea, Vec<Fault>> {
        let level = match self.own {
            OwnLevel::Fixed(level) => Ok(level),
            OwnLevel::PerRow => level_of(self.first(cells, Meaning::Level).unwrap_or_default()),
        };
        let level = level.map_err(|fault| vec![fault])?;
        let code = self.code(cells, level).unwrap_or_default().parse::<Pcode>().map_err(|error| match error {
            PcodeError::Empty => Fault::MissingCode,
            other => Fault::BadCode(other),
        });
        let parent = self.stated_parent(cells, level).transpose();
        let mut names = self.names(cells, level).into_iter();
        let name = names.next().ok_or(Fault::MissingName);
        match (code, parent, name) {
            (Ok(pcode), Ok(parent), Ok(name)) => {
                Ok(AdminArea { pcode, level, name, alternative_names: names.collect(), parent, geometry: None })
            }
            (code, parent, name) => Err([code.err(), parent.err(), name.err()].into_iter().flatten().collect()),
        }
    }

    /// What to call the row in a problem: its code, or else its name.
    fn shown(&self, cells: &[String]) -> String {
        let named = self.columns.deepest().map(AdminLevel);
        let own = match self.own {
            OwnLevel::Fixed(level) => Some(level),
            OwnLevel::PerRow => named,
        };
        let code = match own {
            Some(level) => self.code(cells, level),
            None => self.first(cells, Meaning::Code(None)),
        };
        let name = || own.and_then(|level| self.names(cells, level).into_iter().next());
        code.map(str::to_owned).or_else(name).unwrap_or_default().chars().take(80).collect()
    }

    fn code<'c>(&self, cells: &'c [String], level: AdminLevel) -> Option<&'c str> {
        let numbered = Meaning::Code(Some(level.0));
        self.first(cells, if self.columns.has(numbered) { numbered } else { Meaning::Code(None) })
    }

    fn name_columns(&self, level: AdminLevel) -> impl Iterator<Item = usize> + '_ {
        let numbered = self.columns.of(Meaning::Name(Some(level.0)));
        numbered.chain(self.columns.of(Meaning::Name(None)))
    }

    /// The name and the other names, each once.
    fn names(&self, cells: &[String], level: AdminLevel) -> Vec<String> {
        let others =
            self.columns.of(Meaning::OtherName(Some(level.0))).chain(self.columns.of(Meaning::OtherName(None)));
        let main = self.name_columns(level).filter_map(|at| cells.get(at)).map(String::as_str);
        let others = others.filter_map(|at| cells.get(at)).flat_map(|cell| cell.split('|'));
        let mut names: Vec<String> = vec![];
        for name in main.chain(others).map(tidy).filter(|name| !name.is_empty()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn stated_parent(&self, cells: &[String], level: AdminLevel) -> Option<Result<Pcode, Fault>> {
        let above = level.above().filter(|above| *above > AdminLevel::COUNTRY)?;
        let numbered = self.first(cells, Meaning::Code(Some(above.0)));
        let stated = numbered.or_else(|| self.first(cells, Meaning::Parent))?;
        Some(stated.parse().map_err(Fault::BadCode))
    }

    /// Areas above that the row gives both code and name of.
    fn above(&self, cells: &[String], level: AdminLevel) -> Vec<AdminArea> {
        let read = |level: u8| {
            let pcode = self.first(cells, Meaning::Code(Some(level)))?.parse().ok()?;
            let mut names = self.columns.of(Meaning::Name(Some(level))).filter_map(|at| cells.get(at));
            let name = names.find(|name| !name.is_empty()).map(|name| tidy(name))?;
            let parent = self.stated_parent(cells, AdminLevel(level)).and_then(Result::ok);
            let level = AdminLevel(level);
            Some(AdminArea { pcode, level, name, alternative_names: vec![], parent, geometry: None })
        };
        (0..level.0).filter_map(read).collect()
    }

    fn country(&self, cells: &[String]) -> Option<String> {
        let stated = self.first(cells, Meaning::Country).or_else(|| self.first(cells, Meaning::Code(Some(0))));
        stated.map(str::to_owned)
    }

    fn is_elsewhere(&self, cells: &[String]) -> bool {
        let Some(wanted) = &self.options.country else { return false };
        self.country(cells).is_some_and(|found| found.len() == 3 && !found.eq_ignore_ascii_case(wanted.as_str()))
    }

    /// The first cell with something in it among the columns of one meaning.
    fn first<'c>(&self, cells: &'c [String], wanted: Meaning) -> Option<&'c str> {
        self.columns.of(wanted).filter_map(|at| cells.get(at)).map(|cell| cell.trim()).find(|cell| !cell.is_empty())
    }
}

/// One blank where there are several blanks, line ends or control characters.
fn tidy(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `1`, `ADM1`, `admin 1`, `1.0`.
fn level_of(cell: &str) -> Result<AdminLevel, Fault> {
    let number = cell.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim().trim_end_matches(".0");
    match number.parse::<u8>() {
        Ok(level) if level <= 9 => Ok(AdminLevel(level)),
        _ => Err(Fault::BadLevel { text: cell.chars().take(40).collect() }),
    }
}

/// A day as text, or milliseconds since 1970 as ArcGIS writes it.
fn day(cell: &str) -> Option<NaiveDate> {
    let text = cell.get(..10).and_then(|text| text.parse().ok());
    text.or_else(|| Some(DateTime::from_timestamp_millis(cell.parse().ok()?)?.date_naive()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_written_in_several_ways() {
        for text in ["2", "ADM2", "admin 2", "2.0"] {
            assert_eq!(level_of(text), Ok(AdminLevel(2)), "{text}");
        }
        assert!(level_of("district").is_err());
        assert!(level_of("12").is_err());
    }

    #[test]
    fn days_come_as_text_or_as_milliseconds() {
        let third_of_november = NaiveDate::from_ymd_opt(2017, 11, 3);
        assert_eq!(day("2017-11-03T00:00:00"), third_of_november);
        assert_eq!(day("1509667200000"), third_of_november);
        assert_eq!(day("é2017-11-3"), None);
    }
}
