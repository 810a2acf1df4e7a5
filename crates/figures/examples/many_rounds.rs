//! Many rounds of many records, for `cargo xtask bench figures`: drawn with replacement from a real round, written as
//! snapshots, and every figure of displaced people computed from them.
//!
//! * `many_rounds write WORKBOOK FOLDER RECORDS ROUNDS` prints the seconds that writing the snapshots took.
//! * `many_rounds figures FOLDER CSV` computes all figures of all snapshots of a folder and writes them to a file.
//! * `many_rounds change WORKBOOK RECORDS RUNS` changes one record of a round of so many, writes its snapshot and computes its
//!   figures anew; prints the seconds of each run.

use bytes::Bytes;
use derived::{Derived, work_out};
use figures::{Engine, Indicator, RoundFrame, Snapshot, write_worked_out};
use forms::{CompileOptions, compile};
use imports::{Mapping, Options, PlaceLookup, SourceFile, read_file};
use serde::Deserialize as _;
use std::{
    collections::BTreeSet,
    env,
    error::Error,
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};
use vocab::{Answer, Pcode, Record, RecordKey, RoundNumber, Schema, Value};

/// The program's own: the measure is to be what people get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Outcome<T> = Result<T, Box<dyn Error>>;

const EXERCISE: &str = "baseline_subarea";
const INDICATORS: [&str; 2] = ["idps_individuals", "idps_households"];
const PARTS: [&str; 2] = ["reason", "sex_age"];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["write", workbook, folder, records, rounds] => write(workbook, Path::new(folder), records, rounds),
        ["figures", folder, csv] => compute_all(Path::new(folder), Path::new(csv)),
        ["change", workbook, records, runs] => change(workbook, records, runs),
        _ => Err("usage: many_rounds write WORKBOOK FOLDER RECORDS ROUNDS | figures FOLDER CSV | change WORKBOOK RECORDS RUNS".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write(workbook: &str, folder: &Path, records: &str, rounds: &str) -> Outcome<()> {
    let (real, rounds): (RealRound, u64) = (RealRound::read(workbook)?, rounds.parse()?);
    let each = records.parse::<u64>()? / rounds;
    fs::create_dir_all(folder)?;
    let mut took = Duration::ZERO;
    for round in 1..=rounds {
        let drawn = real.draw(each, round);
        let started = Instant::now();
        let snapshot = real.snapshot(drawn)?;
        fs::write(folder.join(format!("{round:04}.parquet")), &snapshot.bytes)?;
        took += started.elapsed();
    }
    println!("{}", took.as_secs_f64());
    Ok(())
}

fn compute_all(folder: &Path, csv: &Path) -> Outcome<()> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "parquet"));
    paths.sort();
    let work = Work::new()?;
    let mut out = BufWriter::new(fs::File::create(csv)?);
    writeln!(out, "round,indicator,place,part,value,records")?;
    for path in paths {
        let round: u32 = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().parse()?;
        let figures = work.compute(&Bytes::from(fs::read(&path)?), round)?;
        for figure in figures {
            let Some(value) = figure.value else { continue };
            let part: Vec<&str> = figure.key.dimensions.values().map(String::as_str).collect();
            let (indicator, place) = (&figure.key.indicator, &figure.key.place);
            writeln!(out, "{round},{indicator},{place},{},{value},{}", part.join(" "), figure.records)?;
        }
    }
    Ok(out.flush()?)
}

fn change(workbook: &str, records: &str, runs: &str) -> Outcome<()> {
    let real = RealRound::read(workbook)?;
    let mut drawn = real.draw(records.parse()?, 1);
    let work = Work::new()?;
    for run in 0..runs.parse()? {
        let middle = drawn.len() / 2;
        drawn[middle].answers.insert("idp_individuals".to_owned(), Answer::from(Value::Integer(1_000 + run)));
        // A server reads them from its database, and does not keep them.
        let records = drawn.clone();
        let started = Instant::now();
        let snapshot = real.snapshot(records)?;
        work.compute(&snapshot.bytes, 1)?;
        println!("{}", started.elapsed().as_secs_f64());
    }
    Ok(())
}

/// What computes figures, set up once.
struct Work {
    engine: Engine,
    indicators: Vec<Indicator>,
    runtime: tokio::runtime::Runtime,
}

