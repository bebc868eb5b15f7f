//! `/desk/content`: what is written, by state, kind, site and column; writing and rewriting.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use uuid::Uuid;

use super::form::{self, Box};
use super::{Neighbours, searched};
use crate::app::App;
use crate::content::field::typed_moment;
use crate::content::flow::{self, FlowError};
use crate::content::kind::Kind;
use crate::content::matter::Slip;
use crate::content::piece::{Piece, hand, reach};
use crate::content::state::{Act, State};
use crate::content::store::{self, Filter};
use crate::identity::Officer;
use crate::sites::Pack;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk/content", get(list).post(create))
        .route("/desk/content/new", get(new))
        .route("/desk/content/{id}/edition", get(rewrite).post(write))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    kind: String,
    state: String,
    site: String,
    topic: String,
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "content/desk.html")]
struct DeskPage {
    frame: Frame,
    asked: Typed,
    kinds: Vec<(&'static str, String, bool)>,
    states: Vec<(&'static str, String, bool)>,
    sites: Vec<(String, String, bool)>,
    columns: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    total: u64,
    neighbours: Neighbours,
    writes: bool,
}

struct Row {
    href: String,
    title: String,
    kind: String,
    place: String,
    state: String,
    tag: &'static str,
    changed: String,
}

async fn list(visit: Visit, officer: Officer, Query(typed): Query<Typed>) -> Result<Response, Error> {
    let places = reach(&officer);
    if places.is_empty() {
        return Err(Error::Forbidden);
    }
    let (kind, state) = (Kind::from_key(&typed.kind), State::from_key(&typed.state));
    let q = searched(&typed.q);
    let filter = Filter {
        kind,
        state,
        site: typed.site.clone(),
        topic: typed.topic.clone(),
        q: q.clone(),
        page: typed.page.parse().unwrap_or(1),
    };
    let listed = store::list(&visit.app.db, &officer, &filter).await?;
    let pairs = [
        ("kind", typed.kind.as_str()),
        ("state", &typed.state),
        ("site", &typed.site),
        ("topic", &typed.topic),
        ("q", &q),
    ];
    let site = visit.app.sites.pack(&typed.site);
    page(&DeskPage {
        frame: frame(&visit, visit.t("content-desk")),
        kinds: Kind::ALL.map(|one| (one.key(), kind_name(&visit, one), Some(one) == kind)).into(),
        states: State::ALL.map(|one| (one.key(), state_name(&visit, one), Some(one) == state)).into(),
        sites: sites_of(&visit, &officer)
            .into_iter()
            .map(|pack| (pack.site.id.clone(), brand(&visit, pack), pack.site.id == typed.site))
            .collect(),
        columns: site
            .into_iter()
            .flat_map(|pack| &pack.site.columns)
            .map(|head| (head.key.clone(), head.name.get(visit.lang()).to_owned(), head.key == typed.topic))
            .collect(),
        rows: listed.pieces.iter().map(|piece| row(&visit, piece)).collect(),
        total: listed.total,
        neighbours: Neighbours::between(&visit, (listed.page, listed.pages), "/desk/content", &pairs),
        writes: places.iter().any(|place| hand(&officer, place).edits),
        asked: typed,
    })
}

fn row(visit: &Visit, piece: &Piece) -> Row {
    let pack = piece.row.site.as_deref().and_then(|id| visit.app.sites.pack(id));
    Row {
        href: format!("/desk/content/{}", piece.id()),
        title: piece.row.title.clone(),
        kind: kind_name(visit, piece.kind),
        place: match pack {
            Some(pack) => brand(visit, pack),
            None => visit.app.divisions.tree().path_name(&piece.division),
        },
        state: state_name(visit, piece.state),
        tag: piece.state.tag(),
        changed: visit.moment(piece.row.changed_at),
    }
}

#[derive(Template)]
#[template(path = "content/write.html")]
struct WritePage {
    frame: Frame,
    action: String,
    kind: &'static str,
    site: String,
    revision: i32,
    boxes: Vec<Box>,
    faulty: bool,
    at_once: bool,
}

/// Where a piece is written for: its kind and, for kinds that stand at one site, the site.
struct Desk<'a> {
    kind: Kind,
    pack: Option<&'a Pack>,
}

impl<'a> Desk<'a> {
    fn of(visit: &'a Visit, officer: &Officer, kind: &str, site: &str) -> Result<Self, Error> {
        let kind = Kind::from_key(kind).ok_or(Error::NotFound)?;
        if !kind.of_site() {
            let edits = reach(officer).iter().any(|place| hand(officer, place).edits);
            return if edits { Ok(Self { kind, pack: None }) } else { Err(Error::Forbidden) };
        }
        if site.is_empty() {
            return Err(Error::unfit(visit.t("content-choose-site")));
        }
        let pack = visit.app.sites.pack(site).ok_or(Error::NotFound)?;
        if !hand(officer, &pack.site.division).edits {
            return Err(Error::Forbidden);
        }
        let has = pack.site.shown(visit.lang()).iter().any(|shown| shown.capability.key == kind.capability());
        if has { Ok(Self { kind, pack: Some(pack) }) } else { Err(Error::unfit(visit.t("content-site-lacks"))) }
    }

