//! Boundary versions and their areas, as rows. What they mean is the business of crate `places`.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    json::{JsonText, from_json, to_json},
    tables::{admin_area, boundary_version},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value as Json, json};

/// A boundary version as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredVersion {
    /// Row.
    pub id: i32,
    /// Its short name, such as `bdi-cod-2017`.
    pub code: String,
    /// Country, label, dates, source and licence.
    pub version: Json,
    /// How good the geometry of each level is.
    pub standing: Json,
}

/// An admin area as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArea {
    /// P-code.
    pub pcode: String,
    /// Depth.
    pub level: u8,
    /// Name.
    pub name: String,
    /// Other names.
    pub alternative_names: Vec<String>,
    /// P-code of the area it lies in.
    pub parent: Option<String>,
    /// Outline as GeoJSON text.
    pub geometry: Option<String>,
}

/// Rows a statement, so that the parameters stay below SQLite's 32,766.
const AREAS_A_STATEMENT: usize = 500;

impl Store {
    /// Keeps a boundary version with all its areas, in their order, or nothing of it.
    ///
    /// # Errors
    /// `Taken` when a version of that code exists: boundaries are never rewritten, a reform is a new version.
    pub async fn add_boundary_version(
        &self,
        code: &str,
        version: Json,
        standing: Json,
        areas: &[StoredArea],
        actor: &str,
    ) -> Result<i32> {
        let transaction = self.begin().await?;
        let existing =
            boundary_version::Entity::find().filter(boundary_version::Column::Code.eq(code)).one(&transaction).await?;
        if existing.is_some() {
            return Err(StoreError::Taken { what: "the boundary version", value: code.to_owned() });
        }
        let row = boundary_version::ActiveModel {
            code: Set(code.to_owned()),
            version: Set(JsonText::from(&version)),
            standing: Set(JsonText::from(&standing)),
            created_at: Set(self.clock.now()),
            ..Default::default()
        };
        let id = row.insert(&transaction).await?.id;
        for (chunk, part) in areas.chunks(AREAS_A_STATEMENT).enumerate() {
            let rows = part
                .iter()
                .enumerate()
                .map(|(position, area)| area_row(id, chunk * AREAS_A_STATEMENT + position, area))
                .collect::<Result<Vec<_>>>()?;
            admin_area::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        let deed = Deed::new(actor, "places.imported", format!("boundary_version:{code}"))
            .detail(json!({"areas": areas.len()}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// All boundary versions, by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn boundary_versions(&self) -> Result<Vec<StoredVersion>> {
        let mut rows = boundary_version::Entity::find().all(&self.reader).await?;
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows.into_iter().map(plain).collect()
    }

    /// The boundary version of that code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn boundary_version(&self, code: &str) -> Result<Option<StoredVersion>> {
        let row =
            boundary_version::Entity::find().filter(boundary_version::Column::Code.eq(code)).one(&self.reader).await?;
        row.map(plain).transpose()
    }

    /// The areas of a boundary version, in the order they were kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn areas(&self, boundary_version_id: i32) -> Result<Vec<StoredArea>> {
        let rows = admin_area::Entity::find()
            .filter(admin_area::Column::BoundaryVersionId.eq(boundary_version_id))
            .order_by_asc(admin_area::Column::Position)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(area).collect()
    }
}

fn plain(row: boundary_version::Model) -> Result<StoredVersion> {
    let version = from_json("boundary_version.version", &row.version)?;
    let standing = from_json("boundary_version.standing", &row.standing)?;
    Ok(StoredVersion { id: row.id, code: row.code, version, standing })
}

fn area_row(version: i32, position: usize, area: &StoredArea) -> Result<admin_area::ActiveModel> {
    Ok(admin_area::ActiveModel {
        boundary_version_id: Set(version),
        position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        pcode: Set(area.pcode.clone()),
        level: Set(i16::from(area.level)),
        name: Set(area.name.clone()),
        alternative_names: Set(to_json("admin_area.alternative_names", &area.alternative_names)?),
        parent: Set(area.parent.clone()),
        geometry: Set(area.geometry.clone()),
        ..Default::default()
    })
}

fn area(row: admin_area::Model) -> Result<StoredArea> {
    Ok(StoredArea {
        pcode: row.pcode,
        level: u8::try_from(row.level).unwrap_or(0),
        name: row.name,
        alternative_names: from_json("admin_area.alternative_names", &row.alternative_names)?,
        parent: row.parent,
        geometry: row.geometry,
    })
}
