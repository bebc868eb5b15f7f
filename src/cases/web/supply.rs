//! Uploads for a case that is filed: for a correction, or a material that was to follow.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::materials::{MOST_FILES, row, wants_json};
use super::open::{self, refused};
use crate::app::App;
use crate::cases::{self, Act, Actor, Case, MaterialState, Spot, State as Where, decide, store};
use crate::files::{self, Allowed, FileRefusal};
use crate::identity::Citizen;
use crate::web::{Error, Purse, Visit, redirect_saying};

pub(super) async fn add(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((no, key)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Error> {
    app.limits.spend(Purse::Submit, &citizen.subject.to_string())?;
    let by_script = wants_json(&request);
    let (case, _) = open::case(&app, &citizen, &no).await?;
    let pending = wanted(&app, &visit, &case, &key).await?;
    let mut upload = files::receive(&visit, request).await?;
    if upload.files.is_empty() {
        return Err(Error::unfit(visit.t("materials-none")));
    }
    let received = upload.files.swap_remove(0);
    let name = received.name.clone();
    let content = received.content().await.map_err(|refusal| files::refused(visit.lang(), &refusal))?;
    let stored = files::keep(&app, Some(case.subject_id), &name, content, &Allowed::anything()).await;
    let stored = stored.map_err(|refusal| files::refused(visit.lang(), &refusal))?;
    if pending {
        let tx = app.db.begin().await?;
        store::add_material(&tx, row(&app, case.id, &key, &stored, "upload", MaterialState::Pending)).await?;
        tx.commit().await?;
    } else {
        let act = Act::Supply { key, file: stored.id, name: stored.name, bytes: stored.bytes };
        cases::act(&app, &Actor::Citizen(citizen), &case, act).await.map_err(|error| refused(&visit, error))?;
    }
    let back = if pending { format!("/cases/{}/correction", case.no) } else { format!("/cases/{}", case.no) };
    Ok(match by_script {
        true => StatusCode::NO_CONTENT.into_response(),
        false => redirect_saying(&back, &visit.t("materials-added")),
    })
}

/// Whether the upload waits for the correction to be sent; a refusal when nobody asked for it.
async fn wanted(app: &App, visit: &Visit, case: &Case, key: &str) -> Result<bool, Error> {
    let materials = cases::materials(&app.db, case).await?;
    if materials.iter().filter(|row| row.state == MaterialState::Pending).count() >= MOST_FILES {
        return Err(files::refused(visit.lang(), &FileRefusal::TooMany { max: MOST_FILES }));
    }
    if case.state == Where::ToBeCorrected {
        let events = cases::history(&app.db, case).await?;
        let named = decide::last_notice(&events).iter().any(|defect| defect.at == Spot::Material(key.to_owned()));
        return if named { Ok(true) } else { Err(Error::NotFound) };
    }
    let missing = materials.iter().any(|row| row.key == key && row.state == MaterialState::Missing);
    if missing { Ok(false) } else { Err(Error::conflict(visit.t("materials-not-wanted"))) }
}

/// Takes back what was uploaded for a correction and not sent yet.
pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((no, row)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (case, _) = open::case(&app, &citizen, &no).await?;
    let row: Uuid = row.parse().map_err(|_| Error::NotFound)?;
    let found = store::material(app.db.read(), case.id, row).await?;
    found.filter(|row| row.state == MaterialState::Pending).ok_or(Error::NotFound)?;
    let tx = app.db.begin().await?;
    store::drop_material(&tx, case.id, row).await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/cases/{}/correction", case.no), &visit.t("materials-removed")))
}
