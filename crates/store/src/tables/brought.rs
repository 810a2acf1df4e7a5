//! Submissions from other systems, and webhooks to them.

use crate::json::JsonText;
use sea_orm::entity::prelude::*;

table!(
    /// What a source told of a submission: as told, not as seen here.
    submission_origin, "submission_origin", {
        #[sea_orm(primary_key)]
        id: i64,
        submission_id: i64,
        source: String,
        submitted_at: Option<DateTimeUtc>,
        submitter: Option<String>,
        device: Option<String>,
        review: Option<String>,
    }
);

table!(
    /// Another system whose submissions are brought again and again.
    source, "source", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        name: String,
        kind: String,
        url: String,
        project: String,
        form: String,
        login: Option<String>,
        secret: String,
        review_states: bool,
        every_minutes: i32,
        paused: bool,
        cursor: JsonText,
        next_run_at: DateTimeUtc,
        running_until: Option<DateTimeUtc>,
        last_run_at: Option<DateTimeUtc>,
        last_result: JsonText,
        created_at: DateTimeUtc,
        created_by: String,
    }
);

table!(
    /// Another system that is told what happens.
    webhook, "webhook", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        name: String,
        url: String,
        secret: String,
        events: JsonText,
        with_answers: bool,
        paused: bool,
        paused_because: Option<String>,
        gone: bool,
        leased_until: Option<DateTimeUtc>,
        created_at: DateTimeUtc,
        created_by: String,
    }
);

table!(
    /// What it is told: written with what happened, kept until delivered.
    webhook_delivery, "webhook_delivery", {
        #[sea_orm(primary_key)]
        id: i64,
        webhook_id: i32,
        event: String,
        facts: JsonText,
        body: Option<String>,
        state: String,
        attempts: i32,
        created_at: DateTimeUtc,
        next_attempt_at: DateTimeUtc,
        last_attempt_at: Option<DateTimeUtc>,
        last_status: Option<i32>,
        last_answer: Option<String>,
    }
);
