//! `/s/{site}/c/hotlines` (热线与应急通讯录): whom to call, by place and kind.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::{Chip, Neighbours, address, searched};
use crate::app::App;
use crate::content::kind::{HOTLINES, Kind};
use crate::content::piece::Piece;
use crate::content::store::{self, Asked};
use crate::sites;
use crate::web::{Error, Frame, Visit};

/// A directory is read at a glance: a page holds many.
const PER_PAGE: u64 = 100;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/s/{site}/c/hotlines", get(list))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    q: String,
    kind: String,
    division: String,
    page: String,
}

#[derive(Template)]
#[template(path = "content/hotlines.html")]
struct HotlinesPage {
    frame: Frame,
    id: String,
    q: String,
    kind: String,
    kinds: Vec<Chip>,
    places: Vec<(String, String, bool)>,
    total: u64,
    groups: Vec<(String, Vec<Line>)>,
    neighbours: Neighbours,
}

struct Line {
    name: String,
    kind: String,
    /// As it is read, as it is dialled, and as it is read aloud.
    telephones: Vec<(String, String, String)>,
    hours: String,
    note: String,
    sample: bool,
}

async fn list(
    visit: Visit,
    jar: CookieJar,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Error> {
    let place = sites::place(&visit, jar, &id, "hotlines")?;
    let path = format!("/s/{id}/c/hotlines");
    let division = super::division(&visit, &typed.division)?;
    let code = division.map_or_else(String::new, |code| code.short().to_owned());
    let q = searched(&typed.q);
    let kind = HOTLINES.into_iter().find(|kind| *kind == typed.kind).unwrap_or_default();
    let all = Asked {
        around: Some(place.pack.site.division),
        within: division,
        q: q.clone(),
        page: typed.page.parse().unwrap_or(1),
        per_page: PER_PAGE,
        oldest_first: true,
        ..Asked::new(Kind::Hotline)
    };
    let counts = store::topics(&visit.app.db, &all).await?;
    let found = store::shown(&visit.app.db, &Asked { topic: kind.to_owned(), ..all }).await?;
    let chip = |(topic, count): &(String, i64)| Chip {
        label: visit.t(&format!("content-hotline-{topic}")),
        href: address(&path, &[("q", &q), ("division", &code), ("kind", if topic == kind { "" } else { topic })]),
        count: *count,
        current: topic == kind,
    };
    let template = HotlinesPage {
        frame: place.frame.clone(),
        kinds: counts.iter().map(chip).collect(),
        places: super::closures::places(&visit, &place.pack.site.division, &code),
        total: found.total,
        neighbours: Neighbours::of(&visit, &found, &path, &[("q", &q), ("division", &code), ("kind", kind)]),
        groups: groups(&visit, &found.pieces),
        kind: kind.to_owned(),
        q,
        id,
    };
    place.show(&visit, &template)
}

/// By place: the nation first, then as the codes run.
fn groups(visit: &Visit, pieces: &[Piece]) -> Vec<(String, Vec<Line>)> {
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    let rank = |piece: &Piece| HOTLINES.iter().position(|kind| *kind == piece.matter.get("kind"));
    pieces.sort_by_key(|piece| (piece.division, rank(piece)));
    let tree = visit.app.divisions.tree();
    let mut groups: Vec<(String, Vec<Line>)> = Vec::new();
    for chunk in pieces.chunk_by(|a, b| a.division == b.division) {
        groups.push((tree.path_name(&chunk[0].division), chunk.iter().map(|piece| line(visit, piece)).collect()));
    }
    groups
}

fn line(visit: &Visit, piece: &Piece) -> Line {
    let matter = &piece.matter;
    let call = |number: &str| {
        let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
        let aloud = visit.frame("").t2("content-call", ("name", matter.get("title")), ("number", number));
        (number.to_owned(), dialled, aloud)
    };
    Line {
        name: matter.get("title").to_owned(),
        kind: visit.t(&format!("content-hotline-{}", matter.get("kind"))),
        telephones: matter.get("telephones").split('、').map(call).collect(),
        hours: matter.get("hours").to_owned(),
        note: matter.get("note").to_owned(),
        sample: matter.is_sample(),
    }
}
