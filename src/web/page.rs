//! From a template to an answer.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::web::Error;

/// Marks an answer that is the same for everybody who is not logged in.
#[derive(Clone, Copy)]
pub(crate) struct Public;

/// A page for one person: never kept by anybody.
pub(crate) fn page(template: &impl Template) -> Result<Response, Error> {
    let mut answer = html(template)?;
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// A page that is the same for all anonymous readers: rendered once per content version.
pub(crate) fn public_page(template: &impl Template) -> Result<Response, Error> {
    let mut answer = html(template)?;
    answer.extensions_mut().insert(Public);
    Ok(answer)
}

/// After a form was taken: "see other", so that reloading does not send it twice.
pub(crate) fn redirect(to: &str) -> Response {
    let to = HeaderValue::try_from(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// The same, and one sentence that the next page says once.
pub(crate) fn redirect_saying(to: &str, sentence: &str) -> Response {
    let spoken: String = url::form_urlencoded::byte_serialize(sentence.as_bytes()).collect();
    let cookie = Cookie::build(("flash", spoken)).path("/").http_only(true).same_site(SameSite::Lax);
    (CookieJar::new().add(cookie), redirect(to)).into_response()
}

fn html(template: &impl Template) -> Result<Response, Error> {
    let body = template.render().map_err(|error| Error::Broken(error.to_string()))?;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}
