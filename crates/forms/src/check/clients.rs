//! What only some clients evaluate: browsers know all of XPath 1.0, ODK Collect does not.
//!
//! Source: ODK Validate as pyxform 4.5.0 brings it along, which evaluates as Collect does: each function and kind of step
//! was tried.

use crate::{
    problems::{Cell, Code, Problem, Report},
    xpath::{Expr, Operator},
};

/// Functions that Collect refuses, with one that does nearly the same.
const FUNCTIONS: [(&str, Option<&str>); 12] = [
    ("ceiling", None),
    ("floor", Some("int")),
    ("hash", Some("digest")),
    ("id", None),
    ("lang", None),
    ("last", None),
    ("local-name", None),
    ("name", None),
    ("namespace-uri", None),
    ("substring", Some("substr")),
    ("thousands-sep", None),
    ("time", None),
];

/// Warns of what opens in a browser and fails on a phone.
pub(super) fn check(tree: &Expr, cell: &dyn Fn() -> Cell, report: &mut Report) {
    tree.visit(&mut |part| match part {
        Expr::Call { name, .. } => {
            if let Some((_, instead)) = FUNCTIONS.iter().find(|(known, _)| known == name) {
                let problem = Problem::new(Code::NotInCollect, cell(), &[("name", &format!("{name}()"))]);
                report.add(match instead {
                    Some(instead) => problem.with("nearest", *instead),
                    None => problem,
                });
            }
        }
        Expr::Binary { operator: Operator::Union, .. } => say("|", cell, report),
        Expr::Path { steps, .. } => {
            for step in steps.iter().map(|step| step.test.as_str()).filter(|step| is_elsewhere(step)) {
                say(if step.is_empty() { "//" } else { step }, cell, report);
            }
        }
        _ => {}
    });
}

fn say(name: &str, cell: &dyn Fn() -> Cell, report: &mut Report) {
    report.say(Code::NotInCollect, cell(), &[("name", name)]);
}

/// Whether a step goes elsewhere than to a child by its name, to itself or up by one.
fn is_elsewhere(step: &str) -> bool {
    let known = ["self::node()", "parent::node()"].contains(&step) || step.starts_with("child::");
    step.is_empty() || (!known && (step.contains("::") || step.ends_with("()")))
}
