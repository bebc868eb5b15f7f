//! Asking (我要问): self-check by published rules.

mod web;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
