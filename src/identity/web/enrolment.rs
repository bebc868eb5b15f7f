//! `/desk/enrolment/{token}`: an officer chooses a password and connects an authenticator, once.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use qrcode::QrCode;
use qrcode::render::svg;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::Challenge;
use crate::identity::enrolment::{self, Beginning};
use crate::identity::second_factor;
use crate::identity::tables::officer::Model as Officer;
use crate::web::{Error, Frame, Posted, Purse, Refusal, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/enrolment/{token}", get(show).post(begin))
}

#[derive(Template)]
#[template(path = "identity/enrolment.html")]
struct Page {
    frame: Frame,
    action: String,
    name: String,
    account: String,
    /// The authenticator's address as a picture, and the same secret to be typed.
    picture: String,
    address: String,
    secret: String,
    faults: Faults,
}

impl Page {
    fn new(visit: &Visit, token: &str, officer: &Officer, secret: &str, faults: Faults) -> Result<Self, Error> {
        let broken = |error: &dyn std::fmt::Display| Error::Broken(format!("no authenticator address: {error}"));
        let address = second_factor::address(secret, &officer.account).map_err(|error| broken(&error))?;
        let code = QrCode::new(&address).map_err(|error| broken(&error))?;
        let picture = code.render::<svg::Color<'_>>().min_dimensions(196, 196).build();
        Ok(Self {
            frame: visit.frame(visit.t("enrolment-title")),
            action: format!("/desk/enrolment/{token}"),
            name: officer.name.clone(),
            account: officer.account.clone(),
            picture: format!("data:image/svg+xml;base64,{}", STANDARD.encode(picture)),
            address,
            secret: in_fours(secret),
            faults,
        })
    }
}

/// Easier to type from one screen into another.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

async fn show(visit: Visit, headers: HeaderMap, Path(token): Path<String>) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let officer = invited(&visit, &token).await?;
    // Looking again shows the same secret: the authenticator may have it already.
    if let Some((_, Challenge::Enrolment { officer: whose, secret })) = door::half_done(app, &headers).await?
        && whose == officer.id
    {
        return page(&Page::new(&visit, &token, &officer, &secret, Faults::default())?);
    }
    let secret = second_factor::new_secret(&app.random);
    let shown = page(&Page::new(&visit, &token, &officer, &secret, Faults::default())?)?;
    door::step(app, &Challenge::Enrolment { officer: officer.id, secret }, shown).await
}

async fn begin(visit: Visit, headers: HeaderMap, Path(token): Path<String>, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let officer = invited(&visit, &token).await?;
    let secret = match door::half_done(app, &headers).await? {
        Some((_, Challenge::Enrolment { officer: whose, secret })) if whose == officer.id => secret,
        _ => return Ok(redirect_saying(&format!("/desk/enrolment/{token}"), &visit.t("enrolment-again"))),
    };
    let (typed, code) = (form.get("password"), form.get("code"));
    let mut faults = Faults::default();
    if let Some(sentence) = door::password_fault(&visit, typed) {
        faults.add("password", sentence);
    }
    if faults.is_empty() {
        let begun = Beginning { token: &token, secret: &secret, code, password: typed };
        if let Some(session) = enrolment::enrol(app, &begun, door::place(&visit, &headers)).await? {
            return Ok(door::let_in(app, session, redirect_saying("/desk", &visit.t("enrolment-done"))));
        }
        faults.add("code", visit.t("enrolment-code-wrong"));
    }
    door::unfit(&Page::new(&visit, &token, &officer, &secret, faults)?)
}

async fn invited(visit: &Visit, token: &str) -> Result<Officer, Error> {
    enrolment::invited(&visit.app, token).await?.ok_or_else(|| {
        Error::Refused(Refusal {
            status: StatusCode::GONE,
            sentence: visit.t("enrolment-gone"),
            way_out: Some((visit.t("identity-desk-log-in"), "/desk/login".into())),
        })
    })
}
