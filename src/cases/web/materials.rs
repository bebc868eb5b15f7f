//! `/drafts/{id}/materials`: upload, remove, take from the vault with consent, merge pictures, promise to bring later.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use budayang_forms::Lang;
use bytes::Bytes;
use uuid::Uuid;

use super::open::{self, Desk};
use super::section::frame;
use crate::app::App;
use crate::cases::needs::{Need, needs};
use crate::cases::{Draft, Material, MaterialState, store};
use crate::files::{self, Allowed, FileRefusal, Kind, Stored};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Posted, Purse, Visit, page, redirect, redirect_saying};

/// Files of one case.
pub(super) const MOST_FILES: usize = 20;

#[derive(Template)]
#[template(path = "cases/materials.html")]
struct MaterialsPage {
    frame: Frame,
    id: String,
    needs: Vec<NeedView>,
    vault: Vec<(String, String)>,
}

/// One material and what is there of it.
pub(super) struct NeedView {
    pub key: String,
    pub name: String,
    pub necessity: String,
    pub note: String,
    pub rows: Vec<RowView>,
    pub may_follow: bool,
    pub promised: bool,
    pub can_merge: bool,
}

pub(super) struct RowView {
    pub id: String,
    pub file: String,
    pub name: String,
    pub size: String,
}

pub(super) async fn list(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let today = app.clock.today();
    let needs = needs(&desk.edition.item, &desk.answers, &desk.materials, today);
    let vault = files::documents(&app.db, &citizen).await?;
    let usable = vault.iter().filter(|document| !document.has_expired(today));
    page(&MaterialsPage {
        frame: frame(&visit, &desk, &visit.t("draft-materials")),
        id: desk.draft.id.to_string(),
        needs: needs.iter().map(|need| view(need, visit.lang())).collect(),
        vault: usable.map(|document| (document.id.to_string(), document.name.clone())).collect(),
    })
}

pub(super) fn view(need: &Need<'_>, lang: Lang) -> NeedView {
    let zh = lang == Lang::Zh;
    let words = need.listed.map(|listed| {
        let note = listed.note.as_ref().map(|note| note.get(lang));
        let standard = listed.standard.as_ref().map(|standard| standard.get(lang));
        [note, standard].into_iter().flatten().collect::<Vec<_>>().join(if zh { "；" } else { "; " })
    });
    let given: Vec<&&Material> = need.rows.iter().filter(|row| row.file_id.is_some()).collect();
    NeedView {
        key: need.key.to_owned(),
        name: need.name.get(lang).to_owned(),
        necessity: if zh { need.necessity.zh() } else { need.necessity.en() }.to_owned(),
        note: words.unwrap_or_default(),
        can_merge: given.iter().filter(|row| is_picture(&row.name)).count() > 1,
        rows: given.into_iter().map(|row| row_view(row)).collect(),
        may_follow: need.may_follow(),
        promised: need.is_promised(),
    }
}

fn row_view(row: &Material) -> RowView {
    RowView {
        id: row.id.to_string(),
        file: row.file_id.map(|file| file.to_string()).unwrap_or_default(),
        name: row.name.clone(),
        size: files::size(u64::try_from(row.bytes).unwrap_or(0)),
    }
}

fn is_picture(name: &str) -> bool {
    name.rsplit('.').next().and_then(Kind::from_ending).is_some_and(Kind::is_picture)
}

pub(super) async fn add(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Error> {
    app.limits.spend(Purse::Submit, &citizen.subject.to_string())?;
    let by_script = wants_json(&request);
    let desk = open::draft(&app, &citizen, &id).await?;
    needed(&app, &desk, &key)?;
    let upload = files::receive(&visit, request).await?;
    if upload.files.is_empty() {
        return Err(Error::unfit(visit.t("materials-none")));
    }
    room(&visit, &desk, upload.files.len())?;
    for received in upload.files {
        let name = received.name.clone();
        let content = received.content().await.map_err(|refusal| files::refused(visit.lang(), &refusal))?;
        let stored = files::keep(&app, Some(desk.draft.subject_id), &name, content, &Allowed::anything()).await;
        let stored = stored.map_err(|refusal| files::refused(visit.lang(), &refusal))?;
        write(&app, &desk.draft, &key, &stored, "upload").await?;
    }
    Ok(match by_script {
        true => StatusCode::NO_CONTENT.into_response(),
        false => redirect_saying(&here(&desk.draft), &visit.t("materials-added")),
    })
}

pub(super) fn wants_json(request: &Request) -> bool {
    let accept = request.headers().get(axum::http::header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("json") && !accept.contains("text/html"))
}

/// The key of a material that applies here, or nothing is there.
fn needed(app: &App, desk: &Desk, key: &str) -> Result<(String, bool), Error> {
    let needs = needs(&desk.edition.item, &desk.answers, &desk.materials, app.clock.today());
    let need = needs.iter().find(|need| need.key == key).ok_or(Error::NotFound)?;
    Ok((need.name.zh.clone(), need.may_follow()))
}

fn room(visit: &Visit, desk: &Desk, more: usize) -> Result<(), Error> {
    let held = desk.materials.iter().filter(|row| row.file_id.is_some()).count();
    if held + more > MOST_FILES {
        return Err(files::refused(visit.lang(), &FileRefusal::TooMany { max: MOST_FILES }));
    }
    Ok(())
}

async fn write(app: &App, draft: &Draft, key: &str, stored: &Stored, source: &str) -> Result<(), Error> {
    let tx = app.db.begin().await?;
    // What is there now needs no promise.
    store::drop_promise(&tx, draft.id, key).await?;
    store::add_material(&tx, row(app, draft.id, key, stored, source, MaterialState::Supplied)).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) fn row(app: &App, of: Uuid, key: &str, stored: &Stored, source: &str, state: MaterialState) -> Material {
    let now = app.clock.now();
    Material {
        id: app.random.id(now),
        case_id: of,
        key: key.to_owned(),
        name: stored.name.clone(),
        state,
        source: source.to_owned(),
        file_id: Some(stored.id),
        bytes: stored.bytes,
        promise: None,
        due: None,
        created_at: now,
    }
}

pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, row)): Path<(String, String)>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let row: Uuid = row.parse().map_err(|_| Error::NotFound)?;
    let tx = app.db.begin().await?;
    store::drop_material(&tx, desk.draft.id, row).await?;
    tx.commit().await?;
    Ok(redirect_saying(&here(&desk.draft), &visit.t("materials-removed")))
}

