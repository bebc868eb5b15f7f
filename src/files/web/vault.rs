//! `/me/vault`: what somebody keeps with us for the next time.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use uuid::Uuid;

use super::upload::{Upload, receive, refused};
use crate::app::App;
use crate::files::{Allowed, Document, File, documents, keep, store};
use crate::identity::Citizen;
use crate::web::{Error, Frame, Visit, page, redirect_saying};

const LONGEST_NAME: usize = 60;

#[derive(Template)]
#[template(path = "files/vault.html")]
struct VaultPage {
    frame: Frame,
    documents: Vec<Row>,
    typed: Typed,
    errors: Vec<(&'static str, String)>,
}

/// One document as the page shows it.
struct Row {
    id: Uuid,
    file: Uuid,
    name: String,
    trust: String,
    size: String,
    expires: String,
    expired: bool,
}

/// The form as it was typed.
#[derive(Default)]
struct Typed {
    name: String,
    year: String,
    month: String,
    day: String,
}

impl VaultPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| *name == field).map_or("", |(_, message)| message)
    }
}

impl Typed {
    fn of(upload: &Upload) -> Self {
        let get = |name: &str| upload.get(name).to_owned();
        Self { name: get("name"), year: get("expires.year"), month: get("expires.month"), day: get("expires.day") }
    }

    /// No date at all, a date, or something that is none.
    fn expires(&self) -> Result<Option<NaiveDate>, ()> {
        if self.year.is_empty() && self.month.is_empty() && self.day.is_empty() {
            return Ok(None);
        }
        let (year, month, day) = (self.year.parse(), self.month.parse(), self.day.parse());
        let (Ok(year @ 1900..=2200), Ok(month), Ok(day)) = (year, month, day) else { return Err(()) };
        NaiveDate::from_ymd_opt(year, month, day).map(Some).ok_or(())
    }
}

pub(super) async fn list(State(app): State<App>, visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    show(&app, &visit, &citizen, Typed::default(), Vec::new()).await
}

pub(super) async fn add(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    request: Request,
) -> Result<Response, Error> {
    let mut upload = receive(&visit, request).await?;
    let typed = Typed::of(&upload);
    let mut errors = Vec::new();
    if typed.name.is_empty() || typed.name.chars().count() > LONGEST_NAME {
        errors.push(("name", visit.t("vault-name-error")));
    }
    let Ok(expires) = typed.expires() else {
        errors.push(("expires", visit.t("vault-expires-error")));
        return show(&app, &visit, &citizen, typed, errors).await;
    };
    if upload.files.is_empty() {
        errors.push(("file", visit.t("vault-file-error")));
    }
    if !errors.is_empty() {
        return show(&app, &visit, &citizen, typed, errors).await;
    }
    let received = upload.files.swap_remove(0);
    let (name, owner) = (received.name.clone(), citizen.on_behalf_of());
    let kept = match received.content().await {
        Ok(content) => keep(&app, Some(owner), &name, content, &Allowed::anything()).await,
        Err(refusal) => Err(refusal),
    };
    let stored = match kept {
        Ok(stored) => stored,
        Err(refusal) if refused(visit.lang(), &refusal).status() == StatusCode::UNPROCESSABLE_ENTITY => {
            errors.push(("file", refusal.message(visit.lang())));
            return show(&app, &visit, &citizen, typed, errors).await;
        }
        Err(refusal) => return Err(refused(visit.lang(), &refusal)),
    };
    let now = app.clock.now();
    let document = Document {
        id: app.random.id(now),
        subject_id: owner,
        file_id: stored.id,
        name: typed.name,
        // What a person uploads is checked against the original before anybody relies on it.
        trust: "C".into(),
        number: None,
        expires,
        created_at: now,
    };
    let tx = app.db.begin().await?;
    store::add_document(&tx, document).await?;
    tx.commit().await?;
    Ok(redirect_saying("/me/vault", &visit.t("vault-added")))
}

pub(super) async fn remove(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let tx = app.db.begin().await?;
    if !store::drop_document(&tx, citizen.on_behalf_of(), id).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(redirect_saying("/me/vault", &visit.t("vault-removed")))
}

async fn show(
    app: &App,
    visit: &Visit,
    citizen: &Citizen,
    typed: Typed,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let kept = documents(&app.db, citizen).await?;
    let files = store::files(&app.db, kept.iter().map(|document| document.file_id).collect()).await?;
    let documents = kept.into_iter().map(|document| row(visit, document, &files, today)).collect();
    let frame = visit.frame(visit.t("vault-title")).crumb(visit.t("verb-me"), "/me").verb("me");
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut answer = page(&VaultPage { frame, documents, typed, errors })?;
    *answer.status_mut() = status;
    Ok(answer)
}

fn row(visit: &Visit, document: Document, files: &HashMap<Uuid, File>, today: NaiveDate) -> Row {
    let bytes = files.get(&document.file_id).map_or(0, |file| u64::try_from(file.bytes).unwrap_or(0));
    Row {
        expired: document.has_expired(today),
        expires: document.expires.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default(),
        trust: visit.t(&format!("vault-trust-{}", document.trust)),
        size: super::size(bytes),
        id: document.id,
        file: document.file_id,
        name: document.name,
    }
}
