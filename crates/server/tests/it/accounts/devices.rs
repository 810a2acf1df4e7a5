//! Phones: a token of their own, shown once as a code to scan.

use crate::site::{Answer, Browser, Site};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::read::ZlibDecoder;
use serde_json::{Value, json};
use server::Settings;
use std::io::Read;
use store::Role;

const DEVICES: &str = "/api/v1/operations/burundi/devices";

/// Asks for the list of forms as ODK Collect does.
async fn form_list(site: &Site, server_url: &str) -> Answer {
    let mut phone: Browser<'_> = site.browser();
    phone.headers = vec![("x-openrosa-version", "1.0".to_owned())];
    let path = server_url.split_once("//").and_then(|(_, rest)| rest.split_once('/')).unwrap().1;
    phone.get(&format!("/{path}/formList")).await
}

#[tokio::test]
async fn a_phones_token_opens_the_door_until_it_is_revoked() {
    let site = Site::open().await;
    site.person("ida@example.org", &[(&site.burundi, Role::Manager)]).await;
    let ida = site.logged_in("ida@example.org").await;
    let made = ida.post(DEVICES, json!({"name": " Tablet 7 "})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    assert_eq!(made["device"]["name"], "Tablet 7");
    let server_url = made["server_url"].as_str().unwrap();
    let (before, project) = server_url.rsplit_once("/projects/").unwrap();
    let token = before.strip_prefix("http://dtm.example.org/v1/key/").unwrap();
    assert_eq!((token.len(), project), (64, site.burundi.id.to_string().as_str()));
    assert_eq!(form_list(&site, server_url).await.status, StatusCode::OK);
    let elsewhere = server_url.replace(&format!("/projects/{project}"), &format!("/projects/{}", site.chad.id));
    assert_eq!(form_list(&site, &elsewhere).await.status, StatusCode::FORBIDDEN, "another operation's forms");

    let listed = ida.get(DEVICES).await;
    assert_eq!(listed.json()["devices"][0]["revoked_at"], Value::Null);
    assert!(!listed.text.contains(token), "the token is shown once");
    let id = &made["device"]["id"];
    assert_eq!(ida.delete(&format!("{DEVICES}/{id}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(form_list(&site, server_url).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ida.get(DEVICES).await.json()["devices"][0]["revoked_at"], "2026-03-02T08:00:00Z");
    for unknown in ["999", "x"] {
        let answer = ida.delete(&format!("{DEVICES}/{unknown}")).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "device.unknown"));
    }
    assert_eq!(ida.post(DEVICES, json!({"name": ""})).await.code(), "request.invalid_input");
}

#[tokio::test]
async fn a_manager_reaches_the_phones_of_the_own_operation_only() {
    let site = Site::open().await;
    site.person("ida@example.org", &[(&site.burundi, Role::Manager), (&site.chad, Role::Reviewer)]).await;
    let chads = site.app.store.create_device(site.chad.id, "Tablet", "a token", "test").await.unwrap();
    let ida = site.logged_in("ida@example.org").await;
    let through_own = ida.delete(&format!("{DEVICES}/{}", chads.id)).await;
    assert_eq!((through_own.status, through_own.code().as_str()), (StatusCode::NOT_FOUND, "device.unknown"));
    let directly = ida.delete(&format!("/api/v1/operations/chad/devices/{}", chads.id)).await;
    assert_eq!(directly.status, StatusCode::FORBIDDEN);
    assert!(site.app.store.device_by_token(site.chad.id, "a token").await.unwrap().is_some());
}

#[tokio::test]
async fn the_picture_holds_the_settings_that_collect_reads() {
    let settings = Settings { public_address: Some("https://dtm.example.bi/".to_owned()), ..Settings::default() };
    let site = Site::with(settings).await;
    site.person("ida@example.org", &[(&site.burundi, Role::Manager)]).await;
    let ida = site.logged_in("ida@example.org").await;
    let made = ida.post(DEVICES, json!({"name": "Tablet 7"})).await.json();
    let server_url = made["server_url"].as_str().unwrap();
    assert!(server_url.starts_with("https://dtm.example.bi/v1/key/"), "{server_url}");

    let scanned = scan(made["settings_qr_svg"].as_str().unwrap());
    assert_eq!(scanned, made["settings_qr_text"].as_str().unwrap());
    let mut text = String::new();
    ZlibDecoder::new(STANDARD.decode(scanned).unwrap().as_slice()).read_to_string(&mut text).unwrap();
    let settings: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        settings,
        json!({
            "general": {"server_url": server_url, "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular"},
            "project": {"name": "Burundi"},
            "admin": {},
        })
    );
}

/// Reads the code in a picture as a camera would: the drawing's dark squares, painted on a grid of pixels.
fn scan(svg: &str) -> String {
    let number = |text: &str| text.parse::<usize>().unwrap();
    let side = number(svg.split("width=\"").nth(1).unwrap().split('"').next().unwrap());
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut dark = vec![false; side * side];
    for square in path.split('M').skip(1) {
        // x y h width v height H x V y
        let parts: Vec<usize> =
            square.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(number).collect();
        let [x, y, width, height, ..] = parts[..] else { panic!("a square: {square}") };
        for row in y..y + height {
            dark[row * side + x..][..width].fill(true);
        }
    }
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if dark[y * side + x] { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code in the picture");
    let (meta, text) = grids[0].decode().unwrap();
    assert_eq!(meta.ecc_level, 1, "correction level L, in the code's own numbering");
    text
}
