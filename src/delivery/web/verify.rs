//! 核验: anybody checks a result by its number or by the file.

use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::delivery::{Checked, Standing, check, check_print};
use crate::web::{Error, Frame, Purse, Visit, page, redirect};

/// A result is far smaller.
const LARGEST: usize = 10 << 20;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/verify", get(ask).post(by_file).layer(DefaultBodyLimit::max(LARGEST)))
        .route("/verify/{number}", get(by_number))
        .route("/verify/{number}/signature", get(signature))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    id: String,
}

#[derive(askama::Template)]
#[template(path = "delivery/verify.html")]
struct VerifyPage {
    frame: Frame,
    asked: String,
    unknown_file: bool,
    found: Option<Found>,
}

struct Found {
    /// valid, expired, revoked or broken: key of `verify-is-{key}`.
    standing: &'static str,
    detail: String,
    number: String,
    title: String,
    holder: String,
    organ: String,
    issued: String,
    until: String,
}

async fn ask(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let number = asked.id.trim();
    if !number.is_empty() {
        let number: String = url::form_urlencoded::byte_serialize(number.as_bytes()).collect();
        return Ok(redirect(&format!("/verify/{number}")));
    }
    shown(&visit, String::new(), None, false)
}

async fn by_number(visit: Visit, Path(number): Path<String>) -> Result<Response, Error> {
    visit.app.limits.spend(Purse::Guess, &visit.address.to_string())?;
    let found = match is_number(&number) {
        true => check(&visit.app, &number).await?,
        false => None,
    };
    shown(&visit, number, found, false)
}

async fn by_file(visit: Visit, mut form: Multipart) -> Result<Response, Error> {
    visit.app.limits.spend(Purse::Guess, &visit.address.to_string())?;
    let unreadable = |_| Error::bad(visit.t("verify-unreadable"));
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            let content = part.bytes().await.map_err(unreadable)?;
            let found = check_print(&visit.app, &hex::encode(Sha256::digest(&content))).await?;
            let unknown = found.is_none();
            return shown(&visit, String::new(), found, unknown);
        }
    }
    Err(Error::bad(visit.t("verify-no-file")))
}

/// The detached signature. The content that it covers is in the code on the paper, not here: a number alone must not
/// tell whose it is.
async fn signature(visit: Visit, Path(number): Path<String>, State(app): State<App>) -> Result<Response, Error> {
    visit.app.limits.spend(Purse::Guess, &visit.address.to_string())?;
    let found = if is_number(&number) { check(&app, &number).await? } else { None };
    let certificate = found.ok_or(Error::NotFound)?.certificate;
    let body = serde_json::json!({
        "id": certificate.number,
        "algorithm": "SM2 with SM3, GB/T 32918",
        "key": certificate.key_id,
        "signature": certificate.signature,
    });
    Ok(Json(body).into_response())
}

fn is_number(text: &str) -> bool {
    text.len() <= 160 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

fn shown(visit: &Visit, asked: String, found: Option<Checked>, unknown_file: bool) -> Result<Response, Error> {
    let found = found.map(|checked| {
        let (standing, detail) = match &checked.standing {
            Standing::Valid => ("valid", String::new()),
            Standing::Expired { until } => ("expired", visit.day(*until)),
            Standing::Revoked { at, reason } => ("revoked", format!("{} · {reason}", visit.moment(*at))),
            Standing::Broken => ("broken", String::new()),
        };
        Found {
            standing,
            detail,
            holder: checked.holder(),
            number: checked.certificate.number,
            title: checked.certificate.title,
            organ: checked.certificate.organ,
            issued: visit.day(checked.certificate.issued),
            until: checked.certificate.until.map_or_else(|| visit.t("verify-no-end"), |until| visit.day(until)),
        }
    });
    page(&VerifyPage { frame: visit.frame(visit.t("verify-title")).verb("find"), asked, unknown_file, found })
}
