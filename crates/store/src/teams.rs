//! Teams: the people and phones that assess places together.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    tables::{device, expected_place, role_grant, team, team_member, user_account},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// A person or a phone of a team.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TeamMember {
    /// A person with a role in the operation.
    Person {
        /// Row.
        id: i32,
        /// What people call them; not read when a team is saved.
        #[serde(default)]
        name: String,
    },
    /// A phone of the operation.
    Device {
        /// Row.
        id: i32,
        /// What people call it; not read when a team is saved.
        #[serde(default)]
        name: String,
    },
}

impl TeamMember {
    /// What people call them.
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name, .. } | Self::Device { name, .. } => name,
        }
    }
}

/// A team.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Team {
    /// Row.
    pub id: i32,
    /// Its name, which no other team of the operation has.
    pub name: String,
    /// Who belongs to it.
    pub members: Vec<TeamMember>,
}

/// What a team is to be.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct NewTeam {
    /// Its name.
    pub name: String,
    /// Who belongs to it.
    #[serde(default)]
    pub members: Vec<TeamMember>,
}

async fn refuse_taken(
    transaction: &impl ConnectionTrait,
    operation_id: i32,
    name: &str,
    own: Option<i32>,
) -> Result<()> {
    let taken = team::Entity::find()
        .filter(team::Column::OperationId.eq(operation_id))
        .filter(team::Column::Name.eq(name))
        .one(transaction)
        .await?;
    match taken {
        Some(row) if Some(row.id) != own => Err(StoreError::Taken { what: "the team", value: name.to_owned() }),
        _ => Ok(()),
    }
}

