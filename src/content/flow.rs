//! Acts on a piece: each changes the piece, writes its event and, where the public sees a difference, counts a change of
//! public content, all in one transaction.

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::kind::Kind;
use super::matter::Matter;
use super::piece::{Edition, Event, Piece, Row, hand};
use super::state::{Act, Refusal, State, next};
use super::store;
use crate::app::App;
use crate::audit::{self, Actor};
use crate::db::{DbErr, Tx, content_changed};
use crate::identity::Officer;

const LONGEST_REASON: usize = 500;

#[derive(Debug, thiserror::Error)]
pub(super) enum FlowError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Begins a piece as a draft.
pub(super) async fn begin(
    app: &App,
    officer: &Officer,
    kind: Kind,
    site: Option<(String, DivisionCode)>,
    matter: &Matter,
) -> Result<Uuid, FlowError> {
    let (site, division) = match site {
        Some((site, division)) => (Some(site), division),
        None => (None, matter.division().unwrap_or(DivisionCode::NATION)),
    };
    if !hand(officer, &division).edits {
        return Err(Refusal::NotYours.into());
    }
    let now = app.clock.now();
    let mut row = blank(app.random.id(now), kind, site, division, now);
    row.author = Some(officer.id);
    wear(&mut row, kind, matter, now);
    let id = row.id;
    let tx = app.db.begin().await?;
    store::add_edition(&tx, edition(app, &row, matter, officer)).await?;
    store::add_event(&tx, event(app, &row, Act::Write, officer, None)).await?;
    store::add(&tx, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes a new edition; what the public sees stays until it is published.
pub(super) async fn write(
    app: &App,
    officer: &Officer,
    piece: Piece,
    seen: i32,
    matter: &Matter,
) -> Result<(), FlowError> {
    let kind = piece.kind;
    let place = if kind.of_site() { piece.division } else { matter.division().unwrap_or(piece.division) };
    // Moving a piece to another place takes authority over both.
    if !hand(officer, &place).edits {
        return Err(Refusal::NotYours.into());
    }
    let state = next(piece.standing(), Act::Write, hand(officer, &piece.division))?;
    let now = app.clock.now();
    let mut row = piece.row;
    (row.version, row.author) = (row.version + 1, Some(officer.id));
    if row.shown.is_none() {
        wear(&mut row, kind, matter, now);
    }
    move_to(&mut row, state, now);
    let tx = app.db.begin().await?;
    store::add_edition(&tx, edition(app, &row, matter, officer)).await?;
    store::add_event(&tx, event(app, &row, Act::Write, officer, None)).await?;
    finish(tx, row, seen, false).await
}

/// Submits, sends back, publishes or withdraws.
pub(super) async fn act(
    app: &App,
    officer: &Officer,
    piece: Piece,
    seen: i32,
    act: Act,
    why: &str,
) -> Result<(), FlowError> {
    let newest = newest(app, &piece).await?;
    // The newest edition may move the piece to another place, which its publisher must be entitled to.
    let place = if piece.kind.of_site() { piece.division } else { newest.division().unwrap_or(piece.division) };
    let (own, there) = (hand(officer, &piece.division), hand(officer, &place));
    if act == Act::Publish && !there.reviews {
        return Err(Refusal::NotYours.into());
    }
    let state = next(piece.standing(), act, own)?;
    let why: String = why.trim().chars().take(LONGEST_REASON).collect();
    if act.needs_reason() && why.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let (kind, now) = (piece.kind, app.clock.now());
    let mut row = piece.row;
    match act {
        Act::Publish => publish(&mut row, kind, &newest, now),
        Act::Withdraw => (row.withdrawn_at, row.withdrawn_why) = (Some(now), Some(why.clone())),
        Act::Write | Act::Submit | Act::Return => {}
    }
    move_to(&mut row, state, now);
    let tx = app.db.begin().await?;
    store::add_event(&tx, event(app, &row, act, officer, Some(why).filter(|why| !why.is_empty()))).await?;
    if matches!(act, Act::Publish | Act::Withdraw) {
        let entry = audit::Entry {
            actor: Actor::Officer(officer.id),
            act: if act == Act::Publish { "content-publish" } else { "content-withdraw" },
            object: format!("piece {}", row.id),
            detail: json!({ "kind": row.kind, "title": row.title, "version": row.version }),
            at: now,
        };
        audit::record(&tx, &entry).await?;
    }
    finish(tx, row, seen, matches!(act, Act::Publish | Act::Withdraw)).await
}

/// The newest edition, which may be ahead of what the public sees.
pub(super) async fn newest(app: &App, piece: &Piece) -> Result<Matter, DbErr> {
    if piece.row.shown.is_none_or(|shown| shown == piece.row.version) {
        return Ok(piece.matter.clone());
    }
    let edition = store::edition(&app.db, piece.id(), piece.row.version).await?;
    let matter = edition.and_then(|edition| serde_json::from_str(&edition.content).ok());
    Ok(matter.unwrap_or_else(|| piece.matter.clone()))
}

async fn finish(tx: Tx, row: Row, seen: i32, public: bool) -> Result<(), FlowError> {
    if !store::change(&tx, row, seen).await? {
        return Err(Refusal::Changed.into());
    }
    if public {
        content_changed(&tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A piece that nobody has written anything into yet.
pub(super) fn blank(id: Uuid, kind: Kind, site: Option<String>, division: DivisionCode, now: DateTime<Utc>) -> Row {
    Row {
        id,
        kind: kind.key().to_owned(),
        site,
        division: division.as_str().to_owned(),
        topic: String::new(),
        title: String::new(),
        words: String::new(),
        content: String::new(),
        state: State::Draft.key().to_owned(),
        version: 1,
        revision: 1,
        shown: None,
        corrections: 0,
        author: None,
        order_at: now,
        until_at: None,
        over: false,
        published_at: None,
        withdrawn_at: None,
        withdrawn_why: None,
        origin: None,
        origin_hash: None,
        changed_at: now,
    }
}

/// Lets a piece show this edition, with all that lists are made by.
pub(super) fn wear(row: &mut Row, kind: Kind, matter: &Matter, now: DateTime<Utc>) {
    if !kind.of_site()
        && let Some(division) = matter.division()
    {
        row.division = division.as_str().to_owned();
    }
    row.topic = matter.topic(kind).chars().take(120).collect();
    row.title = matter.title(kind).chars().take(300).collect();
    row.words = matter.words();
    row.content = matter.json();
    row.order_at = matter.order(kind).or(row.published_at).unwrap_or(now);
    row.until_at = matter.moment("until");
    row.over = row.until_at.is_some_and(|until| until <= now);
}

/// Publishes the newest edition; one that takes the place of another is a correction (更正).
pub(super) fn publish(row: &mut Row, kind: Kind, matter: &Matter, now: DateTime<Utc>) {
    if row.shown.is_some() {
        row.corrections += 1;
    }
    row.published_at = row.published_at.or(Some(now));
    row.shown = Some(row.version);
    (row.withdrawn_at, row.withdrawn_why) = (None, None);
    wear(row, kind, matter, now);
}

/// Counts the event that comes with it.
pub(super) fn move_to(row: &mut Row, state: State, now: DateTime<Utc>) {
    row.state = state.key().to_owned();
    row.revision += 1;
    row.changed_at = now;
}

fn edition(app: &App, row: &Row, matter: &Matter, officer: &Officer) -> Edition {
    let at = app.clock.now();
    Edition {
        id: app.random.id(at),
        piece: row.id,
        version: row.version,
        content: matter.json(),
        author: Some(officer.id),
        author_name: officer.name.clone(),
        at,
    }
}

fn event(app: &App, row: &Row, act: Act, officer: &Officer, why: Option<String>) -> Event {
    let at = app.clock.now();
    Event {
        id: app.random.id(at),
        piece: row.id,
        seq: row.revision,
        act: act.key().to_owned(),
        version: row.version,
        officer: Some(officer.id),
        officer_name: officer.name.clone(),
        why,
        at,
    }
}
