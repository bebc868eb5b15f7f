//! 好差评: the applicant rates a service once.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use crate::app::App;
use crate::cases::{self, Case, State};
use crate::delivery::rate::{self, Opinion, REASONS};
use crate::delivery::{RateError, Rating};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/cases/{no}/rating", get(show).post(give))
}

#[derive(askama::Template)]
#[template(path = "delivery/rating.html")]
struct RatingPage {
    frame: Frame,
    no: String,
    item: String,
    given: Option<Rating>,
    not_yet: bool,
    reasons: Vec<(&'static str, String, bool)>,
    words: String,
    grade_error: String,
    words_error: String,
}

async fn show(visit: Visit, citizen: Citizen, Path(no): Path<String>) -> Result<Response, Error> {
    let case = cases::for_citizen(&visit.app.db, &citizen, &no).await?.ok_or(Error::NotFound)?;
    form(&visit, &case, &[], String::new(), None).await
}

async fn give(visit: Visit, citizen: Citizen, Path(no): Path<String>, posted: Posted) -> Result<Response, Error> {
    let case = cases::for_citizen(&visit.app.db, &citizen, &no).await?.ok_or(Error::NotFound)?;
    let chosen: Vec<&'static str> =
        REASONS.into_iter().filter(|reason| posted.all("reasons").any(|sent| sent == *reason)).collect();
    let words = posted.get("words").to_owned();
    let Some(grade) = posted.get("grade").parse::<u8>().ok().filter(|grade| (1..=5).contains(grade)) else {
        return form(&visit, &case, &chosen, words, Some("rating-no-grade")).await;
    };
    let opinion = Opinion { grade, reasons: chosen.clone(), words: words.clone() };
    match rate::rate(&visit.app, &citizen, &case, opinion).await {
        Ok(_) => Ok(redirect_saying(&format!("/cases/{no}"), &visit.t("rating-thanks"))),
        Err(RateError::Database(error)) => Err(error.into()),
        Err(RateError::TooLong) => form(&visit, &case, &chosen, words, Some("rating-too-long")).await,
        Err(RateError::Act(error)) => Err(Error::conflict(error.message(visit.lang()))),
        Err(_) => Err(Error::conflict(visit.t("rating-before"))),
    }
}

async fn form(
    visit: &Visit,
    case: &Case,
    chosen: &[&str],
    words: String,
    fault: Option<&'static str>,
) -> Result<Response, Error> {
    let given = rate::rating_of_case(&visit.app.db, case).await?;
    let reasons =
        REASONS.into_iter().map(|key| (key, visit.t(&format!("rating-reason-{key}")), chosen.contains(&key))).collect();
    let said = |key: &str| if fault == Some(key) { visit.t(key) } else { String::new() };
    let template = RatingPage {
        frame: visit.frame(visit.t("rating-title")).verb("rate").crumb(case.no.clone(), format!("/cases/{}", case.no)),
        no: case.no.clone(),
        item: case.item_name.clone(),
        not_yet: given.is_none() && case.state != State::Closed,
        given,
        reasons,
        words,
        grade_error: said("rating-no-grade"),
        words_error: said("rating-too-long"),
    };
    let mut answer = page(&template)?;
    if fault.is_some() {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}
