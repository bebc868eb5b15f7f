//! Cookies of the doors, and what a visitor brings along.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use budayang_rules::telephone::Telephone;

use crate::app::App;
use crate::identity::challenge::{self, Challenge, Link};
use crate::identity::session::Place;
use crate::identity::{SESSION_COOKIE, password};
use crate::web::{Error, Refusal, Visit, page, t};

/// The token of a log-in that is half done.
const STEP_COOKIE: &str = "step";
const LONGEST_DEVICE: usize = 120;

/// Where the request comes from, as the list of sessions will show it.
pub(super) fn place(visit: &Visit, headers: &HeaderMap) -> Place {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Place { device: agent.chars().take(LONGEST_DEVICE).collect(), address: visit.address.to_string() }
}

/// The answer after somebody was let in: the session's cookie, and the step's cookie gone.
pub(super) fn let_in(app: &App, token: String, answer: Response) -> Response {
    (CookieJar::new().add(cookie(app, SESSION_COOKIE, token)).add(gone(STEP_COOKIE)), answer).into_response()
}

/// The answer after somebody left.
pub(super) fn let_out(answer: Response) -> Response {
    (CookieJar::new().add(gone(SESSION_COOKIE)).add(gone(STEP_COOKIE)), answer).into_response()
}

/// Keeps a challenge for this browser.
pub(super) async fn step(app: &App, challenge: &Challenge, answer: Response) -> Result<Response, Error> {
    let token = challenge::keep(app, challenge).await?;
    Ok((CookieJar::new().add(cookie(app, STEP_COOKIE, token)), answer).into_response())
}

/// What this browser has half done, with its token.
pub(super) async fn half_done(app: &App, headers: &HeaderMap) -> Result<Option<(String, Challenge)>, Error> {
    let jar = CookieJar::from_headers(headers);
    let Some(token) = jar.get(STEP_COOKIE).map(|cookie| cookie.value().to_owned()) else { return Ok(None) };
    Ok(challenge::of(app, &token).await?.map(|challenge| (token, challenge)))
}

/// The account at a provider that this browser wants to link, when the form or address says so: it is never linked
/// only because somebody else left it here.
pub(super) async fn link(visit: &Visit, headers: &HeaderMap, asked: &str) -> Result<Option<Link>, Error> {
    if asked != "yes" {
        return Ok(None);
    }
    let half_done = half_done(&visit.app, headers).await?;
    let link = half_done.and_then(|(_, challenge)| challenge.link().cloned());
    link.map(Some).ok_or_else(|| {
        Error::Refused(Refusal {
            status: StatusCode::GONE,
            sentence: visit.t("identity-link-gone"),
            way_out: Some((visit.t("identity-log-in"), "/login".into())),
        })
    })
}

/// A page with a form that must be mended.
pub(super) fn unfit(template: &impl askama::Template) -> Result<Response, Error> {
    let mut answer = page(template)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

/// A mobile number, to which codes can go.
pub(super) fn mobile(visit: &Visit, typed: &str) -> Result<Telephone, String> {
    match Telephone::parse(typed) {
        Ok(phone) if phone.is_mobile() => Ok(phone),
        Ok(_) => Err(visit.t("identity-mobile-only")),
        Err(fault) if visit.lang() == budayang_forms::Lang::En => Err(fault.en()),
        Err(fault) => Err(fault.to_string()),
    }
}

/// What is wrong with a new password.
pub(super) fn password_fault(visit: &Visit, typed: &str) -> Option<String> {
    match typed.chars().count() {
        length if length < password::SHORTEST => {
            let missing = password::SHORTEST - length;
            Some(t(visit.lang(), "identity-password-short", &[("missing", missing.into())]))
        }
        length if length > password::LONGEST => Some(visit.t("identity-password-long")),
        _ => None,
    }
}

fn cookie(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    let secure = app.config.public_url().starts_with("https:");
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).secure(secure).build()
}

fn gone(name: &'static str) -> Cookie<'static> {
    let mut cookie = Cookie::build((name, "")).path("/").build();
    cookie.make_removal();
    cookie
}
