//! 撤销: the supervisor takes a result back.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;

use crate::app::App;
use crate::delivery::{self, Certificate, RevokeError};
use crate::identity::Officer;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/certificates/{number}/revocation", get(ask).post(revoke))
}

#[derive(askama::Template)]
#[template(path = "desk/revocation.html")]
struct RevocationPage {
    frame: Frame,
    certificate: Certificate,
    reason: String,
    error: String,
}

async fn ask(visit: Visit, officer: Officer, Path(number): Path<String>) -> Result<Response, Error> {
    let certificate = delivery::revocable(&visit.app.db, &officer, &number).await?.ok_or(Error::NotFound)?;
    form(&visit, certificate, String::new(), String::new())
}

async fn revoke(visit: Visit, officer: Officer, Path(number): Path<String>, posted: Posted) -> Result<Response, Error> {
    let certificate = delivery::revocable(&visit.app.db, &officer, &number).await?.ok_or(Error::NotFound)?;
    let reason = posted.get("reason");
    match delivery::revoke(&visit.app, &officer, &certificate, reason).await {
        Ok(()) => Ok(redirect_saying(&format!("/verify/{number}"), &visit.t("desk-revoked"))),
        Err(RevokeError::Database(error)) => Err(error.into()),
        Err(RevokeError::Before) => Err(Error::conflict(visit.t("desk-revoked-before"))),
        Err(fault) => {
            let key = if matches!(fault, RevokeError::NoReason) { "desk-revoke-reason" } else { "desk-revoke-long" };
            let mut answer = form(&visit, certificate, reason.to_owned(), visit.t(key))?;
            *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

fn form(visit: &Visit, certificate: Certificate, reason: String, error: String) -> Result<Response, Error> {
    let frame = visit.frame(visit.t("desk-revoke")).crumb(visit.t("desk-title"), "/desk");
    page(&RevocationPage { frame, certificate, reason, error })
}
