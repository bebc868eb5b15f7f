//! Acts on a case, each a resource that is posted.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use uuid::Uuid;

use super::case::{Showing, load, render};
use crate::app::App;
use crate::cases::{self, Act, ActError, Actor, Case, Filter, State};
use crate::delivery;
use crate::desk::panel::Attempt;
use crate::desk::resource;
use crate::identity::{self, Officer};
use crate::web::{Error, Posted, Visit, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk/cases/{no}/message", post(message))
        .route("/desk/cases/{no}/assignment", post(assignment))
        .route("/desk/cases/{no}/certificate", post(certificate))
        .route("/desk/cases/{no}/{resource}", post(perform))
}

async fn perform(
    visit: Visit,
    officer: Officer,
    Path((no, name)): Path<(String, String)>,
    form: Posted,
) -> Result<Response, Error> {
    let verb = resource::verb_of(&name).ok_or(Error::NotFound)?;
    let case = load(&visit, &officer, &no).await?;
    let attempt = |error: String| Attempt { resource: &name, error, typed: form.pairs() };
    if seen(&form) != Some(case.version) {
        return stale(&visit, &officer, &case, &form, attempt(visit.t("desk-stale"))).await;
    }
    let act = match resource::read(verb, &form) {
        Ok(act) => act,
        Err(unclear) => {
            let showing = Showing { attempt: Some(attempt(visit.t(unclear.key()))), ..Showing::default() };
            return render(&visit, &officer, &case, showing, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let actor = Actor::Officer(officer.clone());
    let done = match act {
        Act::Deliver { how } => delivery::deliver(&visit.app, &actor, &case, &how).await,
        act => cases::act(&visit.app, &actor, &case, act).await,
    };
    match done {
        Ok(_) => onward(&visit, &officer, &case, &form, &visit.t(&format!("desk-done-{name}"))).await,
        Err(ActError::Database(error)) => Err(error.into()),
        Err(ActError::NotYours) => Err(Error::Forbidden),
        Err(error @ ActError::Stale) => {
            let now = load(&visit, &officer, &no).await?;
            stale(&visit, &officer, &now, &form, attempt(error.message(visit.lang()))).await
        }
        Err(error) => {
            let status = match error {
                ActError::NotNow => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let showing = Showing { attempt: Some(attempt(error.message(visit.lang()))), ..Showing::default() };
            render(&visit, &officer, &case, showing, status).await
        }
    }
}

/// Somebody else was quicker: the page says what happened since, and what was typed stays in its place.
async fn stale(
    visit: &Visit,
    officer: &Officer,
    case: &Case,
    form: &Posted,
    attempt: Attempt<'_>,
) -> Result<Response, Error> {
    let showing = Showing { seen: seen(form), attempt: Some(attempt), ..Showing::default() };
    render(visit, officer, case, showing, StatusCode::CONFLICT).await
}

/// 制证
async fn certificate(visit: Visit, officer: Officer, Path(no): Path<String>, form: Posted) -> Result<Response, Error> {
    let case = load(&visit, &officer, &no).await?;
    let actor = Actor::Officer(officer.clone());
    match delivery::produce(&visit.app, &actor, &case).await {
        Ok(_) => onward(&visit, &officer, &case, &form, &visit.t("desk-done-certificate")).await,
        Err(delivery::ProduceError::Database(error)) => Err(error.into()),
        Err(delivery::ProduceError::Act(ActError::NotYours)) => Err(Error::Forbidden),
        Err(error) => Err(Error::conflict(error.message(visit.lang()))),
    }
}

async fn assignment(visit: Visit, officer: Officer, Path(no): Path<String>, form: Posted) -> Result<Response, Error> {
    let case = load(&visit, &officer, &no).await?;
    let act = match form.get("to").parse::<Uuid>() {
        Ok(to) => {
            let colleagues = identity::colleagues(&visit.app.db, &officer).await?;
            let card = colleagues.into_iter().find(|card| card.id == to).ok_or(Error::Forbidden)?;
            Act::Assign { to: Some(card.id), name: card.name }
        }
        Err(_) => Act::Assign { to: None, name: String::new() },
    };
    match cases::act(&visit.app, &Actor::Officer(officer.clone()), &case, act).await {
        Ok(_) => Ok(redirect_saying(&format!("/desk/cases/{no}"), &visit.t("desk-done-assignment"))),
        Err(ActError::Database(error)) => Err(error.into()),
        Err(error) => Err(Error::conflict(error.message(visit.lang()))),
    }
}

async fn message(visit: Visit, officer: Officer, Path(no): Path<String>, form: Posted) -> Result<Response, Error> {
    let case = load(&visit, &officer, &no).await?;
    let text = form.get("text");
    let fault = match text.chars().count() {
        0 => Some("desk-message-empty"),
        n if n > cases::LONGEST_MESSAGE => Some("desk-message-long"),
        _ => None,
    };
    if let Some(fault) = fault {
        let showing = Showing { message: Some((text.to_owned(), visit.t(fault))), ..Showing::default() };
        return render(&visit, &officer, &case, showing, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    cases::write_to(&visit.app, &Actor::Officer(officer), &case, text).await?;
    Ok(redirect_saying(&format!("/desk/cases/{no}"), &visit.t("desk-message-sent")))
}

/// Back to the case, or to the next one of the queue when the officer asked for it.
async fn onward(visit: &Visit, officer: &Officer, case: &Case, form: &Posted, said: &str) -> Result<Response, Error> {
    if form.get("next") != "queue" {
        return Ok(redirect_saying(&format!("/desk/cases/{}", case.no), said));
    }
    let mut filter = Filter::new(visit.app.clock.today());
    filter.states =
        [State::Submitted, State::PreChecked, State::Received, State::Corrected, State::Accepted, State::Review].into();
    let queue = cases::queue(&visit.app.db, officer, &filter).await?;
    let next = queue.cases.iter().find(|other| other.id != case.id);
    let to = next.map_or_else(|| "/desk/cases".to_owned(), |next| format!("/desk/cases/{}", next.no));
    Ok(redirect_saying(&to, said))
}

fn seen(form: &Posted) -> Option<i32> {
    form.get("version").parse().ok()
}
