//! Indicators as dashboards hear of them.

use crate::territory::Territory;
use figures::{Dimension, DimensionValue, Disaggregation, Indicator};
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Arc};
use store::Exercise;
use vocab::Text;

/// An indicator of an exercise whose rounds are of these boundaries.
pub(super) fn indicator(indicator: &Indicator, exercise: &Exercise, territories: &[Arc<Territory>]) -> Value {
    let dimensions = |disaggregation: &Disaggregation| -> Vec<Value> {
        let all = disaggregation.dimensions.iter();
        all.map(|one| {
            let values = values(one, territories);
            let values: Vec<Value> = values.iter().map(|v| json!({"code": v.code, "label": v.label})).collect();
            json!({"name": one.name, "label": one.label, "values": values, "values_from": one.values_from})
        })
        .collect()
    };
    let disaggregations: Vec<Value> = indicator
        .disaggregations
        .iter()
        .map(|disaggregation| json!({"name": disaggregation.name, "dimensions": dimensions(disaggregation)}))
        .collect();
    json!({
        "code": indicator.code, "version": indicator.version, "name": indicator.name, "unit": indicator.unit,
        "hxl": indicator.hxl, "method": indicator.method, "recipe_note": indicator.recipe_note,
        "per": indicator.per, "graded": indicator.grade.is_some(),
        "levels": indicator.levels_in(&exercise.code), "disaggregations": disaggregations,
    })
}

/// The values a dimension has: its own, or the places of a level with the names that the boundaries have.
fn values(dimension: &Dimension, territories: &[Arc<Territory>]) -> Vec<DimensionValue> {
    let Some(from) = dimension.values_from else { return dimension.values.clone() };
    let mut seen = BTreeSet::new();
    let areas = territories.iter().flat_map(|territory| territory.boundaries.areas_at(from.0));
    areas
        .filter(|area| seen.insert(&area.pcode))
        .map(|area| DimensionValue { code: area.pcode.to_string(), label: Text::new(area.name.clone()), written: None })
        .collect()
}
