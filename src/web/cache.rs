//! Anonymous pages, rendered once per content version, kept compressed in memory, served with an ETag.

use std::io::{Read, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use quick_cache::sync::Cache;
use quick_cache::{DefaultHashBuilder, Weighter};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::identity::SESSION_COOKIE;
use crate::web::page::Public;
use crate::web::visit::Look;

const MEMORY: u64 = 64 << 20;
const LONGEST_ADDRESS: usize = 512;
const LARGEST_PAGE: usize = 4 << 20;

/// What makes two anonymous requests see the same page.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    look: Look,
    site: String,
}

struct Rendered {
    version: i64,
    tag: HeaderValue,
    kind: HeaderValue,
    brotli: Bytes,
    gzip: Bytes,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Rendered>> for ByBytes {
    fn weight(&self, key: &Key, page: &Arc<Rendered>) -> u64 {
        (key.address.len() + page.brotli.len() + page.gzip.len() + 200) as u64
    }
}

/// Rendered pages, the least used forgotten first.
pub(crate) struct PageCache(Cache<Key, Arc<Rendered>, ByBytes, DefaultHashBuilder>);

impl Default for PageCache {
    fn default() -> Self {
        Self(Cache::with_weighter(4_000, MEMORY, ByBytes))
    }
}

/// Serves a page from memory when it may; keeps what a handler marked as public.
pub(crate) async fn rendered_once(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(key) = key_of(&request, &app) else { return next.run(request).await };
    let asked = request.headers().clone();
    let version = app.content.current();
    if let Some(page) = app.pages.0.get(&key).filter(|page| page.version == version) {
        return serve(&page, &asked);
    }
    let answer = next.run(request).await;
    if answer.status() != StatusCode::OK || answer.extensions().get::<Public>().is_none() {
        return answer;
    }
    match keep(answer, version).await {
        Ok(page) => {
            app.pages.0.insert(key, page.clone());
            serve(&page, &asked)
        }
        Err(broken) => broken,
    }
}

/// Only plain reading by somebody without a session, and without a sentence waiting to be shown once.
fn key_of(request: &Request, app: &App) -> Option<Key> {
    let headers = request.headers();
    let jar = CookieJar::from_headers(headers);
    let address = request.uri().path_and_query()?.as_str();
    let reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let anonymous = jar.get(SESSION_COOKIE).is_none() && jar.get("flash").is_none();
    if !reading || !anonymous || address.len() > LONGEST_ADDRESS {
        return None;
    }
    let site = jar.get("site").map(|c| c.value()).filter(|id| app.sites.has(id)).unwrap_or_default().to_owned();
    Some(Key { address: address.to_owned(), look: Look::of(headers), site })
}

async fn keep(answer: Response, version: i64) -> Result<Arc<Rendered>, Response> {
    let (parts, body) = answer.into_parts();
    let broken = |_| StatusCode::INTERNAL_SERVER_ERROR.into_response();
    let plain = to_bytes(body, LARGEST_PAGE).await.map_err(broken)?;
    let hash = Sha256::digest(&plain);
    let tag = HeaderValue::try_from(format!("W/\"{}\"", hex::encode(&hash[..12])));
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    let kind = parts.headers.get(header::CONTENT_TYPE).cloned().unwrap_or(html);
    let squeezed = tokio::task::spawn_blocking(move || (brotli(&plain), gzip(&plain))).await;
    let (brotli, gzip) = squeezed.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    Ok(Arc::new(Rendered {
        version,
        tag: tag.unwrap_or(HeaderValue::from_static("W/\"0\"")),
        kind,
        brotli: brotli.into(),
        gzip: gzip.into(),
    }))
}

fn serve(page: &Rendered, asked: &HeaderMap) -> Response {
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(header::ETAG, page.tag.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, accept-language, cookie"));
    if asked.get(header::IF_NONE_MATCH).is_some_and(|tags| names(tags, &page.tag)) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, page.kind.clone());
    let accepts = asked.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let body = if accepts.contains("br") {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        Body::from(page.brotli.clone())
    } else if accepts.contains("gzip") {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        Body::from(page.gzip.clone())
    } else {
        Body::from(unzip(&page.gzip))
    };
    (headers, body).into_response()
}

fn names(tags: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(tags), Ok(tag)) = (tags.to_str(), tag.to_str()) else { return false };
    let bare = tag.trim_start_matches("W/");
    tags.split(',').any(|one| one.trim().trim_start_matches("W/") == bare)
}

/// Writing into memory does not fail; were it to, the page would go out empty and never be kept as good.
fn brotli(plain: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(plain.len() / 4);
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 5, 22);
    let written = writer.write_all(plain);
    drop(writer);
    debug_assert!(written.is_ok());
    out
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let written = writer.write_all(plain);
    debug_assert!(written.is_ok());
    writer.finish().unwrap_or_default()
}

fn unzip(zipped: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = flate2::read::GzDecoder::new(zipped).read_to_end(&mut plain);
    debug_assert!(read.is_ok());
    plain
}
