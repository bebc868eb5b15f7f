//! `GET /s/{site}/c/live/events`: tells an open page that something is new. It says no more than that: the page then asks
//! for itself, which is rendered once for everybody.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use futures::stream;

use crate::app::App;
use crate::sites;
use crate::web::{Error, Visit};

/// Between signs of life.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// Listeners that lost their connection come back over this span, not all at once.
const RETURN: (u64, u64) = (3_000, 15_000);

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/live/events", get(events))
}

async fn events(visit: Visit, jar: CookieJar, Path(id): Path<String>) -> Result<Response, Error> {
    sites::place(&visit, jar, &id, "live")?;
    listen(&visit.app, id)
}

/// A connection that tells when the mark of this name changes.
pub(crate) fn listen(app: &App, id: String) -> Result<Response, Error> {
    let Some((seat, marks)) = app.live.listen() else { return Err(Error::Busy) };
    let retry = Duration::from_millis(RETURN.0 + app.random.number() % (RETURN.1 - RETURN.0));
    let mark = |marks: &crate::content::live::Marks| marks.get(&id).cloned().unwrap_or_default();
    let known = marks.borrow().as_ref().map(mark).unwrap_or_default();
    let hello = Event::default().event("hello").data(&known).retry(retry);
    let state = (seat, marks, id, known, Some(hello));
    let told = stream::unfold(state, |(seat, mut marks, id, mut known, mut hello)| async move {
        if let Some(hello) = hello.take() {
            return Some((Ok::<_, Infallible>(hello), (seat, marks, id, known, None)));
        }
        loop {
            marks.changed().await.ok()?;
            let mark = marks.borrow_and_update().as_ref().map(|marks| marks.get(&id).cloned().unwrap_or_default());
            // The node is closing: the connection ends and the page comes back to another one.
            let mark = mark?;
            if mark != known {
                known = mark;
                let news = Event::default().event("news").id(&known).data(&known);
                return Some((Ok(news), (seat, marks, id, known, None)));
            }
        }
    });
    let alive = KeepAlive::new().interval(HEARTBEAT).event(Event::default().event("alive").data("."));
    let mut answer = Sse::new(told).keep_alive(alive).into_response();
    // Proxies that gather an answer before they pass it on would keep the news to themselves.
    answer.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}
