//! Style sheets and scripts, embedded in the program and named by their content so that they are kept for ever.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::web::Error;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// All style sheets in the order of their names, as one file.
static STYLE: LazyLock<(String, String)> = LazyLock::new(|| joined("css/", ".css"));

static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| format!("/assets/app.css?v={}", STYLE.1));

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/assets/app.css", get(style))
        .route("/assets/{*path}", get(asset))
        .route("/favicon.ico", get(icon))
        .route("/robots.txt", get(robots))
}

/// The address of the style sheet, with its version.
pub(super) fn style_address() -> &'static str {
    &STYLE_ADDRESS
}

async fn style() -> Response {
    kept(STYLE.0.clone().into_bytes(), "text/css; charset=utf-8", &STYLE.1)
}

async fn asset(Path(path): Path<String>) -> Result<Response, Error> {
    let EmbeddedFile { data, metadata, .. } = Assets::get(&path).ok_or(Error::NotFound)?;
    let kind = mime_guess::from_path(&path).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    Ok(kept(data.into_owned(), &kind, &hex::encode(&metadata.sha256_hash()[..8])))
}

/// The landmark of the masthead, for tabs of the browser.
async fn icon() -> Result<Response, Error> {
    asset(Path("favicon.svg".to_owned())).await
}

/// Guides and columns may be found from outside; what belongs to one person or to officers may not.
async fn robots() -> Response {
    let rules = "User-agent: *\nDisallow: /me\nDisallow: /desk\nDisallow: /admin\nDisallow: /cases\nDisallow: /login\n";
    kept(rules.as_bytes().to_vec(), "text/plain; charset=utf-8", "1")
}

fn kept(body: Vec<u8>, kind: &str, version: &str) -> Response {
    let tag = HeaderValue::try_from(format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"0\""));
    let kind = HeaderValue::try_from(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let policy = HeaderValue::from_static("public, max-age=3600");
    ([(header::CONTENT_TYPE, kind), (header::ETAG, tag), (header::CACHE_CONTROL, policy)], body).into_response()
}

fn joined(folder: &str, ending: &str) -> (String, String) {
    let mut names: Vec<_> = Assets::iter().filter(|name| name.starts_with(folder) && name.ends_with(ending)).collect();
    names.sort();
    let mut text = String::new();
    for file in names.iter().filter_map(|name| Assets::get(name)) {
        text.push_str(&String::from_utf8_lossy(&file.data));
    }
    let version = hex::encode(&Sha256::digest(text.as_bytes())[..8]);
    (text, version)
}
