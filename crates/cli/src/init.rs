//! `inzira init`.

use crate::data::DataFolder;
use std::sync::Arc;
use vocab::{SystemClock, SystemRandomness};

/// Makes the data folder and, if nobody has an account, the first administrator.
pub async fn run(data: &DataFolder) -> anyhow::Result<()> {
    let store = data.store(Arc::new(SystemClock)).await?;
    println!("The data folder is {}.", data.data.display());
    first_administrator(&store).await
}

/// Prints the first administrator's one-time password. It is shown this once.
pub async fn first_administrator(store: &store::Store) -> anyhow::Result<()> {
    let first = server::accounts::first_administrator(store, &SystemRandomness).await;
    if let Some((email, password)) = first.map_err(|problem| crate::data::said(&problem))? {
        println!("Log in as {email} with the one-time password {password}");
        println!("It is shown this once and must be changed at the first log-in.");
    }
    Ok(())
}
