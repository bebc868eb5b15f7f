//! Giving a file to those who may have it.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use crate::app::App;
use crate::cases;
use crate::files::{File, Kind, keep};
use crate::web::{Error, Visit, Who};

/// Nothing in a file may run or load anything, whatever a browser makes of it.
const SANDBOX: &str = "default-src 'none'; sandbox";

pub(super) async fn download(State(app): State<App>, visit: Visit, Path(id): Path<String>) -> Result<Response, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let file = keep::open(&app, id).await?;
    let allowed = match (&visit.who, &file) {
        (Who::Nobody, _) => return Err(Error::LogIn { door: "/login", back: visit.path }),
        (_, None) => false,
        (Who::Citizen(citizen), Some(file)) => {
            file.owner.is_some_and(|owner| owner == citizen.subject || owner == citizen.on_behalf_of())
        }
        (Who::Officer(officer), Some(_)) => cases::is_material_for(&app.db, officer, id).await?,
    };
    // Whoever may not have it does not learn that it exists.
    let file = file.filter(|_| allowed).ok_or(Error::NotFound)?;
    let content = keep::stream(&app, &file).await?;
    Ok((headers(&file), Body::from_stream(content)).into_response())
}

fn headers(file: &File) -> [(header::HeaderName, HeaderValue); 6] {
    let kind = Kind::from_ending(&file.kind);
    let media_type = kind.map_or("application/octet-stream", Kind::media_type);
    let shown = kind.is_some_and(|kind| kind.is_picture() || kind == Kind::Pdf);
    let spelled: String = url::form_urlencoded::byte_serialize(file.name.as_bytes()).collect();
    let spelled = spelled.replace('+', "%20");
    let how = if shown { "inline" } else { "attachment" };
    let name = format!("{how}; filename=\"file.{}\"; filename*=UTF-8''{spelled}", file.kind);
    let value = |text: String| HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"));
    [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_LENGTH, value(file.bytes.to_string())),
        (header::CONTENT_DISPOSITION, value(name)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ]
}
