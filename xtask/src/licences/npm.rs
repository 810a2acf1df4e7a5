//! The web application's dependencies that reach a browser: what `package-lock.json` does not mark as for development.

use std::fs;
use std::path::Path;

use super::Dependency;
use crate::failure::{Failure, Outcome};
use crate::json::Json;

pub fn dependencies(folder: &Path) -> Outcome<Vec<Dependency>> {
    let lock = read(&folder.join("package-lock.json"))?;
    let packages = lock.get("packages").into_iter().flat_map(Json::members);
    Ok(packages.filter(|(path, package)| is_shipped(path, package)).map(|one| dependency(folder, one)).collect())
}

/// The empty path is the application itself.
fn is_shipped(path: &str, package: &Json) -> bool {
    let set = |name| package.get(name).is_some_and(Json::is_true);
    !path.is_empty() && !set("dev") && !set("devOptional") && !set("link")
}

fn dependency(folder: &Path, (path, package): (&str, &Json)) -> Dependency {
    let version = package.get("version").and_then(Json::text).unwrap_or_default();
    Dependency {
        kind: "npm",
        name: path.rsplit_once("node_modules/").map_or(path, |(_, name)| name).to_owned(),
        version: version.to_owned(),
        licence: licence(package).or_else(|| licence(&read(&folder.join(path).join("package.json")).ok()?)),
    }
}

/// `"license": "MIT"`, or the older `"license": {"type": "MIT"}` and `"licenses": [{"type": "MIT"}, …]`, a choice.
fn licence(package: &Json) -> Option<String> {
    let typed = |value: &Json| value.get("type").and_then(Json::text).map(str::to_owned);
    if let Some(stated) = package.get("license") {
        return stated.text().map(str::to_owned).or_else(|| typed(stated));
    }
    let choices: Option<Vec<String>> = package.get("licenses")?.items().iter().map(typed).collect();
    choices.filter(|choices| !choices.is_empty()).map(|choices| choices.join(" OR "))
}

fn read(file: &Path) -> Outcome<Json> {
    let text = fs::read_to_string(file).map_err(|error| Failure::io(file.display(), error))?;
    Json::read(&text).map_err(|failure| Failure::new(format!("{}: {failure}", file.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reaches_a_browser_is_asked_for() {
        let folder = std::env::temp_dir().join(format!("inzira-npm-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules/b")).unwrap();
        let lock = r#"{"packages": {"": {"name": "web", "license": "MIT"},
            "node_modules/a": {"version": "1.0.0", "license": "ISC"},
            "node_modules/a/node_modules/@x/b": {"version": "2.0.0", "license": "MIT"},
            "node_modules/b": {"version": "3.0.0"},
            "node_modules/tool": {"version": "4.0.0", "license": "GPL-3.0-only", "dev": true}}}"#;
        fs::write(folder.join("package-lock.json"), lock).unwrap();
        fs::write(folder.join("node_modules/b/package.json"), r#"{"licenses": [{"type": "MIT"}, {"type": "0BSD"}]}"#)
            .unwrap();
        let found = dependencies(&folder).unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.licence.as_deref())).collect();
        assert_eq!(found, [("a", Some("ISC")), ("@x/b", Some("MIT")), ("b", Some("MIT OR 0BSD"))]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
