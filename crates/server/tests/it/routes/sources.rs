//! The list of routes, held against the calls to `.route(…)` in the sources.

use super::ROUTES;
use std::{collections::BTreeSet, path::Path};

/// Calls to `.route(…)` in a source, as method and path.
fn routes_in(source: &str, below: &str, found: &mut BTreeSet<(String, String)>) {
    for call in source.split(".route(").skip(1) {
        let mut depth = 1_usize;
        let end = call.char_indices().find(|(_, c)| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        let call = &call[..end.unwrap().0];
        let path = call.split('"').nth(1).unwrap_or_else(|| panic!("a path, written out: {call}"));
        let words: Vec<&str> = call.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '(').collect();
        let methods = ["get", "head", "post", "put", "patch", "delete", "any", "on", "options", "trace", "connect"];
        let before = found.len();
        for method in methods.iter().filter(|method| words.iter().any(|word| word.starts_with(&format!("{method}(")))) {
            found.insert((method.to_uppercase(), format!("{below}{path}")));
        }
        assert!(found.len() > before, "a method, written out: {call}");
    }
}

fn read_sources(folder: &Path, below: &str, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            let below = match name.as_str() {
                "api" | "accounts" => "/api/v1",
                "central" => "/v1",
                _ => below,
            };
            read_sources(&path, below, found);
        } else {
            let below = match name.as_str() {
                "by_key.rs" => "/v1/key/{token}/projects/{project}",
                "by_draft.rs" => "/v1/test/{token}/projects/{project}/forms/{form}",
                "by_name.rs" => "/v1/projects/{project}",
                _ => below,
            };
            let source = std::fs::read_to_string(&path).unwrap();
            for other_way in ["route_service(", "nest_service(", "fallback_service(", "method_not_allowed_fallback("] {
                assert!(
                    !source.contains(other_way),
                    "{name} adds routes by {other_way}…), which this test does not see"
                );
            }
            let nested = source.matches(".nest(").count();
            let known = match path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap() {
                "src/router.rs" => 2,
                "src/openrosa/mod.rs" => 3,
                _ => 0,
            };
            assert_eq!(nested, known, "{name} nests routes this test does not see");
            routes_in(&source, below, found);
        }
    }
}

#[test]
fn the_list_is_that_of_the_sources() {
    let mut found = BTreeSet::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    let listed: BTreeSet<_> =
        ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(listed.len(), ROUTES.len(), "no route twice");
    let unlisted: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(unlisted.is_empty() && gone.is_empty(), "not in the list: {unlisted:?}; not in the sources: {gone:?}");
}
