//! Registers themselves: their names, properties and settings.

use super::kept::Personal;
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    seals::Sealer,
    tables::{entity, entity_waiting, register, register_property},
};
use chrono::{DateTime, Utc};
use registers::Declared;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use std::collections::HashMap;

/// A register: an entity list of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Row.
    pub id: i32,
    /// Its operation.
    pub operation_id: i32,
    /// Its name.
    pub name: String,
    /// Whether entities come into being only when somebody approves their submission.
    pub approval_required: bool,
    /// Whether labels tell of people.
    pub personal_label: bool,
    /// Counts the changes of what phones get of it.
    pub revision: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// Its properties, in the order in which they were added.
    pub properties: Vec<RegisterProperty>,
}

impl Register {
    /// Names of its properties, in order.
    pub fn property_names(&self) -> Vec<String> {
        self.properties.iter().map(|property| property.name.clone()).collect()
    }

    /// Whether anything in it tells of people.
    pub fn is_personal(&self) -> bool {
        self.personal_label || self.properties.iter().any(|property| property.personal)
    }

    pub(super) fn personal(&self) -> Personal {
        let properties = self.properties.iter().filter(|property| property.personal);
        Personal { label: self.personal_label, properties: properties.map(|property| property.name.clone()).collect() }
    }

    pub(super) fn subject(&self) -> String {
        format!("register:{}", self.name)
    }
}

/// A property of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterProperty {
    /// Its name.
    pub name: String,
    /// Whether it tells of people.
    pub personal: bool,
    /// Since when it is there.
    pub published_at: DateTime<Utc>,
}

/// What a register is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegister {
    /// Its name.
    pub name: String,
    /// Whether entities come into being only when somebody approves their submission.
    pub approval_required: bool,
}

/// How much there is in a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RegisterCounts {
    /// Entities that are not deleted.
    pub entities: u64,
    /// Entities in a conflict that nobody has resolved.
    pub conflicts: u64,
    /// Changes that wait.
    pub waiting: u64,
    /// When anything in it last changed.
    pub changed_at: Option<DateTime<Utc>>,
}

fn plain(row: register::Model, properties: Vec<RegisterProperty>) -> Register {
    let register::Model { id, operation_id, name, approval_required, personal_label, revision, created_at, created_by } =
        row;
    Register { id, operation_id, name, approval_required, personal_label, revision, created_at, created_by, properties }
}

/// Rows of registers with their properties, by name.
async fn complete(connection: &impl ConnectionTrait, rows: Vec<register::Model>) -> Result<Vec<Register>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found = register_property::Entity::find()
        .filter(register_property::Column::RegisterId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(register_property::Column::Id)
        .all(connection)
        .await?;
    let mut properties: HashMap<i32, Vec<RegisterProperty>> = HashMap::new();
    for register_property::Model { register_id, name, personal, published_at, .. } in found {
        properties.entry(register_id).or_default().push(RegisterProperty { name, personal, published_at });
    }
    let mut registers: Vec<Register> = rows
        .into_iter()
        .map(|row| (properties.remove(&row.id).unwrap_or_default(), row))
        .map(|(p, row)| plain(row, p))
        .collect();
    registers.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(registers)
}

/// The registers of those names, held until the transaction ends; in one order everywhere, so that two who change several
/// wait for each other in turn.
pub(super) async fn held(
    transaction: &impl ConnectionTrait,
    operation_id: i32,
    names: impl IntoIterator<Item = &str>,
) -> Result<Vec<Register>> {
    let rows = register::Entity::find()
        .filter(register::Column::OperationId.eq(operation_id))
        .filter(register::Column::Name.is_in(names))
        .order_by_asc(register::Column::Id)
        .lock_exclusive()
        .all(transaction)
        .await?;
    complete(transaction, rows).await
}

/// A register by its row, held until the transaction ends.
pub(super) async fn held_by_id(transaction: &impl ConnectionTrait, id: i32) -> Result<Option<Register>> {
    let row = register::Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(complete(transaction, row.into_iter().collect()).await?.pop())
}

