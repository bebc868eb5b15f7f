//! Handlers of the API: JSON in and out, problems as problem+json.

mod document;
mod items;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/items", get(items::list))
        .route("/api/v1/items/{code}", get(items::one))
        .route("/api/openapi.json", get(document::json))
        .route("/api/docs", get(document::page))
}
