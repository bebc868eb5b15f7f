//! `/s/{site}/c/live` (24小时直播): what happened, newest first, day by day.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::Neighbours;
use crate::app::App;
use crate::clock::{beijing, local_day};
use crate::content::kind::Kind;
use crate::content::piece::Piece;
use crate::content::store::{self, Asked};
use crate::sites;
use crate::web::{Error, Frame, Visit};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/live", get(list))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    page: String,
}

#[derive(Template)]
#[template(path = "content/live.html")]
struct LivePage {
    frame: Frame,
    id: String,
    /// When this page was made, in words and for machines.
    made: String,
    days: Vec<(String, Vec<Line>)>,
    neighbours: Neighbours,
    first: bool,
}

struct Line {
    time: String,
    at: String,
    text: Vec<String>,
    source: String,
    link: String,
    corrected: String,
    sample: bool,
}

async fn list(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "live")?;
    let page = typed.page.parse().unwrap_or(1);
    let asked = Asked { site: Some(id.clone()), page, per_page: 40, ..Asked::new(Kind::Live) };
    let found = store::shown(&visit.app.db, &asked).await?;
    let day = |piece: &Piece| local_day(piece.row.order_at);
    let days = found.pieces.chunk_by(|a, b| day(a) == day(b));
    let days = days.map(|pieces| (visit.day(day(&pieces[0])), pieces.iter().map(|one| line(&visit, one)).collect()));
    let template = LivePage {
        frame: place.frame.clone(),
        made: visit.moment(visit.app.clock.now()),
        days: days.collect(),
        neighbours: Neighbours::of(&visit, &found, &format!("/s/{id}/c/live"), &[]),
        first: found.page == 1,
        id,
    };
    place.show(&visit, &template)
}

fn line(visit: &Visit, piece: &Piece) -> Line {
    let matter = &piece.matter;
    let local = piece.row.order_at.with_timezone(&beijing());
    let corrected = (piece.row.corrections > 0).then(|| visit.moment(piece.row.changed_at));
    Line {
        time: local.format("%H:%M").to_string(),
        at: local.format("%Y-%m-%dT%H:%M+08:00").to_string(),
        text: matter.get("text").lines().map(str::to_owned).filter(|line| !line.is_empty()).collect(),
        source: matter.get("source").to_owned(),
        link: matter.get("link").to_owned(),
        corrected: corrected.unwrap_or_default(),
        sample: matter.is_sample(),
    }
}
