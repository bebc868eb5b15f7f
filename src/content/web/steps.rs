//! `/desk/content/{id}`: a piece as it would be seen, what was done to it, and what can be done now.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use uuid::Uuid;

use super::desk::{frame, kind_name, load, refused, state_name};
use super::form;
use crate::app::App;
use crate::content::flow;
use crate::content::kind::Kind;
use crate::content::matter::Matter;
use crate::content::piece::{Event, Piece, hand};
use crate::content::state::{Act, Hand, State, next};
use crate::content::store;
use crate::identity::Officer;
use crate::sites;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

/// Resources of the acts, after the piece's address.
const RESOURCES: [(&str, Act); 4] =
    [("review", Act::Submit), ("return", Act::Return), ("publication", Act::Publish), ("withdrawal", Act::Withdraw)];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/content/{id}", get(show)).route("/desk/content/{id}/{resource}", post(act))
}

#[derive(Template)]
#[template(path = "content/piece.html")]
struct PiecePage {
    frame: Frame,
    address: String,
    kind: String,
    state: String,
    tag: &'static str,
    revision: i32,
    version: i32,
    place: String,
    facts: Vec<(String, String)>,
    /// Rendered, for articles.
    body: Option<String>,
    /// Fields in which the newest edition differs from what is public.
    changed: String,
    public: Option<String>,
    withdrawn: Option<String>,
    writes: bool,
    doors: Vec<Door>,
    /// Why the reader cannot publish what waits.
    own_work: bool,
    events: Vec<Line>,
}

struct Door {
    resource: &'static str,
    label: String,
    needs_reason: bool,
    style: &'static str,
}

struct Line {
    what: String,
    who: String,
    when: String,
    why: String,
}

async fn show(visit: Visit, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let piece = load(&visit, &officer, id).await?;
    let newest = flow::newest(&visit.app, &piece).await?;
    let own = hand(&officer, &piece.division);
    let pack = piece.row.site.as_deref().and_then(|site| visit.app.sites.pack(site));
    let body = (piece.kind == Kind::Article).then(|| sites::markdown(newest.get("body")));
    let fields = piece.kind.fields().iter().filter(|field| !newest.get(field.name).is_empty());
    let fields = fields.filter(|field| body.is_none() || field.name != "body");
    let facts = fields.map(|field| {
        (form::label(&visit, field.name), form::shown(&visit, piece.kind, field, pack, newest.get(field.name)))
    });
    let events = store::history(&visit.app.db, id).await?;
    let waiting = piece.state == State::Review;
    let template = PiecePage {
        frame: frame(&visit, newest.title(piece.kind)).crumb(visit.t("content-desk"), "/desk/content"),
        address: format!("/desk/content/{id}"),
        kind: kind_name(&visit, piece.kind),
        state: state_name(&visit, piece.state),
        tag: piece.state.tag(),
        revision: piece.row.revision,
        version: piece.row.version,
        place: match pack {
            Some(pack) => pack.site.brand.get(visit.lang()).to_owned(),
            None => visit.app.divisions.tree().path_name(&piece.division),
        },
        facts: facts.collect(),
        body,
        changed: changed(&visit, &piece, &newest),
        public: piece.is_public().then(|| address(&piece)),
        withdrawn: piece.withdrawn().map(str::to_owned),
        writes: next(piece.standing(), Act::Write, own).is_ok(),
        doors: doors(&visit, &piece, own),
        own_work: waiting && piece.row.author == Some(officer.id) && !piece.kind.at_once(),
        events: events.iter().map(|event| line(&visit, event)).collect(),
    };
    page(&template)
}

/// What the newest edition changes of what is public.
fn changed(visit: &Visit, piece: &Piece, newest: &Matter) -> String {
    if !piece.is_public() {
        return String::new();
    }
    let names = newest.differs(&piece.matter, piece.kind);
    names.iter().map(|name| form::label(visit, name)).collect::<Vec<_>>().join("、")
}

/// Where the public reads it.
fn address(piece: &Piece) -> String {
    let site = piece.row.site.as_deref().unwrap_or(crate::sites::NATIONAL);
    match piece.kind {
        Kind::Article => format!("/s/{site}/c/columns/{}/{}", piece.matter.get("column"), piece.id()),
        Kind::Live => format!("/s/{site}/c/live"),
        // Kinds that belong to a place stand at several sites: the desk's list is where they are found.
        Kind::Rumour | Kind::Hotline | Kind::Closure => String::new(),
    }
}

fn doors(visit: &Visit, piece: &Piece, own: Hand) -> Vec<Door> {
    let open = RESOURCES.into_iter().filter(|(_, act)| next(piece.standing(), *act, own).is_ok());
    let door = |(resource, act): (&'static str, Act)| Door {
        resource,
        label: visit.t(&format!("content-act-{}", act.key())),
        needs_reason: act.needs_reason(),
        style: match act {
            Act::Return => "quiet",
            Act::Withdraw => "grave",
            _ => "",
        },
    };
    open.map(door).collect()
}

fn line(visit: &Visit, event: &Event) -> Line {
    let what = visit.t(&format!("content-did-{}", event.act));
    Line {
        what: format!("{what} · {}", visit.frame("").t1("content-version", "version", event.version)),
        who: event.officer_name.clone(),
        when: visit.moment(event.at),
        why: event.why.clone().unwrap_or_default(),
    }
}

async fn act(
    visit: Visit,
    officer: Officer,
    Path((id, resource)): Path<(Uuid, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let act = RESOURCES.iter().find(|(name, _)| *name == resource).map(|(_, act)| *act).ok_or(Error::NotFound)?;
    let piece = load(&visit, &officer, id).await?;
    let seen = posted.get("revision").parse().unwrap_or(0);
    let done = flow::act(&visit.app, &officer, piece, seen, act, posted.get("why")).await;
    done.map_err(|error| refused(&visit, error))?;
    Ok(redirect_saying(&format!("/desk/content/{id}"), &visit.t(&format!("content-done-{}", act.key()))))
}
