//! `/me/sessions`: where one is logged in, and ending it.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::app::App;
use crate::clock::beijing;
use crate::identity::{Citizen, store};
use crate::web::{Error, Frame, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/me/sessions", get(show))
        .route("/me/sessions/{id}/end", post(end))
        .route("/me/sessions/end-others", post(end_others))
}

struct Row {
    id: Uuid,
    device: String,
    address: String,
    since: String,
    seen: String,
    this: bool,
}

#[derive(Template)]
#[template(path = "identity/sessions.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
}

async fn show(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let now = visit.app.clock.now();
    let sessions = store::sessions::of_holder(&visit.app.db, citizen.subject).await?;
    let moment = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&beijing()).format("%Y-%m-%d %H:%M").to_string();
    let rows = sessions.into_iter().filter(|session| session.is_open(now)).map(|session| Row {
        id: session.id,
        this: session.id == citizen.session,
        since: moment(session.created_at),
        seen: moment(session.seen_at),
        device: session.device_name(),
        address: session.address,
    });
    page(&Page {
        frame: visit.frame(visit.t("identity-sessions")).verb("me").crumb(visit.t("identity-me"), "/me"),
        rows: rows.collect(),
    })
}

async fn end(visit: Visit, citizen: Citizen, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let tx = visit.app.db.begin().await?;
    if !store::sessions::end(&tx, citizen.subject, id, visit.app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(redirect_saying("/me/sessions", &visit.t("identity-session-ended")))
}

async fn end_others(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let tx = visit.app.db.begin().await?;
    store::sessions::end_others(&tx, citizen.subject, Some(citizen.session), visit.app.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect_saying("/me/sessions", &visit.t("identity-session-ended")))
}