/// 容缺后补: the applicant signs that it will follow, or takes that back.
pub(super) async fn promise(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let (name, may_follow) = needed(&app, &desk, &key)?;
    if !may_follow {
        return Err(Error::unfit(visit.t("materials-may-not-follow")));
    }
    let tx = app.db.begin().await?;
    store::drop_promise(&tx, desk.draft.id, &key).await?;
    if posted.get("promise") == "yes" {
        let now = app.clock.now();
        let promised = Material {
            id: app.random.id(now),
            case_id: desk.draft.id,
            key,
            name,
            state: MaterialState::Promised,
            source: "promise".into(),
            file_id: None,
            bytes: 0,
            promise: Some(visit.t("materials-promise-text")),
            due: None,
            created_at: now,
        };
        store::add_material(&tx, promised).await?;
    }
    tx.commit().await?;
    Ok(redirect(&here(&desk.draft)))
}

/// A document of the vault is used only with a tick for this very use.
pub(super) async fn take_from_vault(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    needed(&app, &desk, &key)?;
    room(&visit, &desk, 1)?;
    if posted.get("consent") != "yes" {
        return Err(Error::unfit(visit.t("materials-consent-missing")));
    }
    let document = posted.get("document").parse().map_err(|_| Error::unfit(visit.t("materials-none")))?;
    let document = files::document(&app.db, &citizen, document).await?.ok_or(Error::NotFound)?;
    if document.has_expired(app.clock.today()) {
        return Err(Error::unfit(visit.t("materials-expired")));
    }
    let file = files::open(&app, document.file_id).await?.ok_or(Error::NotFound)?;
    let stored = Stored { id: file.id, bytes: file.bytes, name: file.name };
    write(&app, &desk.draft, &key, &stored, "vault").await?;
    Ok(redirect_saying(&here(&desk.draft), &visit.t("materials-added")))
}

/// The pictures of a material become one document.
pub(super) async fn merge_pictures(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path((id, key)): Path<(String, String)>,
) -> Result<Response, Error> {
    app.limits.spend(Purse::Submit, &citizen.subject.to_string())?;
    let desk = open::draft(&app, &citizen, &id).await?;
    let (name, _) = needed(&app, &desk, &key)?;
    let rows: Vec<&Material> = desk.materials.iter().filter(|row| row.key == key && is_picture(&row.name)).collect();
    if rows.len() < 2 {
        return Err(Error::unfit(visit.t("materials-merge-few")));
    }
    let mut pictures: Vec<Bytes> = Vec::with_capacity(rows.len());
    for row in &rows {
        let file = files::read(&app, row.file_id.unwrap_or_default()).await?.ok_or(Error::NotFound)?;
        pictures.push(file.1);
    }
    let merged = files::merge(&app, Some(desk.draft.subject_id), &name, pictures).await;
    let merged = merged.map_err(|refusal| files::refused(visit.lang(), &refusal))?;
    let tx = app.db.begin().await?;
    store::drop_materials(&tx, desk.draft.id, rows.iter().map(|row| row.id).collect()).await?;
    store::add_material(&tx, row(&app, desk.draft.id, &key, &merged, "upload", MaterialState::Supplied)).await?;
    tx.commit().await?;
    Ok(redirect_saying(&here(&desk.draft), &visit.t("materials-merged")))
}

fn here(draft: &Draft) -> String {
    format!("/drafts/{}/materials", draft.id)
}
