//! The columns of an entity list.

use super::{Entity, EntityList};
use crate::{
    filter::{Cells, Columns, Type, Value},
    names::identifier,
    problem::Problem,
};

/// A column of an entity list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityColumn {
    /// `__id`
    Uuid,
    /// `label`
    Label,
    /// A column of `__system`.
    System(EntitySystem),
    /// A property, by its place in the list.
    Property(usize),
}

impl EntityColumn {
    /// Whether the store has it as a column of its own.
    pub const fn is_stored(&self) -> bool {
        !matches!(self, Self::Property(_))
    }
}

/// A column of `__system`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum EntitySystem {
    CreatedAt,
    CreatorId,
    CreatorName,
    Updates,
    UpdatedAt,
    DeletedAt,
    Version,
    Conflict,
}

impl EntitySystem {
    /// All of them, in the order that rows give them.
    pub const ALL: [Self; 8] = [
        Self::CreatedAt,
        Self::CreatorId,
        Self::CreatorName,
        Self::Updates,
        Self::UpdatedAt,
        Self::DeletedAt,
        Self::Version,
        Self::Conflict,
    ];

    /// Its name: `createdAt`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreatedAt => "createdAt",
            Self::CreatorId => "creatorId",
            Self::CreatorName => "creatorName",
            Self::Updates => "updates",
            Self::UpdatedAt => "updatedAt",
            Self::DeletedAt => "deletedAt",
            Self::Version => "version",
            Self::Conflict => "conflict",
        }
    }

    pub(super) const fn type_of(self) -> Type {
        match self {
            Self::CreatedAt | Self::UpdatedAt | Self::DeletedAt => Type::Moment,
            Self::Updates | Self::Version => Type::Integer,
            Self::CreatorId | Self::CreatorName | Self::Conflict => Type::Text,
        }
    }
}

/// The column of that name: `label`, `__system/version`, a property.
pub(super) fn named(list: &EntityList, name: &str) -> Option<EntityColumn> {
    if let Some(system) = name.strip_prefix("__system/") {
        return EntitySystem::ALL.into_iter().find(|column| column.name() == system).map(EntityColumn::System);
    }
    match name {
        "__id" => Some(EntityColumn::Uuid),
        "label" => Some(EntityColumn::Label),
        _ => list.properties.iter().position(|known| identifier(known) == name).map(EntityColumn::Property),
    }
}

/// The columns of a row; those of `__system` stand together.
pub(super) fn selection(list: &EntityList, select: Option<&[String]>) -> Result<Vec<EntityColumn>, Problem> {
    let system = EntitySystem::ALL.map(EntityColumn::System);
    let properties = (0..list.properties.len()).map(EntityColumn::Property);
    let all: Vec<EntityColumn> =
        [EntityColumn::Uuid, EntityColumn::Label].into_iter().chain(system).chain(properties).collect();
    let Some(select) = select else { return Ok(all) };
    let mut chosen = Vec::new();
    for property in select {
        if property == "__system" {
            chosen.extend(system);
        } else {
            let column = named(list, property);
            chosen.push(column.ok_or_else(|| Problem::PropertyNotFound { property: property.clone() })?);
        }
    }
    Ok(all.into_iter().filter(|column| chosen.contains(column)).collect())
}

pub(super) struct EntityColumns<'list> {
    pub(super) list: &'list EntityList,
}

impl Columns for EntityColumns<'_> {
    type Column = EntityColumn;

    fn column(&self, path: &str) -> Option<(EntityColumn, Type)> {
        let column = named(self.list, path)?;
        let kind = match column {
            EntityColumn::System(system) => system.type_of(),
            _ => Type::Text,
        };
        Some((column, kind))
    }
}

pub(super) struct EntityRow<'row> {
    pub(super) entity: &'row Entity<'row>,
}

impl Cells<EntityColumn> for EntityRow<'_> {
    fn cell(&self, column: &EntityColumn) -> Value<'_> {
        let entity = self.entity;
        let date = |date: Option<chrono::DateTime<chrono::Utc>>| {
            date.map_or(Value::Null, |date| Value::Moment(date.fixed_offset()))
        };
        match column {
            EntityColumn::Uuid => Value::from(entity.uuid),
            EntityColumn::Label => Value::from(entity.label),
            EntityColumn::Property(at) => Value::from(entity.properties.get(*at).copied().unwrap_or_default()),
            EntityColumn::System(EntitySystem::CreatedAt) => date(Some(entity.created_at)),
            EntityColumn::System(EntitySystem::CreatorId) => Value::from(entity.creator_id),
            EntityColumn::System(EntitySystem::CreatorName) => Value::from(entity.creator_name),
            EntityColumn::System(EntitySystem::Updates) => Value::Integer(entity.updates.into()),
            EntityColumn::System(EntitySystem::UpdatedAt) => date(entity.updated_at),
            EntityColumn::System(EntitySystem::DeletedAt) => date(entity.deleted_at),
            EntityColumn::System(EntitySystem::Version) => Value::Integer(entity.version.into()),
            EntityColumn::System(EntitySystem::Conflict) => entity.conflict.map_or(Value::Null, Value::from),
        }
    }
}
