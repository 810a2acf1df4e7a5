//! `inzira bring`: submissions from other systems, with the same instanceIDs. Bringing them again changes nothing.

mod files;

use crate::data::{self, DataFolder, said};
use anyhow::Context;
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use server::{
    App, Settings,
    bringing::{Bringing, Remote, Report, Secret, bring_central, bring_kobo},
    outward::{self, Outward},
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};
use vocab::Language;

/// The environment variable that tokens and passwords are read from: the list of processes shows arguments to everybody.
const SECRET: &str = "INZIRA_SOURCE_SECRET";

/// From where.
#[derive(Debug, Subcommand)]
pub enum Bring {
    /// A folder or zip of XML, as ODK Collect, Briefcase and Aggregate keep it; byte for byte.
    Xml(FromXml),
    /// ODK Central: its submissions.csv.zip, or the server itself.
    Central(FromCentral),
    /// KoboToolbox: the JSON of its API v2, or the server itself.
    Kobo(FromKobo),
}

/// What every source needs.
#[derive(Debug, Args)]
pub struct Into {
    /// Code of the operation it comes into.
    #[arg(long)]
    operation: String,
    /// Id of the form, as it is published here.
    #[arg(long)]
    form: Option<String>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Decide here what was decided there, where nobody here has decided.
    #[arg(long)]
    review_states: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// A server to read from.
#[derive(Debug, Args)]
pub struct Server {
    /// Address of the server.
    #[arg(long)]
    url: Option<String>,
    /// File that holds the token or password; without it, the variable INZIRA_SOURCE_SECRET does.
    #[arg(long)]
    secret_file: Option<PathBuf>,
}

/// `inzira bring xml`.
#[derive(Debug, Args)]
pub struct FromXml {
    /// The folder or zip.
    path: PathBuf,
    #[command(flatten)]
    into: Into,
}

/// `inzira bring central`.
#[derive(Debug, Args)]
pub struct FromCentral {
    /// The file submissions.csv.zip.
    #[arg(required_unless_present = "url", conflicts_with = "url")]
    file: Option<PathBuf>,
    #[command(flatten)]
    server: Server,
    /// Number of the project on the server.
    #[arg(long, requires = "url")]
    project: Option<String>,
    /// E-mail address to log in with; without it the secret is a token of a session.
    #[arg(long, requires = "url")]
    login: Option<String>,
    #[command(flatten)]
    into: Into,
}

/// `inzira bring kobo`.
#[derive(Debug, Args)]
pub struct FromKobo {
    /// The JSON of the API, saved as a file.
    #[arg(required_unless_present = "url", conflicts_with = "url")]
    file: Option<PathBuf>,
    /// Folder or zip of the attachments, for a file.
    #[arg(long, conflicts_with = "url")]
    media: Option<PathBuf>,
    #[command(flatten)]
    server: Server,
    /// The project's asset on the server (its uid, as in the address of its page).
    #[arg(long, requires = "url")]
    asset: Option<String>,
    #[command(flatten)]
    into: Into,
}

impl Bring {
    /// Brings, and says what came of it. It fails when something did not come in.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<ExitCode> {
        let app = folder.app(Settings::default()).await?;
        let into = match &self {
            Self::Xml(from) => &from.into,
            Self::Central(from) => &from.into,
            Self::Kobo(from) => &from.into,
        };
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(200));
        let style = ProgressStyle::with_template("{spinner} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        let shown = bar.clone();
        let progress = &mut move |report: &Report| {
            shown.set_message(format!(
                "{} submissions: {} new, {} corrected, {} held already, {} refused",
                report.told, report.new, report.corrected, report.held, report.refused
            ));
        };
        let report = match &self {
            Self::Xml(from) => {
                let bringing = bringing(&app, into, &format!("xml {}", name(&from.path))).await?;
                bringing.bring_xml(files::open(&from.path)?, progress).await.map_err(|problem| said(&problem))?
            }
            Self::Central(from) => central(&app, from, progress).await?,
            Self::Kobo(from) => kobo(&app, from, progress).await?,
        };
        bar.finish_and_clear();
        app.figures.settle().await;
        app.checking.settle().await;
        print(&report, into.json)?;
        Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

async fn central(app: &App, from: &FromCentral, progress: &mut (dyn FnMut(&Report) + Send)) -> anyhow::Result<Report> {
    let form = from.into.form.clone().context("Say which form: --form.")?;
    if let Some(file) = &from.file {
        let bringing = bringing(app, &from.into, &format!("central {}", name(file))).await?;
        let report = bringing.bring_central_archive(files::open(file)?, progress).await;
        return report.map_err(|problem| said(&problem));
    }
    let project = from.project.clone().context("Say which project: --project.")?;
    let remote = remote(&from.server, from.login.clone())?;
    let bringing = bringing(app, &from.into, &format!("central {} {project}", remote.address)).await?;
    let brought = bring_central(&bringing, &remote, &project, &form, &Value::Null, progress).await;
    Ok(brought.map_err(|problem| said(&problem))?.0)
}

async fn kobo(app: &App, from: &FromKobo, progress: &mut (dyn FnMut(&Report) + Send)) -> anyhow::Result<Report> {
    anyhow::ensure!(from.into.form.is_some(), "Say as which form it is published here: --form.");
    if let Some(file) = &from.file {
        let bytes = std::fs::read(file).with_context(|| format!("{} cannot be read.", file.display()))?;
        let json = serde_json::from_slice(&bytes).with_context(|| format!("{} is no JSON.", file.display()))?;
        let page = migration::kobo::read_page(json)
            .map_err(|why| anyhow::anyhow!("{} is no answer of KoboToolbox' API: {why}.", file.display()))?;
        if page.more {
            eprintln!("{} is only the first page: its 'next' names another.", file.display());
        }
        let media = from.media.as_deref().map(files::open).transpose()?;
        let bringing = bringing(app, &from.into, &format!("kobo {}", name(file))).await?;
        let report = bringing.bring_kobo_rows(&page.rows, media, progress).await;
        return report.map_err(|problem| said(&problem));
    }
    let asset = from.asset.clone().context("Say which asset: --asset.")?;
    let remote = remote(&from.server, None)?;
    let bringing = bringing(app, &from.into, &format!("kobo {} {asset}", remote.address)).await?;
    let brought = bring_kobo(&bringing, &remote, &asset, &json!({}), progress).await;
    Ok(brought.map_err(|problem| said(&problem))?.0)
}

async fn bringing(app: &App, into: &Into, source: &str) -> anyhow::Result<Bringing> {
    let operation = data::operation(&app.store, &into.operation).await?;
    Ok(Bringing {
        app: app.clone(),
        operation,
        form: into.form.clone(),
        source: source.to_owned(),
        actor: data::ACTOR.to_owned(),
        review_states: into.review_states,
        dry_run: into.dry_run,
    })
}

fn remote(server: &Server, login: Option<String>) -> anyhow::Result<Remote> {
    let address = outward::address(server.url.as_deref().unwrap_or_default())
        .map_err(|error| anyhow::anyhow!("The address cannot be used: {error}."))?;
    let secret = match &server.secret_file {
        Some(file) => std::fs::read_to_string(file).with_context(|| format!("{} cannot be read.", file.display()))?,
        None => std::env::var(SECRET).with_context(|| {
            format!("Put the token or password into the variable {SECRET}, or name a --secret-file.")
        })?,
    };
    let outward = Outward::new().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Remote { outward, address, login, secret: Secret(secret.trim().to_owned()) })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn print(report: &Report, as_json: bool) -> anyhow::Result<()> {
    let shown = report.shown(Language::English);
    if as_json {
        println!("{}", serde_json::to_string_pretty(&shown)?);
        return Ok(());
    }
    if report.dry_run {
        println!("Nothing was stored; this is what would happen.");
    }
    println!("Submissions at the source: {}", report.told);
    println!("  new: {}, with {} files", report.new, report.files);
    println!("  corrected: {}", report.corrected);
    println!("  held already, unchanged: {}", report.held);
    println!("  not brought: {}", report.refused);
    if report.decided > 0 {
        println!("Decisions carried over: {}", report.decided);
    }
    for trouble in shown["troubles"].as_array().map(Vec::as_slice).unwrap_or_default() {
        let text = |name: &str| trouble[name].as_str().unwrap_or_default();
        let place = [text("row"), text("field")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let mark = if trouble["refused"] == true { "not brought" } else { "note" };
        let place = if place.is_empty() { String::new() } else { format!(" {}", place.join(", ")) };
        println!("{mark}{place}: {} {}", text("message"), text("remedy"));
    }
    if report.more_troubles > 0 {
        println!("… and {} more.", report.more_troubles);
    }
    if !report.complete {
        println!("The source was not read to its end. Run the same again: what is here already is not brought twice.");
    }
    Ok(())
}
