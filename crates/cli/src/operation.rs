//! `inzira operation`.

use crate::data::{self, ACTOR, DataFolder};
use clap::Subcommand;
use server::{Settings, install};
use store::NewOperation;
use vocab::Text;

/// What to do with operations.
#[derive(Debug, Subcommand)]
pub enum OperationCommand {
    /// Make an operation, or bring it up to date.
    Create {
        /// Short name in addresses, such as burundi.
        code: String,
        /// What people read.
        #[arg(long)]
        name: String,
        /// ISO 3166-1 alpha-3 of the country.
        #[arg(long)]
        country: String,
        /// The country's name.
        #[arg(long)]
        country_name: String,
        /// Code of the boundary version to use (see 'inzira places list').
        #[arg(long)]
        boundaries: Option<String>,
    },
    /// List operations.
    List,
    /// Install a pack: its exercises and forms.
    Install {
        /// Code of the operation.
        operation: String,
        /// Name of the pack.
        pack: String,
    },
}

impl OperationCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        match self {
            Self::Create { code, name, country, country_name, boundaries } => {
                let boundary_version_id = match boundaries {
                    None => None,
                    Some(code) => Some(
                        app.store
                            .boundary_version(&code)
                            .await?
                            .ok_or_else(|| {
                                anyhow::anyhow!("There are no boundaries '{code}'; see 'inzira places list'.")
                            })?
                            .id,
                    ),
                };
                let new = NewOperation {
                    code,
                    name: Text::new(name),
                    admin0_pcode: country,
                    admin0_name: country_name,
                    demonstration: false,
                    boundary_version_id,
                };
                let operation = app.store.save_operation(&new, ACTOR).await?;
                println!("Operation '{}' is project {} for phones.", operation.code, operation.id);
            }
            Self::List => {
                for operation in app.store.operations().await? {
                    println!("{}\t{}\tproject {}", operation.code, operation.admin0_pcode, operation.id);
                }
            }
            Self::Install { operation, pack } => {
                let operation = data::operation(&app.store, &operation).await?;
                install::install(&app, &operation, &pack, ACTOR).await.map_err(|problem| data::said(&problem))?;
                println!("Pack '{pack}' is installed in '{}'.", operation.code);
            }
        }
        Ok(())
    }
}
