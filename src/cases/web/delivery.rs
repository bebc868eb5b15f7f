//! `/drafts/{id}/delivery`: by courier, printed by oneself, or fetched at the hall.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::open::{self, Desk};
use super::section::frame;
use crate::app::App;
use crate::cases::{Delivery, drafting};
use crate::identity::{self, Citizen};
use crate::web::{Error, Frame, Posted, Visit, page, redirect};

#[derive(Template)]
#[template(path = "cases/delivery.html")]
struct DeliveryPage {
    frame: Frame,
    ways: Vec<&'static str>,
    typed: Typed,
    wrong: Vec<&'static str>,
}

#[derive(Default)]
struct Typed {
    way: String,
    name: String,
    phone: String,
    address: String,
}

impl DeliveryPage {
    fn offers(&self, way: &str) -> bool {
        self.ways.contains(&way)
    }

    fn error(&self, field: &str) -> String {
        let is_wrong = self.wrong.contains(&field);
        if is_wrong { self.frame.t(&format!("delivery-error-{field}")) } else { String::new() }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let chosen = desk.draft.delivery.clone().and_then(|delivery| serde_json::from_value(delivery).ok());
    let typed = match chosen {
        Some(Delivery::Courier { name, phone, address }) => Typed { way: "courier".into(), name, phone, address },
        Some(other) => Typed { way: other.way().into(), ..known(&app, &desk).await? },
        None => known(&app, &desk).await?,
    };
    render(&visit, &desk, typed, Vec::new())
}

/// The profile's name, telephone and address stand there already.
async fn known(app: &App, desk: &Desk) -> Result<Typed, Error> {
    let subject = identity::subject(&app.db, desk.draft.subject_id).await?;
    Ok(subject.map_or_else(Typed::default, |subject| Typed {
        way: String::new(),
        name: subject.name.clone(),
        phone: subject.phone.clone().unwrap_or_default(),
        address: subject.address.clone().unwrap_or_default(),
    }))
}

pub(super) async fn save(
    State(app): State<App>,
    visit: Visit,
    citizen: Citizen,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Error> {
    let desk = open::draft(&app, &citizen, &id).await?;
    let get = |name: &str| posted.get(name).to_owned();
    let typed = Typed { way: get("way"), name: get("name"), phone: get("phone"), address: get("address") };
    let chosen = Delivery::parse(&desk.edition.item, &typed.way, &typed.name, &typed.phone, &typed.address);
    let delivery = match chosen {
        Ok(delivery) => serde_json::to_value(delivery).unwrap_or_default(),
        Err(wrong) => {
            let mut answer = render(&visit, &desk, typed, wrong)?;
            *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(answer);
        }
    };
    drafting::change(&app, &citizen, desk.draft.id, |draft| draft.delivery = Some(delivery)).await?;
    Ok(redirect(&format!("/drafts/{}", desk.draft.id)))
}

fn render(visit: &Visit, desk: &Desk, typed: Typed, wrong: Vec<&'static str>) -> Result<Response, Error> {
    page(&DeliveryPage {
        frame: frame(visit, desk, &visit.t("draft-delivery")),
        ways: Delivery::ways(&desk.edition.item),
        typed,
        wrong,
    })
}
