//! One call of every route that changes something, and what the log must say of it.

use crate::story::BASELINE;
use serde_json::{Value, json};

/// What a change is asked with, and what the log must say of it.
pub struct Change {
    pub route: (&'static str, &'static str),
    pub at: String,
    pub body: Value,
    pub deeds: &'static [&'static str],
}

pub fn change(
    method: &'static str,
    path: &'static str,
    at: &str,
    body: Value,
    deeds: &'static [&'static str],
) -> Change {
    Change { route: (method, path), at: at.to_owned(), body, deeds }
}

/// All but forms and submissions, whose bodies are no JSON; in an order in which each finds what it changes.
pub fn changes(record: i64, user: i32) -> Vec<Change> {
    let log_in = json!({"email": "root@example.org", "password": crate::site::PASSWORD});
    let new_password = json!({"old": crate::site::PASSWORD, "new": "quatre collines vertes"});
    let hook = json!({"name": "Register", "url": "https://register.example.org/", "events": ["record.decided"], "paused": true});
    let user = format!("/api/v1/users/{user}");
    let record_at = format!("/api/v1/records/{record}/decision");
    let (teams, team) = ("/api/v1/operations/{operation}/teams", "/api/v1/operations/{operation}/teams/{id}");
    let round = |method, rest: &str, body, deeds| {
        let route = ["/api/v1/operations/{operation}/exercises/{exercise}", rest].concat();
        let at = route.replace("{operation}", "burundi").replace("{exercise}", BASELINE).replace("{round}", "9");
        change(method, route.leak(), &at, body, deeds)
    };
    vec![
        change("POST", "/api/v1/session", "/api/v1/session", log_in, &["session.begun"]),
        change(
            "POST",
            "/api/v1/users",
            "/api/v1/users",
            json!({"email": "new@example.org", "name": "New", "roles": [{"operation": "burundi", "role": "viewer"}]}),
            &["user.created", "user.roles_set"],
        ),
        change("PUT", "/api/v1/users/{id}/roles", &format!("{user}/roles"), json!({"roles": []}), &["user.roles_set"]),
        change(
            "POST",
            "/api/v1/users/{id}/password",
            &format!("{user}/password"),
            json!({}),
            &["user.password_changed"],
        ),
        change("DELETE", "/api/v1/users/{id}", &user, Value::Null, &["user.disabled"]),
        change(
            "POST",
            "/api/v1/operations/{operation}/devices",
            "/api/v1/operations/burundi/devices",
            json!({"name": "Tablet 8"}),
            &["device.created"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/devices/several",
            "/api/v1/operations/burundi/devices/several",
            json!({"names": ["Tablet 10", "Tablet 11"], "sign_in": "password"}),
            &["device.created", "device.created"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/forms/{form}/state",
            "/api/v1/operations/burundi/forms/camps/state",
            json!({"state": "open"}),
            &["form.opened"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/devices/{id}",
            "/api/v1/operations/burundi/devices/3",
            Value::Null,
            &["device.revoked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/forms/{form}/links",
            "/api/v1/operations/burundi/forms/baseline_subarea/links",
            json!({"name": "Partner A", "kind": "many", "expires_at": null}),
            &["link.created"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/forms/{form}/links/{id}",
            "/api/v1/operations/burundi/forms/baseline_subarea/links/1",
            json!({"expires_at": "2026-04-01T00:00:00Z"}),
            &["link.expiry_set"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/forms/{form}/links/{id}",
            "/api/v1/operations/burundi/forms/baseline_subarea/links/1",
            Value::Null,
            &["link.revoked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/sources",
            "/api/v1/operations/burundi/sources",
            json!({"name": "Kobo", "kind": "kobo", "url": "https://kobo.example.org", "project": "aXb", "secret": "t",
                   "form": "new_form"}),
            &["source.added"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/sources/{id}",
            "/api/v1/operations/burundi/sources/1",
            json!({"every_minutes": 60, "paused": true}),
            &["source.changed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/sources/{id}/run",
            "/api/v1/operations/burundi/sources/1/run",
            json!({}),
            &["source.run_asked"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/sources/{id}",
            "/api/v1/operations/burundi/sources/1",
            Value::Null,
            &["source.removed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/webhooks",
            "/api/v1/operations/burundi/webhooks",
            hook.clone(),
            &["webhook.added"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/webhooks/{id}",
            "/api/v1/operations/burundi/webhooks/1",
            hook,
            &["webhook.changed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/webhooks/{id}/secret",
            "/api/v1/operations/burundi/webhooks/1/secret",
            json!({}),
            &["webhook.secret_rotated"],
        ),
        change(
            "POST",
            "/api/v1/records/{id}/decision",
            &record_at,
            json!({"decision": "approve", "version": 2}),
            &["record.approved", "record.personal_data_read"],
        ),
        change(
            "POST",
            "/api/v1/records/{id}/decision",
            &record_at,
            json!({"decision": "reject", "reason": "Counted twice", "version": 3}),
            &["record.rejected", "record.personal_data_read"],
        ),
        change(
            "POST",
            "/api/v1/records/{id}/comments",
            &format!("/api/v1/records/{record}/comments"),
            json!({"body": "Called the team"}),
            &["record.commented"],
        ),
        change(
            "POST",
            "/api/v1/records/{id}/edits",
            &format!("/api/v1/records/{record}/edits"),
            json!({"version": 4, "reason": "By phone", "edits": [{
                "question": "idp_individuals", "from": {"type": "integer", "value": 500}, "to": {"type": "integer", "value": 490},
            }]}),
            &["record.personal_data_read", "record.values_edited", "record.personal_data_read"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/records/bulk/preview",
            "/api/v1/operations/burundi/records/bulk/preview",
            json!({"ids": [record], "action": {"do": "reject", "reason": "Counted twice"}}),
            &["records.listed"],
        ),
        // Of the decisions before, this one was told.
        change(
            "POST",
            "/api/v1/operations/{operation}/deliveries/{id}/resend",
            "/api/v1/operations/burundi/deliveries/1/resend",
            json!({}),
            &["webhook.resend_asked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/deliveries/{id}/set-aside",
            "/api/v1/operations/burundi/deliveries/1/set-aside",
            json!({}),
            &["webhook.delivery_set_aside"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/webhooks/{id}",
            "/api/v1/operations/burundi/webhooks/1",
            Value::Null,
            &["webhook.removed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/registers",
            "/api/v1/operations/burundi/registers",
            json!({"name": "trees"}),
            &["register.created"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/registers/{register}/approval",
            "/api/v1/operations/burundi/registers/trees/approval",
            json!({"required": true}),
            &["register.approval_set"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/registers/{register}/properties",
            "/api/v1/operations/burundi/registers/trees/properties",
            json!({"name": "height"}),
            &["register.property_added"],
        ),
        round("POST", "/rounds", json!({"number": 9, "from": "2026-05-01", "to": "2026-05-09"}), &["round.saved"]),
        round(
            "PUT",
            "/rounds/{round}",
            json!({"from": "2026-05-01", "to": "2026-05-10", "note": "Late"}),
            &["round.saved"],
        ),
        change("POST", teams, "/api/v1/operations/burundi/teams", json!({"name": "A"}), &["team.saved"]),
        change("PUT", team, "/api/v1/operations/burundi/teams/1", json!({"name": "B"}), &["team.saved"]),
        round("POST", "/rounds/{round}/places/preview", json!({"from": "boundaries"}), &[]),
        round(
            "PUT",
            "/rounds/{round}/places",
            json!({"from": "boundaries", "seen": store::fingerprint_of_places(&[])}),
            &["round.places_set"],
        ),
        round(
            "POST",
            "/rounds/{round}/places/marks",
            json!({"pcodes": ["BDI012001"], "mark": "closed", "reason": "Empty"}),
            &["round.places_marked"],
        ),
        round(
            "POST",
            "/rounds/{round}/places/team",
            json!({"pcodes": ["BDI012001"], "team": 1}),
            &["round.places_assigned"],
        ),
        change("DELETE", team, "/api/v1/operations/burundi/teams/1", Value::Null, &["team.removed"]),
        round("POST", "/rounds/{round}/stage", json!({"to": "collecting"}), &["round.moved"]),
        round("POST", "/rounds/{round}/stage", json!({"to": "review"}), &["round.moved"]),
        round("POST", "/rounds/{round}/stage", json!({"to": "closed"}), &["round.moved"]),
        round(
            "POST",
            "/rounds/{round}/revisions",
            json!({"reason": "A colline is missing"}),
            &["round.revision_begun"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/check",
            &format!("/api/v1/operations/burundi/exercises/{BASELINE}/rounds/1/check"),
            json!({}),
            &["round.checked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/forms/{form}/encryption",
            "/api/v1/operations/burundi/forms/new_form/encryption",
            json!({"public_key": include_str!("../../../../encrypted/tests/elsewhere/vectors/public.txt")}),
            &["form_key.kept", "form.published"],
        ),
        change(
            "POST",
            "/api/v1/session/password",
            "/api/v1/session/password",
            new_password,
            &["user.password_changed"],
        ),
        change("DELETE", "/api/v1/session", "/api/v1/session", Value::Null, &["session.ended"]),
    ]
}
