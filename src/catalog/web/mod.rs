//! Pages of the catalogue.

mod compare;
mod desk;
mod facets;
mod guide;
mod names;
mod search;

pub(crate) use facets::facet_name;

use axum::Router;
use axum::routing::{get, post};

use super::CatalogueError;
use crate::app::App;
use crate::web::Error;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/items", get(search::list))
        .route("/items/suggest", get(search::suggest))
        .route("/items/{code}", get(guide::page))
        .route("/items/{code}/qr.svg", get(guide::qr))
        .route("/items/{code}/differences", get(compare::differences))
        .route("/items/{code}/versions", get(compare::versions))
        .route("/items/{code}/versions/{version}", get(guide::version))
        .route("/desk/lint", get(desk::lint))
        .route("/desk/items", get(desk::items))
        .route("/desk/items/{code}/pause", post(desk::pause))
        .route("/desk/items/{code}/resumption", post(desk::resume))
}

impl From<CatalogueError> for Error {
    fn from(error: CatalogueError) -> Self {
        match error {
            CatalogueError::Database(error) => error.into(),
            other => Self::Broken(other.to_string()),
        }
    }
}
