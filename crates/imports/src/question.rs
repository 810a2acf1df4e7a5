//! One question as it is asked of a row: its source found in the sheet, its answer read from the cells.

use crate::{
    columns::{ColumnProblem, Columns, Found},
    convert,
    mapping::{Condition, OnProblem, Question, SourceKind},
    report::{Blame, Severity},
    source::{Cell, Row},
    trouble::Trouble,
};
use std::collections::BTreeMap;
use vocab::{Answer, Column, ColumnType, Missing, Pcode, Point, Sensitivity, Value};

/// A question with its source found.
pub(crate) struct Asked<'a> {
    pub column: &'a Column,
    question: &'a Question,
    nulls: &'a BTreeMap<String, Missing>,
    source: Source,
}

enum Source {
    Column(Found),
    Sum(Vec<Found>),
    Join(Vec<Found>),
    Point { latitude: Found, longitude: Found },
    Constant(Answer),
    Place(u8),
    Cases(Vec<(Vec<Test>, Answer)>),
}

/// A condition with its column found.
pub(crate) struct Test {
    pub found: Found,
    words: Vec<String>,
}

impl Test {
    pub fn holds(&self, row: &Row) -> bool {
        let text = row.cell(self.found.index).map(Cell::text).unwrap_or_default();
        self.words.iter().any(|word| *word == text)
    }
}

/// Finds the columns of conditions that must all hold.
pub(crate) fn tests(when: &[Condition], columns: &Columns) -> Result<Vec<Test>, Vec<ColumnProblem>> {
    gather(when.iter().map(|condition| {
        let found = columns.find(&condition.column)?;
        Ok(Test { found, words: condition.is.clone() })
    }))
}

/// All results, or all problems.
pub(crate) fn gather<T>(
    results: impl IntoIterator<Item = Result<T, Vec<ColumnProblem>>>,
) -> Result<Vec<T>, Vec<ColumnProblem>> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => good.push(value),
            Err(problems) => bad.extend(problems),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(bad) }
}

impl<'a> Asked<'a> {
    /// Finds the question's columns. The mapping has been checked against the form before.
    pub fn new(
        column: &'a Column,
        question: &'a Question,
        nulls: &'a BTreeMap<String, Missing>,
        columns: &Columns,
    ) -> Result<Self, Vec<ColumnProblem>> {
        let find_all = |wanted: &[_]| gather(wanted.iter().map(|wanted| columns.find(wanted)));
        let source = match (question.sources().first(), &question.column, &question.point) {
            (Some(SourceKind::Column), Some(wanted), _) => Source::Column(columns.find(wanted)?),
            (Some(SourceKind::Sum), ..) => Source::Sum(find_all(&question.sum)?),
            (Some(SourceKind::Join), ..) => Source::Join(find_all(&question.join)?),
            (Some(SourceKind::Point), _, Some(point)) => {
                let [latitude, longitude] = [columns.find(&point.latitude)?, columns.find(&point.longitude)?];
                Source::Point { latitude, longitude }
            }
            (Some(SourceKind::Place), ..) => Source::Place(question.place.unwrap_or_default()),
            (Some(SourceKind::Cases), ..) => Source::Cases(gather(question.cases.iter().map(|case| {
                let answer = outcome(case.then.as_deref(), case.missing, column, question);
                Ok((tests(&case.when, columns)?, answer))
            }))?),
            _ => Source::Constant(outcome(question.constant.as_deref(), None, column, question)),
        };
        Ok(Self { column, question, nulls, source })
    }

    /// The columns the answer is read from.
    pub fn found(&self) -> Vec<&Found> {
        match &self.source {
            Source::Column(found) => vec![found],
            Source::Sum(all) | Source::Join(all) => all.iter().collect(),
            Source::Point { latitude, longitude } => vec![latitude, longitude],
            Source::Cases(cases) => cases.iter().flat_map(|(tests, _)| tests).map(|test| &test.found).collect(),
            Source::Constant(_) | Source::Place(_) => Vec::new(),
        }
    }

    /// The answer of a row. `None` when the row must be refused for it.
    pub fn answer(&self, row: &Row, places: &[Pcode], blames: &mut Vec<(Severity, Blame)>) -> Option<Answer> {
        let severity = match self.question.on_problem {
            OnProblem::RefuseRow => Severity::RowRefused,
            OnProblem::SetAside => Severity::ValueSetAside,
        };
        let answer = match self.read(row, places) {
            Ok(answer) => answer,
            Err(blame) => {
                let severity = if self.question.required { Severity::RowRefused } else { severity };
                blames.push((severity, self.discreet(blame)));
                return (severity == Severity::ValueSetAside).then(|| Answer::absent(Missing::Missing));
            }
        };
        if self.question.required && answer.value().is_none() {
            blames.push((Severity::RowRefused, self.absent_blame()));
            return None;
        }
        Some(answer)
    }

    fn absent_blame(&self) -> Blame {
        let column = self.found().first().map(|found| found.name.clone());
        let trouble = Trouble::Required { question: self.column.name.clone() };
        Blame { column, ..Blame::row(trouble) }
    }

    /// Reports go further than records: a personal value is not repeated in them.
    fn discreet(&self, blame: Blame) -> Blame {
        match self.column.sensitivity {
            Sensitivity::None => blame,
            Sensitivity::Personal => Blame { value: "(personal, not shown)".to_owned(), ..blame },
        }
    }

