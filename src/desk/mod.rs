//! The desk (工作台): queues and the case page of officers; each act is a resource.

mod panel;
mod resource;
mod web;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
