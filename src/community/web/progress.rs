//! `/s/{site}/c/…/progress`: where a declaration stands, for whoever has its number and its code.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;

use crate::app::App;
use crate::community::declaration::Kind;
use crate::community::declare::look_up;
use crate::community::store;
use crate::sites;
use crate::web::{Error, Frame, Posted, Purse, Visit, page};

pub(super) fn routes() -> Router<App> {
    let mut routes = Router::new();
    for kind in Kind::ALL {
        let ask = move |visit: Visit, path: Path<String>| ask(visit, path, kind);
        let show = move |visit: Visit, path: Path<String>, form: Posted| show(visit, path, form, kind);
        routes = routes.route(&format!("/s/{{site}}/c/{}/progress", kind.key()), get(ask).post(show));
    }
    routes
}

#[derive(Template)]
#[template(path = "community/progress.html")]
struct ProgressPage {
    frame: Frame,
    id: String,
    kind: &'static str,
    typed: String,
    error: String,
    found: Option<Found>,
}

struct Found {
    no: String,
    state: String,
    tag: &'static str,
    outcome: String,
    /// What happened, when.
    steps: Vec<(String, String)>,
}

async fn ask(visit: Visit, Path(id): Path<String>, kind: Kind) -> Result<Response, Error> {
    page(&empty(&visit, &id, kind)?)
}

fn empty(visit: &Visit, id: &str, kind: Kind) -> Result<ProgressPage, Error> {
    let place = sites::place(visit, CookieJar::new(), id, kind.key())?;
    let mut frame = place.frame.clone().crumb(place.frame.title.clone(), format!("/s/{id}/c/{}", kind.key()));
    frame.title = visit.t("community-progress");
    let (typed, error) = (String::new(), String::new());
    Ok(ProgressPage { frame, id: id.to_owned(), kind: kind.key(), typed, error, found: None })
}

async fn show(visit: Visit, Path(id): Path<String>, form: Posted, kind: Kind) -> Result<Response, Error> {
    let mut template = empty(&visit, &id, kind)?;
    template.typed = form.get("no").chars().take(40).collect();
    visit.app.limits.spend(Purse::Guess, &visit.address.to_string())?;
    visit.app.limits.spend(Purse::Guess, &template.typed)?;
    let Some(row) = look_up(&visit.app, kind, form.get("no"), form.get("code")).await? else {
        // A wrong number and a wrong code get the same answer: nobody learns which numbers exist.
        template.error = visit.t("community-unknown");
        let mut answer = page(&template)?;
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer);
    };
    let events = store::events(&visit.app.db, row.id).await?;
    let step = |event: &crate::community::tables::event::Model| {
        (visit.t(&format!("community-event-{}", event.act)), visit.moment(event.at))
    };
    template.found = Some(Found {
        state: visit.t(&format!("community-state-{}", row.state)),
        tag: if row.outcome.is_some() { "good" } else { "calm" },
        outcome: row.outcome.map(|outcome| visit.t(&format!("community-outcome-{outcome}"))).unwrap_or_default(),
        steps: events.iter().map(step).collect(),
        no: row.no,
    });
    page(&template)
}