/// Says that what phones get of a register has changed.
pub(super) async fn touch(transaction: &impl ConnectionTrait, register_id: i32) -> Result<()> {
    register::Entity::update_many()
        .col_expr(register::Column::Revision, Expr::col(register::Column::Revision).add(1))
        .filter(register::Column::Id.eq(register_id))
        .exec(transaction)
        .await?;
    Ok(())
}

async fn insert(
    transaction: &impl ConnectionTrait,
    operation_id: i32,
    new: &NewRegister,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<Register> {
    let row = register::ActiveModel {
        operation_id: Set(operation_id),
        name: Set(new.name.clone()),
        approval_required: Set(new.approval_required),
        personal_label: Set(false),
        revision: Set(1),
        created_at: Set(at),
        created_by: Set(actor.to_owned()),
        ..Default::default()
    };
    Ok(plain(row.insert(transaction).await?, Vec::new()))
}

pub(super) async fn insert_property(
    transaction: &impl ConnectionTrait,
    register: &Register,
    name: &str,
    personal: bool,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<Deed> {
    let row = register_property::ActiveModel {
        register_id: Set(register.id),
        name: Set(name.to_owned()),
        personal: Set(personal),
        published_at: Set(at),
        ..Default::default()
    };
    register_property::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(Deed::new(actor, "register.property_added", register.subject()).detail(json!({"property": name})))
}

/// Makes or extends the registers that a form declares, inside the transaction that publishes it. What tells of people once
/// always does. Returns what was done.
pub(crate) async fn declare(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    operation_id: i32,
    declared: &[Declared],
    at: DateTime<Utc>,
    actor: &str,
) -> Result<Vec<Deed>> {
    let mut deeds = Vec::new();
    if declared.is_empty() {
        return Ok(deeds);
    }
    let known = held(transaction, operation_id, declared.iter().map(|list| list.name.as_str())).await?;
    for list in declared {
        let register = match known.iter().find(|register| register.name == list.name) {
            Some(register) => register.clone(),
            None => {
                let new = NewRegister { name: list.name.clone(), approval_required: false };
                let register = insert(transaction, operation_id, &new, at, actor).await?;
                deeds.push(Deed::new(actor, "register.created", register.subject()));
                register
            }
        };
        let before = deeds.len();
        for property in &list.properties {
            match register.properties.iter().find(|known| known.name == property.name) {
                None => {
                    let (name, personal) = (&property.name, property.personal);
                    deeds.push(insert_property(transaction, &register, name, personal, at, actor).await?);
                }
                Some(known) if property.personal && !known.personal => {
                    register_property::Entity::update_many()
                        .col_expr(register_property::Column::Personal, Expr::value(true))
                        .filter(register_property::Column::RegisterId.eq(register.id))
                        .filter(register_property::Column::Name.eq(&property.name))
                        .exec(transaction)
                        .await?;
                    deeds.push(Deed::new(actor, "register.marked_personal", register.subject()));
                }
                Some(_) => {}
            }
        }
        let added = deeds.len() > before;
        if list.personal_label && !register.personal_label {
            register::Entity::update_many()
                .col_expr(register::Column::PersonalLabel, Expr::value(true))
                .filter(register::Column::Id.eq(register.id))
                .exec(transaction)
                .await?;
            deeds.push(Deed::new(actor, "register.marked_personal", register.subject()));
        }
        if added {
            touch(transaction, register.id).await?;
        }
        if deeds.iter().skip(before).any(|deed| deed.action == "register.marked_personal") {
            super::write::search_anew(sealer, transaction, register.id).await?;
        }
    }
    Ok(deeds)
}

impl Store {
    /// The registers of an operation, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn registers(&self, operation_id: i32) -> Result<Vec<Register>> {
        let rows = register::Entity::find().filter(register::Column::OperationId.eq(operation_id));
        complete(&self.reader, rows.all(&self.reader).await?).await
    }

    /// A register by its name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register(&self, operation_id: i32, name: &str) -> Result<Option<Register>> {
        let row = register::Entity::find()
            .filter(register::Column::OperationId.eq(operation_id))
            .filter(register::Column::Name.eq(name))
            .one(&self.reader)
            .await?;
        Ok(complete(&self.reader, row.into_iter().collect()).await?.pop())
    }

    /// How much there is in each register of an operation, by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_counts(&self, operation_id: i32) -> Result<HashMap<i32, RegisterCounts>> {
        let ids = register::Entity::find()
            .select_only()
            .column(register::Column::Id)
            .filter(register::Column::OperationId.eq(operation_id))
            .into_tuple::<i32>()
            .all(&self.reader)
            .await?;
        let (created, updated) = (entity::Column::CreatedAt.max(), entity::Column::UpdatedAt.max());
        type Row = (i32, i64, i64, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
        let rows: Vec<Row> = entity::Entity::find()
            .select_only()
            .column(entity::Column::RegisterId)
            .expr(entity::Column::Id.count())
            .expr(entity::Column::Conflict.count())
            .expr(created)
            .expr(updated)
            .filter(entity::Column::RegisterId.is_in(ids.iter().copied()))
            .filter(entity::Column::DeletedAt.is_null())
            .group_by(entity::Column::RegisterId)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let waiting: Vec<(i32, i64)> = entity_waiting::Entity::find()
            .select_only()
            .column(entity_waiting::Column::RegisterId)
            .expr(entity_waiting::Column::Id.count())
            .filter(entity_waiting::Column::RegisterId.is_in(ids.iter().copied()))
            .group_by(entity_waiting::Column::RegisterId)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let whole = |count: i64| u64::try_from(count).unwrap_or(0);
        let mut counts: HashMap<i32, RegisterCounts> =
            ids.into_iter().map(|id| (id, RegisterCounts::default())).collect();
        for (id, entities, conflicts, created, updated) in rows {
            let counts = counts.entry(id).or_default();
            (counts.entities, counts.conflicts) = (whole(entities), whole(conflicts));
            counts.changed_at = Ord::max(created, updated);
        }
        for (id, count) in waiting {
            counts.entry(id).or_default().waiting = whole(count);
        }
        Ok(counts)
    }

    /// Makes a register.
    ///
    /// # Errors
    /// `Taken` when there is one of that name.
    pub async fn create_register(&self, operation_id: i32, new: &NewRegister, actor: &str) -> Result<Register> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        if !held(&transaction, operation_id, [new.name.as_str()]).await?.is_empty() {
            return Err(StoreError::Taken { what: "the register", value: new.name.clone() });
        }
        let register = insert(&transaction, operation_id, new, now, actor).await?;
        append(&transaction, now, &[Deed::new(actor, "register.created", register.subject())]).await?;
        transaction.commit().await?;
        Ok(register)
    }

    /// Adds a property to a register; whether it tells of people cannot be undone.
    ///
    /// # Errors
    /// `Taken` when there is one of that name, in capitals or not.
    pub async fn add_property(&self, register: &Register, name: &str, personal: bool, actor: &str) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(register) = held_by_id(&transaction, register.id).await? else { return Ok(()) };
        let same = |known: &RegisterProperty| known.name.to_lowercase() == name.to_lowercase();
        if register.properties.iter().any(same) {
            return Err(StoreError::Taken { what: "the property", value: name.to_owned() });
        }
        let deed = insert_property(&transaction, &register, name, personal, now, actor).await?;
        touch(&transaction, register.id).await?;
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Sets whether entities come into being only when somebody approves their submission. What waits goes on waiting for
    /// the approval it was told to wait for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_register_approval(&self, register: &Register, required: bool, actor: &str) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(row) = register::Entity::find_by_id(register.id).lock_exclusive().one(&transaction).await? else {
            return Ok(());
        };
        if row.approval_required != required {
            let mut row = row.into_active_model();
            row.approval_required = Set(required);
            row.update(&transaction).await?;
            let deed = Deed::new(actor, "register.approval_set", register.subject());
            append(&transaction, now, &[deed.detail(json!({"required": required}))]).await?;
            transaction.commit().await?;
        }
        Ok(())
    }
}
