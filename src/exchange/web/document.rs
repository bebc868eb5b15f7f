//! The description of the API: for programs as OpenAPI, for people as a page.

use askama::Template;
use axum::Json;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

use crate::web::{Error, Frame, Visit, public_page};
use crate::{content, figures};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Budayang 不打烊",
        description = "Services of the government for programs. Errors are application/problem+json (RFC 9457)."
    ),
    paths(super::items::list, super::items::one),
    components(schemas(super::items::List, super::items::Row, super::items::Count))
)]
struct Api;

pub(super) async fn json() -> Response {
    let all = Api::openapi().merge_from(figures::Described::openapi()).merge_from(content::Described::openapi());
    Json(all).into_response()
}

#[derive(Template)]
#[template(path = "exchange/docs.html")]
struct Docs {
    frame: Frame,
    rows: [(&'static str, &'static str); 5],
}

/// Addresses and the sentence that says what each gives.
const ROWS: [(&str, &str); 5] = [
    ("GET /api/v1/items?q=&division=&theme=&audience=&body=&type=&visits=&online=&limit=&offset=", "exchange-items"),
    ("GET /api/v1/items/{code}", "exchange-item"),
    ("GET /items/suggest?q=", "exchange-suggest"),
    ("GET /api/v1/figures?division=&from=&to=&as-of=", "exchange-figures"),
    ("GET /api/v1/road-closures?division=&road=&state=&page=", "exchange-closures"),
];

pub(super) async fn page(visit: Visit) -> Result<Response, Error> {
    let frame = visit.frame(visit.t("exchange-title"));
    public_page(&Docs { frame, rows: ROWS })
}
