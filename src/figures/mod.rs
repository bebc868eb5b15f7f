//! Figures of an epidemic (疫情数据) by division and day: taken, checked, corrected, shown.

mod chart;
mod demonstration;
mod derive;
mod desk;
mod figure;
mod import;
mod oddity;
mod store;
mod table;
mod tiles;
mod treemap;
mod web;

pub(crate) use demonstration::seed_demo;
pub(crate) use import::import;
pub(crate) use web::Described;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