    fn read(&self, row: &Row, places: &[Pcode]) -> Result<Answer, Blame> {
        match &self.source {
            Source::Column(found) => self.cell(row, found),
            Source::Sum(all) => self.sum(row, all),
            Source::Join(all) => Ok(self.join(row, all)),
            Source::Point { latitude, longitude } => self.point(row, latitude, longitude),
            Source::Constant(answer) => Ok(answer.clone()),
            Source::Place(level) => Ok(self.place(places, *level)),
            Source::Cases(cases) => self.case(row, cases),
        }
    }

    /// The cell, unless it is empty or says "no value".
    fn filled<'r>(&self, row: &'r Row, found: &Found) -> Result<&'r Cell, Missing> {
        let empty = self.question.empty.unwrap_or(Missing::Missing);
        let cell = row.cell(found.index).ok_or(empty)?;
        let text = cell.text();
        let null = self.question.nulls.get(text.as_ref()).or_else(|| self.nulls.get(text.as_ref()));
        null.map_or(Ok(cell), |missing| Err(*missing))
    }

    fn cell(&self, row: &Row, found: &Found) -> Result<Answer, Blame> {
        match self.filled(row, found) {
            Err(missing) => Ok(Answer::absent(missing)),
            Ok(cell) => convert::value(cell, self.column, self.question).map(Answer::from).map_err(blame(found, cell)),
        }
    }

    fn sum(&self, row: &Row, all: &[Found]) -> Result<Answer, Blame> {
        let (mut sum, mut why_not) = (None, None);
        for found in all {
            match self.filled(row, found) {
                Err(missing) => why_not = why_not.or(Some(missing)),
                Ok(cell) => {
                    let number = convert::whole(cell, self.question.negative).map_err(blame(found, cell))?;
                    let total = sum.unwrap_or(0_i64).checked_add(number);
                    sum = Some(total.ok_or(Trouble::Overflow).map_err(blame(found, cell))?);
                }
            }
        }
        let absent = Answer::absent(why_not.unwrap_or(Missing::Missing));
        Ok(sum.map_or(absent, |sum| Value::Integer(sum).into()))
    }

    fn join(&self, row: &Row, all: &[Found]) -> Answer {
        let texts: Vec<_> =
            all.iter().filter_map(|found| self.filled(row, found).ok()).map(|cell| cell.text()).collect();
        if texts.is_empty() {
            return Answer::absent(self.question.empty.unwrap_or(Missing::Missing));
        }
        Value::Text(texts.join(&self.question.separator)).into()
    }

    fn point(&self, row: &Row, latitude: &Found, longitude: &Found) -> Result<Answer, Blame> {
        let (y, x) = match (self.filled(row, latitude), self.filled(row, longitude)) {
            (Err(missing), Err(_)) => return Ok(Answer::absent(missing)),
            (Ok(cell), Err(_)) => return Err(blame(latitude, cell)(Trouble::HalfPoint)),
            (Err(_), Ok(cell)) => return Err(blame(longitude, cell)(Trouble::HalfPoint)),
            (Ok(y), Ok(x)) => (y, x),
        };
        let degrees = |found, cell, bound: f64| {
            let number = convert::number(cell).map_err(blame(found, cell))?;
            if number.abs() <= bound { Ok(number) } else { Err(blame(found, cell)(Trouble::OffEarth)) }
        };
        let point = Point {
            latitude: degrees(latitude, y, 90.0)?,
            longitude: degrees(longitude, x, 180.0)?,
            altitude_m: None,
            accuracy_m: None,
        };
        if point.latitude == 0.0 && point.longitude == 0.0 {
            return Err(blame(latitude, y)(Trouble::NullIsland));
        }
        Ok(Value::Point(point).into())
    }

    fn place(&self, places: &[Pcode], level: u8) -> Answer {
        match (places.get(usize::from(level)), self.column.kind) {
            (None, _) => Answer::absent(Missing::Missing),
            (Some(pcode), ColumnType::Choice) => Value::Choice(pcode.to_string()).into(),
            (Some(pcode), _) => Value::Text(pcode.to_string()).into(),
        }
    }

    fn case(&self, row: &Row, cases: &[(Vec<Test>, Answer)]) -> Result<Answer, Blame> {
        let fitting = cases.iter().find(|(tests, _)| tests.iter().all(|test| test.holds(row)));
        fitting.map(|(_, answer)| answer.clone()).ok_or_else(|| {
            let mut seen: Vec<&Found> = Vec::new();
            for found in self.found() {
                if !seen.contains(&found) {
                    seen.push(found);
                }
            }
            let said = seen.iter().map(|found| {
                let text = row.cell(found.index).map(Cell::text).unwrap_or_default();
                format!("{} = '{text}'", found.name.header)
            });
            let value = said.collect::<Vec<_>>().join(", ");
            let column = seen.first().map(|found| found.name.clone());
            Blame { column, value, trouble: Box::new(Trouble::NoCase { question: self.column.name.clone() }) }
        })
    }
}

fn blame<'c>(found: &'c Found, cell: &'c Cell) -> impl Fn(Trouble) -> Blame + 'c {
    move |trouble| Blame::value(&found.name, cell.text(), trouble)
}

/// A value written in the mapping itself. It was tried when the mapping was checked.
fn outcome(then: Option<&str>, missing: Option<Missing>, column: &Column, question: &Question) -> Answer {
    let cell = then.and_then(Cell::from_text);
    let plain = Question { date_format: question.date_format.clone(), ..Question::default() };
    let value = cell.and_then(|cell| convert::value(&cell, column, &plain).ok());
    value.map_or_else(|| Answer::absent(missing.unwrap_or(Missing::Missing)), Answer::from)
}
