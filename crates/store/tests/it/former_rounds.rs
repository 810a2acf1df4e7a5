//! What becomes of rounds and figures that were there before rounds had stages.

use crate::own_database::OwnDatabase;
use sea_orm::{ConnectionTrait, Database};
use std::{path::Path, sync::Arc};
use store::Store;
use vocab::{RoundStage, SystemClock};

/// The last migration before rounds had stages, and the first after.
const BEFORE: u32 = 12;
const AFTER: u32 = 13;

/// An exercise with a round that is open, one with figures, and one that nobody computed. On both databases.
const ROWS: [&str; 5] = [
    "INSERT INTO operation (id, code, name, admin0_pcode, admin0_name, status, demonstration, created_at) \
     VALUES (7, 'burundi', '{\"en\":\"Burundi\"}', 'BDI', 'Burundi', 'active', FALSE, '2026-03-02T08:00:00+00:00')",
    "INSERT INTO exercise (id, operation_id, code, name, tool, xml_form_id, coverage_level, pack) \
     VALUES (3, 7, 'baseline_subarea', '{\"en\":\"Baseline\"}', 'baseline_subarea', 'baseline_subarea', 2, 'p')",
    "INSERT INTO round (id, exercise_id, number, first_day, last_day, demonstration, note, open) VALUES \
     (11, 3, 1, '2026-01-01', '2026-01-21', FALSE, '{\"en\":\"First\"}', FALSE), \
     (12, 3, 2, '2026-02-01', '2026-02-21', FALSE, '{}', FALSE), \
     (13, 3, 3, '2026-03-01', '2026-03-21', FALSE, '{}', TRUE)",
    "INSERT INTO figure_set (id, exercise_id, round_id, snapshot, computed_at, indicators_sha256, figures, audit_seq) \
     VALUES (1, 3, 11, 'aa', '2026-02-01T08:00:00+00:00', 'bb', '[]', 5)",
    "INSERT INTO figure_set (id, exercise_id, round_id, snapshot, computed_at, indicators_sha256, figures, audit_seq) \
     VALUES (2, 3, 13, 'cc', '2026-03-05T08:00:00+00:00', 'dd', '[]', NULL)",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rounds_of_former_times_get_their_stages_on_sqlite() {
    story(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rounds_of_former_times_get_their_stages_on_postgres() {
    if let Some(database) = OwnDatabase::of("rounds_of_former_times").await {
        story(Some(&database.address())).await;
    }
}

async fn story(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    Store::as_of_migration(folder.path(), database, BEFORE).await.unwrap();
    execute(folder.path(), database, &ROWS).await;
    Store::as_of_migration(folder.path(), database, AFTER).await.unwrap();
    // A second revision can be kept beside the first, and nothing twice.
    let second = "INSERT INTO figure_set (id, exercise_id, round_id, revision, snapshot, computed_at, \
        indicators_sha256, figures, audit_seq) VALUES (9, 3, 11, 2, 'ee', '2026-04-01T08:00:00+00:00', 'ff', '[]', 6)";
    execute(folder.path(), database, &[second]).await;

    let store = Store::open(folder.path(), database, Arc::new(SystemClock)).await.unwrap();
    let rounds = store.rounds(3).await.unwrap();
    let told: Vec<_> =
        rounds.iter().map(|round| (round.number.0, round.stage, round.revision, round.standing_revision)).collect();
    assert_eq!(
        told,
        [
            (1, RoundStage::Published, 1, Some(1)),
            (2, RoundStage::Closed, 1, Some(1)),
            (3, RoundStage::Collecting, 1, None),
        ]
    );
    assert_eq!(rounds[0].note.in_language(vocab::Language::English), "First");
    for (round, snapshot) in [(11, Some("aa")), (12, None), (13, Some("cc"))] {
        let kept = store.figures_of_revision(round, 1).await.unwrap();
        assert_eq!(kept.map(|set| set.snapshot).as_deref(), snapshot, "what was computed stays");
        let revisions = store.revisions(round).await.unwrap();
        assert_eq!(revisions.len(), 1);
        assert_eq!((revisions[0].number, revisions[0].closed_at, revisions[0].published_at), (1, None, None));
    }
    assert_eq!(store.rounds_with_former_figures().await.unwrap(), [13], "only these are computed again");
}

async fn execute(folder: &Path, database: Option<&str>, statements: &[&str]) {
    let address =
        database.map_or_else(|| format!("sqlite://{}", folder.join("inzira.sqlite").display()), str::to_owned);
    let connection = Database::connect(address).await.unwrap();
    for statement in statements {
        connection.execute_unprepared(statement).await.unwrap();
    }
    connection.close().await.unwrap();
}
