//! Expressions: what parses prints, what is printed parses into the same, and has the same type and the same mistakes.

#![no_main]

use forms::xpath::{gives, in_expression, in_text, misuses, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = in_text(text);
    let Ok(tree) = parse(text) else { return };
    let _ = in_expression(text, &tree);
    let printed = tree.to_string();
    let again = parse(&printed).unwrap_or_else(|error| panic!("{text}\n{printed}\n{error}"));
    assert_eq!(again.to_string(), printed, "{text}");
    assert_eq!(gives(&again), gives(&tree), "{text}");
    assert_eq!(misuses(&again).len(), misuses(&tree).len(), "{text}");
});
