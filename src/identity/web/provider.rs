//! `/login/provider`: to the OpenID Connect provider and back, and linking whom it vouches for with an account here.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use super::door;
use super::log_in::{self as ways_in, home_of};
use crate::app::App;
use crate::db::Tx;
use crate::identity::challenge::{self, Challenge, Link};
use crate::identity::provider::{Provider, ProviderFault};
use crate::identity::{Citizen, federation, log_in, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, page, redirect, redirect_saying, t};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/login/provider", get(leave))
        .route("/login/provider/callback", get(arrive))
        .route("/login/link", get(show).post(confirm))
        .route("/me/profile/provider/removal", post(unlink))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    back: String,
}

/// What the provider sends back: a code, or why there is none.
#[derive(Deserialize)]
struct Brought {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

/// What somebody is to do whom the provider knows and this site does not.
#[derive(Template)]
#[template(path = "identity/link.html")]
struct Page {
    frame: Frame,
    linking: String,
    back: String,
    /// The person who is logged in and may link the account to their own.
    person: Option<String>,
}

/// Which account is about to be linked.
pub(super) fn linking(visit: &Visit, link: &Link) -> String {
    let provider = visit.app.provider.as_ref().map_or(link.issuer.as_str(), |provider| provider.name.as_str());
    let words = [("provider", provider.into()), ("name", link.shown.as_ref().unwrap_or(&link.name).as_str().into())];
    t(visit.lang(), "identity-linking", &words)
}

/// Links inside the transaction that lets the person in.
pub(super) async fn link(visit: &Visit, tx: &Tx, subject: Uuid, link: &Link) -> Result<(), Error> {
    match federation::link(&visit.app, tx, subject, link).await? {
        true => Ok(()),
        false => Err(Error::conflict(visit.t("identity-link-taken"))),
    }
}

fn provider(visit: &Visit) -> Result<&Provider, Error> {
    visit.app.provider.as_ref().ok_or(Error::NotFound)
}

/// A link, not a form: the page's policy lets no form lead to another site.
async fn leave(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let app = &visit.app;
    let provider = provider(&visit)?;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let back = home_of(&asked.back).to_owned();
    match provider.departure(app).await {
        Ok(way) => {
            let challenge = Challenge::Provider { state: way.state, nonce: way.nonce, verifier: way.verifier, back };
            door::step(app, &challenge, redirect(way.address.as_str())).await
        }
        Err(fault) => stay(&visit, provider, &back, &fault),
    }
}

async fn arrive(visit: Visit, headers: HeaderMap, Query(brought): Query<Brought>) -> Result<Response, Error> {
    let app = &visit.app;
    let provider = provider(&visit)?;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let (token, state, nonce, verifier, back) = match door::half_done(app, &headers).await? {
        Some((token, Challenge::Provider { state, nonce, verifier, back })) => (token, state, nonce, verifier, back),
        _ => return refuse(&visit, "/me", "identity-provider-gone"),
    };
    if !bool::from(state.as_bytes().ct_eq(brought.state.as_bytes())) {
        return refuse(&visit, &back, "identity-provider-gone");
    }
    if brought.code.is_empty() {
        return refuse(&visit, &back, "identity-provider-declined");
    }
    let link = match provider.arrival(app, &brought.code, &nonce, &verifier).await {
        Ok(link) => link,
        Err(fault) => return stay(&visit, provider, &back, &fault),
    };
    let known = store::federations::subject(&app.db, &link.issuer, &link.name).await?;
    let tx = app.db.begin().await?;
    if !challenge::finish(&tx, &token).await? {
        return refuse(&visit, &back, "identity-provider-gone");
    }
    let Some(subject) = known else {
        tx.commit().await?;
        return door::step(app, &Challenge::Link { link, back }, redirect("/login/link")).await;
    };
    let token = log_in::open_citizen(app, &tx, subject, "provider", door::place(&visit, &headers)).await?;
    tx.commit().await?;
    Ok(door::let_in(app, token, redirect(&back)))
}

/// The other ways in stay open, and lead to where the person wanted to go.
fn stay(visit: &Visit, provider: &Provider, back: &str, fault: &ProviderFault) -> Result<Response, Error> {
    tracing::warn!(issuer = provider.issuer(), %fault, "a log-in through the provider failed");
    let (status, key) = match fault {
        ProviderFault::Away(_) => (StatusCode::SERVICE_UNAVAILABLE, "identity-provider-away"),
        ProviderFault::Refused(_) => (StatusCode::BAD_REQUEST, "identity-provider-refused"),
    };
    let sentence = t(visit.lang(), key, &[("provider", provider.name.as_str().into())]);
    ways_in::Page::new(visit, false, back, None).without_provider(status, sentence)
}

fn refuse(visit: &Visit, back: &str, key: &str) -> Result<Response, Error> {
    ways_in::Page::new(visit, false, back, None).without_provider(StatusCode::BAD_REQUEST, visit.t(key))
}

async fn show(visit: Visit, headers: HeaderMap) -> Result<Response, Error> {
    let Some((_, Challenge::Link { link, back })) = door::half_done(&visit.app, &headers).await? else {
        return Ok(redirect_saying("/login", &visit.t("identity-step-gone")));
    };
    page(&Page {
        frame: visit.frame(visit.t("identity-link-title")),
        linking: linking(&visit, &link),
        back,
        person: visit.citizen().map(|citizen| budayang_rules::mask::name(&citizen.name)),
    })
}

/// Somebody who is logged in links the account to their own.
async fn confirm(visit: Visit, citizen: Citizen, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    let Some((token, Challenge::Link { link: found, .. })) = door::half_done(app, &headers).await? else {
        return Ok(redirect_saying("/me/profile", &visit.t("identity-step-gone")));
    };
    let tx = app.db.begin().await?;
    if !challenge::finish(&tx, &token).await? {
        return Ok(redirect_saying("/me/profile", &visit.t("identity-step-gone")));
    }
    link(&visit, &tx, citizen.subject, &found).await?;
    tx.commit().await?;
    Ok(redirect_saying(home_of(form.back()), &visit.t("identity-linked")))
}

async fn unlink(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    if !federation::unlink(&visit.app, citizen.subject, form.get("issuer")).await? {
        return Err(Error::NotFound);
    }
    Ok(redirect_saying("/me/profile", &visit.t("identity-unlinked")))
}
