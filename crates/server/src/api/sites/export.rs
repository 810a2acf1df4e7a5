//! The list as a file for staff: CSV for spreadsheets, GeoJSON for maps.

use super::InSites;
use crate::{input::Asked, problem::Problem, registers::row, state::App};
use axum::{
    Router,
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use places::sites::Site;
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/site-export", get(download))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    Csv,
    Geojson,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    format: Format,
}

async fn download(State(app): State<App>, place: InSites, Asked(wanted): Asked<Wanted>) -> Result<Response, Problem> {
    let register = &place.sites.register;
    let (media_type, ending, bytes) = match wanted.format {
        Format::Csv => {
            let entities = app.store.all_entities(register, false).await?;
            let bytes = registers::staff_list(&register.property_names(), entities.iter().map(row));
            ("text/csv; charset=utf-8", "csv", bytes)
        }
        Format::Geojson => {
            let features: Vec<Value> = place.sites.list.iter().map(feature).collect();
            let collection = json!({"type": "FeatureCollection", "features": features});
            let bytes = serde_json::to_vec(&collection).map_err(|error| Problem::failed(&error))?;
            ("application/geo+json", "geojson", bytes)
        }
    };
    let name = format!("attachment; filename=\"sites.{ending}\"");
    Ok(([(CONTENT_TYPE, media_type.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

/// Source: RFC 7946: longitude first; a feature without a position has no geometry.
fn feature(site: &Site) -> Value {
    let geometry = site.position.map(|at| json!({"type": "Point", "coordinates": [at.longitude, at.latitude]}));
    let mut properties = json!({"name": site.name});
    if let Some(object) = properties.as_object_mut() {
        object.extend(site.values().into_iter().filter(|(name, _)| name != "geometry").map(|(k, v)| (k, json!(v))));
    }
    json!({"type": "Feature", "id": site.id, "geometry": geometry, "properties": properties})
}
