//! `inzira`: one program for the server and for whoever looks after it.

mod backup;
mod bring;
mod change;
mod crosswalk_command;
mod data;
mod decrypt;
mod demo;
mod demo_sites;
mod doctor;
mod explain;
mod figures_command;
mod form;
mod import;
mod init;
mod key_ring;
mod keys;
mod operation;
mod places_command;
mod restore;
mod review;
mod round;
mod serve;
mod user;
mod verify;

use clap::{Parser, Subcommand};
use data::DataFolder;
use std::process::ExitCode;

/// A submission is read, checked and written in hundreds of small pieces; this allocator hands them out in less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// An open displacement tracking matrix: collect, review, compute, publish, and trace every figure back.
#[derive(Debug, Parser)]
#[command(name = "inzira", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    data: DataFolder,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a data folder and the first administrator.
    Init,
    /// Serve phones, browsers and programs.
    Serve(serve::Serve),
    /// Make a data folder with demonstration data, and serve it.
    Demo(demo::Demo),
    /// Boundaries: import, list, find.
    #[command(subcommand)]
    Places(places_command::Places),
    /// Operations: make, list, install packs.
    #[command(subcommand)]
    Operation(operation::OperationCommand),
    /// Rounds: open one.
    #[command(subcommand)]
    Round(round::RoundCommand),
    /// Review: the cleaning log and the raw data of a round, and clean data made of both.
    #[command(subcommand)]
    Review(review::ReviewCommand),
    /// Forms: check, compile, compare, convert, publish.
    #[command(subcommand)]
    Form(form::FormCommand),
    /// Read a real workbook or API answer through a mapping.
    Import(import::Import),
    /// Bring submissions with their files from KoboToolbox, ODK Central or folders of XML.
    #[command(subcommand)]
    Bring(bring::Bring),
    /// List figures with their paths.
    Figures(figures_command::Figures),
    /// Say how an indicator changed between two rounds, and what only the coverage explains.
    Change(change::Change),
    /// Say what a figure stands on, down to the submission or the workbook's row.
    Explain(explain::Explain),
    /// Accounts: add one.
    #[command(subcommand)]
    User(user::UserCommand),
    /// Decrypt submissions of encrypted forms, away from the server.
    ///
    /// Exits 0 if everything was decrypted whole, 1 if there was any problem, 2 if nothing could be begun.
    Decrypt(decrypt::Decrypt),
    /// Keys: list, rotate, seal with the newest; make a pair for encrypted forms.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Copy everything to another disk, while it is served. Run it daily.
    Backup(backup::Backup),
    /// Make a data folder, or fill a database, from a backup.
    Restore(restore::Restore),
    /// Check that everything kept is whole.
    Doctor(doctor::Doctor),
    /// Compute every closed or published figure again, and compare it with what is kept.
    Verify(verify::Verify),
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("INZIRA_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,server=info,store=info")),
        )
        .with_writer(std::io::stderr)
        .init();
    let data = arguments.data;
    let done = match arguments.command {
        Command::Init => init::run(&data).await,
        Command::Serve(command) => command.run(&data).await,
        Command::Demo(command) => command.run(&data).await,
        Command::Places(command) => command.run(&data).await,
        Command::Operation(command) => command.run(&data).await,
        Command::Round(command) => command.run(&data).await,
        Command::Review(command) => command.run(&data).await,
        Command::Form(command) => return command.run(&data).await,
        Command::Import(command) => command.run(&data).await,
        Command::Bring(command) => return command.run(&data).await,
        Command::Figures(command) => command.run(&data).await,
        Command::Change(command) => command.run(&data).await,
        Command::Explain(command) => command.run(&data).await,
        Command::User(command) => command.run(&data).await,
        Command::Decrypt(command) => return Ok(command.run()),
        Command::Keys(command) => command.run(&data).await,
        Command::Backup(command) => command.run(&data).await,
        Command::Restore(command) => command.run(&data).await,
        Command::Doctor(command) => command.run(&data).await,
        Command::Verify(command) => command.run(&data).await,
    };
    done.map(|()| ExitCode::SUCCESS)
}
