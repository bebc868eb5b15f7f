//! Choosing a place: pages that go down level by level, and the same as JSON for the picker's script.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use budayang_forms::Level;
use budayang_rules::division::DivisionCode;
use serde::Deserialize;

use super::Division;
use crate::app::App;
use crate::web::{Error, Frame, Visit, public_page};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/divisions", get(nation))
        .route("/divisions/{code}", get(place))
        .route("/divisions/{code}/children", get(children))
}

/// A place with what lies in it.
#[derive(Template)]
#[template(path = "divisions/place.html")]
struct PlacePage {
    frame: Frame,
    code: DivisionCode,
    children: Vec<Division>,
}

async fn nation(visit: Visit) -> Result<Response, Error> {
    show(&visit, DivisionCode::NATION)
}

async fn place(visit: Visit, Path(code): Path<String>) -> Result<Response, Error> {
    let code = DivisionCode::parse(&code).map_err(|_| Error::NotFound)?;
    show(&visit, code)
}

fn show(visit: &Visit, code: DivisionCode) -> Result<Response, Error> {
    let tree = visit.app.divisions.tree();
    let title = tree.name(&code).ok_or(Error::NotFound)?.to_owned();
    let mut frame = visit.frame(title).crumb(visit.t("divisions-title"), "/divisions");
    for above in tree.path(&code) {
        if above.code != code {
            frame = frame.crumb(above.name, format!("/divisions/{}", above.code.short()));
        }
    }
    public_page(&PlacePage { frame, code, children: tree.children(&code) })
}

/// How far down a picker goes.
#[derive(Deserialize)]
struct Depth {
    #[serde(default)]
    until: Option<Level>,
}

async fn children(
    State(app): State<App>,
    Path(code): Path<String>,
    Query(depth): Query<Depth>,
) -> Result<Json<Vec<Division>>, Error> {
    let code = DivisionCode::parse(&code).map_err(|fault| Error::bad(fault.to_string()))?;
    let tree = app.divisions.tree();
    if tree.name(&code).is_none() {
        return Err(Error::NotFound);
    }
    let deep_enough = depth.until.is_some_and(|until| code.level() >= until.into());
    Ok(Json(if deep_enough { Vec::new() } else { tree.children(&code) }))
}