    fn page<'v>(
        &self,
        visit: &Visit,
        piece: Option<(Uuid, i32)>,
        value: impl Fn(&str) -> &'v str,
        slips: &[Slip],
    ) -> Result<Response, Error> {
        let brand = self.pack.map_or_else(String::new, |pack| format!("（{}）", brand(visit, pack)));
        let title = format!("{}{brand}", visit.t(&format!("content-write-{}", self.kind.key())));
        let frame = frame(visit, title).crumb(visit.t("content-desk"), "/desk/content");
        let mut answer = page(&WritePage {
            frame,
            action: piece.map_or_else(|| "/desk/content".to_owned(), |(id, _)| format!("/desk/content/{id}/edition")),
            kind: self.kind.key(),
            site: self.pack.map_or_else(String::new, |pack| pack.site.id.clone()),
            revision: piece.map_or(0, |(_, revision)| revision),
            boxes: form::boxes(visit, self.kind, self.pack, value, slips),
            faulty: !slips.is_empty(),
            at_once: self.kind.at_once(),
        })?;
        if !slips.is_empty() {
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(answer)
    }
}

async fn new(visit: Visit, officer: Officer, Query(typed): Query<Typed>) -> Result<Response, Error> {
    let desk = Desk::of(&visit, &officer, &typed.kind, &typed.site)?;
    let now = typed_moment(visit.app.clock.now());
    let place = reach(&officer).first().map_or_else(String::new, |place| place.short().to_owned());
    let value = |name: &str| match name {
        "at" | "since" => now.as_str(),
        "division" => place.as_str(),
        _ => "",
    };
    desk.page(&visit, None, value, &[])
}

async fn create(visit: Visit, officer: Officer, posted: Posted) -> Result<Response, Error> {
    let desk = Desk::of(&visit, &officer, posted.get("kind"), posted.get("site"))?;
    let matter = match form::read(desk.kind, desk.pack, &posted) {
        Ok(matter) => matter,
        Err(slips) => return desk.page(&visit, None, |name| posted.get(name), &slips),
    };
    let site = desk.pack.map(|pack| (pack.site.id.clone(), pack.site.division));
    let id =
        flow::begin(&visit.app, &officer, desk.kind, site, &matter).await.map_err(|error| refused(&visit, error))?;
    saved(&visit, &officer, id, &posted).await
}

async fn rewrite(visit: Visit, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let piece = load(&visit, &officer, id).await?;
    let desk = Desk::of(&visit, &officer, &piece.row.kind, piece.row.site.as_deref().unwrap_or_default())?;
    let newest = flow::newest(&visit.app, &piece).await?;
    desk.page(&visit, Some((id, piece.row.revision)), |name| newest.get(name), &[])
}

async fn write(visit: Visit, officer: Officer, Path(id): Path<Uuid>, posted: Posted) -> Result<Response, Error> {
    let piece = load(&visit, &officer, id).await?;
    let desk = Desk::of(&visit, &officer, &piece.row.kind, piece.row.site.as_deref().unwrap_or_default())?;
    let seen = posted.get("revision").parse().unwrap_or(0);
    let matter = match form::read(desk.kind, desk.pack, &posted) {
        Ok(matter) => matter,
        Err(slips) => return desk.page(&visit, Some((id, seen)), |name| posted.get(name), &slips),
    };
    flow::write(&visit.app, &officer, piece, seen, &matter).await.map_err(|error| refused(&visit, error))?;
    saved(&visit, &officer, id, &posted).await
}

/// Kept; and in the fast lane published with the same press.
async fn saved(visit: &Visit, officer: &Officer, id: Uuid, posted: &Posted) -> Result<Response, Error> {
    let to = format!("/desk/content/{id}");
    if posted.get("then") != "publish" {
        return Ok(redirect_saying(&to, &visit.t("content-saved")));
    }
    let piece = load(visit, officer, id).await?;
    let seen = piece.row.revision;
    flow::act(&visit.app, officer, piece, seen, Act::Publish, "").await.map_err(|error| refused(visit, error))?;
    Ok(redirect_saying(&to, &visit.t("content-done-publish")))
}

pub(super) async fn load(visit: &Visit, officer: &Officer, id: Uuid) -> Result<Piece, Error> {
    store::for_officer(&visit.app.db, officer, id).await?.ok_or(Error::NotFound)
}

pub(super) fn frame(visit: &Visit, title: impl Into<String>) -> Frame {
    visit.frame(title).crumb(visit.t("desk-title"), "/desk")
}

pub(super) fn kind_name(visit: &Visit, kind: Kind) -> String {
    visit.t(&format!("content-kind-{}", kind.key()))
}

pub(super) fn state_name(visit: &Visit, state: State) -> String {
    visit.t(&format!("content-state-{}", state.key()))
}

fn brand(visit: &Visit, pack: &Pack) -> String {
    pack.site.brand.get(visit.lang()).to_owned()
}

/// The sites that an officer keeps.
fn sites_of<'a>(visit: &'a Visit, officer: &Officer) -> Vec<&'a Pack> {
    visit.app.sites.packs().filter(|pack| hand(officer, &pack.site.division).reviews).collect()
}

pub(super) fn refused(visit: &Visit, error: FlowError) -> Error {
    use crate::content::state::Refusal;
    match error {
        FlowError::Refused(Refusal::NotYours) => Error::Forbidden,
        FlowError::Refused(refusal @ Refusal::NoReason) => Error::unfit(visit.t(refusal.key())),
        FlowError::Refused(refusal) => Error::conflict(visit.t(refusal.key())),
        FlowError::Database(error) => error.into(),
    }
}
