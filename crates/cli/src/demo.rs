//! `inzira demo`: everything there is, on data that is either openly licensed or made up and labelled so.
//!
//! The made-up rounds take the real way: forms are filled, sent through the same intake as a phone's, and approved.

use crate::key_ring::KeyFile;
use crate::{
    data::{DataFolder, said},
    demo_sites, import, places_command,
    serve::{self, Serve},
};
use anyhow::Context;
use chrono::NaiveDate;
use clap::Args;
use collect::{Instance, write_instance};
use demonstration::{Commune, Filled, Size};
use futures::{StreamExt, TryStreamExt};
use places::{DESCRIPTION_FILE, read_version_folder};
use serde_json::json;
use server::{
    App,
    importing::Request,
    install,
    intake::{self, Delivery},
    round_figures::RoundOf,
    round_moves,
};
use std::{collections::BTreeSet, path::PathBuf, time::Instant};
use store::{Exercise, Grant, NewOperation, NewRound, NewUser, Operation, RecordFilter, Role, StoredRecord};
use vocab::{AdminLevel, Language, Period, Point, RecordState, RoundNumber, RoundStage, SeededRandomness, Text};

mod tools;

/// Who does what a person would do, in the demonstration.
const ACTOR: &str = "demonstration";
/// The password of all demonstration log-ins; the data folder holds nothing that needs protection.
const PASSWORD: &str = "demonstration only";
/// Dice for made-up data: the same everywhere.
const SEED: u64 = 68;
/// Names of the submissions of the baseline.
const IDS: u64 = 680;
/// Records of the last round that are left for the visitor to review.
const LEFT_FOR_REVIEW: usize = 24;
/// Submissions under way at once; they share commits.
const AT_ONCE: usize = 64;

/// How to demonstrate.
#[derive(Debug, Args)]
pub struct Demo {
    #[command(flatten)]
    serve: Serve,
    /// Fill the data folder, but do not serve it.
    #[arg(long)]
    no_serve: bool,
    /// Write the address, log-ins and a phone's address to this file, as JSON, once the server listens.
    #[arg(long)]
    accounts_file: Option<PathBuf>,
}

impl Demo {
    /// Fills a fresh data folder and serves it. A folder that is filled already is served as it is.
    pub async fn run(self, data: &DataFolder) -> anyhow::Result<()> {
        let started = Instant::now();
        if data.keys.is_none() && data.key_file()?.read()?.is_none() {
            KeyFile::of_demonstration(&data.data).read_or_make()?;
        }
        let app = data.app(self.serve.settings()).await?;
        let fresh = app.store.operations().await?.is_empty();
        if fresh {
            fill(&app).await?;
            println!("The demonstration is in {} ({:.0} s).", data.data.display(), started.elapsed().as_secs_f64());
        }
        if self.no_serve {
            return Ok(());
        }
        let listener = serve::bind(self.serve.listen).await?;
        let address = format!("http://{}", listener.local_addr()?);
        let device = phone(&app, &address).await?;
        if let Some(file) = &self.accounts_file {
            write_accounts(file, &address, &device)?;
        }
        println!("\nInzira is at {address}");
        println!("The dashboard is public. Log-ins, all with the password '{PASSWORD}':");
        for (email, role) in LOG_INS {
            println!("  {email:<30} {role}");
        }
        println!("A phone's server address (ODK Collect):\n  {}", device["server_url"].as_str().unwrap_or_default());
        serve::listen(listener, app).await
    }
}

const LOG_INS: [(&str, &str); 4] = [
    ("administrator@demo.inzira", "administrator"),
    ("manager@demo.inzira", "manager"),
    ("reviewer@demo.inzira", "reviewer"),
    ("viewer@demo.inzira", "viewer"),
];

/// A new phone of the Burundi operation. Its token is kept as a hash only, so every start makes another.
async fn phone(app: &App, address: &str) -> anyhow::Result<serde_json::Value> {
    let operation = crate::data::operation(&app.store, "burundi").await?;
    let token = app.randomness.token(64);
    app.store.create_device(operation.id, "Demonstration phone", &token, ACTOR).await?;
    let server_url = format!("{address}/v1/key/{token}/projects/{}", operation.id);
    Ok(json!({"server_url": server_url, "token": token, "project": operation.id}))
}

