//! The web application's dependencies that can reach a browser: those that `package.json` does not call development,
//! and what they in turn depend on. Not their *peers*: npm's own marks in the lock file count the build tool as shipped
//! because a shipped package can work beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Dependency;
use crate::failure::{Failure, Outcome};
use crate::json::Json;

pub fn dependencies(folder: &Path) -> Outcome<Vec<Dependency>> {
    let lock = read(&folder.join("package-lock.json"))?;
    let Some(packages) = lock.get("packages") else {
        return Err(Failure::new(format!("{}: package-lock.json lists no packages.", folder.display())));
    };
    Ok(shipped(packages).into_iter().filter_map(|path| dependency(folder, packages, path)).collect())
}

/// Paths of all packages that the application, which has the empty path, leads to.
fn shipped(packages: &Json) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut to_visit = vec![""];
    while let Some(path) = to_visit.pop() {
        let package = packages.get(path);
        let wanted = ["dependencies", "optionalDependencies"].into_iter().filter_map(|kind| package?.get(kind));
        for (name, _) in wanted.flat_map(Json::members) {
            to_visit.extend(installed(packages, path, name).filter(|one| found.insert(*one)));
        }
    }
    found
}

/// Where a package finds another one: below itself, or below one of the folders above it.
fn installed<'a>(packages: &'a Json, from: &str, name: &str) -> Option<&'a str> {
    let mut above = Some(from);
    while let Some(folder) = above {
        let path =
            if folder.is_empty() { format!("node_modules/{name}") } else { format!("{folder}/node_modules/{name}") };
        if let Some((found, _)) = packages.members().find(|(known, _)| *known == path) {
            return Some(found);
        }
        above = (!folder.is_empty()).then(|| folder.rsplit_once("/node_modules/").map_or("", |(above, _)| above));
    }
    None
}

fn dependency(folder: &Path, packages: &Json, path: &str) -> Option<Dependency> {
    let package = packages.get(path)?;
    let version = package.get("version").and_then(Json::text).unwrap_or_default();
    Some(Dependency {
        kind: "npm",
        name: path.rsplit_once("node_modules/").map_or(path, |(_, name)| name).to_owned(),
        version: version.to_owned(),
        licence: licence(package).or_else(|| licence(&read(&folder.join(path).join("package.json")).ok()?)),
    })
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

    const LOCK: &str = r#"{"packages": {
        "": {"name": "web", "license": "MIT", "dependencies": {"a": "1", "@x/b": "2"}, "devDependencies": {"tool": "4"}},
        "node_modules/a": {"version": "1.0.0", "license": "ISC", "dependencies": {"@x/b": "9", "c": "3"},
            "peerDependencies": {"tool": "4"}},
        "node_modules/a/node_modules/@x/b": {"version": "9.0.0", "license": "MIT", "dependencies": {"c": "3"}},
        "node_modules/@x/b": {"version": "2.0.0", "license": "0BSD"},
        "node_modules/c": {"version": "3.0.0"},
        "node_modules/tool": {"version": "4.0.0", "license": "MPL-2.0"}}}"#;

    #[test]
    fn only_what_can_reach_a_browser_is_asked_for() {
        let folder = std::env::temp_dir().join(format!("inzira-npm-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules/c")).unwrap();
        fs::write(folder.join("package-lock.json"), LOCK).unwrap();
        fs::write(folder.join("node_modules/c/package.json"), r#"{"licenses": [{"type": "MIT"}, {"type": "0BSD"}]}"#)
            .unwrap();
        let found = dependencies(&folder).unwrap();
        let mut found: Vec<_> = found
            .iter()
            .map(|one| (one.name.as_str(), one.version.as_str(), one.licence.as_deref().unwrap_or_default()))
            .collect();
        found.sort_unstable();
        assert_eq!(
            found,
            [("@x/b", "2.0.0", "0BSD"), ("@x/b", "9.0.0", "MIT"), ("a", "1.0.0", "ISC"), ("c", "3.0.0", "MIT OR 0BSD")]
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
