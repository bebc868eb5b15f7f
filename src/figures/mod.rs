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
use crate::db::DbErr;

/// The name under which open pages hear of new figures.
pub(crate) const LIVE: &str = "@figures";

/// What tells them.
pub(crate) async fn live_mark(app: &App) -> Result<(String, String), DbErr> {
    Ok((LIVE.to_owned(), store::mark(&app.db).await?))
}

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
