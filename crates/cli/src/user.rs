//! `inzira user`.

use crate::data::{self, ACTOR, DataFolder};
use clap::Subcommand;
use server::Settings;
use store::{Grant, NewUser, Role};
use vocab::Language;

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account; prints its one-time password.
    Add {
        /// Log-in name.
        email: String,
        /// What others see.
        #[arg(long)]
        name: String,
        /// Language of the interface: en, fr or rn.
        #[arg(long, default_value = "en")]
        language: Language,
        /// A role in an operation, as OPERATION=viewer|reviewer|manager; may be given several times.
        #[arg(long)]
        role: Vec<String>,
        /// Administers the server: all operations, and accounts.
        #[arg(long)]
        administrator: bool,
    },
}

impl UserCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let Self::Add { email, name, language, role, administrator } = self;
        let app = folder.app(Settings::default()).await?;
        let mut grants = Vec::new();
        for given in &role {
            let (operation, role) = given.split_once('=').unwrap_or((given, ""));
            let role = Role::from_code(role).ok_or_else(|| {
                anyhow::anyhow!("'{given}' is not a role; write OPERATION=viewer, =reviewer or =manager.")
            })?;
            grants.push(Grant { operation_id: data::operation(&app.store, operation).await?.id, role });
        }
        let password = server::accounts::one_time_password(app.randomness.as_ref());
        let password_hash = server::accounts::hash(&password).await.map_err(|problem| data::said(&problem))?;
        let new = NewUser { email, name, language, password_hash, must_change_password: true, administrator };
        let user = app.store.create_user(&new, ACTOR).await?;
        app.store.set_grants(user.id, &grants, ACTOR).await?;
        println!("{} may log in with the one-time password {password}", user.email);
        Ok(())
    }
}
