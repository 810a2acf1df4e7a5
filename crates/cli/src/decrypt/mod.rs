//! `inzira decrypt`: submissions of encrypted forms, as they were downloaded, become readable on this computer.

mod key_file;
mod output;
mod source;

use clap::Args;
use collect::{Limits, parse_submission};
use encrypted::{Finding, Manifest, OpenProblem, PrivateKey, SignatureCheck, decrypt_submission};
use key_file::Keys;
use output::Output;
use source::{Found, Source};
use std::{path::PathBuf, process::ExitCode};
use vocab::{SecretRandomness, SystemRandomness};

/// There was a problem with a submission.
const PROBLEMS: u8 = 1;
/// Nothing could be begun.
const TROUBLE: u8 = 2;

/// Decrypt submissions of encrypted forms, away from the server.
#[derive(Debug, Args)]
pub struct Decrypt {
    /// Folder or zip with the submissions, each in a folder of its own with `submission.xml` and the `.enc` files: what the
    /// server's "download submissions" gives, or ODK's tools.
    pub from: PathBuf,
    /// Folder for what is decrypted; files that are there are never overwritten.
    #[arg(long)]
    pub to: PathBuf,
    /// Private key (PEM); may be given several times.
    #[arg(long)]
    pub key: Vec<PathBuf>,
    /// File with the passphrase of a key that is kept on the server (`keys.json` in the download). The passphrase may also
    /// stand in `INZIRA_PASSPHRASE`.
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
}

/// What became of all submissions.
#[derive(Debug, Default)]
struct Account {
    decrypted: usize,
    unchanged: usize,
    readable: usize,
    problems: Vec<String>,
}

impl Decrypt {
    /// Decrypts everything that can be, then lists everything that is wrong.
    pub fn run(&self) -> ExitCode {
        match self.decrypt_all() {
            Ok(account) => account.tell(),
            Err(error) => {
                eprintln!("{error:#}");
                ExitCode::from(TROUBLE)
            }
        }
    }

    fn decrypt_all(&self) -> anyhow::Result<Account> {
        let mut source = Source::open(&self.from)?;
        let keys = Keys::read(&self.key, self.passphrase_file.as_deref(), &mut source)?;
        let output = Output::in_folder(&self.to);
        let submissions = source.submissions()?;
        anyhow::ensure!(
            !submissions.is_empty(),
            "{} holds no submission: no 'submission.xml' was found in it.",
            self.from.display()
        );
        let mut account = Account::default();
        for found in submissions {
            decrypt_one(&mut source, &found, &keys, &output, &mut account);
        }
        Ok(account)
    }
}

fn decrypt_one(source: &mut Source, found: &Found, keys: &Keys, output: &Output, account: &mut Account) {
    let mut say = |problem: &dyn std::fmt::Display| account.problems.push(format!("{}: {problem}", found.name));
    let (xml, files) = match source.read(found) {
        Ok(read) => read,
        Err(error) => return say(&format!("{error:#}")),
    };
    let document = match parse_submission(&xml, &Limits::default()) {
        Ok(document) => document,
        Err(problem) => return say(&problem),
    };
    if !Manifest::is_one(&document) {
        match output.keep(&found.name, &xml, &files) {
            Ok(_) => account.readable += 1,
            Err(problems) => problems.iter().for_each(|problem| say(problem)),
        }
        return;
    }
    let manifest = match Manifest::read(&document) {
        Ok(manifest) => manifest,
        Err(problem) => return say(&problem),
    };
    let mut randomness = SecretRandomness::new(&SystemRandomness);
    let mut open = |key: &PrivateKey| decrypt_submission(&manifest, &files, key, &mut randomness);
    let mut opened = Err(OpenProblem::OtherKey);
    for key in keys.all() {
        opened = open(key);
        if !matches!(opened, Err(OpenProblem::OtherKey)) {
            break;
        }
    }
    let decrypted = match opened {
        Ok(decrypted) => decrypted,
        Err(OpenProblem::OtherKey) => return say(&"it was encrypted for another key than those given"),
        Err(problem) => return say(&problem),
    };
    decrypted.findings.iter().for_each(|finding| say(&words(finding)));
    match decrypted.signature {
        SignatureCheck::Valid | SignatureCheck::Incomplete => {} // what is incomplete was listed by name
        SignatureCheck::Absent => say(&"it carries no signature: whether it was changed on the way cannot be told"),
        SignatureCheck::Differs => say(&"its signature does not fit: it was changed, or its files were exchanged"),
    }
    match output.keep(&found.name, &decrypted.xml, &decrypted.files) {
        Ok(true) => account.decrypted += 1,
        Ok(false) => account.unchanged += 1,
        Err(problems) => problems.iter().for_each(|problem| say(problem)),
    }
}

fn words(finding: &Finding) -> String {
    match finding {
        Finding::Missing { name } => format!("the file '{name}' is missing"),
        Finding::Unexpected { name } => format!("the file '{name}' does not belong to it and was left out"),
        Finding::Damaged { name, damage } => format!("the file '{name}' is damaged and was left out: {damage}"),
        Finding::OtherSubmission { manifest, answers } => format!(
            "the answers inside are of form '{}', {}, but it says of itself form '{}', {}",
            answers.0, answers.1, manifest.0, manifest.1
        ),
        Finding::AnswersUnreadable { detail } => format!("the answers inside are no submission: {detail}"),
    }
}

impl Account {
    fn tell(&self) -> ExitCode {
        println!("decrypted        {}", self.decrypted);
        if self.unchanged > 0 {
            println!("there already    {}", self.unchanged);
        }
        if self.readable > 0 {
            println!("not encrypted    {} (copied as they are)", self.readable);
        }
        if self.problems.is_empty() {
            return ExitCode::SUCCESS;
        }
        println!("problems         {}", self.problems.len());
        self.problems.iter().for_each(|problem| eprintln!("{problem}"));
        ExitCode::from(PROBLEMS)
    }
}
