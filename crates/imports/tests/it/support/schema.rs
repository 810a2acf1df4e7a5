//! The forms that the pack's mappings fill, as they are.

use std::sync::LazyLock;
use vocab::Schema;

static BASELINE: LazyLock<Schema> = LazyLock::new(|| compile("baseline_subarea"));
static PUBLISHED: LazyLock<Schema> = LazyLock::new(|| compile("published_displacement"));

fn compile(form: &str) -> Schema {
    let file = format!("{form}.md");
    let bytes = std::fs::read(super::root().join("packs/mobility-tracking/forms").join(&file)).unwrap();
    forms::compile(&file, &bytes, &forms::CompileOptions::default()).unwrap().form.schema()
}

pub fn baseline_subarea() -> Schema {
    BASELINE.clone()
}

pub fn published_displacement() -> Schema {
    PUBLISHED.clone()
}
