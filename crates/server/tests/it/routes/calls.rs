//! One call of every change that programs make through ODK Central's API.

use crate::site::Site;
use axum::{
    body::Body,
    http::{Request, header},
};

/// A program that speaks ODK Central's API.
pub struct Program<'a> {
    pub site: &'a Site,
    pub token: String,
}

/// What it asks, and what the log must say of it.
pub struct Call {
    pub route: (&'static str, &'static str),
    pub at: &'static str,
    pub media_type: &'static str,
    pub body: &'static str,
    pub deeds: &'static [&'static str],
}

impl Program<'_> {
    pub async fn call(&mut self, call: &Call) -> crate::site::Answer {
        let request = Request::builder()
            .method(call.route.0)
            .uri(call.at)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, call.media_type);
        let body = call.body.replace("PASSWORD", crate::site::PASSWORD);
        let answer = self.site.answer(request.body(Body::from(body)).unwrap()).await;
        if let ("POST", "/v1/sessions") = call.route {
            self.token = answer.json()["token"].as_str().unwrap().to_owned();
        }
        answer
    }
}

pub const CAMPS: &str = "| survey |\n| | type | name | label |\n| | select_one_from_file camps.csv | camp | Camp |\n| | image | photo | Photo |\n| settings |\n| | form_id | version |\n| | camps | 1 |\n";
pub const FIRST: &str = "<data id=\"camps\" version=\"1\"><camp>a</camp><photo>1.jpg</photo><meta><instanceID>uuid:first</instanceID></meta></data>";
pub const SECOND: &str = "<data id=\"camps\" version=\"1\"><camp>b</camp><photo>1.jpg</photo><meta><instanceID>uuid:second</instanceID><deprecatedID>uuid:first</deprecatedID></meta></data>";

/// All changes of ODK Central's API, in an order in which each finds what it changes.
pub fn calls() -> Vec<Call> {
    let json = |route, at, body, deeds| Call { route, at, media_type: "application/json", body, deeds };
    let other = |media_type, route, at, body, deeds| Call { route, at, media_type, body, deeds };
    let (xml, csv, markdown, photo) = ("application/xml", "text/csv", "text/markdown", "image/jpeg");
    let form = "/v1/projects/{project}/forms/{form}";
    let draft = |method, rest: &'static str| (method, [form, rest].concat().leak() as &'static str);
    vec![
        json(
            ("POST", "/v1/sessions"),
            "/v1/sessions",
            r#"{"email": "root@example.org", "password": "PASSWORD"}"#,
            &["session.begun"],
        ),
        json(
            ("POST", "/v1/projects/{project}/app-users"),
            "/v1/projects/1/app-users",
            r#"{"displayName": "Tablet 9"}"#,
            &["device.created"],
        ),
        other(
            markdown,
            ("POST", "/v1/projects/{project}/forms"),
            "/v1/projects/1/forms?ignoreWarnings=True",
            CAMPS,
            &["form.draft_saved"],
        ),
        other(
            csv,
            draft("POST", "/draft/attachments/{file}"),
            "/v1/projects/1/forms/camps/draft/attachments/camps.csv",
            "name,label\na,A\nb,B\n",
            &["form.draft_file_saved"],
        ),
        json(
            draft("POST", "/draft/publish"),
            "/v1/projects/1/forms/camps/draft/publish",
            "",
            &["exercise.saved", "form.published"],
        ),
        // Every phone of an operation may use its forms: there is nothing to change.
        json(draft("POST", "/assignments/{role}/{actor}"), "/v1/projects/1/forms/camps/assignments/2/5", "", &[]),
        json(draft("POST", "/draft"), "/v1/projects/1/forms/camps/draft", "", &["form.draft_saved"]),
        json(draft("DELETE", "/draft"), "/v1/projects/1/forms/camps/draft", "", &["form.draft_dropped"]),
        json(draft("PATCH", ""), "/v1/projects/1/forms/camps", r#"{"state": "closing"}"#, &["form.closing"]),
        other(
            xml,
            draft("POST", "/submissions"),
            "/v1/projects/1/forms/camps/submissions",
            FIRST,
            &["submission.received"],
        ),
        other(
            photo,
            draft("POST", "/submissions/{instance}/attachments/{file}"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst/attachments/1.jpg",
            "a photo",
            &["submission.files_added"],
        ),
        other(
            xml,
            draft("PUT", "/submissions/{instance}"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst",
            SECOND,
            &["submission.corrected"],
        ),
        json(
            draft("PATCH", "/submissions/{instance}"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst",
            r#"{"reviewState": "approved"}"#,
            &["record.approved"],
        ),
        json(
            draft("POST", "/submissions/{instance}/comments"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst/comments",
            r#"{"body": "Called the site."}"#,
            &["record.commented"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets"),
            "/v1/projects/1/datasets",
            r#"{"name": "wells", "approvalRequired": true}"#,
            &["register.created"],
        ),
        json(
            ("PATCH", "/v1/projects/{project}/datasets/{dataset}"),
            "/v1/projects/1/datasets/wells",
            r#"{"approvalRequired": false}"#,
            &["register.approval_set"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets/{dataset}/properties"),
            "/v1/projects/1/datasets/wells/properties",
            r#"{"name": "depth"}"#,
            &["register.property_added"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets/{dataset}/entities"),
            "/v1/projects/1/datasets/wells/entities",
            r#"{"uuid": "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10", "label": "North", "data": {"depth": "12"}}"#,
            &["register.changed_in_bulk"],
        ),
        json(
            ("PATCH", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}"),
            "/v1/projects/1/datasets/wells/entities/2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10?baseVersion=1",
            r#"{"data": {"depth": "13"}}"#,
            &["entity.updated"],
        ),
        json(
            ("DELETE", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}"),
            "/v1/projects/1/datasets/wells/entities/2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10",
            "",
            &["entity.deleted"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/restore"),
            "/v1/projects/1/datasets/wells/entities/2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10/restore",
            "",
            &["entity.restored"],
        ),
        json(
            ("DELETE", "/v1/projects/{project}/app-users/{actor}"),
            "/v1/projects/1/app-users/5",
            "",
            &["device.revoked"],
        ),
        json(("DELETE", "/v1/sessions/{token}"), "/v1/sessions/current", "", &["session.ended"]),
    ]
}
