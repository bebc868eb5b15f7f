//! `POST /drafts/{id}/submission`: everything checked once more, then on disk, then the receipt.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use budayang_forms::{Answers, Form, Kind, check};
use uuid::Uuid;

use super::check as check_page;
use super::open::{self, Desk, context, form};
use crate::app::App;
use crate::cases::needs::{needs, with_files};
use crate::cases::{Channel, Handed, MaterialState, Submission, store, submit as hand_in};
use crate::identity::{self, Citizen};
use crate::web::{Error, Posted, Purse, Visit, redirect};

pub(super) async fn submit(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    app.limits.spend(Purse::Submit, &citizen.subject.to_string())?;
    let desk = match open::draft(&app, &citizen, &id).await {
        Ok(desk) => desk,
        // Sent twice: the draft has become a case already, and its key is the draft's.
        Err(Error::NotFound) => return already(&app, &citizen, &id).await,
        Err(error) => return Err(error),
    };
    if posted.get("declaration") != "yes" {
        return again(&app, &visit, &desk, visit.t("check-declaration-error"));
    }
    let answers = match complete(&app, &visit, &desk) {
        Ok(answers) => answers,
        Err(sentence) => return again(&app, &visit, &desk, sentence),
    };
    let phone = phone(&app, &citizen, &form(&desk.edition), &answers).await?;
    let submission = Submission {
        key: key(&citizen, &desk.draft.id.to_string()),
        draft: Some(desk.draft.id),
        channel: Channel::Web,
        edition: &desk.edition,
        answers,
        phone,
        materials: desk.materials.iter().map(handed).collect(),
        delivery: desk.draft.delivery.clone(),
    };
    let receipt = hand_in(&app, &citizen, submission).await?;
    Ok(redirect(&format!("/cases/{}/receipt", receipt.no)))
}

/// Keys of different people never meet.
pub(super) fn key(citizen: &Citizen, key: &str) -> String {
    format!("{}:{key}", citizen.subject.simple())
}

async fn already(app: &App, citizen: &Citizen, id: &str) -> Result<Response, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let case = store::by_id(app.db.read(), id).await?.filter(|case| case.filed_by == citizen.subject);
    let case = case.ok_or(Error::NotFound)?;
    Ok(redirect(&format!("/cases/{}/receipt", case.no)))
}

fn again(app: &App, visit: &Visit, desk: &Desk, sentence: String) -> Result<Response, Error> {
    let mut answer = check_page::render(app, visit, desk, sentence)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

/// The clean answers, or the first thing that is still to be done.
fn complete(app: &App, visit: &Visit, desk: &Desk) -> Result<Answers, String> {
    let form = form(&desk.edition);
    let exists = open::exists(app);
    let answers = with_files(&form, &desk.answers, &desk.materials);
    let clean = check(&form, &answers, &context(app, &exists));
    let clean = clean.map_err(|faults| {
        faults.iter().map(|fault| fault.message(visit.lang())).take(5).collect::<Vec<_>>().join("；")
    })?;
    let needs = needs(&desk.edition.item, &desk.answers, &desk.materials, app.clock.today());
    let lacking: Vec<&str> =
        needs.iter().filter(|need| !need.is_settled()).map(|need| need.name.get(visit.lang())).collect();
    if !lacking.is_empty() {
        let names = [("names", lacking.join("、").into())];
        return Err(crate::web::t(visit.lang(), "check-materials-missing", &names));
    }
    if desk.edition.item.result.is_some() && desk.draft.delivery.is_none() {
        return Err(visit.t("check-delivery-missing"));
    }
    Ok(clean.into_answers())
}

fn handed(row: &crate::cases::Material) -> Handed {
    Handed {
        key: row.key.clone(),
        name: row.name.clone(),
        file: row.file_id.filter(|_| row.state != MaterialState::Promised).map(|file| (file, row.bytes)),
        source: "draft",
        promise: row.promise.clone(),
    }
}

/// The telephone that the form asks for, else the profile's.
pub(super) async fn phone(app: &App, citizen: &Citizen, form: &Form, answers: &Answers) -> Result<String, Error> {
    let asked = form.fields().filter(|field| matches!(field.kind, Kind::Telephone(_)));
    if let Some(phone) = asked.filter_map(|field| answers.text(&field.key)).next() {
        return Ok(phone.to_owned());
    }
    let subject = identity::subject(&app.db, citizen.subject).await?;
    Ok(subject.and_then(|subject| subject.phone.clone()).unwrap_or_default())
}
