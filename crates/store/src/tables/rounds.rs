//! Revisions of rounds, expected places, teams.

use super::*;

table!(
    /// A round as first closed, and each correction of it. `closed_seq` is the newest entry of the audit log at its closing.
    round_revision, "round_revision", {
        #[sea_orm(primary_key)]
        id: i32,
        round_id: i32,
        number: i32,
        reason: String,
        begun_at: Option<DateTimeUtc>,
        begun_by: String,
        closed_at: Option<DateTimeUtc>,
        closed_by: Option<String>,
        left_out: Option<String>,
        closed_seq: Option<i64>,
        published_at: Option<DateTimeUtc>,
        published_by: Option<String>,
    }
);

table!(
    /// A place that a round is to assess: an area, or the site of that id in an area. `mark` says that it cannot or need not be.
    expected_place, "expected_place", {
        #[sea_orm(primary_key)]
        id: i64,
        round_id: i32,
        pcode: String,
        site: String,
        team_id: Option<i32>,
        mark: Option<String>,
        reason: Option<String>,
        marked_at: Option<DateTimeUtc>,
        marked_by: Option<String>,
    }
);

table!(
    /// People and phones that assess places together.
    team, "team", {
        #[sea_orm(primary_key)]
        id: i32,
        operation_id: i32,
        name: String,
        created_at: DateTimeUtc,
        created_by: String,
    }
);

table!(
    /// A person or a phone of a team.
    team_member, "team_member", {
        #[sea_orm(primary_key)]
        id: i32,
        team_id: i32,
        user_id: Option<i32>,
        device_id: Option<i32>,
    }
);
