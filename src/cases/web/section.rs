//! `/drafts/{id}/sections/{key}`: one section a page, saved as one types.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use budayang_forms::{Answers, Fault, Form, Limits, Section, check_section, pages, posted};

use super::open::{self, Desk, context, form};
use crate::app::App;
use crate::cases::drafting;
use crate::identity::Citizen;
use crate::sheet::{FieldView, Input, Sheet};
use crate::web::{Error, Frame, Posted, Visit, page, redirect};

#[derive(Template)]
#[template(path = "cases/section.html")]
struct SectionPage {
    frame: Frame,
    id: String,
    key: String,
    intro: String,
    fields: Vec<FieldView>,
    faults: Vec<(String, String)>,
    has_group: bool,
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    render(&app, &visit, &citizen, &desk, &key, Vec::new()).await
}

/// Saves what was typed whatever it is, then says what is not right yet.
pub(super) async fn save(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let form = form(&desk.edition);
    let desk = take(&app, &visit, &citizen, desk, &form, &key, &posted).await?;
    // Without script the lists of a division are opened one by one.
    let opens_a_list = posted.pairs().iter().any(|(name, _)| name.ends_with(".next"));
    if opens_a_list || posted.get("next") == "again" {
        return Ok(redirect(&format!("/drafts/{}/sections/{key}", desk.draft.id)));
    }
    let exists = open::exists(&app);
    let answers = crate::cases::needs::with_files(&form, &desk.answers, &desk.materials);
    let faults = match check_section(&form, &key, &answers, &context(&app, &exists)) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().filter(|fault| !is_upload(&form, fault)).collect(),
    };
    if !faults.is_empty() {
        let mut answer = render(&app, &visit, &citizen, &desk, &key, faults).await?;
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer);
    }
    let pages = pages(&form, &desk.answers, &context(&app, &exists));
    let next = pages.iter().skip_while(|page| page.section.key != key).nth(1);
    Ok(redirect(&match next {
        Some(page) if posted.get("next") != "list" => {
            format!("/drafts/{}/sections/{}", desk.draft.id, page.section.key)
        }
        _ => format!("/drafts/{}", desk.draft.id),
    }))
}

/// The same while typing: nothing is checked, and nothing comes back.
pub(super) async fn autosave(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let form = form(&desk.edition);
    take(&app, &visit, &citizen, desk, &form, &key, &posted).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Reads and saves the section's answers; what the form does not ask is left aside.
async fn take(
    app: &App,
    visit: &Visit,
    citizen: &Citizen,
    desk: Desk,
    form: &Form,
    key: &str,
    sent: &Posted,
) -> Result<Desk, Error> {
    let section = form.section(key).ok_or(Error::NotFound)?;
    let read = posted(section, sent.pairs(), &Limits::default())
        .map_err(|much| Error::refused(StatusCode::PAYLOAD_TOO_LARGE, much.message(visit.lang())))?;
    let filled = filled(app, citizen, &desk).await?;
    let saved = drafting::save_section(app, citizen, &desk.draft, section, read.answers, &filled).await?;
    let draft = saved.ok_or(Error::NotFound)?;
    Ok(Desk { answers: draft.answers(), draft, ..desk })
}

async fn filled(
    app: &App,
    citizen: &Citizen,
    desk: &Desk,
) -> Result<std::collections::BTreeMap<String, (serde_json::Value, budayang_forms::Source)>, Error> {
    let known = drafting::known(app, citizen).await?;
    let exists = open::exists(app);
    // What was filled in before and is posted unchanged keeps its source: look at the form as if nobody had touched it.
    Ok(drafting::filled(&desk.edition, &known, &without_known(desk), &context(app, &exists)))
}

/// The answers without those that came from what is known.
fn without_known(desk: &Desk) -> Answers {
    let mut answers = desk.answers.clone();
    for key in desk.draft.sources().keys() {
        answers.remove(key);
    }
    answers
}

async fn render(
    app: &App,
    visit: &Visit,
    citizen: &Citizen,
    desk: &Desk,
    key: &str,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let form = form(&desk.edition);
    let section: &Section = form.section(key).ok_or(Error::NotFound)?;
    let (mut answers, mut sources) = (desk.answers.clone(), desk.draft.sources());
    for (field, (value, source)) in filled(app, citizen, desk).await? {
        if answers.get(&field).is_none() {
            answers.set(&field, value);
            sources.insert(field, source);
        }
    }
    let exists = open::exists(app);
    let pages = pages(&form, &answers, &context(app, &exists));
    let asked = pages.iter().find(|page| page.section.key == key).ok_or(Error::NotFound)?;
    let divisions = app.divisions.tree();
    let sheet =
        Sheet { lang: visit.lang(), divisions: &divisions, answers: &answers, sources: &sources, faults: &faults };
    let fields = sheet.section(section, &asked.fields);
    page(&SectionPage {
        frame: frame(visit, desk, section.title.get(visit.lang())),
        id: desk.draft.id.to_string(),
        key: key.to_owned(),
        intro: section.intro.as_ref().map(|intro| intro.get(visit.lang()).to_owned()).unwrap_or_default(),
        has_group: fields.iter().any(|field| matches!(field.input, Input::Group { .. })),
        fields,
        faults: faults.iter().map(|fault| (fault.path.clone(), fault.message(visit.lang()))).collect(),
    })
}

pub(super) fn frame(visit: &Visit, desk: &Desk, title: &str) -> Frame {
    visit
        .frame(title)
        .crumb(desk.edition.item.name.get(visit.lang()), format!("/items/{}", desk.draft.item_code))
        .crumb(visit.t("draft-title"), format!("/drafts/{}", desk.draft.id))
        .verb("apply")
}

/// Files are asked for on the page of materials, not here.
fn is_upload(form: &Form, fault: &Fault) -> bool {
    form.field(&fault.path).is_some_and(|field| matches!(field.kind, budayang_forms::Kind::File(_)))
}
