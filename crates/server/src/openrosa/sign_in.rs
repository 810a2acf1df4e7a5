//! Phones that come with a user name and a password: HTTP Digest anywhere, HTTP Basic over https only.
//!
//! Digest is for phones that were added with a password of their own. Basic is for those and for people with an account;
//! it shows the password to whoever can read the request, so that over plain http it is neither offered nor looked at.

use super::{
    digest::{Algorithm, Answer, REALM, password_matches},
    reply::Refusal,
    staff,
};
use crate::{
    accounts::{ClientAddress, LogIn, NotRecognised, OverHttps},
    state::App,
};
use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderValue, StatusCode, header::AUTHORIZATION, request::Parts},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use messages::codes;
use store::{Device, Operation, Role, User};
use vocab::Language;

/// Who came.
#[derive(Debug)]
pub enum Caller {
    /// A phone that was added with a password.
    Device(Device),
    /// A person with an account.
    Person(User),
}

/// What the request shows.
enum Shown {
    Nothing,
    Digest(Box<Answer>),
    Basic { user_name: String, password: String },
}

impl Shown {
    /// Reads the header; what cannot be read is as good as nothing.
    fn read(parts: &Parts) -> Self {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some((scheme, rest)) = header.and_then(|header| header.trim().split_once(' ')) else {
            return Self::Nothing;
        };
        let read = if scheme.eq_ignore_ascii_case("digest") {
            Answer::read(rest).map(|answer| Self::Digest(Box::new(answer)))
        } else if scheme.eq_ignore_ascii_case("basic") {
            let bytes = STANDARD.decode(rest.trim()).ok();
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            text.and_then(|text| {
                let (user_name, password) = text.split_once(':')?;
                Some(Self::Basic { user_name: user_name.to_owned(), password: password.to_owned() })
            })
        } else {
            None
        };
        read.unwrap_or(Self::Nothing)
    }
}

/// Whoever the request shows it comes from.
///
/// # Errors
/// 401 with what may be shown, 429 after too many wrong ones, 403 for people who may not send here.
pub async fn caller(
    parts: &mut Parts,
    app: &App,
    operation: Option<&Operation>,
    language: Language,
) -> Result<Caller, Refusal> {
    let Ok(OverHttps(over_https)) = OverHttps::from_request_parts(parts, app).await;
    let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(parts, app).await;
    let ask = |code, stale| challenge(app, language, code, over_https, stale);
    let failed = |error: store::StoreError| Refusal::failed(language, &error);
    // An operation that is not there asks for a password like any other, and then knows no phone.
    let operation_id = operation.map_or(0, |operation| operation.id);
    let shown = Shown::read(parts);
    if !matches!(shown, Shown::Nothing) {
        app.doors.guesses.may(address).map_err(|wait| Refusal::too_many(language, wait))?;
    }
    let device = match shown {
        Shown::Nothing => return Err(ask(codes::OPENROSA_LOG_IN_NEEDED, false)),
        Shown::Basic { .. } if !over_https => return Err(ask(codes::OPENROSA_BASIC_NEEDS_HTTPS, false)),
        Shown::Basic { user_name, password } if user_name.contains('@') => {
            let log_in = LogIn { email: user_name, password };
            return match staff::find(app, &log_in, address).await {
                Ok(user) if user.must_change_password => {
                    Err(Refusal::new(language, StatusCode::FORBIDDEN, codes::ACCOUNT_PASSWORD_CHANGE_NEEDED))
                }
                Ok(user) if user.has(Role::Reviewer, operation_id) => Ok(Caller::Person(user)),
                Ok(_) => Err(Refusal::new(language, StatusCode::FORBIDDEN, codes::REQUEST_NOT_ALLOWED)),
                Err(NotRecognised::Wait(wait)) => Err(Refusal::too_many(language, wait)),
                Err(NotRecognised::Refused(problem)) if problem.status() == StatusCode::UNAUTHORIZED => {
                    Err(ask(codes::OPENROSA_WRONG_PASSWORD, false))
                }
                Err(NotRecognised::Refused(problem)) => Err(Refusal::from_problem(language, &problem)),
            };
        }
        Shown::Basic { user_name, password } => {
            let found = app.store.device_by_user_name(operation_id, &user_name).await.map_err(failed)?;
            let right = password_matches(found.as_ref().map(|(_, login)| login), &user_name, &password);
            found.filter(|_| right).map(|(device, _)| device)
        }
        Shown::Digest(answer) => {
            let found = app.store.device_by_user_name(operation_id, &answer.user_name).await.map_err(failed)?;
            let right = answer.matches(found.as_ref().map(|(_, login)| login), parts.method.as_str());
            let device = found.filter(|_| right && answer.uri == address_asked(parts)).map(|(device, _)| device);
            if device.is_some() && !app.doors.nonces.take(&answer.nonce, answer.count) {
                // The password is right, the nonce is old or used: the phone answers a new one without asking anybody.
                return Err(ask(codes::OPENROSA_LOG_IN_NEEDED, true));
            }
            device
        }
    };
    device.map(Caller::Device).ok_or_else(|| {
        super::door::count_wrong(app, address);
        ask(codes::OPENROSA_WRONG_PASSWORD, false)
    })
}

/// Path and query as the client sent them.
fn address_asked(parts: &Parts) -> &str {
    let original = parts.extensions.get::<OriginalUri>().map(|OriginalUri(uri)| uri);
    original.unwrap_or(&parts.uri).path_and_query().map_or("/", |asked| asked.as_str())
}

/// 401 with what may be shown. Over https Basic stands first, which phones take then: people's accounts know no Digest.
fn challenge(app: &App, language: Language, code: &'static str, over_https: bool, stale: bool) -> Refusal {
    let nonce = app.doors.nonces.make(app.randomness.as_ref());
    let stale = if stale { ", stale=true" } else { "" };
    let digest = Algorithm::OFFERED.iter().map(|algorithm| {
        let name = algorithm.name();
        format!(r#"Digest realm="{REALM}", qop="auth", algorithm={name}, nonce="{nonce}"{stale}"#)
    });
    let basic = over_https.then(|| format!(r#"Basic realm="{REALM}", charset="UTF-8""#));
    let offered = basic.into_iter().chain(digest);
    let offered = offered.filter_map(|text| HeaderValue::from_str(&text).ok()).collect();
    Refusal::new(language, StatusCode::UNAUTHORIZED, code).challenging(offered)
}