/// Puts the members in place of those there are. Those who have nothing to do with the operation are left out.
async fn set_members(
    transaction: &impl ConnectionTrait,
    (operation_id, team_id): (i32, i32),
    members: &[TeamMember],
) -> Result<()> {
    team_member::Entity::delete_many().filter(team_member::Column::TeamId.eq(team_id)).exec(transaction).await?;
    let granted = role_grant::Entity::find().filter(role_grant::Column::OperationId.eq(operation_id));
    let people: BTreeSet<i32> = granted.all(transaction).await?.into_iter().map(|row| row.user_id).collect();
    let phones = device::Entity::find().filter(device::Column::OperationId.eq(operation_id));
    let phones: BTreeSet<i32> = phones.all(transaction).await?.into_iter().map(|row| row.id).collect();
    let ids: BTreeSet<(Option<i32>, Option<i32>)> = members
        .iter()
        .filter_map(|member| match member {
            TeamMember::Person { id, .. } => people.contains(id).then_some((Some(*id), None)),
            TeamMember::Device { id, .. } => phones.contains(id).then_some((None, Some(*id))),
        })
        .collect();
    let rows = ids.into_iter().map(|(user_id, device_id)| team_member::ActiveModel {
        team_id: Set(team_id),
        user_id: Set(user_id),
        device_id: Set(device_id),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        team_member::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

impl Store {
    /// Teams of an operation, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn teams(&self, operation_id: i32) -> Result<Vec<Team>> {
        let rows = team::Entity::find().filter(team::Column::OperationId.eq(operation_id)).all(&self.reader).await?;
        let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
        let members =
            team_member::Entity::find().filter(team_member::Column::TeamId.is_in(ids)).all(&self.reader).await?;
        let users: BTreeSet<i32> = members.iter().filter_map(|row| row.user_id).collect();
        let users =
            user_account::Entity::find().filter(user_account::Column::Id.is_in(users)).all(&self.reader).await?;
        let users: HashMap<i32, String> = users.into_iter().map(|row| (row.id, row.name)).collect();
        let phones: BTreeSet<i32> = members.iter().filter_map(|row| row.device_id).collect();
        let phones = device::Entity::find().filter(device::Column::Id.is_in(phones)).all(&self.reader).await?;
        let phones: HashMap<i32, String> = phones.into_iter().map(|row| (row.id, row.name)).collect();
        let shown = |row: &team_member::Model| match (row.user_id, row.device_id) {
            (Some(id), _) => Some(TeamMember::Person { id, name: users.get(&id)?.clone() }),
            (None, Some(id)) => Some(TeamMember::Device { id, name: phones.get(&id)?.clone() }),
            (None, None) => None,
        };
        let mut teams: Vec<Team> = rows
            .into_iter()
            .map(|row| {
                let of_team = members.iter().filter(|member| member.team_id == row.id);
                let mut members: Vec<TeamMember> = of_team.filter_map(shown).collect();
                members.sort();
                Team { id: row.id, name: row.name, members }
            })
            .collect();
        teams.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(teams)
    }

    /// Who may belong to a team of an operation, by name: people with a role in it, and its phones, but none that may no
    /// longer enter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn may_join_teams(&self, operation_id: i32) -> Result<Vec<TeamMember>> {
        let granted = role_grant::Entity::find().filter(role_grant::Column::OperationId.eq(operation_id));
        let granted: BTreeSet<i32> = granted.all(&self.reader).await?.into_iter().map(|row| row.user_id).collect();
        let people = user_account::Entity::find()
            .filter(user_account::Column::Id.is_in(granted))
            .filter(user_account::Column::DisabledAt.is_null())
            .all(&self.reader)
            .await?;
        let phones = device::Entity::find()
            .filter(device::Column::OperationId.eq(operation_id))
            .filter(device::Column::RevokedAt.is_null())
            .all(&self.reader)
            .await?;
        let mut people: Vec<_> =
            people.into_iter().map(|row| TeamMember::Person { id: row.id, name: row.name }).collect();
        let mut phones: Vec<_> =
            phones.into_iter().map(|row| TeamMember::Device { id: row.id, name: row.name }).collect();
        people.sort_by(|a, b| a.name().cmp(b.name()));
        phones.sort_by(|a, b| a.name().cmp(b.name()));
        people.append(&mut phones);
        Ok(people)
    }

    /// Makes a team, or gives the one there is (`id`) this name and these members. None if there is no such team.
    ///
    /// # Errors
    /// `Taken` when another team has the name.
    pub async fn save_team(
        &self,
        operation_id: i32,
        id: Option<i32>,
        new: &NewTeam,
        actor: &str,
    ) -> Result<Option<i32>> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        refuse_taken(&transaction, operation_id, &new.name, id).await?;
        let id = match id {
            Some(id) => {
                let changed = team::Entity::update_many()
                    .col_expr(team::Column::Name, Expr::value(new.name.as_str()))
                    .filter(team::Column::OperationId.eq(operation_id))
                    .filter(team::Column::Id.eq(id))
                    .exec(&transaction)
                    .await?;
                if changed.rows_affected == 0 {
                    return Ok(None);
                }
                id
            }
            None => {
                let row = team::ActiveModel {
                    operation_id: Set(operation_id),
                    name: Set(new.name.clone()),
                    created_at: Set(now),
                    created_by: Set(actor.to_owned()),
                    ..Default::default()
                };
                row.insert(&transaction).await?.id
            }
        };
        set_members(&transaction, (operation_id, id), &new.members).await?;
        let detail = json!({"members": new.members.len()});
        let deed = Deed::new(actor, "team.saved", format!("team:{}", new.name)).detail(detail);
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(Some(id))
    }

    /// Dissolves a team; its places are nobody's then. Whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_team(&self, operation_id: i32, id: i32, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        let row = team::Entity::find_by_id(id).filter(team::Column::OperationId.eq(operation_id)).one(&transaction);
        let Some(row) = row.await? else { return Ok(false) };
        expected_place::Entity::update_many()
            .col_expr(expected_place::Column::TeamId, Expr::value(None::<i32>))
            .filter(expected_place::Column::TeamId.eq(id))
            .exec(&transaction)
            .await?;
        team_member::Entity::delete_many().filter(team_member::Column::TeamId.eq(id)).exec(&transaction).await?;
        team::Entity::delete_by_id(id).exec(&transaction).await?;
        let deed = Deed::new(actor, "team.removed", format!("team:{}", row.name));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
