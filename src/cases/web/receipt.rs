//! The receipt (收件回执): number, time of the server, digest, and what happens next.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use budayang_forms::Lang;
use budayang_papers::Template as Paper;
use budayang_rules::clock::{Deadlines, silence_date};
use budayang_rules::identity::IdentityNumber;
use budayang_rules::limit::TimeLimit;
use serde_json::{Value, json};

use super::missing::material_name;
use super::open::{self, below, grouped};
use crate::cases::{self, Case, Material, MaterialState};
use crate::catalog::Item;
use crate::clock::{beijing, local_day};
use crate::delivery::{self, PrintError};
use crate::identity::{self, Citizen, Subject};
use crate::web::{Error, Frame, Visit, formal_day, page, t};

#[derive(Template)]
#[template(path = "cases/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    no: String,
    grouped: String,
    item: String,
    organ: String,
    time: String,
    hash: String,
    next: Vec<Next>,
    materials: Vec<(String, bool)>,
    contact: String,
    /// Whether this machine can print papers.
    prints: bool,
}

/// What happens, and by when.
struct Next {
    when: String,
    what: String,
}

pub(super) async fn show(visit: Visit, citizen: Citizen, Path(no): Path<String>) -> Result<Response, Error> {
    let (case, edition) = open::case(&visit.app, &citizen, &no).await?;
    let item = edition.item;
    let materials = handed_in(&visit, &case).await?;
    let name = |row: &Material| (material_name(&item, &row.key, visit.lang()), row.state.is_given());
    page(&ReceiptPage {
        frame: below(&visit, &case, visit.t("receipt-title")),
        no: case.no.clone(),
        grouped: grouped(&case.no),
        organ: item.body.name.clone(),
        time: time(&visit, &case),
        hash: case.receipt_hash.clone(),
        next: next(&visit, &case, &item),
        materials: materials.iter().map(name).collect(),
        contact: item.access.consultation_telephone.clone().unwrap_or_default(),
        prints: visit.app.papers.is_ok(),
        item: case.item_name,
    })
}

pub(super) async fn print(visit: Visit, citizen: Citizen, Path(no): Path<String>) -> Result<Response, Error> {
    let (case, edition) = open::case(&visit.app, &citizen, &no).await?;
    let item = edition.item;
    let materials = handed_in(&visit, &case).await?;
    let subject = identity::subject(&visit.app.db, case.subject_id).await?.ok_or(Error::NotFound)?;
    let data = paper(&visit, &case, &item, &materials, &subject);
    let printed = delivery::print(&visit.app, Paper::receipt(), data, "收件回执", local_day(case.created_at)).await;
    let pdf = printed.map_err(|error| match error {
        PrintError::NoFont(_) | PrintError::Rare(_) => {
            Error::refused(StatusCode::SERVICE_UNAVAILABLE, visit.t("receipt-no-paper"))
        }
        other => Error::Broken(other.to_string()),
    })?;
    let name = HeaderValue::try_from(format!("attachment; filename=\"receipt-{}.pdf\"", case.no));
    let name = name.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/pdf");
    let private = HeaderValue::from_static("private, no-store");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name), (header::CACHE_CONTROL, private)];
    Ok((headers, pdf).into_response())
}

/// What was given or promised at submission or since.
async fn handed_in(visit: &Visit, case: &Case) -> Result<Vec<Material>, Error> {
    let mut rows = cases::materials(&visit.app.db, case).await?;
    rows.retain(|row| !matches!(row.state, MaterialState::Pending | MaterialState::Replaced));
    Ok(rows)
}

/// To the second: it is the time that counts.
fn time(visit: &Visit, case: &Case) -> String {
    let local = case.created_at.with_timezone(&beijing());
    format!("{} {}", formal_day(visit.lang(), local.date_naive()), local.format("%H:%M:%S"))
}

fn next(visit: &Visit, case: &Case, item: &Item) -> Vec<Next> {
    let (lang, law) = (visit.lang(), Deadlines::law());
    let by = silence_date(local_day(case.created_at), cases::calendar(), law).date;
    let limit = [item.promised_limit, item.statutory_limit].into_iter().flatten().next();
    let words = |limit: TimeLimit| if lang == Lang::En { limit.en() } else { limit.to_string() };
    vec![
        Next {
            when: t(lang, "receipt-by", &[("day", visit.day(by).into())]),
            what: visit.t("receipt-next-acceptance"),
        },
        Next {
            when: match limit {
                Some(limit) => t(lang, "receipt-after-acceptance", &[("limit", words(limit).into())]),
                None => visit.t("receipt-after-acceptance-open"),
            },
            what: visit.t("receipt-next-decision"),
        },
        Next {
            when: t(lang, "receipt-after-decision", &[("days", law.delivery.into())]),
            what: visit.t("receipt-next-delivery"),
        },
    ]
}

/// The data of the printed receipt, in Chinese as all papers.
fn paper(visit: &Visit, case: &Case, item: &Item, materials: &[Material], subject: &Subject) -> Value {
    let mut zh = visit.clone();
    zh.look.lang = Lang::Zh;
    let material = |row: &Material| {
        let form = item.materials.iter().find(|material| material.key == row.key).map(|material| material.form.zh());
        json!({
            "name": material_name(item, &row.key, Lang::Zh),
            "form": form.unwrap_or_default(),
            "received": row.state.is_given(),
            "due": row.due.map(|due| zh.day(due)).unwrap_or_default(),
        })
    };
    let track = format!("{}/track", visit.app.config.public_url());
    let masked = IdentityNumber::parse(&subject.number).map_or_else(|_| subject.number.clone(), |no| no.masked());
    let next: Vec<Value> =
        next(&zh, case, item).into_iter().map(|step| json!({ "when": step.when, "what": step.what })).collect();
    let mut data = json!({
        "title": "收件回执",
        "number": grouped(&case.no),
        "time": time(&zh, case),
        "item": case.item_name,
        "applicant": subject.name,
        "applicant_number": masked,
        "organ": item.body.name,
        "materials": materials.iter().map(material).collect::<Vec<_>>(),
        "next": next,
        "hash": { "algorithm": "SHA-256", "value": case.receipt_hash },
        "verify": track,
        "qr": track,
        "date": formal_day(Lang::Zh, local_day(case.created_at)),
        "demo": visit.app.config.demo,
    });
    if let Some(telephone) = &item.access.consultation_telephone {
        data["contact"] = telephone.as_str().into();
    }
    data
}
