//! The licence gate: whoever takes Inzira under Apache-2.0 or MIT, at their choice, must be able to take everything in
//! it. To allow another licence, or one package in spite of its licence, edit `policy.rs` and give the reason there.

mod cargo;
mod npm;
mod policy;
mod spdx;

use std::collections::BTreeMap;

use crate::arguments::Arguments;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// A dependency as its package states it.
struct Dependency {
    /// `crates.io` or `npm`, as a person would look it up.
    kind: &'static str,
    name: String,
    version: String,
    licence: Option<String>,
}

pub fn run(project: &Project, given: &[String]) -> Outcome {
    Arguments::new(given).finish()?;
    let mut dependencies = cargo::dependencies(project)?;
    dependencies.extend(npm::dependencies(&project.path("web"))?);
    print_summary(&dependencies);
    let refused: Vec<String> = dependencies.iter().filter_map(|one| refusal(one).err()).collect();
    let stale = policy::exceptions_without_use(&dependencies);
    if refused.is_empty() && stale.is_empty() {
        println!("{} dependencies: every licence fits Apache-2.0 OR MIT", dependencies.len());
        return Ok(());
    }
    Err(Failure::new([refused, stale].concat().join("\n")))
}

/// `Err` with the reason, if this dependency cannot be taken.
fn refusal(dependency: &Dependency) -> Result<(), String> {
    let Dependency { kind, name, version, licence } = dependency;
    if policy::exception(kind, name).is_some() {
        return Ok(());
    }
    let what_now = "Do without it, or argue for it in xtask/src/licences/policy.rs.";
    let Some(licence) = licence else {
        return Err(format!("{kind}: {name} {version} states no licence. {what_now}"));
    };
    match spdx::is_satisfied(licence, policy::is_allowed) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!("{kind}: {name} {version} is under '{licence}', which we cannot pass on. {what_now}")),
        Err(problem) => Err(format!("{kind}: {name} {version}: its licence '{licence}' is not readable: {problem}")),
    }
}

fn print_summary(dependencies: &[Dependency]) {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for one in dependencies {
        *counts.entry((one.kind, one.licence.as_deref().unwrap_or("none stated"))).or_default() += 1;
    }
    for ((kind, licence), count) in counts {
        println!("{count:>5}  {kind:<10}{licence}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependency(licence: Option<&str>) -> Dependency {
        let licence = licence.map(str::to_owned);
        Dependency { kind: "npm", name: "left-pad".to_owned(), version: "1.0.0".to_owned(), licence }
    }

    #[test]
    fn a_refusal_names_the_package_and_its_licence() {
        assert_eq!(refusal(&dependency(Some("MIT"))), Ok(()));
        let refused = refusal(&dependency(Some("AGPL-3.0-only"))).unwrap_err();
        assert!(refused.contains("left-pad 1.0.0") && refused.contains("AGPL-3.0-only"), "{refused}");
        assert!(refusal(&dependency(Some("MIT OR"))).is_err());
        assert!(refusal(&dependency(None)).is_err());
    }
}
