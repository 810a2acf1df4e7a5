//! The browser application, which is built before the server because it is part of the server's binary.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::install;
use crate::project::Project;
use crate::run::Run;
use crate::stamp;

/// Builds `web/dist` if its sources have changed since it was last built.
pub fn build(project: &Project) -> Outcome {
    let web = project.path("web");
    install::npm(&web)?;
    let fingerprint = stamp::fingerprint(&sources(project)?)?;
    let stamp = web.join("node_modules/.built-from");
    if web.join("dist/index.html").is_file() && stamp::is_fresh(&stamp, &fingerprint) {
        println!("the web application is as it was");
        return Ok(());
    }
    Run::new("npm").args(["run", "--silent", "build"]).within(&web).must()?;
    stamp::keep(&stamp, &fingerprint)
}

/// The application and its messages in every language, which lie beside it.
fn sources(project: &Project) -> Outcome<Vec<PathBuf>> {
    let application = stamp::files_below(&project.path("web"), &["node_modules", "dist"])?;
    Ok([application, stamp::files_below(&project.path("locales"), &[])?].concat())
}