fn write_accounts(file: &PathBuf, address: &str, device: &serde_json::Value) -> anyhow::Result<()> {
    let accounts: Vec<_> =
        LOG_INS.iter().map(|(email, role)| json!({"email": email, "password": PASSWORD, "role": role})).collect();
    let whole = json!({"address": address, "accounts": accounts, "device": device});
    // Written beside and moved: whoever waits for the file never reads half of it.
    let scratch = file.with_extension("part");
    std::fs::write(&scratch, serde_json::to_vec_pretty(&whole)?)
        .and_then(|()| std::fs::rename(&scratch, file))
        .with_context(|| format!("{} cannot be written.", file.display()))
}

async fn fill(app: &App) -> anyhow::Result<()> {
    println!("Places …");
    for folder in ["places-burundi", "places-south-sudan"] {
        import_places(app, folder).await?;
    }
    println!("Burundi: generated rounds, through the real way in …");
    let burundi = burundi(app).await?;
    println!("South Sudan: Mobility Tracking round 11 …");
    let south_sudan = south_sudan(app).await?;
    println!("Log-ins …");
    log_ins(app, &[&burundi, &south_sudan]).await?;
    println!("Figures …");
    app.figures.settle().await;
    Ok(())
}

/// A folder of boundaries among the packs may hold several versions, each in a folder of its own.
async fn import_places(app: &App, pack: &str) -> anyhow::Result<()> {
    let packs = packs::builtin();
    let files = &packs.get(pack).with_context(|| format!("The pack '{pack}' is not in this program."))?.0;
    let descriptions = files.iter().filter(|(path, _)| path.rsplit('/').next() == Some(DESCRIPTION_FILE));
    let mut crosswalks = Vec::new();
    for (path, text) in descriptions {
        let folder = path.strip_suffix(DESCRIPTION_FILE).unwrap_or_default();
        let load = |name: &str| {
            let bytes = files.get(&format!("{folder}{name}"));
            bytes.map(|bytes| bytes.to_vec()).ok_or_else(|| format!("{pack}/{folder}{name} is not there"))
        };
        let found = read_version_folder(&String::from_utf8_lossy(text), load)?;
        places_command::keep(app, &found.boundaries).await?;
        crosswalks.extend(found.crosswalk.zip(found.edition));
    }
    for (crosswalk, edition) in &crosswalks {
        places_command::keep_crosswalk(app, crosswalk, edition).await?;
    }
    Ok(())
}

async fn operation(app: &App, new: NewOperation, boundaries: &str) -> anyhow::Result<Operation> {
    let version = app.store.boundary_version(boundaries).await?;
    let boundary_version_id = version.map(|version| version.id);
    anyhow::ensure!(boundary_version_id.is_some(), "The boundaries '{boundaries}' are not among the packs.");
    let operation = app.store.save_operation(&NewOperation { boundary_version_id, ..new }, ACTOR).await?;
    install::install(app, &operation, "mobility-tracking", ACTOR).await.map_err(|problem| said(&problem))?;
    Ok(operation)
}

async fn burundi(app: &App) -> anyhow::Result<Operation> {
    let new = NewOperation {
        code: "burundi".to_owned(),
        // That it is a demonstration is said beside the name wherever figures are shown or handed out.
        name: Text::new("Burundi").with(Language::Kirundi, "Uburundi"),
        admin0_pcode: "BDI".to_owned(),
        admin0_name: "Burundi".to_owned(),
        demonstration: true,
        boundary_version_id: None,
    };
    let operation = operation(app, new, "bdi-2017").await?;
    let exercise = app.store.exercise(operation.id, "baseline_subarea").await?.context("The pack has no baseline.")?;
    let rounds = open_rounds(app, &exercise).await?;
    let communes = communes(app, &operation).await?;
    let form = app.forms.newest(&app.store, &exercise).await.map_err(|problem| said(&problem))?;
    let form = form.context("The form is published.")?;
    let wanted: Vec<demonstration::Round> = rounds.iter().map(drawn).collect();
    let (dice, ids) = (SeededRandomness::new(SEED), SeededRandomness::new(IDS));
    let filled = demonstration::generate(&form, &communes, &wanted, Size::default(), &dice, &ids);
    install::install(app, &operation, "burundi-mobility", ACTOR).await.map_err(|problem| said(&problem))?;
    tools::collect(app, &operation, &communes, &filled, &wanted).await?;
    tools::choose_places(app, &operation, &exercise, &rounds).await?;
    submit(app, &operation, &form, &filled).await?;
    println!("  {} submissions in {} rounds", filled.len(), rounds.len());
    let listed = demo_sites::keep(app, &operation, &filled, &communes).await?;
    println!("  {listed} sites");
    // Before anybody decides, as a reviewer would have it.
    app.checking.settle().await;
    approve(app, &operation, &exercise, &rounds).await?;
    Ok(operation)
}

