//! What a client asks for.

use super::report::Report;
use crate::catalogue::{Catalogue, Operation};
use chrono::NaiveDate;

/// The filters of a request, read and checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    operation: Option<String>,
    country: Option<String>,
    admin0_pcode: Option<String>,
    admin1: Area,
    admin2: Area,
    from_date: Option<NaiveDate>,
    to_date: Option<NaiveDate>,
    from_round: Option<u32>,
    to_round: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Area {
    name: Option<String>,
    pcode: Option<String>,
}

impl Query {
    /// Reads the parameters of a request. Names are taken in any case, unknown ones and empty values are passed over, and
    /// a round of 0 sets no limit (the R client always sends it).
    ///
    /// # Errors
    /// Everything that is wrong, in words for whoever asked; [`super::failure`] makes an answer of it.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<String>> {
        let mut query = Self::default();
        let mut problems = Vec::new();
        for (name, value) in pairs {
            if let Err(problem) = query.take(name, value.trim()) {
                problems.push(problem);
            }
        }
        problems.extend(query.contradictions());
        if problems.is_empty() { Ok(query) } else { Err(problems) }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), String> {
        if value.is_empty() {
            return Ok(());
        }
        let text = || Some(value.to_owned());
        match name.to_ascii_lowercase().as_str() {
            "operation" => self.operation = text(),
            "countryname" => self.country = text(),
            "admin0pcode" => self.admin0_pcode = text(),
            "admin1name" => self.admin1.name = text(),
            "admin1pcode" => self.admin1.pcode = text(),
            "admin2name" => self.admin2.name = text(),
            "admin2pcode" => self.admin2.pcode = text(),
            "fromreportingdate" => self.from_date = Some(date(name, value)?),
            "toreportingdate" => self.to_date = Some(date(name, value)?),
            "fromroundnumber" => self.from_round = round(name, value)?,
            "toroundnumber" => self.to_round = round(name, value)?,
            _ => {}
        }
        Ok(())
    }

    fn contradictions(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if [&self.operation, &self.country, &self.admin0_pcode].iter().all(|filter| filter.is_none()) {
            problems.push(
                "At least one of the following parameters is required: Operation, CountryName, Admin0Pcode".to_owned(),
            );
        }
        if let (Some(from), Some(to)) = (self.from_date, self.to_date)
            && from > to
        {
            problems
                .push(format!("FromReportingDate {from} is after ToReportingDate {to}; give them the other way round"));
        }
        if let (Some(from), Some(to)) = (self.from_round, self.to_round)
            && from > to
        {
            problems.push(format!("FromRoundNumber {from} is above ToRoundNumber {to}; give them the other way round"));
        }
        problems
    }

    /// Names that no operation has; to find nothing because of a slip of the pen would look like no displacement.
    pub(crate) fn unknown(&self, catalogue: &Catalogue) -> Vec<String> {
        let any = |fits: &dyn Fn(&Operation) -> bool| catalogue.operations.iter().any(fits);
        let mut problems = Vec::new();
        if let Some(name) = self.operation.as_deref().filter(|name| !any(&|one| is_operation(one, name))) {
            problems.push(format!("There is no operation '{name}'; operation-list has the names"));
        }
        if let Some(name) = self.country.as_deref().filter(|name| !any(&|one| same(&one.admin0_name, name))) {
            problems.push(format!("There is no country '{name}'; country-list has the names"));
        }
        if let Some(code) = self.admin0_pcode.as_deref().filter(|code| !any(&|one| same(&one.admin0_pcode, code))) {
            problems.push(format!("There is no country with the code '{code}'; country-list has the codes"));
        }
        problems
    }

    pub(crate) fn fits(&self, report: &Report) -> bool {
        let operation = |name: &String| same(&report.operation, name) || same(&report.operation_name, name);
        self.operation.as_ref().is_none_or(operation)
            && fits(&self.country, &report.admin0.0)
            && fits(&self.admin0_pcode, &report.admin0.1)
            && self.admin1.fits(report.places.first())
            && self.admin2.fits(report.places.get(1))
            && self.from_date.is_none_or(|from| report.reporting_date >= from)
            && self.to_date.is_none_or(|to| report.reporting_date <= to)
            && self.from_round.is_none_or(|from| report.round.0 >= from)
            && self.to_round.is_none_or(|to| report.round.0 <= to)
    }
}

impl Area {
    /// A filter deeper than the level asked for is passed over, as the service does.
    fn fits(&self, place: Option<&(String, String)>) -> bool {
        place.is_none_or(|(name, pcode)| fits(&self.name, name) && fits(&self.pcode, pcode))
    }
}

fn is_operation(operation: &Operation, name: &str) -> bool {
    same(&operation.name, name) || same(&operation.published_name(true), name)
}

fn fits(filter: &Option<String>, value: &str) -> bool {
    filter.as_deref().is_none_or(|filter| same(filter, value))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn date(name: &str, value: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(value, "%Y-%m-%d")
        .map_err(|_| format!("{name} '{value}' is no date; write it as YYYY-MM-DD, such as 2024-06-30"))
}

fn round(name: &str, value: &str) -> Result<Option<u32>, String> {
    match value.parse::<u32>() {
        Ok(0) => Ok(None),
        Ok(number) => Ok(Some(number)),
        Err(_) => Err(format!("{name} '{value}' is no round; write a whole number from 1, or leave it out")),
    }
}
