//! The applicant's pages.

mod case;
mod mine;
mod missing;
mod receipt;
mod remaining;
mod steps;

mod track;
mod withdraw;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::{ActError, Case};
use crate::app::App;
use crate::catalog::{self, Edition};
use crate::files::MOST_BYTES;
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit};

pub(super) fn routes() -> Router<App> {
    let uploads = Router::new()
        .route("/cases/{no}/supply", get(missing::show).post(missing::send))
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .merge(uploads)
        .route("/cases/{no}", get(case::show))
        .route("/cases/{no}/messages", post(case::say))
        .route("/cases/{no}/withdrawal", get(withdraw::ask).post(withdraw::send))
        .route("/cases/{no}/receipt", get(receipt::show))
        .route("/cases/{no}/receipt.pdf", get(receipt::print))
        .route("/me/cases", get(mine::list))
        .route("/track", get(track::ask).post(track::show))
}

/// The citizen's case under this number; somebody else's looks as if it did not exist.
async fn own(visit: &Visit, citizen: &Citizen, no: &str) -> Result<Case, Error> {
    super::for_citizen(&visit.app.db, citizen, no).await?.ok_or(Error::NotFound)
}

/// The item as it was when the case was filed.
async fn edition(visit: &Visit, case: &Case) -> Result<Edition, Error> {
    let edition = catalog::edition(&visit.app.db, case.edition_id).await?;
    edition.ok_or_else(|| Error::Broken(format!("the edition of case {} is gone", case.no)))
}

/// A page below the case's own.
fn below(visit: &Visit, case: &Case, title: String) -> Frame {
    let frame = visit.frame(title).verb("me").crumb(visit.t("mycases-title"), "/me/cases");
    frame.crumb(case.item_name.clone(), format!("/cases/{}", case.no))
}

/// `440106-200122-1234-56789`, as it is read out.
fn grouped(no: &str) -> String {
    budayang_rules::case_no::CaseNo::parse(no).map_or_else(|_| no.to_owned(), |no| no.grouped())
}

/// Why an act was not possible: the page says it and leads back.
fn refused(visit: &Visit, error: ActError) -> Error {
    match error {
        ActError::Database(error) => error.into(),
        ActError::NotYours => Error::Forbidden,
        ActError::Rule(rule) => Error::unfit(rule.message(visit.lang())),
        moved => Error::conflict(moved.message(visit.lang())),
    }
}
