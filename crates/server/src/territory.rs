//! Boundaries of operations, read from the store once and kept in memory.

use crate::problem::Problem;
use places::{Boundaries, NameMatcher, PlaceIndex, StoredArea};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
};
use store::{Operation, Store};
use vocab::{AdminLevel, Pcode};

/// The boundaries an operation uses, ready to look things up in.
pub struct Territory {
    /// Row of the boundary version.
    pub version_id: i32,
    /// The areas.
    pub boundaries: Boundaries,
    /// From a point to its area.
    pub index: PlaceIndex,
    /// From a name to candidates.
    pub matcher: NameMatcher,
    outlines: Mutex<HashMap<AdminLevel, Arc<String>>>,
}

impl std::fmt::Debug for Territory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Territory").field("version", &self.boundaries.version().code).finish_non_exhaustive()
    }
}

/// Degrees by which outlines for screens may differ from the real ones: about 200 m, a pixel of a country on a phone.
const SCREEN_TOLERANCE: f64 = 0.002;

impl Territory {
    /// Makes boundaries ready.
    pub fn new(version_id: i32, boundaries: Boundaries) -> Self {
        let index = PlaceIndex::new(&boundaries);
        let matcher = NameMatcher::new(&boundaries);
        Self { version_id, boundaries, index, matcher, outlines: Mutex::default() }
    }

    /// The name of a place.
    pub fn name(&self, pcode: &Pcode) -> Option<&str> {
        self.boundaries.area(pcode).map(|area| area.name.as_str())
    }

    /// Outlines of a level for screens, as GeoJSON text; made once.
    pub fn outlines(&self, level: AdminLevel) -> Arc<String> {
        let mut outlines = self.outlines.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || Arc::new(self.boundaries.to_geojson(level, SCREEN_TOLERANCE));
        Arc::clone(outlines.entry(level).or_insert_with(made))
    }

    /// Outlines of all levels for screens, by p-code.
    pub fn outline_values(&self) -> HashMap<String, serde_json::Value> {
        let mut values = HashMap::new();
        for level in self.boundaries.levels() {
            let collection: serde_json::Value = serde_json::from_str(&self.outlines(level.level)).unwrap_or_default();
            for feature in collection["features"].as_array().into_iter().flatten() {
                let geometry = feature.get("geometry").filter(|geometry| !geometry.is_null());
                if let (Some(pcode), Some(geometry)) = (feature["properties"]["pcode"].as_str(), geometry) {
                    values.insert(pcode.to_owned(), geometry.clone());
                }
            }
        }
        values
    }
}

/// Boundaries of all operations.
#[derive(Debug, Clone, Default)]
pub struct Territories {
    read: Arc<RwLock<HashMap<i32, Arc<Territory>>>>,
}

impl Territories {
    /// The boundaries an operation uses; none if it was given none.
    ///
    /// # Errors
    /// When the store fails or the rows are not what was stored.
    pub async fn of(&self, store: &Store, operation: &Operation) -> Result<Option<Arc<Territory>>, Problem> {
        let Some(id) = operation.boundary_version_id else { return Ok(None) };
        self.by_id(store, id).await
    }

    /// The boundaries of that code; none if there are none.
    ///
    /// # Errors
    /// As [`Territories::of`].
    pub async fn named(&self, store: &Store, code: &str) -> Result<Option<Arc<Territory>>, Problem> {
        let Some(version) = store.boundary_version(code).await? else { return Ok(None) };
        self.by_id(store, version.id).await
    }

    async fn by_id(&self, store: &Store, id: i32) -> Result<Option<Arc<Territory>>, Problem> {
        if let Some(territory) = self.read.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Ok(Some(Arc::clone(territory)));
        }
        let versions = store.boundary_versions().await?;
        let Some(version) = versions.into_iter().find(|version| version.id == id) else { return Ok(None) };
        let rows = store.areas(id).await?;
        let build = move || read_boundaries(version.version, rows);
        let boundaries = tokio::task::spawn_blocking(build).await.map_err(|error| Problem::failed(&error))??;
        let territory = Arc::new(Territory::new(id, boundaries));
        self.read.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&territory));
        Ok(Some(territory))
    }
}

/// Puts a stored version together again.
///
/// # Errors
/// When the rows are not what was stored.
pub fn read_boundaries(version: serde_json::Value, rows: Vec<store::StoredArea>) -> Result<Boundaries, Problem> {
    let version = serde_json::from_value(version).map_err(|error| Problem::failed(&error))?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let parent = row.parent.map(|parent| parent.parse()).transpose();
            Ok(StoredArea {
                pcode: row.pcode.parse()?,
                level: AdminLevel(row.level),
                name: row.name,
                alternative_names: row.alternative_names,
                parent: parent?,
                geometry: row.geometry,
            })
        })
        .collect::<Result<Vec<_>, vocab::PcodeError>>()
        .map_err(|error| Problem::failed(&error))?;
    Boundaries::from_stored(version, rows).map_err(|problems| Problem::failed(&problems))
}

/// A level of boundaries as screens show it.
pub fn describe_level(level: &places::LevelSummary<'_>) -> serde_json::Value {
    serde_json::json!({"level": level.level, "name": level.name, "count": level.count, "geometry": level.geometry})
}

/// Keeps boundaries in the store: the other way round.
///
/// # Errors
/// `Taken` when a version of that code exists.
pub async fn keep_boundaries(store: &Store, boundaries: &Boundaries, actor: &str) -> Result<i32, Problem> {
    let version = boundaries.version();
    let to_json = |value: Result<serde_json::Value, serde_json::Error>| value.map_err(|error| Problem::failed(&error));
    let rows: Vec<store::StoredArea> = boundaries
        .stored()
        .map(|area| store::StoredArea {
            pcode: area.pcode.into(),
            level: area.level.0,
            name: area.name,
            alternative_names: area.alternative_names,
            parent: area.parent.map(String::from),
            geometry: area.geometry,
        })
        .collect();
    let levels: Vec<serde_json::Value> = boundaries.levels().iter().map(describe_level).collect();
    let described = to_json(serde_json::to_value(version))?;
    Ok(store.add_boundary_version(&version.code, described, levels.into(), &rows, actor).await?)
}
