//! `/desk/figures`: what waits for a second look, what was decided, and a form for one release.

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use uuid::Uuid;

use super::rows;
use crate::app::App;
use crate::figures::desk::{self, DeskError};
use crate::figures::import::{Places, claim};
use crate::figures::store;
use crate::identity::{self, Officer};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/figures", get(list).post(record)).route("/desk/figures/{id}/decision", post(decide))
}

/// Fields of the form, by their names in a file as well.
const FIELDS: [&str; 9] =
    ["division", "day", "confirmed", "suspected", "cured", "dead", "published-at", "source", "address"];

#[derive(Template)]
#[template(path = "figures/desk.html")]
struct DeskPage {
    frame: Frame,
    waiting: Vec<Line>,
    count: u64,
    decided: Vec<Decided>,
    /// What was typed, when it was not taken.
    typed: HashMap<&'static str, String>,
    error: String,
}

struct Line {
    id: Uuid,
    place: String,
    day: String,
    confirmed: u32,
    cured: u32,
    dead: u32,
    source: String,
    flags: Vec<(String, String)>,
}

struct Decided {
    place: String,
    day: String,
    confirmed: bool,
    by: String,
    reason: String,
}

impl DeskPage {
    /// What was typed into a field.
    fn typed(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", String::as_str)
    }
}

async fn list(visit: Visit, officer: Officer) -> Result<Response, Error> {
    page(&desk_page(&visit, &officer, HashMap::new(), String::new()).await?)
}

async fn desk_page(
    visit: &Visit,
    officer: &Officer,
    typed: HashMap<&'static str, String>,
    error: String,
) -> Result<DeskPage, Error> {
    let divisions = desk::divisions_of(officer);
    if divisions.is_empty() {
        return Err(Error::Forbidden);
    }
    let (db, tree) = (&visit.app.db, visit.app.divisions.tree());
    let (waiting, count) = store::waiting(db, &divisions).await?;
    let decisions = store::decisions(db, &divisions).await?;
    let ids: Vec<Uuid> = decisions.iter().filter_map(|decision| decision.by).collect();
    let officers = identity::officers(db, &ids).await?;
    let line = |one: store::Waiting| Line {
        id: one.figure.id,
        place: tree.path_name(&one.figure.division),
        day: visit.day(one.figure.day),
        confirmed: one.figure.counts.confirmed,
        cured: one.figure.counts.cured,
        dead: one.figure.counts.dead,
        source: one.figure.source,
        flags: one.flags.into_iter().map(|(key, words)| (visit.t(&format!("figures-flag-{key}")), words)).collect(),
    };
    let decided = |one: store::Decision| Decided {
        place: rows::name(&tree, &one.figure.division),
        day: visit.day(one.figure.day),
        confirmed: one.confirmed,
        by: one.by.and_then(|id| officers.get(&id)).map(|card| card.name.clone()).unwrap_or_default(),
        reason: one.reason,
    };
    Ok(DeskPage {
        frame: visit.frame(visit.t("figures-desk")).crumb(visit.t("desk-title"), "/desk"),
        waiting: waiting.into_iter().map(line).collect(),
        count,
        decided: decisions.into_iter().map(decided).collect(),
        typed,
        error,
    })
}

async fn decide(visit: Visit, officer: Officer, Path(id): Path<Uuid>, form: Posted) -> Result<Response, Error> {
    let publish = match form.get("decision") {
        "publish" => true,
        "reject" => false,
        _ => return Err(Error::unfit(visit.t("figures-choose-decision"))),
    };
    match desk::decide(&visit.app, &officer, id, publish, form.get("reason")).await {
        Ok(()) => Ok(redirect_saying("/desk/figures", &visit.t("figures-decided"))),
        Err(error) => Err(refusal(&visit, error)),
    }
}

fn refusal(visit: &Visit, error: DeskError) -> Error {
    match error {
        DeskError::Forbidden => Error::Forbidden,
        DeskError::Before => Error::conflict(visit.t("figures-decided-before")),
        DeskError::NoReason => Error::unfit(visit.t("figures-no-reason")),
        DeskError::Database(error) => error.into(),
    }
}

/// One release, typed by hand. What does not fit comes back with everything that was typed.
async fn record(visit: Visit, officer: Officer, form: Posted) -> Result<Response, Error> {
    let typed: HashMap<&'static str, String> =
        FIELDS.into_iter().map(|field| (field, form.get(field).to_owned())).collect();
    let record = typed.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
    let read = claim(&mut Places::new(visit.app.divisions.tree()), &record);
    let read = read
        .and_then(|claim| if form.get("source").is_empty() { Err(visit.t("figures-no-source")) } else { Ok(claim) });
    let claim = match read {
        Ok(claim) => claim,
        Err(reason) => return page(&desk_page(&visit, &officer, typed, reason).await?),
    };
    match desk::record(&visit.app, &officer, claim).await {
        Ok((_, true)) => Ok(redirect_saying("/desk/figures", &visit.t("figures-recorded-held"))),
        Ok((summary, false)) if summary.unchanged > 0 => {
            Ok(redirect_saying("/desk/figures", &visit.t("figures-recorded-same")))
        }
        Ok(_) => Ok(redirect_saying("/desk/figures", &visit.t("figures-recorded"))),
        Err(error) => Err(refusal(&visit, error)),
    }
}
