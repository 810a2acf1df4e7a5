//! The HXL table of a round, in the columns and tags under which DTM figures are known on HDX.
//!
//! Source: the configuration of OCHA's DTM dataset on HDX. Two things differ: the columns from `demonstration` on are ours, and
//! say what is made up and how far a number may be relied upon (under `#meta`, so that nobody adds them up); and `monthReportingDate` is written `2024-06` instead of `6`, because under `#date` HXL's own validator
//! takes dates only and rejects each row of the published dataset.

use crate::catalogue::DEMONSTRATION;
use crate::dtm::Report;
use crate::dtm::{id, status};
use crate::table::{TableError, csv, number, text};
use vocab::{AdminLevel, Grade};

/// Header and hashtag of each column.
const COLUMNS: [(&str, &str); 30] = [
    ("id", "#id+code"),
    ("operation", "#operation+name"),
    ("admin0Name", "#country+name"),
    ("admin0Pcode", "#country+code"),
    ("admin1Name", "#adm1+name"),
    ("admin1Pcode", "#adm1+code"),
    ("admin2Name", "#adm2+name"),
    ("admin2Pcode", "#adm2+code"),
    ("adminLevel", "#adm+level"),
    ("numPresentIdpInd", "#affected+idps"),
    ("reportingDate", "#date+reported"),
    ("yearReportingDate", "#date+year+reported"),
    ("monthReportingDate", "#date+month+reported"),
    ("roundNumber", "#round+code"),
    ("displacementReason", "#cause+type"),
    ("numberMales", "#affected+idps+m"),
    ("numberFemales", "#affected+idps+f"),
    ("idpOriginAdmin1Name", "#adm1+name+origin"),
    ("idpOriginAdmin1Pcode", "#adm1+code+origin"),
    ("assessmentType", "#assessment+type"),
    ("operationStatus", "#operation+status"),
    ("demonstration", "#meta+demonstration"),
    ("confidenceGrade", "#meta+grade"),
    ("shareGradeA", "#meta+grade_a+share"),
    ("shareGradeB", "#meta+grade_b+share"),
    ("shareGradeC", "#meta+grade_c+share"),
    ("shareGradeD", "#meta+grade_d+share"),
    ("shareNotGraded", "#meta+grade_none+share"),
    ("shareBorrowedMean", "#meta+borrowed+share"),
    ("recipes", "#meta+recipe"),
];

/// The table has no columns for deeper places.
const DEEPEST: AdminLevel = AdminLevel(2);

/// `reports` as one table: a row of headers, a row of hashtags, then one row for each place and reason, all levels
/// together. Pass the reports of the rounds the table is of.
///
/// # Errors
/// When the writer fails.
pub fn hxl_csv<'a>(reports: impl IntoIterator<Item = &'a Report>) -> Result<Vec<u8>, TableError> {
    let heads = [COLUMNS.map(|(header, _)| header), COLUMNS.map(|(_, tag)| tag)];
    let heads = heads.into_iter().map(|head| head.map(str::to_owned).to_vec());
    let reports = reports.into_iter().filter(|report| report.level <= DEEPEST);
    csv(heads.chain(reports.flat_map(rows)))
}

fn rows(report: &Report) -> Vec<Vec<String>> {
    report.by_reason.iter().map(|part| row(report, part)).collect()
}

fn row(report: &Report, part: &(String, u64)) -> Vec<String> {
    let place =
        |level: usize| report.places.get(level).map(|(name, code)| (text(name), text(code))).unwrap_or_default();
    let ((admin1_name, admin1_pcode), (admin2_name, admin2_pcode)) = (place(0), place(1));
    let (males, females) = report.sexes.unzip();
    let confidence = report.confidence.as_ref();
    let graded = |grade| share(confidence.and_then(|one| one.share(grade)));
    let borrowed = report.borrowed.filter(|_| report.individuals > 0);
    vec![
        id(report, Some(part)).to_string(),
        text(&report.operation),
        text(&report.admin0.0),
        text(&report.admin0.1),
        admin1_name,
        admin1_pcode,
        admin2_name,
        admin2_pcode,
        report.level.0.to_string(),
        part.1.to_string(),
        report.reporting_date.format("%Y-%m-%dT00:00:00").to_string(),
        report.year().to_string(),
        report.reporting_date.format("%Y-%m").to_string(),
        report.round.to_string(),
        text(&part.0),
        number(males),
        number(females),
        crate::dtm::NOT_AVAILABLE.to_owned(),
        crate::dtm::NOT_AVAILABLE.to_owned(),
        text(&report.assessment_type),
        status(report.active).to_owned(),
        if report.demonstration { DEMONSTRATION.to_owned() } else { String::new() },
        confidence.and_then(|one| one.grade).map(|grade| grade.code().to_owned()).unwrap_or_default(),
        graded(Some(Grade::A)),
        graded(Some(Grade::B)),
        graded(Some(Grade::C)),
        graded(Some(Grade::D)),
        graded(None),
        share(borrowed.map(|borrowed| borrowed.value / report.individuals as f64)),
        text(&report.recipes.join("; ")),
    ]
}

/// A share from 0 to 1 to four decimals: of the place's people, whatever the reason of the row.
fn share(share: Option<f64>) -> String {
    share.map(|share| format!("{share:.4}")).unwrap_or_default()
}
