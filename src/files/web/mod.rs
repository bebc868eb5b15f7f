//! Pages and addresses of files.

mod download;
mod upload;
mod vault;

pub(crate) use upload::{MOST_BYTES, Received, receive, refused};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/files/{id}", get(download::download))
        .route("/me/vault", get(vault::list).post(vault::add).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/me/vault/{id}/removal", post(vault::remove))
}

/// 1.2 MB, 34 kB: decimal, as shops and phones count.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
