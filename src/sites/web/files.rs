//! Files of a pack that an item names: blank forms, filled samples, samples of results.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use budayang_rules::item::ItemCode;

use crate::app::App;
use crate::catalog;
use crate::web::Error;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/items/{code}/files/{*path}", get(file))
}

/// Only what lies under `files/` of the pack that published the item.
async fn file(State(app): State<App>, Path((code, path)): Path<(String, String)>) -> Result<Response, Error> {
    let code = ItemCode::parse(&code).map_err(|_| Error::NotFound)?;
    let edition = catalog::published(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let pack = edition.source.strip_prefix("pack:").and_then(|id| app.sites.pack(id)).ok_or(Error::NotFound)?;
    let bytes = pack.file(&path).ok_or(Error::NotFound)?.to_vec();
    let kind = mime_guess::from_path(&path).first_or_octet_stream().to_string();
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600".to_owned())], bytes)
        .into_response())
}
