//! The community (社区): what people declare and the clues they give, followed to an outcome.

mod declaration;
mod declare;
mod handle;
mod store;
mod tables;
mod web;

pub(crate) use declare::forget;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