impl Work {
    fn new() -> Outcome<Self> {
        let indicators = INDICATORS.map(|code| -> Outcome<Indicator> {
            let text = fs::read_to_string(pack(&format!("indicators/{code}.toml")))?;
            let mut indicator = Indicator::read(code, &text)?;
            // What the others compute too.
            indicator.disaggregations.retain(|one| PARTS.contains(&one.name.as_str()));
            Ok(indicator)
        });
        Ok(Self {
            engine: Engine::new(),
            indicators: indicators.into_iter().collect::<Outcome<_>>()?,
            runtime: tokio::runtime::Builder::new_current_thread().build()?,
        })
    }

    fn compute(&self, snapshot: &Bytes, round: u32) -> Outcome<Vec<vocab::Figure>> {
        let (operation, exercise) = ("bdi".to_owned(), EXERCISE.to_owned());
        let frame = RoundFrame { operation, exercise, round: RoundNumber(round), expected: Vec::new() };
        Ok(self.runtime.block_on(self.engine.compute(snapshot, &self.indicators, &frame))?)
    }
}

/// A real round to draw from.
struct RealRound {
    schema: Schema,
    derived: Vec<Derived>,
    records: Vec<Record>,
}

impl RealRound {
    fn read(workbook: &str) -> Outcome<Self> {
        let form = fs::read(pack("forms/baseline_subarea.md"))?;
        let compiled =
            compile("baseline_subarea.md", &form, &CompileOptions::default()).map_err(|all| all.to_string())?;
        let schema = compiled.form.schema();
        let file = "burundi_baseline_round_68.toml";
        let mapping = Mapping::from_toml(file, &fs::read_to_string(pack(&format!("mappings/{file}")))?)?;
        let bytes = fs::read(workbook).map_err(|error| format!("{workbook}: {error}"))?;
        let source = SourceFile { name: "burundi_baseline_round_68_2022_04.xlsx", bytes: &bytes };
        let import = read_file(&mapping, source, &Options::default(), &schema, &ByPrefix, &mut |_| {})?;
        let records = import.records.into_iter().map(|(_, record)| record).collect();
        Ok(Self { schema, derived: derived_in_pack()?, records })
    }

    /// A snapshot of the records, as a server writes it.
    fn snapshot(&self, records: Vec<Record>) -> Outcome<Snapshot> {
        Ok(write_worked_out(&work_out(&self.derived, &self.schema, records)?)?)
    }

    /// Records drawn with replacement: the same for the same round, whatever was drawn before.
    fn draw(&self, count: u64, round: u64) -> Vec<Record> {
        let mut dice = Dice(round);
        let draw = |number| {
            let mut record = self.records[dice.below(self.records.len())].clone();
            record.key = RecordKey::submission(&format!("uuid:{round:04}-{number:08}"));
            record
        };
        (0..count).map(draw).collect()
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % most as u64).unwrap_or_default()
    }
}

/// Burundi's p-codes hold those they lie in: BDI, BDI012, BDI012004.
struct ByPrefix;

impl PlaceLookup for ByPrefix {
    fn lineage(&self, pcode: &Pcode) -> Option<Vec<Pcode>> {
        let code = pcode.as_str();
        let lengths: BTreeSet<usize> = [3, 6, 9].into_iter().filter(|length| *length <= code.len()).collect();
        lengths.into_iter().map(|length| code.get(..length)?.parse().ok()).collect()
    }

    fn name(&self, _: &Pcode) -> Option<String> {
        None
    }

    fn propose(&self, _: &str, _: vocab::AdminLevel) -> Vec<(Pcode, String, f64)> {
        Vec::new()
    }
}

/// What the pack works out of the records of the exercise.
fn derived_in_pack() -> Outcome<Vec<Derived>> {
    let manifest: toml::Table = fs::read_to_string(pack("pack.toml"))?.parse()?;
    let exercises = manifest.get("exercises").and_then(toml::Value::as_array).into_iter().flatten();
    let mut exercises = exercises.filter(|one| one.get("code").and_then(toml::Value::as_str) == Some(EXERCISE));
    let declared = exercises.next().and_then(|one| one.get("derived")).and_then(toml::Value::as_array);
    declared.into_iter().flatten().map(|one| Ok(Derived::deserialize(one.clone())?)).collect()
}

fn pack(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/mobility-tracking").join(path)
}
