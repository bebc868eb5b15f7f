//! `POST /api/v1/cases`: the same way in for programs.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use budayang_forms::{Answers, check, unknown};
use budayang_rules::item::Necessity;
use budayang_rules::telephone::Telephone;
use serde::{Deserialize, Serialize};

use super::apply::open_for;
use super::open::{self, context, form};
use super::submission::key;
use crate::app::App;
use crate::cases::{Channel, Submission, submit as hand_in};
use crate::identity::Citizen;
use crate::web::{Error, Purse, Visit};

const LONGEST_KEY: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    item: String,
    answers: Answers,
    phone: String,
    idempotency_key: String,
}

#[derive(Serialize)]
pub(super) struct Response {
    no: String,
    received_at: String,
    hash: String,
}

pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    request: Result<Json<Request>, JsonRejection>,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1], Json<Response>), Error> {
    app.limits.spend(Purse::Submit, &citizen.subject.to_string())?;
    let Json(request) = request.map_err(|rejection| Error::refused(rejection.status(), rejection.body_text()))?;
    let own = request.idempotency_key.trim();
    if own.is_empty() || own.len() > LONGEST_KEY {
        return Err(Error::unfit(visit.t("api-key")));
    }
    let phone = Telephone::parse(&request.phone).map_err(|fault| Error::unfit(fault.to_string()))?;
    let edition = open_for(&app, &visit, &citizen, &request.item).await?;
    let form = form(&edition);
    let strange = unknown(&form, &request.answers);
    if let Some(first) = strange.first() {
        let field: String = first.chars().take(60).collect();
        return Err(Error::unfit(crate::web::t(visit.lang(), "api-unknown-field", &[("field", field.into())])));
    }
    if edition
        .item
        .materials
        .iter()
        .any(|material| material.necessity == Necessity::Necessary && material.when.is_none())
    {
        return Err(Error::unfit(visit.t("api-materials")));
    }
    let exists = open::exists(&app);
    let clean = check(&form, &request.answers, &context(&app, &exists)).map_err(|faults| {
        let said = faults.iter().take(5).map(|fault| format!("{}: {}", fault.path, fault.message(visit.lang())));
        Error::unfit(said.collect::<Vec<_>>().join("; "))
    })?;
    let submission = Submission {
        key: key(&citizen, own),
        draft: None,
        channel: Channel::Api,
        edition: &edition,
        answers: clean.into_answers(),
        phone: phone.as_str().to_owned(),
        materials: Vec::new(),
        delivery: None,
    };
    let receipt = hand_in(&app, &citizen, submission).await?;
    let place = HeaderValue::try_from(format!("/cases/{}", receipt.no)).unwrap_or(HeaderValue::from_static("/"));
    let response = Response { no: receipt.no, received_at: receipt.received_at.to_rfc3339(), hash: receipt.hash };
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(response)))
}
