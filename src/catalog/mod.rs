//! The catalogue of service items over five levels.

mod import;
mod item;

pub use import::Command as Import;
pub use item::*;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("the index of services cannot be built: {0}")]
    Index(String),
    #[error(transparent)]
    Database(#[from] crate::db::DbErr),
}

/// The catalogue as it is searched: an index in memory, built from the database and rebuilt from it at any time.
pub(crate) struct Catalogue {}

impl Catalogue {
    pub(crate) fn new() -> Result<Self, CatalogueError> {
        Ok(Self {})
    }

    pub(crate) async fn rebuild(&self, _app: &App) -> Result<(), CatalogueError> {
        Ok(())
    }
}
