//! The catalogue of service items over five levels.

mod asked;
mod card;
mod find;
mod import;
mod index;
mod inheritance;
mod item;
mod lint;
mod publish;
mod state;
mod store;
mod tables;
mod version;
mod web;

pub(crate) use asked::{Asked, theme_name};
pub(crate) use card::Card;
pub(crate) use find::{count_in_vain, find};
pub(crate) use import::import;
pub(crate) use index::Catalogue;
pub use item::*;
pub use lint::{Finding, RULES, lint};
pub(crate) use publish::{publish, take_effect};
pub(crate) use store::{Listed, edition, editions, published};
pub(crate) use version::Edition;
pub(crate) use web::facet_name;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("the index of services cannot be built: {0}")]
    Index(String),
    #[error("the index of services cannot be used: {0}")]
    Search(#[from] budayang_search::Error),
    #[error(transparent)]
    Database(#[from] crate::db::DbErr),
}

/// Brings this node's index up to what is published; cheap when nothing changed. Called after own publications and every second.
pub async fn follow(app: &App) -> Result<(), CatalogueError> {
    app.catalogue.follow(app).await
}
