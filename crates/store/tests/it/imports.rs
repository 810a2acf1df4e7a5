//! Imports: the same rows twice are no change, other values under the same identity are refused.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World},
};
use serde_json::json;
use store::{ImportConflict, NewImport, RecordFilter, StoreError};

on_both_databases! {
    importing_twice_changes_nothing_and_other_values_are_refused
    an_import_that_fails_leaves_nothing
}

fn import(world: &World, file: &str) -> NewImport {
    NewImport {
        operation_id: world.operation.id,
        exercise_code: "baseline_subarea".to_owned(),
        file: file.to_owned(),
        sha256: "ab".repeat(32),
        mapping: "burundi-kobo".to_owned(),
        mapping_version: "3".to_owned(),
        report: json!({"rows": 4}),
        refused: 1,
    }
}

async fn importing_twice_changes_nothing_and_other_values_are_refused(ground: &Ground) {
    let world = World::build(ground).await;
    let rows = [world.row("A-1", 1), world.row("A-2", 2), world.row("A-3", 3)];
    let mut heard = Vec::new();
    let first =
        ground.store.store_import(&import(&world, "r1.xlsx"), &rows, ACTOR, |done| heard.push(done)).await.unwrap();
    assert_eq!((first.stored, first.unchanged, first.conflicts.len()), (3, 0, 0));
    assert_eq!(heard, [1, 2, 3]);
    let filter = RecordFilter { exercise_ids: vec![world.exercise.id], ..RecordFilter::default() };
    let kept = ground.store.records(&filter, 10).await.unwrap();

    let again = ground.store.store_import(&import(&world, "r1.xlsx"), &rows, ACTOR, |_| ()).await.unwrap();
    assert_eq!((again.stored, again.unchanged, again.conflicts.len()), (0, 3, 0));
    assert_eq!(ground.store.records(&filter, 10).await.unwrap(), kept);

    // A later export: one row as it was, one with another number, one new, and that one twice.
    let later = [world.row("A-1", 1), world.row("A-2", 22), world.row("A-4", 4), world.row("A-4", 4)];
    let outcome = ground.store.store_import(&import(&world, "r1b.xlsx"), &later, ACTOR, |_| ()).await.unwrap();
    assert_eq!((outcome.stored, outcome.unchanged), (1, 2));
    let conflict = ImportConflict { key: later[1].record.key.clone(), source: later[1].record.source.clone() };
    assert_eq!(outcome.conflicts, [conflict]);
    let (records, total) = ground.store.records(&filter, 10).await.unwrap();
    assert_eq!(total, 4);
    assert!(kept.0.iter().all(|before| records.contains(before)), "what was there is as it was");

    let runs = ground.store.imports(world.operation.id).await.unwrap();
    let counts: Vec<_> = runs.iter().map(|run| (run.file.as_str(), run.stored, run.unchanged, run.refused)).collect();
    assert_eq!(counts, [("r1b.xlsx", 1, 2, 2), ("r1.xlsx", 0, 3, 1), ("r1.xlsx", 3, 0, 1)], "newest first");
    assert_eq!((runs[0].mapping.as_str(), &runs[0].report), ("burundi-kobo 3", &json!({"rows": 4})));
    assert_eq!(ground.store.audit_entries(None, 1).await.unwrap()[0].action, "import.done");
}

async fn an_import_that_fails_leaves_nothing(ground: &Ground) {
    let world = World::build(ground).await;
    let mut rows = [world.row("A-1", 1), world.row("A-2", 2)];
    rows[1].exercise_id = 9_999; // no such exercise
    let failed = ground.store.store_import(&import(&world, "r1.xlsx"), &rows, ACTOR, |_| ()).await;
    assert!(matches!(failed, Err(StoreError::Database(_))), "{failed:?}");
    let filter = RecordFilter { exercise_ids: vec![world.exercise.id], ..RecordFilter::default() };
    assert_eq!(ground.store.records(&filter, 10).await.unwrap().1, 0);
    assert_eq!(ground.store.imports(world.operation.id).await.unwrap(), []);
}
