//! The open API for programs and other platforms (`/api/v1`), described by OpenAPI.

mod web;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
