//! What changed between two versions of a form, and what that does to a comparison of rounds.
//!
//! ```
//! use forms::{CompileOptions, compile, diff::{Verdict, What, diff}};
//! let old = "
//! | survey  |                  |       |                  |
//! |         | type             | name  | label            |
//! |         | integer          | idps  | How many people? |
//! |         | select_one cause | cause | Why?             |
//! | choices |                  |       |                  |
//! |         | list_name        | name  | label            |
//! |         | cause            | flood | Flood            |
//! |         | cause            | war   | Conflict         |
//! ";
//! let new = old.replace("|         | cause            | war   | Conflict         |\n", "");
//! let form = |text: &str| compile("form.md", text.as_bytes(), &CompileOptions::default()).unwrap().form;
//! let changes = diff(&form(old), &form(&new)).changes;
//! assert_eq!(changes[0].verdict, Verdict::Breaks);
//! assert_eq!(changes[0].subject.questions, ["cause"]);
//! assert!(matches!(&changes[0].what, What::ChoiceRemoved { choice, .. } if choice == "war"));
//! ```
//!
//! Questions are found again by their place and name, then by their name alone; what is left on both sides and looks the
//! same under another name is said to be *probably* renamed. Expressions are compared as they are understood, not as they
//! are written: spaces, kinds of quotes and renamed questions make no difference. The same two forms always give the same
//! changes in the same order: the form itself, the questions in the order of the new form with what was removed where it
//! stood, then the choices. Choices that travel beside the form, in files and in the sheet external_choices, are not part
//! of it and are not compared.
//!
//! # How to add a change
//! 1. A [`What`], and a [`Reason`] if none of the others fits.
//! 2. Where it is found: `question.rs` for what a row says, `choices.rs`, or `form.rs`.
//! 3. Its words, in `english.rs` and `french.rs`.

mod change;
mod choices;
mod english;
mod expression;
mod form;
mod french;
mod kinds;
mod languages;
mod matching;
mod moves;
mod question;
mod renames;
mod texts;
mod tree;

pub use change::{Aspect, Change, Difference, Edition, Place, Reason, Subject, SubjectKind, TextRole, Verdict, What};

use crate::Form;
use tree::Tree;

/// Compares two versions of a form, the older one first.
pub fn diff(old: &Form, new: &Form) -> Difference {
    let (old_tree, new_tree) = (Tree::of(old), Tree::of(new));
    let pairs = matching::pairs(&old_tree, &new_tree);
    let comparison = question::Comparison::new(&old_tree, &new_tree, &pairs);
    let mut changes = form::changes(&comparison);
    changes.extend(question::changes(&comparison));
    changes.extend(choices::changes(&comparison));
    Difference { old: Edition::of(old), new: Edition::of(new), changes }
}
