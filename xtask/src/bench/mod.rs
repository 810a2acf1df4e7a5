//! `cargo xtask bench`: how fast we are beside those who do the same, both in one run on one machine. What is printed is
//! Markdown, to be pasted into docs/benchmarks.md.
//!
//! To add one: a module with a `pub fn run(project: &Project) -> Outcome`, and a line in [`BENCHES`].

mod collect;
mod figures;
mod forms;
mod measure;
pub mod table;

use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// One comparison.
struct Bench {
    name: &'static str,
    what: &'static str,
    run: fn(&Project) -> Outcome,
}

const BENCHES: &[Bench] = &[
    Bench { name: "collect", what: "taking submissions in and reading them out", run: collect::run },
    Bench { name: "figures", what: "figures of many rounds, beside pandas and DuckDB", run: figures::run },
    Bench { name: "forms", what: "compiling large XLSForms, beside pyxform and rxform", run: forms::run },
];

pub fn run(project: &Project, given: &[String]) -> Outcome {
    for bench in choose(given)? {
        (bench.run)(project)?;
    }
    Ok(())
}

/// All of them, or those named, in their fixed order.
fn choose(given: &[String]) -> Outcome<Vec<&'static Bench>> {
    if let Some(unknown) = given.iter().find(|name| !BENCHES.iter().any(|bench| bench.name == **name)) {
        let lines: Vec<String> = BENCHES.iter().map(|bench| format!("  {:<10}{}", bench.name, bench.what)).collect();
        return Err(Failure::new(format!("There is no benchmark '{unknown}'. There are:\n{}", lines.join("\n"))));
    }
    Ok(BENCHES.iter().filter(|bench| given.is_empty() || given.iter().any(|name| name == bench.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_benchmark_lists_those_there_are() {
        let said = choose(&["from".to_owned()]).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(said.contains("'from'") && said.contains("forms"), "{said}");
        assert_eq!(choose(&[]).unwrap().len(), BENCHES.len());
    }
}
