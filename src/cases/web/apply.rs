//! `/items/{code}/apply`: what is needed, an open draft first, the questions before the form, then a draft.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use budayang_forms::{Answers, Screening, screen};
use budayang_rules::item::ItemCode;
use serde::Deserialize;

use crate::app::App;
use crate::cases::drafting::{self, NoDraft};
use crate::cases::store;
use crate::catalog::{self, Edition, ItemState};
use crate::identity::Citizen;
use crate::sheet::OptionView;
use crate::web::{Error, Frame, Posted, Visit, page, redirect};

#[derive(Template)]
#[template(path = "cases/apply.html")]
struct StartPage {
    frame: Frame,
    code: String,
    name: String,
    limit: String,
    person: String,
    materials: Vec<(String, String)>,
    drafts: Vec<(String, String)>,
    sections: usize,
}

#[derive(Template)]
#[template(path = "cases/question.html")]
struct QuestionPage {
    frame: Frame,
    code: String,
    key: String,
    question: String,
    hint: String,
    error: String,
    options: Vec<OptionView>,
    given: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "cases/not_eligible.html")]
struct EndPage {
    frame: Frame,
    code: String,
    title: String,
    reason: String,
    instead: Option<(String, String)>,
}

/// Answers to the questions so far travel in the address, so that back and reload work.
#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(flatten)]
    answers: std::collections::BTreeMap<String, String>,
}

pub(super) async fn start(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let edition = open_for(&app, &visit, &citizen, &code).await?;
    let found = store::drafts(app.db.read(), citizen.subject, citizen.on_behalf_of(), Some(&edition.code)).await?;
    let (lang, item) = (visit.lang(), &edition.item);
    let limit = item.promised_limit.or(item.statutory_limit);
    let limit = limit.map(|limit| match lang {
        budayang_forms::Lang::Zh => limit.to_string(),
        budayang_forms::Lang::En => limit.en(),
    });
    let material = |listed: &catalog::Material| {
        let necessity = match lang {
            budayang_forms::Lang::Zh => listed.necessity.zh(),
            budayang_forms::Lang::En => listed.necessity.en(),
        };
        (listed.name.get(lang).to_owned(), necessity.to_owned())
    };
    page(&StartPage {
        frame: frame(&visit, &edition, visit.t("apply-title")),
        name: item.name.get(lang).to_owned(),
        limit: limit.unwrap_or_default(),
        person: citizen.shown_name(),
        materials: item.materials.iter().map(material).collect(),
        drafts: found.iter().map(|draft| (draft.id.to_string(), visit.moment(draft.updated_at))).collect(),
        sections: item.form.as_ref().map_or(0, |form| form.sections.len()),
        code: edition.code,
    })
}

/// The next question, the end of the way, or the button that begins the draft.
pub(super) async fn question(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(code): Path<String>,
    Query(given): Query<Given>,
) -> Result<Response, Error> {
    let edition = open_for(&app, &visit, &citizen, &code).await?;
    ask(&visit, &edition, &given.answers.into_iter().collect(), "")
}

fn ask(visit: &Visit, edition: &Edition, answers: &Answers, error: &str) -> Result<Response, Error> {
    let lang = visit.lang();
    match screen(&edition.item.eligibility, answers) {
        Screening::Next(question) => {
            let option = |choice: &budayang_forms::Choice| OptionView {
                key: choice.key.clone(),
                label: choice.label.get(lang).to_owned(),
                hint: choice.hint.as_ref().map(|hint| hint.get(lang).to_owned()).unwrap_or_default(),
                chosen: false,
            };
            page(&QuestionPage {
                frame: frame(visit, edition, question.question.get(lang).to_owned()),
                code: edition.code.clone(),
                key: question.key.clone(),
                question: question.question.get(lang).to_owned(),
                hint: question.hint.as_ref().map(|hint| hint.get(lang).to_owned()).unwrap_or_default(),
                error: error.to_owned(),
                options: question.options.iter().map(option).collect(),
                given: known_answers(edition, answers),
            })
        }
        Screening::NotEligible { question, reason, instead } => page(&EndPage {
            frame: frame(visit, edition, visit.t("apply-not-eligible")),
            code: edition.code.clone(),
            title: question.question.get(lang).to_owned(),
            reason: reason.get(lang).to_owned(),
            instead: instead
                .map(|instead| (instead.text.get(lang).to_owned(), instead.href.clone().unwrap_or_default())),
        }),
        Screening::Eligible => page(&QuestionPage {
            frame: frame(visit, edition, visit.t("apply-eligible")),
            code: edition.code.clone(),
            key: String::new(),
            question: String::new(),
            hint: String::new(),
            error: String::new(),
            options: Vec::new(),
            given: known_answers(edition, answers),
        }),
    }
}

/// Begins a draft once every question is answered well.
pub(super) async fn begin(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(code): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let edition = open_for(&app, &visit, &citizen, &code).await?;
    let answers: Answers = edition
        .item
        .eligibility
        .iter()
        .filter(|question| !posted.get(&question.key).is_empty())
        .map(|question| (question.key.clone(), posted.get(&question.key).to_owned()))
        .collect();
    if !matches!(screen(&edition.item.eligibility, &answers), Screening::Eligible) {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(known_answers(&edition, &answers));
        return Ok(redirect(&format!("/items/{}/eligibility?{}", edition.code, query.finish())));
    }
    match drafting::begin(&app, &citizen, &edition, &answers).await {
        Ok(draft) => Ok(redirect(&format!("/drafts/{}", draft.id))),
        Err(NoDraft::TooMany) => Err(Error::conflict(visit.t("draft-too-many"))),
        Err(NoDraft::Database(error)) => Err(error.into()),
    }
}

/// Only answers to the item's own questions, in their order.
fn known_answers(edition: &Edition, answers: &Answers) -> Vec<(String, String)> {
    let asked = edition.item.eligibility.iter();
    asked.filter_map(|question| Some((question.key.clone(), answers.text(&question.key)?.to_owned()))).collect()
}

/// The edition in force, if this person may apply for it now; else the reason.
pub(super) async fn open_for(app: &App, visit: &Visit, citizen: &Citizen, code: &str) -> Result<Edition, Error> {
    let code = ItemCode::parse(code).map_err(|_| Error::NotFound)?;
    let edition = catalog::published(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let lang = visit.lang();
    match &edition.item.state {
        ItemState::Open => {}
        ItemState::Paused { reason, .. } | ItemState::Cancelled { reason } => {
            return Err(Error::conflict(reason.get(lang)));
        }
    }
    if edition.item.form.is_none() && edition.item.materials.is_empty() {
        return Err(Error::conflict(visit.t("apply-not-online")));
    }
    if citizen.grade < edition.item.real_name_grade {
        return Err(Error::conflict(visit.t("apply-grade")));
    }
    Ok(edition)
}

fn frame(visit: &Visit, edition: &Edition, title: String) -> Frame {
    let name = edition.item.name.get(visit.lang());
    visit.frame(title).crumb(name, format!("/items/{}", edition.code)).verb("apply")
}
