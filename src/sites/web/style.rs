//! A site's own colour as a style sheet of one line.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::App;
use crate::web::Error;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/assets/site/{file}", get(sheet))
}

async fn sheet(State(app): State<App>, Path(file): Path<String>) -> Result<Response, Error> {
    let id = file.strip_suffix(".css").ok_or(Error::NotFound)?;
    let accent = app.sites.pack(id).and_then(|pack| pack.site.accent.as_ref()).ok_or(Error::NotFound)?;
    let sheet = format!("@layer tokens {{ :root {{ --accent: {accent}; }} }}\n");
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, sheet).into_response())
}
