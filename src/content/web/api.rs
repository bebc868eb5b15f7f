//! `GET /api/v1/road-closures`.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::closures::Typed;
use crate::app::App;
use crate::content::closure;
use crate::content::piece::Piece;
use crate::content::store::{self, Asked};
use crate::web::{Error, Visit};

/// Closures of one answer.
const MOST: u64 = 100;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/api/v1/road-closures", get(closures))
}

#[derive(Serialize, ToSchema)]
pub(crate) struct ClosureList {
    total: u64,
    closures: Vec<Closure>,
}

#[derive(Serialize, ToSchema)]
pub(crate) struct Closure {
    id: String,
    /// Number or name, such as G15.
    road: String,
    /// 收费站
    entrance: String,
    direction: String,
    /// 12 digits.
    division: String,
    /// `closed` or `reopened`.
    state: &'static str,
    since: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    reason: String,
    source: String,
    link: String,
    changed_at: DateTime<Utc>,
    /// How often what was published has been corrected.
    corrections: i32,
    sample: bool,
}

#[utoipa::path(
    get,
    path = "/api/v1/road-closures",
    params(
        ("division" = Option<String>, Query, description = "2 to 12 digits: this division and everything below it"),
        ("road" = Option<String>, Query, description = "Words that the closure says, such as G15"),
        ("state" = Option<String>, Query, description = "`closed` or `reopened`; those reopened within seven days are told"),
        ("page" = Option<u64>, Query, description = "From 1; 100 closures each"),
    ),
    responses((status = 200, body = ClosureList), (status = 400, description = "A parameter is not understood"))
)]
pub(crate) async fn closures(visit: Visit, Query(typed): Query<Typed>) -> Result<Response, Error> {
    let asked = typed.wanted(&visit)?.asked(None, visit.app.clock.now());
    let found = store::shown(&visit.app.db, &Asked { per_page: MOST, ..asked }).await?;
    Ok(Json(ClosureList { total: found.total, closures: found.pieces.iter().map(read).collect() }).into_response())
}

fn read(piece: &Piece) -> Closure {
    let matter = &piece.matter;
    let text = |field: &str| matter.get(field).to_owned();
    Closure {
        id: piece.id().to_string(),
        road: text("road"),
        entrance: text("entrance"),
        direction: text("direction"),
        division: piece.division.as_str().to_owned(),
        state: closure::key(piece),
        since: matter.moment("since"),
        until: matter.moment("until"),
        reason: text("reason"),
        source: text("source"),
        link: text("link"),
        changed_at: piece.row.changed_at,
        corrections: piece.row.corrections,
        sample: matter.is_sample(),
    }
}
