//! 寄递: parcels that wait for their label or are under way.

use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use budayang_papers::Template;
use budayang_rules::mask;
use budayang_rules::telephone::Telephone;
use serde_json::json;
use uuid::Uuid;

use crate::app::App;
use crate::delivery::{self, CourierError, Parcel};
use crate::identity::Officer;
use crate::web::{Error, Frame, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk/parcels", get(list))
        .route("/desk/parcels/{id}/waybill", post(send))
        .route("/desk/parcels/{id}/label.pdf", get(label))
}

#[derive(askama::Template)]
#[template(path = "desk/parcels.html")]
struct ParcelsPage {
    frame: Frame,
    parcels: Vec<Line>,
}

struct Line {
    id: Uuid,
    no: String,
    href: String,
    receiver: String,
    place: String,
    state: String,
    waybill: String,
}

async fn list(visit: Visit, officer: Officer) -> Result<Response, Error> {
    let parcels = delivery::parcels(&visit.app.db, &officer).await?;
    let parcels = parcels
        .into_iter()
        .map(|parcel| Line {
            id: parcel.id,
            href: format!("/desk/cases/{}", parcel.case_no),
            no: parcel.case_no,
            receiver: mask::name(&parcel.receiver),
            place: mask::address(&parcel.address),
            state: visit.t(&format!("parcel-{}", parcel.state)),
            waybill: parcel.waybill.unwrap_or_default(),
        })
        .collect();
    page(&ParcelsPage { frame: visit.frame(visit.t("desk-parcels")).crumb(visit.t("desk-title"), "/desk"), parcels })
}

async fn send(visit: Visit, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let parcel = delivery::parcel_for(&visit.app.db, &officer, id).await?.ok_or(Error::NotFound)?;
    match delivery::dispatch(&visit.app, &officer, parcel).await {
        Ok(_) => Ok(redirect_saying("/desk/parcels", &visit.t("desk-parcel-sent"))),
        Err(CourierError::Act(error)) => Err(Error::conflict(error.message(visit.lang()))),
        Err(CourierError::Database(error)) => Err(error.into()),
        Err(error) => Err(Error::Broken(error.to_string())),
    }
}

async fn label(visit: Visit, officer: Officer, Path(id): Path<Uuid>) -> Result<Response, Error> {
    let parcel = delivery::parcel_for(&visit.app.db, &officer, id).await?.ok_or(Error::NotFound)?;
    let Some(waybill) = parcel.waybill.clone() else { return Err(Error::conflict(visit.t("desk-parcel-first"))) };
    let data = label_data(&visit, &parcel, &waybill);
    let printed = delivery::print(&visit.app, Template::label(), data, &waybill, visit.app.clock.today()).await;
    let pdf = printed.map_err(|error| Error::conflict(error.to_string()))?;
    let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, pdf).into_response())
}

/// The telephone on a label is masked: whoever carries the parcel calls through the carrier.
fn label_data(visit: &Visit, parcel: &Parcel, waybill: &str) -> serde_json::Value {
    let telephone = Telephone::parse(&parcel.telephone).map_or_else(|_| String::new(), |number| number.masked());
    json!({
        "carrier": parcel.carrier.as_deref().unwrap_or("政务寄递"),
        "barcode": waybill,
        "receiver": { "name": parcel.receiver, "phone": telephone, "address": parcel.address },
        "sender": { "name": "政务服务出证窗口", "phone": "", "address": "" },
        "case": parcel.case_no,
        "content": "办理结果 1 份",
        "note": "请本人或同住家人签收",
        "qr": format!("{}/track?no={}", visit.app.config.public_url(), parcel.case_no),
        "demo": visit.app.config.demo,
    })
}
