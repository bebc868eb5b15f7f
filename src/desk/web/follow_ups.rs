//! 差评整改: bad ratings wait here for the supervisor's answer.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::app::App;
use crate::delivery::{self, RateError};
use crate::identity::{Officer, Role};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/desk/follow-ups", get(list)).route("/desk/follow-ups/{id}/answer", post(answer))
}

#[derive(askama::Template)]
#[template(path = "desk/follow_ups.html")]
struct FollowUpsPage {
    frame: Frame,
    open: Vec<Line>,
    done: Vec<Line>,
}

struct Line {
    id: Uuid,
    no: String,
    href: String,
    grade: String,
    reasons: String,
    words: String,
    due: String,
    late: bool,
    answer: String,
}

async fn list(visit: Visit, officer: Officer) -> Result<Response, Error> {
    if !officer.has(Role::Supervisor) {
        return Err(Error::Forbidden);
    }
    let today = visit.app.clock.today();
    let rows = delivery::follow_ups(&visit.app.db, &officer).await?;
    let (open, done): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(follow_up, _)| follow_up.answered_at.is_none());
    let line = |(follow_up, rating): (delivery::FollowUp, delivery::Rating)| {
        let reasons = rating.reasons.as_array().into_iter().flatten().filter_map(|reason| reason.as_str());
        Line {
            id: rating.id,
            href: format!("/desk/cases/{}", rating.case_no),
            no: rating.case_no,
            grade: visit.t(&format!("rating-{}", rating.grade)),
            reasons: reasons.map(|key| visit.t(&format!("rating-reason-{key}"))).collect::<Vec<_>>().join(" · "),
            words: rating.words,
            due: visit.day(follow_up.due),
            late: follow_up.due < today,
            answer: follow_up.answer.unwrap_or_default(),
        }
    };
    let template = FollowUpsPage {
        frame: visit.frame(visit.t("desk-follow-ups")).crumb(visit.t("desk-title"), "/desk"),
        open: open.into_iter().map(line).collect(),
        done: done.into_iter().map(line).collect(),
    };
    page(&template)
}

async fn answer(visit: Visit, officer: Officer, Path(id): Path<Uuid>, form: Posted) -> Result<Response, Error> {
    match delivery::answer(&visit.app, &officer, id, form.get("answer")).await {
        Ok(()) => Ok(redirect_saying("/desk/follow-ups", &visit.t("desk-follow-up-done"))),
        Err(RateError::Database(error)) => Err(error.into()),
        Err(RateError::Empty) => Err(Error::unfit(visit.t("desk-follow-up-empty"))),
        Err(RateError::TooLong) => Err(Error::unfit(visit.t("rating-too-long"))),
        Err(RateError::Before) => Err(Error::conflict(visit.t("desk-follow-up-before"))),
        Err(RateError::Act(_)) => Err(Error::Forbidden),
    }
}
