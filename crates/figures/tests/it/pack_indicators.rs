//! The indicators that come with the mobility tracking pack.

use crate::support::{baseline_schema, pack_indicator, published_schema};
use figures::Engine;

#[test]
fn the_packs_indicators_fit_its_forms() {
    let engine = Engine::new();
    for code in ["idps_individuals", "idps_households"] {
        engine.check(&baseline_schema(), &pack_indicator(code)).unwrap();
    }
    for kind in ["", "_sites", "_events"] {
        let indicator = pack_indicator(&format!("published_idps_individuals{kind}"));
        engine.check(&published_schema(), &indicator).unwrap();
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