fn drawn(round: &store::Round) -> demonstration::Round {
    demonstration::Round { number: round.number, period: round.period }
}

/// Says that a round is made up.
fn note() -> Text {
    Text::new(demonstration::NOTICE)
        .with(Language::French, "Données de démonstration, pas réelles.")
        .with(Language::Kirundi, "Ibiharuro vyo kwerekana, si ivy'ukuri.")
}

/// Four quarterly rounds; the last one is open.
async fn open_rounds(app: &App, exercise: &Exercise) -> anyhow::Result<Vec<store::Round>> {
    let days = [
        ((2025, 11, 3), (2025, 11, 21)),
        ((2026, 2, 2), (2026, 2, 20)),
        ((2026, 5, 4), (2026, 5, 22)),
        ((2026, 8, 3), (2026, 8, 21)),
    ];
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).context("a day of the calendar");
    let mut rounds = Vec::new();
    for (number, (from, to)) in (1..).zip(days) {
        let period = Period::new(day(from)?, day(to)?)?;
        // All are open while their submissions come in: a late phone's submission joins the round of its day.
        let new = NewRound {
            number: RoundNumber(number),
            period,
            demonstration: true,
            note: note(),
            stage: RoundStage::Collecting,
            form_version_id: None,
        };
        rounds.push(app.store.save_round(exercise, &new, ACTOR).await?);
    }
    Ok(rounds)
}

async fn communes(app: &App, operation: &Operation) -> anyhow::Result<Vec<Commune>> {
    let territory = app.territories.of(&app.store, operation).await.map_err(|problem| said(&problem))?;
    let territory = territory.context("The operation has boundaries.")?;
    let areas = territory.boundaries.areas_at(AdminLevel(2));
    let communes = areas.filter_map(|area| {
        let inside = area.inside().map(|(longitude, latitude)| Point {
            longitude,
            latitude,
            altitude_m: None,
            accuracy_m: None,
        });
        Some(Commune { pcode: area.pcode.clone(), province: area.parent.clone()?, name: area.name.clone(), inside })
    });
    Ok(communes.collect())
}

/// Sends forms in, as phones would.
async fn submit(app: &App, operation: &Operation, form: &forms::Form, filled: &[Filled]) -> anyhow::Result<()> {
    let deliveries = filled.iter().map(|filled| delivery(form, filled));
    futures::stream::iter(deliveries)
        .map(|delivery| async { intake::take(app, operation, delivery).await.map_err(|problem| said(&problem)) })
        .buffered(AT_ONCE)
        .try_collect::<Vec<_>>()
        .await?;
    Ok(())
}

fn delivery(form: &forms::Form, filled: &Filled) -> Delivery {
    let name = filled.answers.get("location_name").and_then(vocab::Answer::text);
    let instance = Instance { name, ..Instance::new(&filled.instance_id) };
    Delivery {
        xml: write_instance(form, &filled.answers, &instance).into(),
        files: Vec::new(),
        more_follows: false,
        device_id: None,
        device_label: Some("demonstration".to_owned()),
        link_id: None,
        actor: ACTOR.to_owned(),
    }
}

/// Moves a round on to a stage.
async fn publish_up_to(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    round: &store::Round,
    last: RoundStage,
) -> anyhow::Result<()> {
    let mut of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round: round.clone() };
    for to in [RoundStage::Review, RoundStage::Closed, RoundStage::Published] {
        if of.round.stage == last {
            break;
        }
        if of.round.stage != to {
            of.round = round_moves::move_on(app, &of, to, None, ACTOR).await.map_err(|problem| said(&problem))?;
        }
    }
    Ok(())
}

