//! Files: uploads, the vault, results. Content lives in an object store, named by its hash.

use crate::app::App;
use crate::config::Storage;

#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    #[error("{0}")]
    Store(String),
}

pub(crate) struct Files {}

impl Files {
    pub(crate) fn open(_storage: &Storage) -> Result<Self, FilesError> {
        Ok(Self {})
    }
}

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}
