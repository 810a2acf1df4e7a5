//! Teams of an operation.

use crate::{
    accounts::Member,
    input::{Body, readable_name},
    problem::Problem,
    state::App,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, put},
};
use messages::codes;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{NewTeam, Role};

/// Characters of a team's name.
pub const LONGEST_TEAM_NAME: usize = 100;
/// Members of a team; more are a second team.
pub const MOST_MEMBERS: usize = 500;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/teams", get(list_teams).post(create_team))
        .route("/operations/{operation}/teams/{id}", put(change_team).delete(remove_team))
}

async fn list_teams(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    let mut answer = json!({"teams": app.store.teams(member.operation.id).await?});
    // Who there is, is told to those who choose among them.
    if member.require(Role::Manager).is_ok()
        && let Some(object) = answer.as_object_mut()
    {
        object.insert("may_join".to_owned(), json!(app.store.may_join_teams(member.operation.id).await?));
    }
    Ok(Json(answer))
}

async fn save(app: &App, member: &Member, id: Option<i32>, mut new: NewTeam) -> Result<Value, Problem> {
    member.require(Role::Manager)?;
    new.name = readable_name("name", &new.name, LONGEST_TEAM_NAME)?;
    if new.members.len() > MOST_MEMBERS {
        return Err(Problem::invalid("members", format!("> {MOST_MEMBERS}")));
    }
    let saved = app.store.save_team(member.operation.id, id, &new, &member.user.actor()).await?;
    let saved = saved.ok_or_else(|| Problem::not_found(codes::TEAM_UNKNOWN))?;
    let teams = app.store.teams(member.operation.id).await?;
    Ok(json!({"team": teams.into_iter().find(|team| team.id == saved)}))
}

async fn create_team(
    State(app): State<App>,
    member: Member,
    Body(new): Body<NewTeam>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    Ok((StatusCode::CREATED, Json(save(&app, &member, None, new).await?)))
}

fn number(path: &HashMap<String, String>) -> Result<i32, Problem> {
    path.get("id").and_then(|id| id.parse().ok()).ok_or_else(|| Problem::not_found(codes::TEAM_UNKNOWN))
}

async fn change_team(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
    Body(new): Body<NewTeam>,
) -> Result<Json<Value>, Problem> {
    Ok(Json(save(&app, &member, Some(number(&path)?), new).await?))
}

async fn remove_team(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    match app.store.remove_team(member.operation.id, number(&path)?, &member.user.actor()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(codes::TEAM_UNKNOWN)),
    }
}
