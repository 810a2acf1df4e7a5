//! A published figure under attack: whatever people do afterwards it says what it said, and whatever is changed behind the
//! server's back is named.

use super::{Assessment, BASELINE, Country, Delivery};
use crate::{own_database::OwnDatabase, site::Browser};
use axum::http::StatusCode;
use proptest::{
    prelude::{Just, Strategy, any, prop_oneof},
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use server::{
    round_figures::{find_round, snapshot_of},
    verifying::{self, Difference, Ground, Rebuilt, Verified},
};
use std::cell::RefCell;
use store::StoredRecord;

on_both_stores! {
    what_is_kept_computes_to_the_same_and_what_is_changed_is_named
    a_former_revision_is_computed_again_with_what_it_was_computed_with
    figures_without_their_ground_are_no_older_ones
    figures_changed_with_all_they_stand_on_are_named
    a_revision_that_is_taken_out_is_missed
}

const ROUND: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1";
const COMMUNES: [&str; 4] = ["BDI012001", "BDI012002", "BDI012003", "BDI012004"];

/// Something that happens after a round was published. `which` chooses among what was sent.
#[derive(Debug, Clone)]
enum Step {
    Send { commune: usize, households: u8, in_round: bool },
    Correct { which: usize, households: u8 },
    SendAgain { which: usize },
    SameNameOtherAnswers { which: usize },
    Photo { which: usize },
    Approve { which: usize },
    Reject { which: usize },
    Edit { which: usize, households: u8 },
    Bulk { action: &'static str },
    Comment { which: usize },
    Site { name: u8 },
    Revise,
    Review,
    Collect,
    Close,
    Publish,
    Mark { commune: usize, mark: Option<bool> },
    List { communes: usize },
    Days { last: u8 },
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let which = || any::<usize>();
    let commune = || 0..COMMUNES.len();
    prop_oneof![
        3 => (commune(), 1..200u8, any::<bool>())
            .prop_map(|(commune, households, in_round)| Step::Send { commune, households, in_round }),
        4 => (which(), 1..200u8).prop_map(|(which, households)| Step::Correct { which, households }),
        1 => which().prop_map(|which| Step::SendAgain { which }),
        1 => which().prop_map(|which| Step::SameNameOtherAnswers { which }),
        1 => which().prop_map(|which| Step::Photo { which }),
        4 => which().prop_map(|which| Step::Approve { which }),
        3 => which().prop_map(|which| Step::Reject { which }),
        4 => (which(), 1..200u8).prop_map(|(which, households)| Step::Edit { which, households }),
        3 => prop_oneof![Just("approve"), Just("reject"), Just("set")].prop_map(|action| Step::Bulk { action }),
        1 => which().prop_map(|which| Step::Comment { which }),
        1 => any::<u8>().prop_map(|name| Step::Site { name }),
        4 => Just(Step::Revise),
        1 => Just(Step::Review),
        1 => Just(Step::Collect),
        4 => Just(Step::Close),
        4 => Just(Step::Publish),
        1 => (commune(), any::<Option<bool>>()).prop_map(|(commune, mark)| Step::Mark { commune, mark }),
        1 => (1..=COMMUNES.len()).prop_map(|communes| Step::List { communes }),
        1 => (22..29u8).prop_map(|last| Step::Days { last }),
        1 => Just(Step::Restart),
    ]
}

/// A country whose first round is published, and everything that was said of it.
struct Play {
    country: Country,
    cookie: Option<String>,
    sent: Vec<Assessment>,
    /// The whole public answer, and each revision's figures, as they were when they were published.
    public: String,
    revisions: Vec<(u32, Value)>,
}

impl Play {
    async fn begin(database: Option<OwnDatabase>) -> Self {
        let country = Country::begin(database).await;
        country.site.administrator("root@example.org").await;
        let cookie = country.site.logged_in("root@example.org").await.cookie;
        let mut play = Self { country, cookie, sent: Vec::new(), public: String::new(), revisions: Vec::new() };
        for commune in 0..2 {
            assert_eq!(play.send(commune, 100, true).await, StatusCode::CREATED);
            play.decide(commune, "approve").await;
        }
        for to in ["review", "closed", "published"] {
            assert_eq!(play.go(to).await, StatusCode::OK, "{to}");
        }
        play.settle().await;
        (play.public, play.revisions) = (play.told().await, vec![(1, play.revision(1).await)]);
        play
    }

    fn browser(&self) -> Browser<'_> {
        let mut browser = self.country.site.browser();
        browser.cookie = self.cookie.clone();
        browser
    }

    async fn told(&self) -> String {
        self.country.figures_text("round=1").await
    }

    async fn revision(&self, number: u32) -> Value {
        let told = self.browser().get(&format!("{ROUND}/revisions/{number}")).await.json();
        json!({"figures": told["figures"], "snapshot": told["snapshot"]})
    }

    /// Once figures are computed. What the server holds of an open round must be what reading all of it gives, to the byte.
    async fn settle(&self) {
        let app = &self.country.site.app;
        app.figures.settle().await;
        let of = find_round(app, self.country.round.id).await.unwrap().unwrap();
        let Some(kept) = app.store.snapshot_of_revision(of.round.id, of.round.revision).await.unwrap() else { return };
        let basis = app.figures.basis(app, &of).await.unwrap();
        let records = app.store.approved_records(of.round.id).await.unwrap();
        assert_eq!(kept, snapshot_of(&basis, records).unwrap().sha256);
    }

    async fn go(&self, to: &str) -> StatusCode {
        let body = json!({"to": to, "reason": "What waits came from elsewhere"});
        self.browser().post(&format!("{ROUND}/stage"), body).await.status
    }

    fn chosen(&self, which: usize) -> &Assessment {
        &self.sent[which % self.sent.len()]
    }

    fn next(&self) -> u32 {
        u32::try_from(self.sent.len()).unwrap() + 1
    }

    async fn deliver(&self, xml: &str) -> StatusCode {
        self.country.send(&Delivery::of(xml)).await.status
    }

    async fn send(&mut self, commune: usize, households: i64, in_round: bool) -> StatusCode {
        let day = if in_round { "2026-01-12" } else { "2026-08-12" };
        let photo = Some("late.jpg"); // it comes later, if at all
        let new = Assessment { commune: COMMUNES[commune], households, day, photo, ..Assessment::new(self.next()) };
        let status = self.deliver(&new.xml(&self.country.form)).await;
        self.sent.push(new);
        status
    }

    async fn correct(&mut self, which: usize, households: i64) -> StatusCode {
        let original = self.chosen(which).clone();
        let new = Assessment { number: self.next(), households, ..original.clone() };
        let named = |id: &str| format!("<orx:instanceID>{id}</orx:instanceID>");
        let deprecated = format!("<orx:deprecatedID>{}</orx:deprecatedID>", original.instance_id());
        let name = named(&new.instance_id());
        let xml = new.xml(&self.country.form).replace(&name, &format!("{name}{deprecated}"));
        assert!(xml.contains(&deprecated));
        let status = self.deliver(&xml).await;
        if status == StatusCode::CREATED {
            self.sent.push(new);
        }
        status
    }

    /// The record of what was sent, if it makes one: a version that was corrected does not any more.
    async fn record(&self, which: usize) -> Option<StoredRecord> {
        let (store, operation) = (&self.country.site.app.store, self.country.operation.id);
        let held = store.held_version(operation, &self.chosen(which).instance_id()).await.unwrap()?;
        store.record_of_submission(held.id).await.unwrap()
    }

    async fn edit(&self, which: usize, households: i64) -> StatusCode {
        let Some(record) = self.record(which).await else { return StatusCode::NOT_FOUND };
        let to = json!({"type": "integer", "value": households});
        let edits = json!([{"question": "idp_households", "from": record.record.answers["idp_households"], "to": to}]);
        let body = json!({"version": record.version, "reason": "Counted again", "edits": edits});
        self.browser().post(&format!("/api/v1/records/{}/edits", record.id), body).await.status
    }

    /// One action for all records of the round, first looked at and then done.
    async fn bulk(&self, action: &str) -> StatusCode {
        let at = "/api/v1/operations/burundi/records/bulk";
        let action = match action {
            "set" => {
                let to = json!({"type": "integer", "value": 77});
                json!({"do": "set", "question": "idp_households", "to": to, "reason": "All of them"})
            }
            decision => json!({"do": decision, "reason": "All of them"}),
        };
        let mut body = json!({"filter": {"round": 1}, "action": action});
        let preview = self.browser().post(&format!("{at}/preview"), body.clone()).await;
        if !preview.status.is_success() {
            return preview.status;
        }
        let preview = preview.json();
        body["fingerprint"] = preview["fingerprint"].clone();
        let done = self.browser().post(at, body).await;
        match preview["would"].as_array().map(Vec::len) {
            Some(0) => StatusCode::CONFLICT, // nothing of it may change
            _ => done.status,
        }
    }

    async fn comment(&self, which: usize) -> StatusCode {
        let Some(record) = self.record(which).await else { return StatusCode::NOT_FOUND };
        let body = json!({"body": "Called the team"});
        self.browser().post(&format!("/api/v1/records/{}/comments", record.id), body).await.status
    }

    async fn site(&self, name: u8) -> StatusCode {
        let name = format!("Colline {name}");
        let body = json!({"name": name, "kind": "host_community", "pcode": COMMUNES[3]});
        self.browser().post("/api/v1/operations/burundi/sites", body).await.status
    }

    async fn decide(&self, which: usize, decision: &str) -> StatusCode {
        let Some(record) = self.record(which).await else { return StatusCode::NOT_FOUND };
        let body = json!({"decision": decision, "reason": "Somebody asked again", "version": record.version});
        self.browser().post(&format!("/api/v1/records/{}/decision", record.id), body).await.status
    }

    async fn act(&mut self, step: &Step) -> StatusCode {
        match *step {
            Step::Send { commune, households, in_round } => self.send(commune, i64::from(households), in_round).await,
            Step::Correct { which, households } => self.correct(which, i64::from(households)).await,
            Step::SendAgain { which } => self.deliver(&self.chosen(which).xml(&self.country.form)).await,
            Step::SameNameOtherAnswers { which } => {
                let other = Assessment { colline: "Elsewhere", ..self.chosen(which).clone() };
                self.deliver(&other.xml(&self.country.form)).await
            }
            Step::Photo { which } => {
                let xml = self.chosen(which).xml(&self.country.form);
                self.country.send(&Delivery::of(&xml).photo("late.jpg", b"a photo")).await.status
            }
            Step::Approve { which } => self.decide(which, "approve").await,
            Step::Reject { which } => self.decide(which, "reject").await,
            Step::Edit { which, households } => self.edit(which, i64::from(households)).await,
            Step::Bulk { action } => self.bulk(action).await,
            Step::Comment { which } => self.comment(which).await,
            Step::Site { name } => self.site(name).await,
            Step::Revise => {
                self.browser().post(&format!("{ROUND}/revisions"), json!({"reason": "Somebody called"})).await.status
            }
            Step::Review => self.go("review").await,
            Step::Collect => self.go("collecting").await,
            Step::Close => self.go("closed").await,
            Step::Publish => self.go("published").await,
            Step::Mark { commune, mark } => {
                let mark = mark.map(|closed| if closed { "closed" } else { "inaccessible" });
                let body = json!({"pcodes": [COMMUNES[commune]], "mark": mark, "reason": "The bridge is gone"});
                self.browser().post(&format!("{ROUND}/places/marks"), body).await.status
            }
            Step::List { communes } => {
                let text = format!("pcode\n{}\n", COMMUNES[..communes].join("\n"));
                let held = self.country.site.app.store.expected_places(self.country.round.id).await.unwrap();
                let list = json!({"from": "csv", "text": text, "seen": store::fingerprint_of_places(&held)});
                self.browser().put(&format!("{ROUND}/places"), list).await.status
            }
            Step::Days { last } => {
                let days = json!({"from": "2026-01-01", "to": format!("2026-01-{last}"), "note": "Longer"});
                self.browser().put(ROUND, days).await.status
            }
            Step::Restart => {
                let store = self.country.site.app.store.clone();
                self.country.site.reopen(store);
                StatusCode::OK
            }
        }
    }

    /// What a published figure says after a step, unless the step published a newer revision.
    async fn compare(&mut self, step: &Step, status: StatusCode) -> Result<(), String> {
        if matches!(step, Step::Publish) && status == StatusCode::OK {
            let number = self.browser().get(ROUND).await.json()["revision"].as_u64().unwrap();
            let number = u32::try_from(number).unwrap();
            self.public = self.told().await;
            self.revisions.push((number, self.revision(number).await));
        } else if self.told().await != self.public {
            return Err(format!("{step:?} ({status}) changed what readers see"));
        }
        for (number, said) in &self.revisions {
            if self.revision(*number).await != *said {
                return Err(format!("{step:?} ({status}) changed revision {number}"));
            }
        }
        Ok(())
    }
}

/// How often what may change a figure was really done: a test in which everything is refused proves nothing.
#[derive(Debug, Default)]
struct Done {
    published: usize,
    corrected: usize,
    decided: usize,
    edited: usize,
    in_bulk: usize,
    /// Comments and sites.
    beside: usize,
    refused: usize,
}

async fn play(database: Option<OwnDatabase>, steps: &[Step], done: &RefCell<Done>) -> Result<(), String> {
    let mut play = Play::begin(database).await;
    for step in steps {
        let status = play.act(step).await;
        assert!(!status.is_server_error(), "{step:?}: {status}");
        play.settle().await;
        play.compare(step, status).await?;
        let mut done = done.borrow_mut();
        match (step, status.is_success()) {
            (Step::Publish, true) => done.published += 1,
            (Step::Correct { .. }, true) => done.corrected += 1,
            (Step::Approve { .. } | Step::Reject { .. }, true) => done.decided += 1,
            (Step::Edit { .. }, true) => done.edited += 1,
            (Step::Bulk { .. }, true) => done.in_bulk += 1,
            (Step::Comment { .. } | Step::Site { .. }, true) => done.beside += 1,
            (_, true) => {}
            (_, false) => done.refused += 1,
        }
    }
    let differences: Vec<_> =
        verified(&play.country).await.into_iter().filter(|one| !one.differences.is_empty()).collect();
    if differences.is_empty() { Ok(()) } else { Err(format!("computed again: {differences:#?}")) }
}

fn no_sequence_changes_a_published_figure(cases: u32, database: impl Fn() -> Option<Option<OwnDatabase>>) {
    let config = Config { cases, max_shrink_iters: 24, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let done = RefCell::new(Done::default());
    let sequences = proptest::collection::vec(step(), 30..50);
    let ran = runner.run(&sequences, |steps| {
        let Some(database) = database() else { return Ok(()) };
        runtime.block_on(play(database, &steps, &done)).map_err(TestCaseError::fail)
    });
    println!("{done:?}");
    ran.unwrap_or_else(|failure| panic!("{failure}"));
    let Done { published, corrected, decided, edited, in_bulk, beside, refused } = done.into_inner();
    let all = [published, corrected, decided, edited, in_bulk, beside, refused];
    let nothing_ran = all.iter().sum::<usize>() == 0; // no PostgreSQL
    assert!(nothing_ran || all.iter().all(|done| *done > 0), "proves too little: {all:?}");
}

#[test]
fn no_sequence_of_what_people_do_changes_a_published_figure_on_sqlite() {
    no_sequence_changes_a_published_figure(super::cases(2), || Some(None));
}

#[test]
fn no_sequence_of_what_people_do_changes_a_published_figure_on_postgres() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let database = || runtime.block_on(OwnDatabase::of("no_sequence_changes_a_figure")).map(Some);
    no_sequence_changes_a_published_figure(super::cases(2), database);
}

async fn verified(country: &Country) -> Vec<Verified> {
    let app = &country.site.app;
    let mut all = Vec::new();
    for subject in verifying::subjects(app, Some(&country.operation)).await.unwrap() {
        all.push(verifying::verify(app, &subject).await.unwrap());
    }
    all
}

/// Changes rows behind the server's back.
async fn meddle(country: &Country, statement: &str) {
    let folder = country.site.folder.path().join("inzira.sqlite");
    let address = country.site.database_address().unwrap_or_else(|| format!("sqlite://{}", folder.display()));
    let connection = Database::connect(address).await.unwrap();
    let done = connection.execute_unprepared(statement).await.unwrap();
    assert!(done.rows_affected() > 0, "{statement}");
    connection.close().await.unwrap();
}

/// Two communes approved, the round closed and published.
async fn published(country: &Country) -> Vec<i64> {
    let mut records = Vec::new();
    for (number, commune) in [(1, COMMUNES[0]), (2, COMMUNES[3])] {
        let record = country.receive(&Assessment { commune, ..Assessment::new(number) }).await;
        country.approve(record).await;
        records.push(record);
    }
    go(country, &["review", "closed", "published"]).await;
    records
}

async fn go(country: &Country, stages: &[&str]) {
    let manager = country.manager().await;
    for to in stages {
        let moved = manager.post(&format!("{ROUND}/stage"), json!({"to": to})).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    }
}

async fn what_is_kept_computes_to_the_same_and_what_is_changed_is_named(country: Country) {
    let records = published(&country).await;
    let whole = verified(&country).await;
    let [one] = &whole[..] else { panic!("{whole:?}") };
    assert_eq!((one.ground, one.rebuilt, one.published), (Ground::Kept, Rebuilt::SameBytes, true));
    assert!(one.figures > 100 && one.differences.is_empty(), "{one:?}");
    let differences = async || verified(&country).await.remove(0).differences;

    // A figure in the database.
    meddle(&country, "UPDATE figure_set SET figures = REPLACE(figures, '\"value\":1000.0', '\"value\":1001.0')").await;
    let mut found = differences().await;
    assert_eq!(Kind::of(&found.remove(0)), NotAsLogged("figures"), "the log holds their hash");
    assert!(!found.is_empty());
    for difference in &found {
        let Difference::Figure { path, kept, now } = difference else { panic!("{difference:?}") };
        assert!(path.starts_with("burundi/baseline_subarea/1/"), "{path}");
        assert_eq!((kept.as_ref().unwrap().value, now.as_ref().unwrap().value), (Some(1001.0), Some(1000.0)));
        assert!(difference.to_string().contains(path.as_str()));
    }
    meddle(&country, "UPDATE figure_set SET figures = REPLACE(figures, '\"value\":1001.0', '\"value\":1000.0')").await;
    assert_eq!(differences().await, []);

    // A record in the database.
    let rejected = format!("UPDATE record SET state = 'rejected' WHERE id = {}", records[0]);
    meddle(&country, &rejected).await;
    let found = differences().await;
    assert!(matches!(found[..], [Difference::Records { records: 1, .. }]), "{found:?}");
    meddle(&country, &rejected.replace("rejected", "approved")).await;
    assert_eq!(differences().await, []);

    // Files: the snapshot, and what it was computed with.
    let store = &country.site.app.store;
    let kept = store.kept_figures(country.round.id, 1).await.unwrap().unwrap();
    for name in [kept.snapshot.clone(), kept.basis.clone().unwrap()] {
        let path = country.site.folder.path().join("blobs").join(&name[..2]).join(&name);
        let bytes = std::fs::read(&path).unwrap();
        for at in [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            std::fs::write(&path, changed).unwrap();
            let found = differences().await;
            let named = |one: &Difference| matches!(one, Difference::FileChanged { sha256, .. } if *sha256 == name);
            assert!(found.iter().any(named), "byte {at}: {found:?}");
        }
        std::fs::remove_file(&path).unwrap();
        assert!(differences().await.contains(&Difference::FileGone { sha256: name.clone() }));
        std::fs::write(&path, bytes).unwrap();
    }
    assert_eq!(differences().await, []);

    // Other indicators than the figures name.
    meddle(&country, "UPDATE figure_set SET indicators_sha256 = 'others'").await;
    let found = differences().await;
    let named = [NotAsLogged("indicators"), Indicators];
    assert_eq!(found.iter().map(Kind::of).collect::<Vec<_>>(), named, "{found:?}");
    // Figures that are older than the keeping of anything with them: the log says nothing of them, and the indicators have
    // changed since.
    meddle(&country, "DELETE FROM audit_entry WHERE action = 'figures.kept'").await;
    assert!(store.first_broken_audit_entry().await.unwrap().is_some(), "who does this to the log is found");
    meddle(&country, "UPDATE figure_set SET basis_sha256 = NULL").await;
    let older = verified(&country).await.remove(0);
    assert_eq!(
        (older.ground, older.figures, older.differences),
        (Ground::Unknown, 0, Vec::new()),
        "unknown is not equal"
    );
    // Today's indicators are the same ones.
    meddle(&country, &format!("UPDATE figure_set SET indicators_sha256 = '{}'", kept.indicators_sha256)).await;
    let older = verified(&country).await.remove(0);
    assert_eq!((older.ground, older.figures), (Ground::Today, one.figures));
}

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    NotAsLogged(&'static str),
    LoggedAgain,
    RevisionGone,
    Indicators,
    Other,
}

use Kind::{Indicators, LoggedAgain, NotAsLogged, RevisionGone};

impl Kind {
    fn of(difference: &Difference) -> Self {
        match difference {
            Difference::NotAsLogged { part, .. } => NotAsLogged(part),
            Difference::LoggedAgain { .. } => LoggedAgain,
            Difference::RevisionGone { .. } => RevisionGone,
            Difference::Indicators { .. } => Indicators,
            _ => Self::Other,
        }
    }
}

async fn kinds(country: &Country) -> Vec<Kind> {
    let all = verified(country).await;
    all.iter().flat_map(|one| &one.differences).map(Kind::of).collect()
}

async fn figures_without_their_ground_are_no_older_ones(country: Country) {
    published(&country).await;
    assert!(verified(&country).await[0].logged);
    let changed = "figures = REPLACE(figures, '\"value\":1000.0', '\"value\":1001.0')";
    meddle(&country, &format!("UPDATE figure_set SET basis_sha256 = NULL, {changed}")).await;
    assert_eq!(kinds(&country).await, [NotAsLogged("basis"), NotAsLogged("figures")]);
    meddle(&country, "UPDATE figure_set SET indicators_sha256 = 'others'").await;
    let named = [NotAsLogged("basis"), NotAsLogged("indicators"), NotAsLogged("figures")];
    assert_eq!(kinds(&country).await, named, "also where nothing can be computed");
    meddle(&country, "UPDATE figure_set SET boundary_version = 'others'").await;
    assert!(kinds(&country).await.contains(&NotAsLogged("boundaries")));
}

async fn figures_changed_with_all_they_stand_on_are_named(country: Country) {
    let records = published(&country).await;
    meddle(&country, &format!("UPDATE record SET state = 'rejected' WHERE id = {}", records[0])).await;
    meddle(&country, "UPDATE figure_set SET audit_seq = NULL").await;
    let figures = &country.site.app.figures;
    figures.stale(country.round.id);
    figures.settle().await;
    let one = verified(&country).await.remove(0);
    assert_eq!(one.rebuilt, Rebuilt::SameBytes, "records, snapshot and figures agree with one another");
    let changed = [NotAsLogged("snapshot"), NotAsLogged("figures")];
    let again = [&changed[..], &[LoggedAgain]].concat();
    assert_eq!(kinds(&country).await, again);
    // Without the entry that the server wrote when it was made to compute them again the log is whole.
    meddle(&country, "DELETE FROM audit_entry WHERE seq = (SELECT MAX(seq) FROM audit_entry)").await;
    assert_eq!(country.site.app.store.first_broken_audit_entry().await.unwrap(), None);
    assert_eq!(kinds(&country).await, changed);
}

async fn a_revision_that_is_taken_out_is_missed(country: Country) {
    published(&country).await;
    let app = &country.site.app;
    let gone = async || {
        let subjects = verifying::subjects(app, None).await.unwrap();
        verifying::gone(app, Some(&country.operation), &subjects).await.unwrap()
    };
    assert!(gone().await.is_empty());
    meddle(&country, "UPDATE round SET stage = 'review'").await;
    let open = gone().await;
    let named: Vec<_> = open.iter().map(|one| (one.exercise.as_str(), one.round.0, one.revision)).collect();
    assert_eq!(named, [(BASELINE, 1, 1)]);
    assert_eq!(Kind::of(&open[0].differences[0]), RevisionGone);
    meddle(&country, "UPDATE round SET stage = 'published'").await;
    assert!(gone().await.is_empty());
    meddle(&country, "DELETE FROM round_revision").await;
    assert!(verified(&country).await.is_empty());
    assert_eq!(gone().await.len(), 1);
}

async fn a_former_revision_is_computed_again_with_what_it_was_computed_with(country: Country) {
    let records = published(&country).await;
    let manager = country.manager().await;
    let explained = async |country: &Country| {
        let path = format!("/api/v1/public/explain?figure=burundi/{BASELINE}/1/idps_individuals/BDI012");
        let told = country.viewer().await.get(&path).await;
        assert_eq!(told.json()["contributing"]["records"].as_array().map(Vec::len), Some(2), "{}", told.text);
        told.text
    };
    let before = explained(&country).await;
    let begun =
        manager.post(&format!("{ROUND}/revisions"), json!({"reason": "Two communes are no longer there"})).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    assert_eq!(verified(&country).await.len(), 1, "what is worked on is not compared");
    let nothing = store::fingerprint_of_places(&[]);
    let text = format!("pcode\n{}\n", COMMUNES[..2].join("\n"));
    let list = json!({"from": "csv", "text": text, "seen": nothing});
    assert_eq!(manager.put(&format!("{ROUND}/places"), list).await.status, StatusCode::OK);
    assert_eq!(country.decide(records[1], "reject", Some("Counted twice")).await.status, StatusCode::OK);
    assert_eq!(explained(&country).await, before, "a published figure is explained with the places it expected");
    go(&country, &["closed", "published"]).await;
    let all = verified(&country).await;
    let told: Vec<_> = all.iter().map(|one| (one.revision, one.rebuilt, one.differences.len())).collect();
    assert_eq!(told, [(1, Rebuilt::NotTried, 0), (2, Rebuilt::SameBytes, 0)]);
    assert_ne!(all[0].snapshot, all[1].snapshot);
}
