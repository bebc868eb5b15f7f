//! The courier of the demonstration (演示): a page on which anybody moves a parcel on.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};

use crate::app::App;
use crate::delivery::carrier::Sighting;
use crate::delivery::{ParcelState, courier, store};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/demo/courier", get(list)).route("/demo/courier/{waybill}", post(seen))
}

#[derive(askama::Template)]
#[template(path = "delivery/courier.html")]
struct CourierPage {
    frame: Frame,
    parcels: Vec<(String, String, String)>,
}

async fn list(visit: Visit) -> Result<Response, Error> {
    only_in_demonstration(&visit.app)?;
    let parcels = store::under_way(visit.app.db.read()).await?;
    let parcels = parcels
        .into_iter()
        .filter_map(|parcel| Some((parcel.waybill?, parcel.case_no, visit.t(&format!("parcel-{}", parcel.state)))))
        .collect();
    page(&CourierPage { frame: visit.frame(visit.t("courier-title")), parcels })
}

async fn seen(
    visit: Visit,
    State(app): State<App>,
    Path(waybill): Path<String>,
    form: Posted,
) -> Result<Response, Error> {
    only_in_demonstration(&app)?;
    let state = ParcelState::from_key(form.get("state")).filter(|state| ParcelState::SEEN.contains(state));
    let state = state.ok_or_else(|| Error::bad(visit.t("courier-unknown-state")))?;
    let parcel = store::booked(app.db.read(), &waybill).await?.ok_or(Error::NotFound)?;
    let sighting = Sighting { state, place: "演示分拣中心".to_owned(), at: app.clock.now() };
    let waybill = parcel.waybill.unwrap_or(waybill);
    courier::carrier(&app).seen(&waybill, sighting).await.map_err(|error| Error::Broken(error.to_string()))?;
    courier::tick(&app).await?;
    Ok(redirect_saying("/demo/courier", &visit.t("courier-moved")))
}

fn only_in_demonstration(app: &App) -> Result<(), Error> {
    if app.config.demo { Ok(()) } else { Err(Error::NotFound) }
}
