//! The indicators that come with the mobility tracking pack.

use crate::support::{pack_folder, pack_indicator};
use figures::Engine;
use forms::{CompileOptions, compile};
use vocab::Schema;

fn schema(form: &str) -> Schema {
    let file = format!("{form}.md");
    let bytes = std::fs::read(pack_folder().join("forms").join(&file)).unwrap();
    compile(&file, &bytes, &CompileOptions::default()).unwrap().form.schema()
}

#[test]
fn the_packs_indicators_fit_its_forms() {
    let engine = Engine::new();
    for code in ["idps_individuals", "idps_households"] {
        engine.check(&schema("baseline_subarea"), &pack_indicator(code)).unwrap();
    }
    for kind in ["", "_sites", "_events"] {
        let indicator = pack_indicator(&format!("published_idps_individuals{kind}"));
        engine.check(&schema("published_displacement"), &indicator).unwrap();
    }
}

#[test]
fn every_text_is_there_in_three_languages() {
    for code in ["idps_individuals", "idps_households", "published_idps_individuals"] {
        let indicator = pack_indicator(code);
        let dimensions = indicator.disaggregations.iter().flat_map(|one| &one.dimensions);
        let labels = dimensions.flat_map(|one| one.values.iter().map(|value| &value.label).chain([&one.label]));
        for text in labels.chain([&indicator.name, &indicator.method]).chain(&indicator.recipe_note) {
            assert_eq!(text.untranslated().count(), 0, "{code}: {text:?}");
        }
    }
}