/// How much of a round is left to be reviewed.
struct Left {
    records: usize,
    /// Whether records without a flag are left too, where there are not enough with one.
    plain_too: bool,
}

/// Approves the records of a round but for some. Those with something to look at are left for the visitor first, in the order of
/// their names: phones send beside each other, so the order in which records came is another each time.
async fn approve_but(app: &App, exercise: &Exercise, round: &store::Round, left: Left) -> anyhow::Result<()> {
    let filter = RecordFilter { exercise_ids: vec![exercise.id], round_ids: vec![round.id], ..RecordFilter::default() };
    let (mut records, _) = app.store.records(&filter, u64::from(u32::MAX)).await?;
    records.sort_by(|a, b| a.record.key.cmp(&b.record.key));
    let has_flags = |record: &&StoredRecord| record.flags.as_array().is_some_and(|flags| !flags.is_empty());
    let plain = records.iter().filter(|record| left.plain_too && !has_flags(record));
    let kept = records.iter().filter(has_flags).chain(plain).take(left.records);
    let kept: BTreeSet<i64> = kept.map(|record| record.id).collect();
    let approved: Vec<i64> = records.iter().map(|record| record.id).filter(|id| !kept.contains(id)).collect();
    app.store.decide(&approved, RecordState::Approved, Some(demonstration::NOTICE), ACTOR).await?;
    Ok(())
}

/// Approves what came in, but for some records of the last round; rounds before the last are published.
async fn approve(app: &App, operation: &Operation, exercise: &Exercise, rounds: &[store::Round]) -> anyhow::Result<()> {
    let last = rounds.last().map(|round| round.id);
    for round in rounds {
        let left = if last == Some(round.id) { LEFT_FOR_REVIEW } else { 0 };
        approve_but(app, exercise, round, Left { records: left, plain_too: true }).await?;
        // Closing a round computes its figures; of the one that goes on somebody must ask for them.
        if last == Some(round.id) {
            app.figures.stale(round.id);
        } else {
            publish_up_to(app, operation, exercise, round, RoundStage::Published).await?;
        }
    }
    Ok(())
}

async fn south_sudan(app: &App) -> anyhow::Result<Operation> {
    let new = NewOperation {
        code: "south-sudan".to_owned(),
        name: Text::new("South Sudan").with(Language::French, "Soudan du Sud").with(Language::Kirundi, "Sudani y'Epfo"),
        admin0_pcode: "SSD".to_owned(),
        admin0_name: "South Sudan".to_owned(),
        demonstration: false,
        boundary_version_id: None,
    };
    let operation = operation(app, new, "ssd-2020").await?;
    let packs = packs::builtin();
    let name = "south_sudan_baseline_round_11.xlsx";
    let bytes = packs.get("demo-south-sudan").and_then(|files| files.0.get(&format!("data/{name}")));
    let bytes = bytes.context("The South Sudan workbook is not in this program.")?;
    let note = "Source: International Organization for Migration (IOM), Displacement Tracking Matrix (DTM), South Sudan \
        Mobility Tracking Round 11, via HDX. Licence: CC BY.";
    let request = Request {
        file_name: name.to_owned(),
        bytes: bytes.to_vec(),
        mapping: "south_sudan_baseline_round_11".to_owned(),
        round: None,
        note: Text::new(note),
        actor: ACTOR.to_owned(),
    };
    let imported = import::run(app, &operation, request).await?;
    println!("  {} records from {name}", imported.outcome.stored);
    Ok(operation)
}

async fn log_ins(app: &App, operations: &[&Operation]) -> anyhow::Result<()> {
    let password_hash = server::accounts::hash(PASSWORD).await.map_err(|problem| said(&problem))?;
    for (email, role) in LOG_INS {
        let new = NewUser {
            email: email.to_owned(),
            name: format!("Demonstration {role}"),
            language: Language::English,
            password_hash: password_hash.clone(),
            must_change_password: false,
            administrator: role == "administrator",
        };
        let user = app.store.create_user(&new, ACTOR).await?;
        if let Some(role) = Role::from_code(role) {
            let grants: Vec<Grant> =
                operations.iter().map(|operation| Grant { operation_id: operation.id, role }).collect();
            app.store.set_grants(user.id, &grants, ACTOR).await?;
        }
    }
    Ok(())
}
