//! Bringing what the case was accepted without (补齐材料), each file by its day.

use askama::Template;
use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::response::Response;
use budayang_forms::Lang;

use super::open::{self, below, refused};
use crate::cases::{self, Act, Actor, Case, Material, MaterialState};
use crate::catalog::Item;
use crate::files::{self, Allowed, FileRefusal, Received, Stored};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page, redirect_saying};

/// Inputs are called after the material's key, so that no key meets another name on the page.
const INPUT: &str = "material.";

#[derive(Template)]
#[template(path = "cases/supply.html")]
struct SupplyPage {
    frame: Frame,
    no: String,
    wanted: Vec<Wanted>,
}

impl SupplyPage {
    fn has_errors(&self) -> bool {
        self.wanted.iter().any(|one| !one.error.is_empty())
    }
}

/// A material that is still to come.
struct Wanted {
    pub name: String,
    pub label: String,
    pub hint: String,
    pub error: String,
}

pub(super) async fn show(visit: Visit, citizen: Citizen, Path(no): Path<String>) -> Result<Response, Error> {
    let (case, edition) = open::case(&visit.app, &citizen, &no).await?;
    form(&visit, &case, &edition.item, Vec::new()).await
}

/// Takes each file that came; what is refused is told beside its place, the rest has arrived.
pub(super) async fn send(
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let (mut case, edition) = open::case(&visit.app, &citizen, &no).await?;
    visit.app.limits.spend(crate::web::Purse::Submit, &citizen.subject.to_string())?;
    let upload = files::receive(&visit, request).await?;
    let actor = Actor::Citizen(citizen);
    let mut errors = Vec::new();
    let mut taken = 0;
    for received in upload.files {
        let Some(key) = received.field.strip_prefix(INPUT).map(str::to_owned) else { continue };
        match keep(&visit, &case, received).await {
            Ok(Stored { id, name, bytes, .. }) => {
                let act = Act::Supply { key, file: id, name, bytes };
                case = cases::act(&visit.app, &actor, &case, act).await.map_err(|error| refused(&visit, error))?;
                taken += 1;
            }
            Err(refusal) => errors.push((format!("{INPUT}{key}"), told(&visit, refusal)?)),
        }
    }
    if taken == 0 && errors.is_empty() {
        errors.push((String::new(), visit.t("mycase-supply-none")));
    }
    if !errors.is_empty() {
        return form(&visit, &case, &edition.item, errors).await;
    }
    Ok(redirect_saying(&format!("/cases/{no}"), &visit.frame("").t1("mycase-supplied", "count", taken)))
}

/// The file belongs to whose case it is, whoever sends it for them.
async fn keep(visit: &Visit, case: &Case, received: Received) -> Result<Stored, FileRefusal> {
    let name = received.name.clone();
    let content = received.content().await?;
    files::keep(&visit.app, Some(case.subject_id), &name, content, &Allowed::anything()).await
}

/// A refusal that the sender can act upon stands beside the file; ours ends the request.
fn told(visit: &Visit, refusal: FileRefusal) -> Result<String, Error> {
    let error = files::refused(visit.lang(), &refusal);
    if error.status().is_server_error() { Err(error) } else { Ok(refusal.message(visit.lang())) }
}

async fn form(visit: &Visit, case: &Case, item: &Item, errors: Vec<(String, String)>) -> Result<Response, Error> {
    let rows = cases::materials(&visit.app.db, case).await?;
    let missing = rows.iter().filter(|row| row.state == MaterialState::Missing);
    let wanted: Vec<Wanted> = missing.map(|row| wanted(visit, item, row, &errors)).collect();
    let frame = below(visit, case, visit.t("mycase-supply"));
    let mut answer = page(&SupplyPage { frame, no: case.no.clone(), wanted })?;
    if !errors.is_empty() {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

fn wanted(visit: &Visit, item: &Item, row: &Material, errors: &[(String, String)]) -> Wanted {
    let name = format!("{INPUT}{}", row.key);
    let error = errors.iter().find(|(of, _)| *of == name || of.is_empty());
    let due = row.due.map(|due| visit.frame("").t1("mycase-due", "due", visit.day(due))).unwrap_or_default();
    Wanted {
        label: material_name(item, &row.key, visit.lang()),
        hint: format!("{due}{}", visit.t("files-hint")),
        error: error.map(|(_, message)| message.clone()).unwrap_or_default(),
        name,
    }
}

/// A material's name in the reader's language.
pub(super) fn material_name(item: &Item, key: &str, lang: Lang) -> String {
    let material = item.materials.iter().find(|material| material.key == key);
    material.map_or_else(|| key.to_owned(), |material| material.name.get(lang).to_owned())
}
