//! Pages of declarations: the form, its progress, the desk.

mod desk;
mod form;
mod progress;

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().merge(form::routes()).merge(progress::routes()).merge(desk::routes())
}
