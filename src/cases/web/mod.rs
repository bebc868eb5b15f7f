//! The applicant's pages: apply, draft, case, my cases, progress by number; and the API's submission.

mod api;
mod apply;
mod case;
mod check;
mod correction;
mod delivery;
mod draft;
mod materials;
mod mine;
mod missing;
mod open;
mod receipt;
mod remaining;
mod section;
mod steps;
mod submission;
mod supply;
mod track;
mod withdraw;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::app::App;
use crate::files::MOST_BYTES;

pub(super) fn routes() -> Router<App> {
    let uploads = Router::new()
        .route("/drafts/{id}/materials/{key}", post(materials::add))
        .route("/cases/{no}/materials/{key}", post(supply::add))
        .route("/cases/{no}/supply", get(missing::show).post(missing::send))
        .layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .merge(uploads)
        .route("/items/{code}/apply", get(apply::start).post(apply::begin))
        .route("/items/{code}/eligibility", get(apply::question))
        .route("/drafts/{id}", get(draft::tasks))
        .route("/drafts/{id}/removal", post(draft::remove))
        .route("/drafts/{id}/sections/{key}", get(section::show).post(section::save))
        .route("/drafts/{id}/sections/{key}/autosave", post(section::autosave))
        .route("/drafts/{id}/materials", get(materials::list))
        .route("/drafts/{id}/materials/{key}/promise", post(materials::promise))
        .route("/drafts/{id}/materials/{key}/vault", post(materials::take_from_vault))
        .route("/drafts/{id}/materials/{key}/merge", post(materials::merge_pictures))
        .route("/drafts/{id}/material-rows/{row}/removal", post(materials::remove))
        .route("/drafts/{id}/delivery", get(delivery::show).post(delivery::save))
        .route("/drafts/{id}/check", get(check::show))
        .route("/drafts/{id}/submission", post(submission::submit))
        .route("/cases/{no}", get(case::show))
        .route("/cases/{no}/receipt", get(receipt::show))
        .route("/cases/{no}/receipt.pdf", get(receipt::print))
        .route("/cases/{no}/correction", get(correction::show).post(correction::send))
        .route("/cases/{no}/withdrawal", get(withdraw::ask).post(withdraw::send))
        .route("/cases/{no}/messages", post(case::say))
        .route("/cases/{no}/material-rows/{row}/removal", post(supply::remove))
        .route("/me/cases", get(mine::list))
        .route("/track", get(track::ask).post(track::show))
        .route("/api/v1/cases", post(api::submit))
}
