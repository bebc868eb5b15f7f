//! What each request passes on its way in and out, outermost last.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::{CsrfLayer, ProtectionError, ResponseForProtectionError};
use tower_http::trace::TraceLayer;

use crate::app::App;
use crate::web::{Error, Frame, Visit, cache, language, measure, page, problem};

/// Forms are small; routes that take files set their own limit.
const BODY_LIMIT: usize = 1 << 20;

/// Everything from our own address and nothing else; no inline script or style anywhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
     connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(self), microphone=(self), payment=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

pub(crate) fn layers(pages: Router<App>, app: &App) -> Router<App> {
    let small = CompressionLayer::new().quality(CompressionLevel::Fastest);
    pages
        .fallback(|| async { Error::NotFound })
        .layer(CatchPanicLayer::custom(|_| Error::Broken("a handler panicked".into()).into_response()))
        .route_layer(from_fn(measure::requests))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CsrfLayer::new().with_rejection_response(ForeignForm))
        .layer(from_fn_with_state(app.clone(), error_pages))
        .layer(from_fn_with_state(app.clone(), cache::rendered_once))
        .layer(small)
        .layer(from_fn(security_headers))
        // Paths and queries may carry names and numbers of people: only the method is recorded.
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(|request: &Request| tracing::debug_span!("request", method = %request.method())),
        )
}

/// A form sent from another site (CSRF), told apart by Origin and Sec-Fetch-Site.
#[derive(Clone)]
struct ForeignForm;

impl ResponseForProtectionError<Body> for ForeignForm {
    fn response_for_protection_error(&mut self, _: ProtectionError) -> Response {
        Error::Forbidden.into_response()
    }
}

async fn security_headers(request: Request, next: Next) -> Response {
    let spoken = CookieJar::from_headers(request.headers()).get("flash").is_some();
    let mut answer = next.run(request).await;
    // What was said once is not said again; an answer that says something new sets its own.
    if spoken && answer.status() == StatusCode::OK && !answer.headers().contains_key(header::SET_COOKIE) {
        let forget = HeaderValue::from_static("flash=; Path=/; Max-Age=0");
        answer.headers_mut().append(header::SET_COOKIE, forget);
    }
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// Turns what went wrong into a page, or into JSON for a program.
async fn error_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let answer = next.run(Request::from_parts(parts.clone(), body)).await;
    let Some(error) = error_of(&answer, &parts.headers) else { return answer };
    let path = parts.uri.path().to_owned();
    let json = path.starts_with("/api/") || accepts_json(&parts.headers);
    let lang = super::visit::Look::of(&parts.headers).lang;
    let mut shown = match (&error, json) {
        (_, true) => problem(&error, lang, &path),
        (Error::LogIn { door, back }, false) if parts.method == Method::GET => {
            let back: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
            return page::redirect(&format!("{door}?back={back}"));
        }
        (_, false) => match Visit::from_request_parts(&mut parts, &app).await {
            Ok(visit) => error_page(&visit, &error),
            Err(_) => (error.status(), error.sentence(lang)).into_response(),
        },
    };
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = answer.headers().get(&name) {
            shown.headers_mut().insert(name, value.clone());
        }
    }
    shown
}

/// The error that an answer carries, or what a bare status of the framework stands for.
fn error_of(answer: &Response, asked: &axum::http::HeaderMap) -> Option<Error> {
    if let Some(error) = answer.extensions().get::<Error>() {
        return Some(error.clone());
    }
    let status = answer.status();
    let plain =
        answer.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !plain || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let lang = super::visit::Look::of(asked).lang;
    let say = |key: &str| Some(Error::refused(status, language::t(lang, key, &[])));
    match status {
        StatusCode::NOT_FOUND => Some(Error::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => say("error-method"),
        StatusCode::PAYLOAD_TOO_LARGE => say("error-too-large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => say("error-media-type"),
        StatusCode::REQUEST_TIMEOUT => say("error-timeout"),
        _ if status.is_client_error() => say("error-bad-request"),
        _ => Some(Error::Broken(status.to_string())),
    }
}

fn accepts_json(headers: &axum::http::HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}

#[derive(askama::Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    sentence: String,
    way_out: Option<(String, String)>,
}

fn error_page(visit: &Visit, error: &Error) -> Response {
    let status = error.status();
    let template = ErrorPage {
        frame: visit.frame(visit.t("error-title")),
        status: status.as_u16(),
        sentence: error.sentence(visit.lang()),
        way_out: match error {
            Error::Refused(refusal) => refusal.way_out.clone(),
            Error::LogIn { door, back } => Some((visit.t("log-in"), format!("{door}?back={back}"))),
            _ => None,
        },
    };
    match page::page(&template) {
        Ok(mut answer) => {
            *answer.status_mut() = status;
            answer
        }
        Err(_) => (status, error.sentence(visit.lang())).into_response(),
    }
}
