//! Pages and data of figures: status, map, charts, digest, the desk, the API.

mod api;
mod asked;
mod charts;
mod desk;
mod digest;
mod map;
mod rows;
mod status;

pub(crate) use api::Described;

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(api::routes())
        .merge(charts::routes())
        .merge(desk::routes())
        .merge(digest::routes())
        .merge(map::routes())
        .merge(status::routes())
}
