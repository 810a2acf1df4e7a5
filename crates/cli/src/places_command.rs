//! `inzira places`.

use crate::crosswalk_command::CrosswalkCommand;
use crate::data::{ACTOR, DataFolder, said};
use anyhow::Context;
use clap::Subcommand;
use places::{
    Boundaries, BoundaryVersion, Crosswalk, CrosswalkEdition, DESCRIPTION_FILE, GeometryStanding, NameMatcher,
    PlaceIndex, ReadOptions, read_areas, read_version_folder,
};
use server::{App, Settings, crosswalks, territory};
use std::path::{Path, PathBuf};
use vocab::{AdminLevel, Pcode};

/// What to do with boundaries.
#[derive(Debug, Subcommand)]
pub enum Places {
    /// Import a boundary version: GeoJSON, TopoJSON or p-code tables, or a folder with a boundary.toml.
    Import(Import),
    /// List boundary versions.
    List,
    /// Crosswalks: what became of each place of one boundary version in another.
    #[command(subcommand)]
    Crosswalk(CrosswalkCommand),
    /// Propose p-codes for a name. It never guesses: somebody chooses.
    Match {
        /// Code of the boundary version.
        boundaries: String,
        /// The name, as somebody wrote it.
        name: String,
        /// The level: 1 for provinces, 2 for communes.
        #[arg(long)]
        level: u8,
        /// Only inside this place.
        #[arg(long)]
        within: Option<Pcode>,
    },
    /// Say which places a point lies in.
    Locate {
        /// Code of the boundary version.
        boundaries: String,
        /// Degrees east.
        #[arg(allow_hyphen_values = true)]
        longitude: f64,
        /// Degrees north.
        #[arg(allow_hyphen_values = true)]
        latitude: f64,
    },
}

/// What to import, and what it is.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The files of all levels, or one folder with a boundary.toml (then nothing else need be said).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Short name of the version, such as bdi-cod-2017.
    #[arg(long)]
    code: Option<String>,
    /// ISO 3166-1 alpha-3.
    #[arg(long)]
    country: Option<places::CountryCode>,
    /// What people read.
    #[arg(long)]
    label: Option<String>,
    /// First day it is valid, as YYYY-MM-DD.
    #[arg(long)]
    valid_from: Option<chrono::NaiveDate>,
    /// Last day it is valid.
    #[arg(long)]
    valid_to: Option<chrono::NaiveDate>,
    /// Where the files come from.
    #[arg(long)]
    source: Option<String>,
    /// Their licence, as the source states it.
    #[arg(long)]
    licence: Option<String>,
    /// The lines are official, not approximate.
    #[arg(long)]
    official: bool,
    /// The level of the files' areas, for tables whose columns do not say it.
    #[arg(long)]
    level: Option<u8>,
}

impl Places {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        match self {
            Self::Import(import) => import.run(&app).await,
            Self::List => list(&app).await,
            Self::Crosswalk(command) => command.run(&app).await,
            Self::Match { boundaries, name, level, within } => {
                let boundaries = read(&app, &boundaries).await?;
                let candidates = NameMatcher::new(&boundaries).propose(&name, AdminLevel(level), within.as_ref());
                for candidate in &candidates {
                    println!("{:.3}\t{}\t{}\t{:?}", candidate.score, candidate.pcode, candidate.name, candidate.reason);
                }
                if candidates.is_empty() {
                    println!("No place of that level is called anything like '{name}'.");
                }
                Ok(())
            }
            Self::Locate { boundaries, longitude, latitude } => {
                let boundaries = read(&app, &boundaries).await?;
                let index = PlaceIndex::new(&boundaries);
                let lineage = index.lineage(longitude, latitude);
                for area in lineage.iter().filter_map(|pcode| boundaries.area(pcode)) {
                    println!("{}\t{}\t{}", area.level, area.pcode, area.name);
                }
                if lineage.is_empty() {
                    println!("The point lies in no place of these boundaries.");
                }
                Ok(())
            }
        }
    }
}

pub(crate) async fn read(app: &App, code: &str) -> anyhow::Result<Boundaries> {
    let version = app.store.boundary_version(code).await?;
    let version =
        version.ok_or_else(|| anyhow::anyhow!("There are no boundaries '{code}'; see 'inzira places list'."))?;
    let rows = app.store.areas(version.id).await?;
    territory::read_boundaries(version.version, rows).map_err(|problem| said(&problem))
}

