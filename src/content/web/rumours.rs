//! `/s/{site}/c/rumours` (疫情辟谣): a searchable list, and a page to share for each rumour.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use uuid::Uuid;

use super::{Chip, Neighbours, address, searched};
use crate::app::App;
use crate::clock::local_day;
use crate::content::kind::{Kind, VERDICTS};
use crate::content::piece::Piece;
use crate::content::store::{self, Asked};
use crate::sites;
use crate::web::{Error, Frame, Visit};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/rumours", get(list)).route("/s/{site}/c/rumours/{rumour}", get(one))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    q: String,
    verdict: String,
    page: String,
}

#[derive(Template)]
#[template(path = "content/rumours.html")]
struct RumoursPage {
    frame: Frame,
    id: String,
    q: String,
    verdict: String,
    verdicts: Vec<Chip>,
    total: u64,
    lines: Vec<Line>,
    neighbours: Neighbours,
}

struct Line {
    href: String,
    title: String,
    verdict: String,
    tag: &'static str,
    summary: String,
    source: String,
    day: String,
    sample: bool,
}

#[derive(Template)]
#[template(path = "content/rumour.html")]
struct RumourPage {
    frame: Frame,
    id: String,
    line: Line,
    reason: Vec<String>,
    link: String,
    corrected: String,
    withdrawn: Option<String>,
    share: String,
}

async fn list(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "rumours")?;
    let path = format!("/s/{id}/c/rumours");
    let q = searched(&typed.q);
    let verdict = VERDICTS.into_iter().find(|verdict| *verdict == typed.verdict).unwrap_or_default();
    let all = Asked {
        around: Some(place.pack.site.division),
        q: q.clone(),
        page: typed.page.parse().unwrap_or(1),
        per_page: 20,
        ..Asked::new(Kind::Rumour)
    };
    let counts = store::topics(&visit.app.db, &all).await?;
    let asked = Asked { topic: verdict.to_owned(), ..all };
    let found = store::shown(&visit.app.db, &asked).await?;
    let chip = |key: &'static str| Chip {
        label: visit.t(&format!("content-verdict-{key}")),
        href: address(&path, &[("q", &q), ("verdict", if key == verdict { "" } else { key })]),
        count: counts.iter().find(|(topic, _)| topic == key).map_or(0, |(_, count)| *count),
        current: key == verdict,
    };
    let template = RumoursPage {
        frame: place.frame.clone(),
        verdicts: VERDICTS.into_iter().map(chip).collect(),
        total: found.total,
        lines: found.pieces.iter().map(|piece| line(&visit, &id, piece)).collect(),
        neighbours: Neighbours::of(&visit, &found, &path, &[("q", &q), ("verdict", verdict)]),
        verdict: verdict.to_owned(),
        q,
        id,
    };
    place.show(&visit, &template)
}

async fn one(visit: Visit, jar: CookieJar, Path((id, rumour)): Path<(String, String)>) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "rumours")?;
    let rumour = Uuid::parse_str(&rumour).map_err(|_| Error::NotFound)?;
    let found = store::one_shown(&visit.app.db, Kind::Rumour, rumour).await?;
    let here = place.pack.site.division;
    let near = |piece: &Piece| here.contains(&piece.division) || piece.division.contains(&here);
    let piece = found.filter(near).ok_or(Error::NotFound)?;
    let mut frame = place.frame.clone().crumb(place.frame.title.clone(), format!("/s/{id}/c/rumours"));
    frame.title = piece.matter.get("title").to_owned();
    let corrected = if piece.row.corrections > 0 { visit.moment(piece.row.changed_at) } else { String::new() };
    let template = RumourPage {
        frame,
        line: line(&visit, &id, &piece),
        reason: piece.matter.get("body").lines().map(str::to_owned).filter(|line| !line.is_empty()).collect(),
        link: piece.matter.get("link").to_owned(),
        corrected,
        withdrawn: piece.withdrawn().map(str::to_owned),
        share: format!("{}/s/{id}/c/rumours/{}", visit.app.config.public_url(), piece.id()),
        id,
    };
    place.show(&visit, &template)
}

fn line(visit: &Visit, site: &str, piece: &Piece) -> Line {
    let matter = &piece.matter;
    let verdict = matter.get("verdict");
    let day = matter.get("day").parse().unwrap_or_else(|_| local_day(piece.published_at()));
    let key = if matter.get("day").is_empty() { "content-rumour-published" } else { "content-rumour-day" };
    Line {
        href: format!("/s/{site}/c/rumours/{}", piece.id()),
        title: matter.get("title").to_owned(),
        verdict: visit.t(&format!("content-verdict-{verdict}")),
        tag: tag(verdict),
        summary: matter.get("summary").to_owned(),
        source: matter.get("source").to_owned(),
        day: visit.frame("").t1(key, "day", visit.day(day)),
        sample: matter.is_sample(),
    }
}

fn tag(verdict: &str) -> &'static str {
    match verdict {
        "false" => "bad",
        "inaccurate" => "warn",
        "true" => "good",
        _ => "",
    }
}
