//! Operations and their exercises.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{from_json, to_json},
    tables::{exercise, operation},
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;
use vocab::{AdminLevel, Text};

/// A country operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The project number ODK clients see.
    pub id: i32,
    /// Short name in addresses, such as `burundi`.
    pub code: String,
    /// What people read.
    pub name: Text,
    /// ISO 3166-1 alpha-3.
    pub admin0_pcode: String,
    /// The country's name as DTM writes it.
    pub admin0_name: String,
    /// `Active` or `Inactive`.
    pub status: String,
    /// Whether everything in it is made up for demonstration.
    pub demonstration: bool,
    /// The boundaries it uses now.
    pub boundary_version_id: Option<i32>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// What a new operation is made of.
#[derive(Debug, Clone)]
pub struct NewOperation {
    /// Short name in addresses.
    pub code: String,
    /// What people read.
    pub name: Text,
    /// ISO 3166-1 alpha-3.
    pub admin0_pcode: String,
    /// The country's name.
    pub admin0_name: String,
    /// Whether its data is made up for demonstration.
    pub demonstration: bool,
    /// The boundaries it uses.
    pub boundary_version_id: Option<i32>,
}

/// A tool of a component in an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// Row.
    pub id: i32,
    /// Its operation.
    pub operation_id: i32,
    /// Short name, such as `baseline_subarea`.
    pub code: String,
    /// What people read.
    pub name: Text,
    /// DTM's assessment type: `BA`, `SA`, `ETT`.
    pub tool: String,
    /// The form that collects it.
    pub xml_form_id: String,
    /// The level whose places are counted as covered.
    pub coverage_level: AdminLevel,
    /// The pack that brought it, with its version.
    pub pack: String,
}

fn operation(row: operation::Model) -> Result<Operation> {
    Ok(Operation {
        id: row.id,
        name: from_json("operation.name", &row.name)?,
        code: row.code,
        admin0_pcode: row.admin0_pcode,
        admin0_name: row.admin0_name,
        status: row.status,
        demonstration: row.demonstration,
        boundary_version_id: row.boundary_version_id,
        created_at: row.created_at,
    })
}

fn exercise(row: exercise::Model) -> Result<Exercise> {
    Ok(Exercise {
        id: row.id,
        operation_id: row.operation_id,
        name: from_json("exercise.name", &row.name)?,
        code: row.code,
        tool: row.tool,
        xml_form_id: row.xml_form_id,
        coverage_level: AdminLevel(u8::try_from(row.coverage_level).unwrap_or(0)),
        pack: row.pack,
    })
}

impl Store {
    /// All operations, by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn operations(&self) -> Result<Vec<Operation>> {
        let mut rows = operation::Entity::find().all(&self.reader).await?;
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows.into_iter().map(operation).collect()
    }

    /// The operation of that code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn operation(&self, code: &str) -> Result<Option<Operation>> {
        if code.contains('\0') {
            return Ok(None); // PostgreSQL keeps no such text and would call the question an error
        }
        let row = operation::Entity::find().filter(operation::Column::Code.eq(code)).one(&self.reader).await?;
        row.map(operation).transpose()
    }

    /// Makes the operation, or brings its texts and boundaries up to date.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_operation(&self, new: &NewOperation, actor: &str) -> Result<Operation> {
        let transaction = self.begin().await?;
        let existing =
            operation::Entity::find().filter(operation::Column::Code.eq(&new.code)).one(&transaction).await?;
        let action = if existing.is_some() { "operation.changed" } else { "operation.created" };
        let mut row = match existing {
            Some(row) => row.into_active_model(),
            None => operation::ActiveModel {
                code: Set(new.code.clone()),
                status: Set("Active".to_owned()),
                created_at: Set(self.clock.now()),
                ..Default::default()
            },
        };
        row.name = Set(to_json("operation.name", &new.name)?);
        row.admin0_pcode = Set(new.admin0_pcode.clone());
        row.admin0_name = Set(new.admin0_name.clone());
        row.demonstration = Set(new.demonstration);
        row.boundary_version_id = Set(new.boundary_version_id);
        let row = row.save(&transaction).await?;
        append(&transaction, self.clock.now(), &[Deed::new(actor, action, format!("operation:{}", new.code))]).await?;
        transaction.commit().await?;
        operation(sea_orm::TryIntoModel::try_into_model(row)?)
    }

    /// Exercises of an operation, by code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exercises(&self, operation_id: i32) -> Result<Vec<Exercise>> {
        let mut rows =
            exercise::Entity::find().filter(exercise::Column::OperationId.eq(operation_id)).all(&self.reader).await?;
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows.into_iter().map(exercise).collect()
    }

    /// An exercise by its code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exercise(&self, operation_id: i32, code: &str) -> Result<Option<Exercise>> {
        if code.contains('\0') {
            return Ok(None); // as for operations
        }
        let row = exercise::Entity::find()
            .filter(exercise::Column::OperationId.eq(operation_id))
            .filter(exercise::Column::Code.eq(code))
            .one(&self.reader)
            .await?;
        row.map(exercise).transpose()
    }

    /// An exercise by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exercise_by_id(&self, id: i32) -> Result<Option<Exercise>> {
        exercise::Entity::find_by_id(id).one(&self.reader).await?.map(exercise).transpose()
    }

    /// The exercise that a form collects for, if any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exercise_of_form(&self, operation_id: i32, xml_form_id: &str) -> Result<Option<Exercise>> {
        let row = exercise::Entity::find()
            .filter(exercise::Column::OperationId.eq(operation_id))
            .filter(exercise::Column::XmlFormId.eq(xml_form_id))
            .order_by_asc(exercise::Column::Id)
            .one(&self.reader)
            .await?;
        row.map(exercise).transpose()
    }

    /// Makes the exercise, or brings it up to date with its pack. Its `id` is ignored.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_exercise(&self, new: &Exercise, actor: &str) -> Result<Exercise> {
        let transaction = self.begin().await?;
        let existing = exercise::Entity::find()
            .filter(exercise::Column::OperationId.eq(new.operation_id))
            .filter(exercise::Column::Code.eq(&new.code))
            .one(&transaction)
            .await?;
        let mut row = existing.map_or_else(
            || exercise::ActiveModel {
                operation_id: Set(new.operation_id),
                code: Set(new.code.clone()),
                ..Default::default()
            },
            IntoActiveModel::into_active_model,
        );
        row.name = Set(to_json("exercise.name", &new.name)?);
        row.tool = Set(new.tool.clone());
        row.xml_form_id = Set(new.xml_form_id.clone());
        row.coverage_level = Set(i16::from(new.coverage_level.0));
        row.pack = Set(new.pack.clone());
        let row = row.save(&transaction).await?;
        let deed =
            Deed::new(actor, "exercise.saved", format!("exercise:{}", new.code)).detail(json!({"pack": new.pack}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        exercise(sea_orm::TryIntoModel::try_into_model(row)?)
    }
}
