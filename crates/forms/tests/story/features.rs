//! What is supported, told by the tests themselves: a line above a test says which feature it shows, and
//! `docs/xlsform-features.md` is made of these lines.
//!
//! ```text
//! /// Feature: Section — feature — note         supported; the note may be left out
//! /// Refused: Section — feature — why          refused on purpose, as the test shows
//! /// Missing: Section — feature — note         not supported yet: the test shows what should be, and is expected to fail
//! ```
//!
//! Every `.rs` file below `crates/forms/tests/` is looked at. `INZIRA_WRITE=1` writes the file anew.

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// The sections of the XLSForm reference (xlsform.org/en), in its order, and then what it does not speak of.
const SECTIONS: [&str; 30] = [
    "Workbooks",
    "Worksheets and columns",
    "Question types",
    "Range",
    "Multiple choice",
    "Location",
    "Image, audio and video",
    "Metadata",
    "Hints",
    "Formulas",
    "Constraints",
    "Relevant",
    "Calculation",
    "Trigger",
    "Required",
    "Randomize choices",
    "Grouping questions",
    "Repeats",
    "Multiple languages",
    "Media",
    "Pre-loaded data",
    "Cascading and external selects",
    "Default",
    "Read only",
    "Appearance",
    "Settings",
    "Styling prompts",
    "Entities",
    "Advanced use",
    "Problems for authors",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Support {
    Yes,
    Refused,
    Missing,
}

impl Support {
    const ALL: [(&str, Self); 3] =
        [("Feature: ", Self::Yes), ("Refused: ", Self::Refused), ("Missing: ", Self::Missing)];

    const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Refused => "refused on purpose",
            Self::Missing => "not",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Feature {
    section: String,
    name: String,
    note: String,
    support: Support,
    /// `file::test`
    test: String,
}

/// Every source of the crate's tests, by path.
pub fn sources(crate_folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![crate_folder.join("tests")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The features that one source declares.
fn declared(file: &str, source: &str) -> Result<Vec<Feature>, String> {
    let mut features = Vec::new();
    let mut pending: Vec<Feature> = Vec::new();
    let mut attributes = String::new();
    for (number, line) in source.lines().enumerate().map(|(position, line)| (position + 1, line.trim())) {
        let place = format!("{file}.rs:{number}");
        let declaration = line
            .strip_prefix("/// ")
            .and_then(|doc| Support::ALL.iter().find_map(|(word, support)| Some((*support, doc.strip_prefix(word)?))));
        if let Some((support, text)) = declaration {
            pending.push(feature(support, text).map_err(|why| format!("{place}: {why}"))?);
        } else if line.starts_with("#[") {
            attributes.push_str(line);
        } else if let Some(name) = line.strip_prefix("fn ").or_else(|| line.strip_prefix("async fn ")) {
            let name = name.split('(').next().unwrap_or_default();
            let fails = attributes.contains("#[should_panic") || attributes.contains("#[ignore");
            for mut one in pending.drain(..) {
                if !attributes.contains("#[test]") {
                    return Err(format!("{place}: {name} declares '{}', but is no test", one.name));
                }
                if fails != (one.support == Support::Missing) {
                    return Err(format!(
                        "{place}: what is missing, and only that, is expected to fail: '{}'",
                        one.name
                    ));
                }
                one.test = format!("{file}::{name}");
                features.push(one);
            }
            attributes.clear();
        } else if !line.starts_with("//") {
            if let Some(one) = pending.first() {
                return Err(format!("{place}: no test stands below '{}'", one.name));
            }
            attributes.clear();
        }
    }
    Ok(features)
}

fn feature(support: Support, text: &str) -> Result<Feature, String> {
    let mut parts = text.split(" — ").map(str::trim);
    let section = parts.next().unwrap_or_default();
    let name = parts.next().filter(|name| !name.is_empty()).ok_or("write: section — feature — note")?;
    if !SECTIONS.contains(&section) {
        return Err(format!("'{section}' is no section; take one of {SECTIONS:?}"));
    }
    let note = parts.collect::<Vec<_>>().join(" — ");
    if support != Support::Yes && note.is_empty() {
        return Err(format!("say why '{name}' is not supported"));
    }
    Ok(Feature { section: section.to_owned(), name: name.to_owned(), note, support, test: String::new() })
}

fn page(features: &[Feature]) -> String {
    let mut page = "<!-- Made from the tests: INZIRA_WRITE=1 cargo nextest run -p forms features -->\n\n\
        # What of XLSForm is supported\n\n\
        Each line is shown by the test it names, in `crates/forms/tests`: a small form beside what it becomes. Sections\n\
        follow the [XLSForm reference](https://xlsform.org/en/).\n\n"
        .to_owned();
    let count = |support: Support| features.iter().filter(|feature| feature.support == support).count();
    let (yes, refused, missing) = (count(Support::Yes), count(Support::Refused), count(Support::Missing));
    writeln!(page, "{yes} supported, {refused} refused on purpose, {missing} not supported.\n").unwrap();
    page.push_str("| Section | Feature | Supported | Test |\n|---|---|---|---|\n");
    for section in SECTIONS {
        for feature in features.iter().filter(|feature| feature.section == section) {
            let note = if feature.note.is_empty() { String::new() } else { format!(" — {}", feature.note) };
            let shown = format!("{}{note}", feature.name).replace('|', "\\|");
            let (support, test) = (feature.support.name(), &feature.test);
            writeln!(page, "| {section} | {shown} | {support} | `{test}` |").unwrap();
        }
    }
    page
}

fn all() -> Vec<Feature> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut features = Vec::new();
    for path in sources(folder) {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        if file != "features" {
            features.extend(declared(&file, &fs::read_to_string(&path).unwrap()).unwrap());
        }
    }
    features
}

#[test]
fn the_table_in_the_documentation_is_what_the_tests_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/xlsform-features.md");
    let page = page(&all());
    if env::var_os("INZIRA_WRITE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, page, "docs/xlsform-features.md is old: run the tests of forms with INZIRA_WRITE=1");
}

#[test]
fn every_section_has_a_feature_and_each_feature_stands_once() {
    let features = all();
    for section in SECTIONS {
        assert!(features.iter().any(|feature| feature.section == section), "nothing shows the section '{section}'");
    }
    let mut seen = BTreeSet::new();
    for feature in &features {
        assert!(seen.insert((&feature.section, &feature.name)), "two tests show '{}'", feature.name);
    }
}

#[test]
fn a_declaration_belongs_to_a_test() {
    let good = "/// Feature: Range — a — b\n/// Why.\n#[test]\nfn t() {\n}\n/// Missing: Range — c — d\n#[test]\n#[should_panic]\nfn u() {\n";
    let found = declared("f", good).unwrap();
    assert_eq!(
        found.iter().map(|one| (one.test.as_str(), one.support.name())).collect::<Vec<_>>(),
        [("f::t", "yes"), ("f::u", "not")]
    );
    for (bad, why) in [
        ("/// Feature: Rnage — a\n#[test]\nfn t() {", "is no section"),
        ("/// Feature: Range\n#[test]\nfn t() {", "section — feature — note"),
        ("/// Feature: Range — a\nfn helper() {", "is no test"),
        ("/// Feature: Range — a\n#[test]\n#[ignore]\nfn t() {", "expected to fail"),
        ("/// Missing: Range — a — why\n#[test]\nfn t() {", "expected to fail"),
        ("/// Refused: Range — a\n#[test]\nfn t() {", "say why"),
        ("/// Feature: Range — a\nconst A: u8 = 1;", "no test stands below"),
    ] {
        let error = declared("f", bad).unwrap_err();
        assert!(error.contains(why), "{bad}: {error}");
    }
}
