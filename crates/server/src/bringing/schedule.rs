//! Sources that are kept: read again and again by the server.

use super::{Bringing, Remote, Report, Secret, bring_central, bring_kobo, trouble_of};
use crate::{
    outward::{self, Outward},
    problem::Problem,
    state::App,
};
use migration::Trouble;
use serde_json::{Value, json};
use std::time::Duration;
use store::Source;

/// How often somebody looks whether a source is due.
const LOOK: Duration = Duration::from_secs(2);
/// For how long nobody else reads a source; it is kept for longer while it is being read. After a power cut, whoever
/// starts waits this long at most.
const LEASE_SECONDS: i64 = 60;
const KEEP_EVERY: Duration = Duration::from_secs(20);

/// Reads sources that are due, one after the other, for as long as the server runs.
pub async fn keep_bringing(app: App) {
    let outward = match Outward::new() {
        Ok(outward) => outward,
        Err(error) => {
            tracing::error!(%error, "sources of submissions cannot be read");
            return;
        }
    };
    loop {
        match app.store.take_due_source(chrono::Duration::seconds(LEASE_SECONDS)).await {
            Ok(Some(source)) => run(&app, &outward, &source).await,
            Ok(None) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::error!(%error, "sources cannot be looked up");
                tokio::time::sleep(LOOK * 10).await;
            }
        }
    }
}

/// Reads one source and notes what came of it.
async fn run(app: &App, outward: &Outward, source: &Source) {
    let kept = async {
        loop {
            tokio::time::sleep(KEEP_EVERY).await;
            if let Err(error) = app.store.keep_source(source.id, chrono::Duration::seconds(LEASE_SECONDS)).await {
                tracing::warn!(%error, source = source.id, "a source could not be kept");
            }
        }
    };
    let brought = tokio::select! {
        brought = bring(app, outward, source) => brought,
        () = kept => return,
    };
    let (result, cursor) = match brought {
        Ok((report, cursor)) => {
            tracing::info!(source = source.id, new = report.new, refused = report.refused, "a source was read");
            (json!(report), Some(cursor))
        }
        Err(problem) => {
            let trouble = problem.args().iter().fold(Trouble::refusal("", problem.code()), |trouble, (name, value)| {
                let text = match value {
                    messages::Arg::Text(text) => text.clone(),
                    messages::Arg::Number(number) => number.to_string(),
                };
                trouble.arg(name, text)
            });
            (json!(Report::new(false).failed(trouble)), None)
        }
    };
    if let Err(error) = app.store.end_source_run(source.id, cursor.as_ref(), &result).await {
        tracing::error!(%error, source = source.id, "what came of reading a source could not be noted");
    }
}

async fn bring(app: &App, outward: &Outward, source: &Source) -> Result<(Report, Value), Problem> {
    let operations = app.store.operations().await?;
    let operation = operations.into_iter().find(|operation| operation.id == source.operation_id);
    let operation = operation.ok_or_else(|| Problem::failed(&"a source without an operation"))?;
    let bringing = Bringing {
        app: app.clone(),
        operation,
        form: Some(source.form.clone()),
        source: format!("{} {} {}", source.kind, source.url, source.project),
        actor: source.actor(),
        review_states: source.review_states,
        dry_run: false,
    };
    let address = match outward::address(&source.url) {
        Ok(address) => address,
        Err(error) => return Ok((Report::new(false).failed(trouble_of(&error)), source.cursor.clone())),
    };
    let remote = Remote {
        outward: outward.clone(),
        address,
        login: source.login.clone(),
        secret: Secret(source.secret.clone()),
    };
    let progress = &mut |_: &Report| {};
    let brought = match source.kind.as_str() {
        "kobo" => bring_kobo(&bringing, &remote, &source.project, &source.cursor, progress).await?,
        _ => bring_central(&bringing, &remote, &source.project, &source.form, &source.cursor, progress).await?,
    };
    app.figures.settle().await;
    Ok(brought)
}
