//! 寄递: a parcel is asked for, labelled, followed, and with its delivery the case is done.

use budayang_rules::division::DivisionCode;
use budayang_rules::telephone::Telephone;
use uuid::Uuid;

use super::carrier::{Carrier, CarrierError, FileCarrier, Journey, Order, Sighting};
use super::produce::deliver_in;
use super::{Certificate, Parcel, ParcelEvent, ParcelState, store};
use crate::app::App;
use crate::cases::{self, Act, ActError, Actor, Case, Delivery, State};
use crate::db::{self, Db, DbErr, Tx};
use crate::identity::{Officer, Role};
use crate::web::Error;

#[derive(Debug, thiserror::Error)]
pub(crate) enum CourierError {
    #[error("a field is missing: {0}")]
    Missing(&'static str),
    #[error("{0}")]
    Telephone(#[from] budayang_rules::telephone::TelephoneFault),
    #[error("asked before")]
    Before,
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    #[error(transparent)]
    Act(#[from] ActError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Where a result is to be brought.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    pub receiver: String,
    pub telephone: String,
    pub address: String,
}

impl Address {
    /// What a carrier needs, each within bounds.
    pub(crate) fn checked(&self) -> Result<(), CourierError> {
        let fits = |text: &str, most: usize| (1..=most).contains(&text.trim().chars().count());
        if !fits(&self.receiver, 50) {
            return Err(CourierError::Missing("receiver"));
        }
        Telephone::parse(&self.telephone)?;
        if !fits(&self.address, 200) {
            return Err(CourierError::Missing("address"));
        }
        Ok(())
    }
}

pub(crate) fn carrier(app: &App) -> FileCarrier {
    FileCarrier::new(app.config.storage.data_dir.join("courier"))
}

/// The applicant chose the courier when filing: the parcel waits for its label as soon as the result is there.
pub(super) async fn ask_as_filed(app: &App, tx: &Tx, case: &Case, certificate: &Certificate) -> Result<(), DbErr> {
    let Some(Delivery::Courier { name, phone, address }) = case.delivery_choice() else { return Ok(()) };
    let to = Address { receiver: name, telephone: phone, address };
    if to.checked().is_err() {
        return Ok(());
    }
    store::add_parcel(tx, parcel(app, certificate, to)).await
}

/// The owner asks for a result to be brought.
pub(crate) async fn ask(app: &App, certificate: &Certificate, to: Address) -> Result<(), CourierError> {
    to.checked()?;
    let tx = app.db.begin().await?;
    store::add_parcel(&tx, parcel(app, certificate, to)).await.map_err(|error| match db::already_there(&error) {
        true => CourierError::Before,
        false => CourierError::Database(error),
    })?;
    tx.commit().await?;
    Ok(())
}

fn parcel(app: &App, certificate: &Certificate, to: Address) -> Parcel {
    let now = app.clock.now();
    Parcel {
        id: app.random.id(now),
        certificate_id: certificate.id,
        case_id: certificate.case_id,
        case_no: certificate.case_no.clone(),
        subject_id: certificate.subject_id,
        body_code: certificate.body_code.clone(),
        division: certificate.division.clone(),
        state: ParcelState::Asked.key().to_owned(),
        receiver: to.receiver.trim().to_owned(),
        telephone: to.telephone.trim().to_owned(),
        address: to.address.trim().to_owned(),
        carrier: None,
        waybill: None,
        created_at: now,
        updated_at: now,
    }
}

/// Parcels that wait or are under way, of the officer's bodies and divisions.
pub(crate) async fn parcels(db: &Db, officer: &Officer) -> Result<Vec<Parcel>, DbErr> {
    store::parcels_for(db.read(), officer).await
}

/// One of them.
pub(crate) async fn parcel_for(db: &Db, officer: &Officer, id: Uuid) -> Result<Option<Parcel>, DbErr> {
    const HANDING: [Role; 3] = [Role::Clerk, Role::Decider, Role::Supervisor];
    let found = store::parcel(db.read(), id).await?;
    Ok(found.filter(|parcel| {
        DivisionCode::parse(&parcel.division)
            .is_ok_and(|division| HANDING.iter().any(|role| officer.may(*role, &parcel.body_code, &division)))
    }))
}

/// 寄出: books the parcel with the carrier, and the case is on its way.
pub(crate) async fn dispatch(app: &App, officer: &Officer, parcel: Parcel) -> Result<Parcel, CourierError> {
    let case = cases::for_officer(&app.db, officer, &parcel.case_no).await?.ok_or(ActError::NotYours)?;
    let actor = Actor::Officer(officer.clone());
    if parcel.waybill.is_some() || case.state != State::Produced {
        return Err(ActError::NotNow.into());
    }
    let certificate = store::by_id(app.db.read(), parcel.certificate_id).await?.ok_or(ActError::NotNow)?;
    let carrier = carrier(app);
    let order = Order {
        parcel: parcel.id,
        case_no: parcel.case_no.clone(),
        content: certificate.title,
        receiver: parcel.receiver.clone(),
        telephone: parcel.telephone.clone(),
        address: parcel.address.clone(),
    };
    let waybill = carrier.book(&order).await?;
    let now = app.clock.now();
    let booked = Parcel {
        state: ParcelState::Booked.key().to_owned(),
        carrier: Some(carrier.name().to_owned()),
        waybill: Some(waybill.clone()),
        updated_at: now,
        ..parcel
    };
    let tx = app.db.begin().await?;
    cases::act_in(app, &tx, &actor, &case, Act::Dispatch { parcel: waybill }).await?;
    store::save_parcel(&tx, booked.clone()).await?;
    tx.commit().await?;
    Ok(booked)
}

/// Asks the carrier about all parcels under way and writes down what is new.
pub(crate) async fn tick(app: &App) -> Result<(), Error> {
    let parcels = store::under_way(app.db.read()).await?;
    if parcels.is_empty() {
        return Ok(());
    }
    let waybills: Vec<String> = parcels.iter().filter_map(|parcel| parcel.waybill.clone()).collect();
    let ids: Vec<Uuid> = parcels.iter().map(|parcel| parcel.id).collect();
    let known = store::events_of(app.db.read(), &ids).await?;
    let journeys = carrier(app).track(&waybills).await.map_err(|error| Error::Broken(error.to_string()))?;
    for parcel in parcels {
        let Some(journey) = journeys.iter().find(|journey| Some(&journey.waybill) == parcel.waybill.as_ref()) else {
            continue;
        };
        let seen = known.iter().filter(|event| event.parcel_id == parcel.id).count();
        if let Some(news) = journey.sightings.get(seen..).filter(|news| !news.is_empty()) {
            // One parcel that cannot be written down does not hold up the others.
            if let Err(error) = follow(app, parcel, journey, seen, news).await {
                tracing::warn!(waybill = %journey.waybill, %error, "a parcel's news could not be taken");
            }
        }
    }
    Ok(())
}

async fn follow(
    app: &App,
    parcel: Parcel,
    journey: &Journey,
    seen: usize,
    news: &[Sighting],
) -> Result<(), CourierError> {
    let tx = app.db.begin().await?;
    for (seq, sighting) in (seen..).zip(news) {
        let event = ParcelEvent {
            parcel_id: parcel.id,
            seq: i16::try_from(seq).unwrap_or(i16::MAX),
            kind: sighting.state.key().to_owned(),
            place: sighting.place.clone(),
            at: sighting.at,
        };
        store::add_event(&tx, event).await?;
    }
    let last = journey.sightings.last().map_or(ParcelState::Booked, |sighting| sighting.state);
    if last == ParcelState::Delivered
        && let Some(case) = cases::by_id(&app.db, parcel.case_id).await?
        && case.state == State::Dispatched
    {
        deliver_in(app, &tx, &Actor::System, &case, "courier").await?;
    }
    store::save_parcel(&tx, Parcel { state: last.key().to_owned(), updated_at: app.clock.now(), ..parcel }).await?;
    tx.commit().await?;
    Ok(())
}
