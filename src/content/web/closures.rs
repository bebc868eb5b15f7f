//! `/s/{site}/c/road-closures` (高速封堵查询) and its feed.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use budayang_rules::division::DivisionCode;
use chrono::SecondsFormat;
use serde::Deserialize;

use super::{Neighbours, searched};
use crate::app::App;
use crate::content::closure::{self, Wanted};
use crate::content::piece::Piece;
use crate::content::store;
use crate::sites;
use crate::web::{Error, Frame, Visit};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/road-closures", get(list)).route("/s/{site}/c/road-closures.atom", get(feed))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub road: String,
    pub division: String,
    pub state: String,
    pub page: String,
}

impl Typed {
    pub(super) fn wanted(&self, visit: &Visit) -> Result<Wanted, Error> {
        let over = match self.state.as_str() {
            "" => None,
            "closed" => Some(false),
            "reopened" => Some(true),
            _ => return Err(Error::bad(visit.t("content-slip-choice"))),
        };
        Ok(Wanted {
            road: searched(&self.road),
            division: super::division(visit, &self.division)?,
            over,
            page: self.page.parse().unwrap_or(1),
        })
    }
}

#[derive(Template)]
#[template(path = "content/closures.html")]
struct ClosuresPage {
    frame: Frame,
    id: String,
    road: String,
    state: String,
    places: Vec<(String, String, bool)>,
    total: u64,
    lines: Vec<Line>,
    neighbours: Neighbours,
}

struct Line {
    key: String,
    road: String,
    entrance: String,
    direction: String,
    place: String,
    over: bool,
    since: String,
    until: String,
    reason: String,
    source: String,
    link: String,
    corrected: bool,
    sample: bool,
}

async fn list(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "road-closures")?;
    let wanted = typed.wanted(&visit)?;
    let own = place.pack.site.division;
    let found = store::shown(&visit.app.db, &wanted.asked(Some(own), visit.app.clock.now())).await?;
    let code = wanted.division.map_or_else(String::new, |code| code.short().to_owned());
    let path = format!("/s/{id}/c/road-closures");
    let pairs = [("road", wanted.road.as_str()), ("division", code.as_str()), ("state", typed.state.as_str())];
    let template = ClosuresPage {
        frame: place.frame.clone(),
        places: places(&visit, &own, &code),
        total: found.total,
        lines: found.pieces.iter().map(|piece| line(&visit, piece)).collect(),
        neighbours: Neighbours::of(&visit, &found, &path, &pairs),
        road: wanted.road.clone(),
        state: typed.state,
        id,
    };
    place.show(&visit, &template)
}

/// The divisions right below a site's own: code, name, whether it is chosen.
pub(super) fn places(visit: &Visit, own: &DivisionCode, chosen: &str) -> Vec<(String, String, bool)> {
    let children = visit.app.divisions.tree().children(own);
    let option = |code: DivisionCode, name: String| {
        let code = code.short().to_owned();
        let is = code == chosen;
        (code, name, is)
    };
    children.into_iter().map(|one| option(one.code, one.name)).collect()
}

fn line(visit: &Visit, piece: &Piece) -> Line {
    let matter = &piece.matter;
    let moment = |field: &str| matter.moment(field).map_or_else(String::new, |at| visit.moment(at));
    Line {
        key: piece.id().to_string(),
        road: matter.get("road").to_owned(),
        entrance: matter.get("entrance").to_owned(),
        direction: matter.get("direction").to_owned(),
        place: visit.app.divisions.tree().path_name(&piece.division),
        over: piece.row.over,
        since: moment("since"),
        until: moment("until"),
        reason: matter.get("reason").to_owned(),
        source: matter.get("source").to_owned(),
        link: matter.get("link").to_owned(),
        corrected: piece.row.corrections > 0,
        sample: matter.is_sample(),
    }
}

#[derive(Template)]
#[template(path = "content/closures.xml")]
struct Feed {
    title: String,
    address: String,
    site: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    state: String,
    updated: String,
    summary: String,
}

/// Atom (RFC 4287) with everything that the list's first page has.
async fn feed(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "road-closures")?;
    let asked = typed.wanted(&visit)?.asked(Some(place.pack.site.division), visit.app.clock.now());
    let found = store::shown(&visit.app.db, &store::Asked { per_page: 100, ..asked }).await?;
    let stamp = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let entry = |piece: &Piece| {
        let line = line(&visit, piece);
        let state = visit.t(&format!("content-closure-{}", closure::key(piece)));
        let said = [line.place, line.direction, line.since, line.until, line.reason, line.source];
        Entry {
            id: piece.id().to_string(),
            title: format!("{} {}：{state}", line.road, line.entrance),
            state,
            updated: stamp(piece.row.changed_at),
            summary: said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        }
    };
    let newest = found.pieces.iter().map(|piece| piece.row.changed_at).max();
    let feed = Feed {
        title: format!("{} {}", place.frame.site.brand, place.frame.title),
        address: format!("{}/s/{id}/c/road-closures", visit.app.config.public_url()),
        site: id,
        updated: stamp(newest.unwrap_or_else(|| visit.app.clock.now())),
        entries: found.pieces.iter().map(entry).collect(),
    };
    let body = feed.render().map_err(|error| Error::Broken(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}
