//! Answers, in the service's envelope and with its fields in its order.

use super::query::Query;
use super::report::Report;
use crate::catalogue::Catalogue;
use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use vocab::AdminLevel;

/// A generation of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// One row for each place and round; no reason, sex or origin.
    V2,
    /// One row for each reason.
    V3,
}

/// Every answer's shape, good or bad; always sent with HTTP 200, or clients do not read the message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// The rows.
    pub result: Vec<Value>,
    /// 200, or 400 for a request that cannot be answered.
    pub status_code: u16,
    /// Whether there is an answer.
    pub is_success: bool,
    /// What is wrong, if there is none.
    pub error_messages: Vec<String>,
    /// Rows in `result`.
    pub total_records_count: usize,
}

/// An answer with rows.
fn success(result: Vec<Value>) -> Envelope {
    let total_records_count = result.len();
    Envelope { result, status_code: 200, is_success: true, error_messages: Vec::new(), total_records_count }
}

/// An answer that says what is wrong with the question.
pub fn failure(error_messages: Vec<String>) -> Envelope {
    Envelope { result: Vec::new(), status_code: 400, is_success: false, error_messages, total_records_count: 0 }
}

/// `country-list`: the countries with operations, by name.
pub fn country_list(catalogue: &Catalogue) -> Envelope {
    let countries = catalogue.operations.iter().map(|one| (&one.admin0_name, &one.admin0_pcode));
    let countries: BTreeSet<_> = countries.collect();
    let rows = countries.into_iter().map(|(name, code)| json!({"admin0Name": name, "admin0Pcode": code}));
    success(rows.collect())
}

/// `operation-list`: the operations, by name.
pub fn operation_list(catalogue: &Catalogue) -> Envelope {
    let mut operations: Vec<_> = catalogue.operations.iter().collect();
    operations.sort_by(|a, b| (&a.name, &a.admin0_name, &a.code).cmp(&(&b.name, &b.admin0_name, &b.code)));
    let rows = operations.into_iter().map(|operation| {
        json!({
            "operation": operation.published_name(operation.demonstration),
            "operationStatus": status(operation.active),
            "admin0Name": operation.admin0_name,
            "admin0Pcode": operation.admin0_pcode,
        })
    });
    success(rows.collect())
}

/// `admin0`, `admin1` and `admin2`: the rows of `reports` at `level` that fit the query. Names of countries and operations
/// that do not exist are an error; a known country without rows is an empty answer.
pub fn displacement(
    reports: &[Report],
    catalogue: &Catalogue,
    version: Version,
    level: AdminLevel,
    query: &Query,
) -> Envelope {
    let unknown = query.unknown(catalogue);
    if !unknown.is_empty() {
        return failure(unknown);
    }
    let fitting = reports.iter().filter(|report| report.level == level && query.fits(report));
    success(fitting.flat_map(|report| rows(report, version)).collect())
}

fn rows(report: &Report, version: Version) -> Vec<Value> {
    match version {
        Version::V2 => vec![row(report, version, None)],
        Version::V3 => report.by_reason.iter().map(|part| row(report, version, Some(part))).collect(),
    }
}

/// One row, its fields in the service's order: JSON objects here keep it.
fn row(report: &Report, version: Version, part: Option<&(String, u64)>) -> Value {
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| row.insert(name.to_owned(), value);
    if version == Version::V2 || report.level > AdminLevel::COUNTRY {
        put("id", json!(id(report, part)));
    }
    put("operation", json!(report.operation));
    put("admin0Name", json!(report.admin0.0));
    put("admin0Pcode", json!(report.admin0.1));
    for (level, (name, pcode)) in (1..).zip(&report.places) {
        put(&format!("admin{level}Name"), json!(name));
        put(&format!("admin{level}Pcode"), json!(pcode));
    }
    put("numPresentIdpInd", json!(part.map_or(report.individuals, |(_, people)| *people)));
    put("reportingDate", json!(report.reporting_date.format("%Y-%m-%dT00:00:00").to_string()));
    put("yearReportingDate", json!(report.year()));
    put("monthReportingDate", json!(report.month()));
    put("roundNumber", json!(report.round));
    if let Some((reason, _)) = part {
        put("displacementReason", json!(reason));
        put("numberMales", json!(report.sexes.map(|(males, _)| males)));
        put("numberFemales", json!(report.sexes.map(|(_, females)| females)));
        put("idpOriginAdmin1Name", json!(NOT_AVAILABLE));
        put("idpOriginAdmin1Pcode", json!(NOT_AVAILABLE));
    }
    put("assessmentType", json!(report.assessment_type));
    Value::Object(row)
}

/// What the service writes for an origin nobody knows.
pub(crate) const NOT_AVAILABLE: &str = "Not available";

pub(crate) fn status(active: bool) -> &'static str {
    if active { "Active" } else { "Inactive" }
}

impl Report {
    pub(crate) fn year(&self) -> i32 {
        chrono::Datelike::year(&self.reporting_date)
    }

    pub(crate) fn month(&self) -> u32 {
        chrono::Datelike::month(&self.reporting_date)
    }
}

/// A number that stays the same for the same row: the first 48 bits of a hash of what the row is of. Every client reads
/// so many bits exactly, and among a million rows two alike are to be expected once in five hundred servers.
pub(crate) fn id(report: &Report, part: Option<&(String, u64)>) -> u64 {
    let place = report.places.last().map_or(report.admin0.1.as_str(), |(_, pcode)| pcode);
    let reason = part.map_or("", |(reason, _)| reason);
    let (level, round) = (report.level.0.to_string(), report.round.to_string());
    let of = [&report.operation_code, &report.exercise, &round, &level, place, &report.assessment_type, reason];
    let hash = Sha256::digest(of.join("\u{1f}"));
    hash.iter().take(6).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
