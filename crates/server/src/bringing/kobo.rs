//! KoboToolbox over its API v2.
//!
//! Rows come a thousand a page, the most the API gives since 2026, ordered by `_id`. An edited row keeps its `_id` and its
//! `_submission_time`, so that asking for what is new does not find it: once a day everything is read. So is what was
//! refused before.

use super::{Bringing, Reach, Remote, Report, trouble_of, unreadable};
use crate::problem::Problem;
use chrono::{DateTime, Duration, Utc};
use migration::kobo;
use serde_json::{Value, json};

/// Rows a page.
const PAGE: usize = 1_000;
/// Bytes of a page: a thousand rows of the largest forms.
const LARGEST_PAGE: usize = 200_000_000;
/// How often everything is read.
const WHOLE_EVERY: Duration = Duration::hours(24);
/// What is read again, in case clocks differ and submissions overtake each other.
const OVERLAP: Duration = Duration::hours(1);

/// Brings the rows of an asset. Returns the report and how far it got, to begin there the next time.
///
/// # Errors
/// When the store fails. What is wrong with the source is in the report.
pub async fn bring_kobo(
    bringing: &Bringing,
    remote: &Remote,
    asset: &str,
    cursor: &Value,
    progress: &mut (dyn FnMut(&Report) + Send),
) -> Result<(Report, Value), Problem> {
    let mut report = Report::new(bringing.dry_run);
    let now = bringing.app.clock.now();
    let moment = |name: &str| cursor.get(name)?.as_str()?.parse::<DateTime<Utc>>().ok();
    let since = moment("since").filter(|_| moment("whole_at").is_some_and(|at| now - at < WHOLE_EVERY));
    let mut base = remote.address.clone();
    let path = base.path().trim_end_matches('/').trim_end_matches("/api/v2").to_owned();
    base.set_path(&format!("{path}/api/v2/assets/{asset}/data/"));
    base.set_query(None);
    let authorization = format!("Token {}", remote.secret.0);
    let reach =
        Reach::There { outward: remote.outward.clone(), below: base.clone(), authorization: authorization.clone() };
    let mut newest = moment("since");
    let mut start = 0;
    loop {
        let mut address = base.clone();
        address
            .query_pairs_mut()
            .append_pair("format", "json")
            .append_pair("limit", &PAGE.to_string())
            .append_pair("start", &start.to_string())
            .append_pair("sort", "{\"_id\":1}");
        if let Some(since) = since {
            let from = (since - OVERLAP).format("%Y-%m-%dT%H:%M:%S").to_string();
            let query = json!({"_submission_time": {"$gte": from}}).to_string();
            address.query_pairs_mut().append_pair("query", &query);
        }
        let page = match remote.outward.get(&address, Some(&authorization), LARGEST_PAGE).await {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| error.to_string()).and_then(kobo::read_page),
            Err(error) => return Ok((report.failed(trouble_of(&error)), cursor.clone())),
        };
        let page = match page {
            Ok(page) => page,
            Err(detail) => return Ok((report.failed(unreadable(detail)), cursor.clone())),
        };
        let mut told = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            match kobo::read_row(row) {
                Ok(row) => {
                    newest = newest.max(row.provenance.submitted_at);
                    told.push(row);
                }
                Err(trouble) => report.note(trouble),
            }
        }
        start += page.rows.len();
        let more = page.more && !page.rows.is_empty();
        bringing.take_all(told, &reach, &mut report, progress).await?;
        if !more {
            break;
        }
    }
    let whole_at = if since.is_none() { Some(now) } else { moment("whole_at") };
    let report = report.ended();
    Ok((report, json!({"since": newest, "whole_at": whole_at})))
}