async fn list(app: &App) -> anyhow::Result<()> {
    for version in app.store.boundary_versions().await? {
        let boundaries = read(app, &version.code).await?;
        let levels: Vec<String> = boundaries
            .levels()
            .iter()
            .map(|level| format!("{}: {} ({:?} geometry)", level.level, level.count, level.geometry))
            .collect();
        let described = boundaries.version();
        println!("{}\t{}\tvalid from {}\t{}", version.code, described.label, described.valid_from, levels.join(", "));
    }
    Ok(())
}

impl Import {
    async fn run(self, app: &App) -> anyhow::Result<()> {
        match self.files.as_slice() {
            [folder] if folder.is_dir() => {
                let description = std::fs::read_to_string(folder.join(DESCRIPTION_FILE))
                    .with_context(|| format!("{} has no {DESCRIPTION_FILE} that can be read.", folder.display()))?;
                let found = read_version_folder(&description, |name| std::fs::read(folder.join(name)))?;
                keep(app, &found.boundaries).await?;
                if let Some((crosswalk, edition)) = found.crosswalk.as_ref().zip(found.edition.as_ref()) {
                    keep_crosswalk(app, crosswalk, edition).await?;
                }
                Ok(())
            }
            files => {
                let boundaries = self.build(files)?;
                keep(app, &boundaries).await
            }
        }
    }

    fn build(&self, files: &[PathBuf]) -> anyhow::Result<Boundaries> {
        let needed = |given: &Option<String>, name: &str| {
            given.clone().ok_or_else(|| anyhow::anyhow!("Say --{name}, or import a folder with a {DESCRIPTION_FILE}."))
        };
        let country = self.country.clone().ok_or_else(|| anyhow::anyhow!("Say --country, such as BDI."))?;
        let version = BoundaryVersion {
            code: needed(&self.code, "code")?,
            country: country.clone(),
            country_name: None,
            label: needed(&self.label, "label")?,
            valid_from: self.valid_from.ok_or_else(|| anyhow::anyhow!("Say --valid-from."))?,
            valid_to: self.valid_to,
            source: needed(&self.source, "source")?,
            licence: needed(&self.licence, "licence")?,
            note: None,
            levels: Vec::new(),
        };
        let geometry = if self.official { GeometryStanding::Official } else { GeometryStanding::Approximate };
        let level = self.level.map(AdminLevel);
        let options = ReadOptions { level, geometry, country: Some(country), ..ReadOptions::default() };
        let read = |path: &PathBuf| -> anyhow::Result<places::AreaFile> {
            let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read.", path.display()))?;
            Ok(read_areas(&name_of(path), &bytes, &options)?)
        };
        let files = files.iter().map(read).collect::<anyhow::Result<Vec<_>>>()?;
        Ok(Boundaries::build(version, files)?)
    }
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Keeps a version and says what it holds.
pub async fn keep(app: &App, boundaries: &Boundaries) -> anyhow::Result<()> {
    territory::keep_boundaries(&app.store, boundaries, ACTOR).await.map_err(|problem| said(&problem))?;
    let counts: Vec<String> =
        boundaries.levels().iter().map(|level| format!("{} at {}", level.count, level.level)).collect();
    println!("Boundaries '{}' are kept: {}.", boundaries.version().code, counts.join(", "));
    Ok(())
}

/// Keeps an edition of the links between two versions.
pub async fn keep_crosswalk(app: &App, crosswalk: &Crosswalk, edition: &CrosswalkEdition) -> anyhow::Result<()> {
    let new = crosswalks::stored(crosswalk, edition).map_err(|problem| said(&problem))?;
    app.store.add_crosswalk(&new, ACTOR).await?;
    said_of_crosswalk(edition);
    Ok(())
}

pub(crate) fn said_of_crosswalk(edition: &CrosswalkEdition) {
    let CrosswalkEdition { code, from_version: from, to_version: to, official, .. } = edition;
    let standing = if *official { "official" } else { "approximate" };
    println!("The crosswalk '{code}' from '{from}' to '{to}' is kept ({standing}).");
}
