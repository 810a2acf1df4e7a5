//! `inzira serve`.

use crate::data::DataFolder;
use anyhow::Context;
use clap::Args;
use server::{App, Settings};
use std::{net::SocketAddr, time::Duration};
use store::Store;
use tokio::{net::TcpListener, sync::oneshot};

/// Time for requests under way once the server is told to stop; a phone whose submission is cut off sends it again.
const LONGEST_FAREWELL: Duration = Duration::from_secs(20);

/// How often the file of keys is looked at: 'inzira keys rotate' may have made a new one.
pub const NEW_KEYS: Duration = Duration::from_secs(10);

/// Where to listen, and how clients reach it.
#[derive(Debug, Args)]
pub struct Serve {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, env = "INZIRA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address that clients use (https://…), when a proxy stands before. Cookies are then sent over https only.
    #[arg(long, env = "INZIRA_PUBLIC_ADDRESS")]
    pub public_address: Option<String>,
}

impl Serve {
    /// Settings of the server.
    pub fn settings(&self) -> Settings {
        let secure_cookies = self.public_address.as_deref().is_some_and(|address| address.starts_with("https://"));
        Settings { public_address: self.public_address.clone(), secure_cookies, ..Settings::default() }
    }

    /// Serves until told to stop.
    pub async fn run(&self, data: &DataFolder) -> anyhow::Result<()> {
        let app = data.app(self.settings()).await?;
        crate::init::first_administrator(&app.store).await?;
        let listener = bind(self.listen).await?;
        println!("Inzira is at http://{}", listener.local_addr()?);
        listen(listener, app).await
    }
}

/// Takes the address.
pub async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound.with_context(|| {
        format!("{address} cannot be listened on; is another program there? Choose one with --listen.")
    })
}

/// Serves until Ctrl-C or SIGTERM; requests under way are finished first, if they take no longer than a while.
pub async fn listen(listener: TcpListener, app: App) -> anyhow::Result<()> {
    app.figures.catch_up(&app).await?;
    app.checking.catch_up(&app).await?;
    let live = app.live.clone();
    // Only a server that listens does these: what is done on the command line leaves them to it.
    tokio::spawn(server::bringing::keep_bringing(app.clone()));
    tokio::spawn(server::webhooks::keep_telling(app.clone()));
    tokio::spawn(keep_keys(app.store.clone()));
    let router = server::router(app);
    let (stopping, stops) = oneshot::channel();
    let stop = async move {
        told_to_stop().await;
        live.end();
        let _ended = stopping.send(()); // it fails only when serving has ended by itself
    };
    let farewell = async move {
        match stops.await {
            Ok(()) => tokio::time::sleep(LONGEST_FAREWELL).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        served = server::serving::serve(listener, router, stop) => served?,
        () = farewell => {}
    }
    Ok(())
}

/// Takes up the keys that are made while the server runs.
async fn keep_keys(store: Store) {
    loop {
        tokio::time::sleep(NEW_KEYS).await;
        if let Err(error) = store.take_up_new_keys().await {
            tracing::warn!(%error, "a new key could not be taken up; it is tried again");
        }
    }
}

async fn told_to_stop() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
}
