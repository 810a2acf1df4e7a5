//! Which licences can be passed on under both of ours, and which packages are taken in spite of theirs.

use super::Dependency;

/// Permissive licences: they ask for a notice at most. Copyleft, also weak, is not among them.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    // Root certificates as data (webpki-roots); asks only that the licence text goes along.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// A package that is taken although its stated licence is not in the list, and why that is right.
pub struct Exception {
    kind: &'static str,
    name: &'static str,
    /// For the reader of this file; a reason nobody could write down is not one.
    #[expect(dead_code, reason = "read by people, not by the program")]
    reason: &'static str,
}

const EXCEPTIONS: &[Exception] = &[];

/// Whether a licence, with its `WITH` part if it has one, is allowed.
pub fn is_allowed(licence: &str) -> bool {
    ALLOWED.contains(&licence)
}

/// The exception made for a package.
pub fn exception(kind: &str, name: &str) -> Option<&'static Exception> {
    EXCEPTIONS.iter().find(|one| one.kind == kind && one.name == name)
}

/// Exceptions for packages that are no dependency any more, so that the list cannot only grow.
pub fn exceptions_without_use(dependencies: &[Dependency]) -> Vec<String> {
    let is_used = |one: &&Exception| !dependencies.iter().any(|used| used.kind == one.kind && used.name == one.name);
    let stale = EXCEPTIONS.iter().filter(is_used);
    stale
        .map(|one| format!("{}: the exception for {} is not needed any more: remove it.", one.kind, one.name))
        .collect()
}
