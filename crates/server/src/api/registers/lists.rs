//! The registers of an operation: listed, made, set.

use super::InRegister;
use crate::{
    accounts::Member,
    input::Body,
    problem::Problem,
    registers::{Use, uses},
    state::App,
};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{NewRegister, Register, RegisterCounts, Role};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/registers", get(list).post(create))
        .route("/operations/{operation}/registers/{register}", get(read))
        .route("/operations/{operation}/registers/{register}/approval", put(set_approval))
        .route("/operations/{operation}/registers/{register}/properties", post(add_property))
        .route("/operations/{operation}/register-problems", get(problems))
}

fn line(register: &Register, counts: RegisterCounts, uses: &[Use]) -> Value {
    let forms = |wanted: &dyn Fn(&Use) -> bool| {
        let found = uses.iter().filter(|one| wanted(one));
        found.map(|one| json!({"form_id": one.form_id, "title": one.title})).collect::<Vec<_>>()
    };
    let properties = register.properties.iter().map(|one| json!({"name": one.name, "personal": one.personal}));
    json!({
        "name": register.name, "approval_required": register.approval_required, "personal_label": register.personal_label,
        "revision": register.revision, "created_at": register.created_at, "properties": properties.collect::<Vec<_>>(),
        "entities": counts.entities, "conflicts": counts.conflicts, "waiting": counts.waiting,
        "changed_at": counts.changed_at, "written_by": forms(&|one| one.writes(&register.name)),
        "read_by": forms(&|one| one.reads(&register.name)),
    })
}

async fn list(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    let operation = member.operation.id;
    let (registers, counts) = (app.store.registers(operation).await?, app.store.register_counts(operation).await?);
    let uses = uses(&app, operation).await?;
    let lines: Vec<Value> = registers
        .iter()
        .map(|register| line(register, counts.get(&register.id).copied().unwrap_or_default(), &uses))
        .collect();
    let problems = app.store.entity_problems(operation).await?.len();
    Ok(Json(json!({"registers": lines, "problems": problems})))
}

async fn shown(app: &App, register: &Register) -> Result<Json<Value>, Problem> {
    let counts = app.store.register_counts(register.operation_id).await?;
    let uses = uses(app, register.operation_id).await?;
    Ok(Json(line(register, counts.get(&register.id).copied().unwrap_or_default(), &uses)))
}

async fn read(State(app): State<App>, place: InRegister) -> Result<Json<Value>, Problem> {
    shown(&app, &place.register).await
}

#[derive(Deserialize)]
struct NewRegisterBody {
    name: String,
    #[serde(default)]
    approval_required: bool,
}

async fn create(
    State(app): State<App>,
    member: Member,
    Body(body): Body<NewRegisterBody>,
) -> Result<Response, Problem> {
    member.require(Role::Manager)?;
    let name = body.name.trim();
    if !registers::is_list_name(name) {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REGISTER_NAME_INVALID).arg("name", name));
    }
    let new = NewRegister { name: name.to_owned(), approval_required: body.approval_required };
    let register = app.store.create_register(member.operation.id, &new, &member.user.actor()).await?;
    Ok((StatusCode::CREATED, shown(&app, &register).await?).into_response())
}

#[derive(Deserialize)]
struct Approval {
    required: bool,
}

async fn set_approval(
    State(app): State<App>,
    place: InRegister,
    Body(body): Body<Approval>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    app.store.set_register_approval(&place.register, body.required, &place.actor()).await?;
    let register = app.store.register(place.member.operation.id, &place.register.name).await?;
    shown(&app, &register.unwrap_or(place.register)).await
}

#[derive(Deserialize)]
struct NewProperty {
    name: String,
    #[serde(default)]
    personal: bool,
}

async fn add_property(
    State(app): State<App>,
    place: InRegister,
    Body(body): Body<NewProperty>,
) -> Result<Response, Problem> {
    place.member.require(Role::Manager)?;
    let name = body.name.trim();
    if !registers::is_property_name(name) {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REGISTER_NAME_INVALID).arg("name", name));
    }
    app.store.add_property(&place.register, name, body.personal, &place.actor()).await?;
    let register = app.store.register(place.member.operation.id, &place.register.name).await?;
    Ok((StatusCode::CREATED, shown(&app, &register.unwrap_or(place.register)).await?).into_response())
}

/// What submissions asked of registers and could not have.
async fn problems(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    let problems = app.store.entity_problems(member.operation.id).await?;
    let line = |one: &store::EntityProblem| {
        json!({"id": one.id, "register": one.list, "trouble": one.trouble, "record": one.record_id,
               "instance_id": one.instance_id, "at": one.at})
    };
    Ok(Json(json!({"problems": problems.iter().map(line).collect::<Vec<_>>()})))
}
