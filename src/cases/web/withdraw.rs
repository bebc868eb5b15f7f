//! Taking an application back (撤回), with a reason.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::open::{self, below, refused};
use crate::cases::{self, Act, ActError, Actor, Case, Verb};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

#[derive(Template)]
#[template(path = "cases/withdraw.html")]
struct WithdrawPage {
    frame: Frame,
    no: String,
    item: String,
    possible: bool,
    typed: String,
    error: String,
}

pub(super) async fn ask(visit: Visit, citizen: Citizen, Path(no): Path<String>) -> Result<Response, Error> {
    let (case, _) = open::case(&visit.app, &citizen, &no).await?;
    page(&form(&visit, &citizen, &case, String::new(), String::new()))
}

pub(super) async fn send(
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let (case, _) = open::case(&visit.app, &citizen, &no).await?;
    let reason = posted.get("reason").to_owned();
    let act = Act::Withdraw { reason: reason.clone() };
    match cases::act(&visit.app, &Actor::Citizen(citizen.clone()), &case, act).await {
        Ok(_) => Ok(redirect_saying(&format!("/cases/{no}"), &visit.t("mycase-withdrawn"))),
        Err(ActError::Rule(rule)) => {
            let mut answer = page(&form(&visit, &citizen, &case, reason, rule.message(visit.lang())))?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
        Err(error) => Err(refused(&visit, error)),
    }
}

fn form(visit: &Visit, citizen: &Citizen, case: &Case, typed: String, error: String) -> WithdrawPage {
    let possible = cases::possible(&Actor::Citizen(citizen.clone()), case).contains(&Verb::Withdraw);
    WithdrawPage {
        frame: below(visit, case, visit.t("mycase-withdraw")),
        no: case.no.clone(),
        item: case.item_name.clone(),
        possible,
        typed,
        error,
    }
}
