//! `/cases/{no}/receipt`: number, time and hash; what happens next; the same on paper.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use budayang_forms::Lang;
use budayang_papers::{Lang as PaperLang, Setting, Template as Paper};
use serde_json::{Value, json};

use super::open;
use crate::app::App;
use crate::cases::{self, Case, Material, MaterialState, calendar, clock};
use crate::catalog::Edition;
use crate::identity::{self, Citizen};
use crate::web::{Error, Frame, Visit, formal_day, page};
use budayang_rules::mask;

#[derive(Template)]
#[template(path = "cases/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    no: String,
    at: String,
    hash: String,
    due: String,
    organ: String,
    telephone: String,
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let (case, edition) = open::case(&app, &citizen, &no).await?;
    page(&ReceiptPage {
        frame: visit.frame(visit.t("receipt-title")).verb("apply"),
        at: visit.moment(case.created_at),
        hash: case.receipt_hash.clone(),
        due: silence(&app, &visit, &case).await?,
        organ: edition.item.body.name.clone(),
        telephone: edition.item.access.consultation_telephone.clone().unwrap_or_default(),
        no: case.no,
    })
}

/// The day by which the organ says whether it accepts.
async fn silence(app: &App, visit: &Visit, case: &Case) -> Result<String, Error> {
    let events = cases::history(&app.db, case).await?;
    let first = clock(case, &events[..events.len().min(1)], calendar(), crate::clock::local_day(case.created_at));
    Ok(first.due.map(|due| visit.day(due.date)).unwrap_or_default())
}

pub(super) async fn print(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let (case, edition) = open::case(&app, &citizen, &no).await?;
    let materials = cases::materials(&app.db, &case).await?;
    let subject = identity::subject(&app.db, case.subject_id).await?;
    let applicant = subject.map(|subject| mask::name(&subject.name)).unwrap_or_default();
    let due = silence(&app, &visit, &case).await?;
    let data = paper(&app, &visit, &case, &edition, &materials, &applicant, &due);
    let papers = app.papers.as_ref().map_err(|error| {
        tracing::warn!(%error, "no paper can be printed");
        Error::conflict(visit.t("receipt-no-paper"))
    })?;
    let lang = if visit.lang() == Lang::En { PaperLang::En } else { PaperLang::Zh };
    let setting = Setting { title: visit.t("receipt-paper-title"), lang, date: app.clock.today() };
    let papers = papers.clone();
    let printed = tokio::task::spawn_blocking(move || papers.print(&Paper::receipt(), &data, &setting)).await;
    let printed = printed.map_err(|error| Error::Broken(error.to_string()))?;
    let printed = printed.map_err(|error| Error::Broken(error.to_string()))?;
    let name = format!("inline; filename=\"receipt-{}.pdf\"", case.no);
    let name = HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("inline"));
    let kind = HeaderValue::from_static("application/pdf");
    let keep = HeaderValue::from_static("private, no-store");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name), (header::CACHE_CONTROL, keep)];
    Ok((headers, printed.pdf).into_response())
}

fn paper(
    app: &App,
    visit: &Visit,
    case: &Case,
    edition: &Edition,
    materials: &[Material],
    applicant: &str,
    due: &str,
) -> Value {
    let local = case.created_at.with_timezone(&crate::clock::beijing());
    let day = formal_day(visit.lang(), local.date_naive());
    let listed = materials.iter().filter(|row| row.state != MaterialState::Pending).map(|row| {
        json!({
            "name": row.name,
            "form": visit.t("receipt-electronic"),
            "received": row.state.is_given(),
            "due": row.due.map(|due| visit.day(due)).unwrap_or_default(),
        })
    });
    let public = app.config.public_url();
    json!({
        "title": visit.t("receipt-paper-title"),
        "number": case.no,
        "time": format!("{day} {}", local.format("%H:%M:%S")),
        "item": edition.item.name.get(visit.lang()),
        "applicant": applicant,
        "organ": edition.item.body.name,
        "materials": listed.collect::<Vec<_>>(),
        "next": [{ "when": due, "what": visit.t("receipt-next") }],
        "hash": { "algorithm": "SHA-256", "value": case.receipt_hash },
        "contact": edition.item.access.consultation_telephone.clone().unwrap_or_default(),
        "verify": format!("{public}/track"),
        "qr": format!("{public}/track?no={}", case.no),
        "date": day,
        "demo": app.config.demo,
    })
}
