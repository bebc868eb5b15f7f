//! Own results: print, or have them brought.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::app::App;
use crate::cases::{self, Actor, State};
use crate::delivery::courier::{self, Address};
use crate::delivery::{Certificate, CourierError, Parcel, ParcelState, store};
use crate::identity::{self, Citizen};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};
use crate::{catalog, delivery, files};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/me/certificates", get(list))
        .route("/me/certificates/{number}", get(show))
        .route("/me/certificates/{number}/parcel", post(ask))
}

#[derive(askama::Template)]
#[template(path = "delivery/mine.html")]
struct ListPage {
    frame: Frame,
    results: Vec<Line>,
}

struct Line {
    number: String,
    title: String,
    organ: String,
    issued: String,
    until: String,
}

/// Where the parcel was, and when.
struct Seen {
    what: String,
    when: String,
    place: String,
}

#[derive(askama::Template)]
#[template(path = "delivery/result.html")]
struct ResultPage {
    frame: Frame,
    line: Line,
    print_href: String,
    case_href: String,
    rating_href: String,
    revoked: String,
    may_rate: bool,
    parcel: Option<Parcel>,
    seen: Vec<Seen>,
    may_ask: bool,
    to: Address,
    error: String,
}

async fn list(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let own = [citizen.on_behalf_of()];
    let results = store::of_subjects(visit.app.db.read(), &own).await?;
    let results = results.into_iter().map(|certificate| line(&visit, certificate)).collect();
    let title = visit.t("certificates-title");
    page(&ListPage { frame: visit.frame(title).verb("me").crumb(visit.t("verb-me"), "/me"), results })
}

async fn show(visit: Visit, citizen: Citizen, Path(number): Path<String>) -> Result<Response, Error> {
    if let Some(number) = number.strip_suffix(".pdf") {
        return pdf(&visit, &citizen, number).await;
    }
    let certificate = own(&visit, &citizen, &number).await?;
    result_page(&visit, &citizen, certificate, None, String::new()).await
}

async fn result_page(
    visit: &Visit,
    citizen: &Citizen,
    certificate: Certificate,
    typed: Option<Address>,
    error: String,
) -> Result<Response, Error> {
    let db = &visit.app.db;
    let case = cases::for_citizen(db, citizen, &certificate.case_no).await?.ok_or(Error::NotFound)?;
    let edition = catalog::edition(db, case.edition_id).await?;
    let courier = edition.is_some_and(|edition| edition.item.access.courier);
    let parcel = store::parcel_of_certificate(db.read(), certificate.id).await?;
    let ids: Vec<_> = parcel.iter().map(|parcel| parcel.id).collect();
    let seen = store::events_of(db.read(), &ids).await?.into_iter().map(|event| Seen {
        what: visit.t(&format!("parcel-{}", event.kind)),
        when: visit.moment(event.at),
        place: event.place,
    });
    let revoked =
        store::revocation(db.read(), certificate.id).await?.map_or_else(String::new, |revoked| revoked.reason);
    let known = identity::subject(db, certificate.subject_id).await?;
    let to = typed.unwrap_or_else(|| Address {
        receiver: certificate.holder.clone(),
        telephone: known.as_ref().and_then(|subject| subject.phone.clone()).unwrap_or_default(),
        address: known.and_then(|subject| subject.address).unwrap_or_default(),
    });
    let frame =
        visit.frame(certificate.title.clone()).verb("me").crumb(visit.t("certificates-title"), "/me/certificates");
    let template = ResultPage {
        frame,
        print_href: format!("/me/certificates/{}.pdf", certificate.number),
        case_href: format!("/cases/{}", case.no),
        rating_href: format!("/cases/{}/rating", case.no),
        revoked,
        may_rate: case.state == State::Closed,
        may_ask: courier && parcel.is_none() && case.state == State::Produced,
        parcel,
        seen: seen.collect(),
        line: line(visit, certificate),
        to,
        error,
    };
    page(&template)
}

/// The paper itself. Taking it is its delivery: the organ's part is done then (self printing, 自助打印).
async fn pdf(visit: &Visit, citizen: &Citizen, number: &str) -> Result<Response, Error> {
    let certificate = own(visit, citizen, number).await?;
    let content = files::read(&visit.app, certificate.file_id).await?;
    let (_, content) = content.ok_or_else(|| Error::Broken("a result without its file".into()))?;
    let case = cases::for_citizen(&visit.app.db, citizen, &certificate.case_no).await?;
    let on_its_way = store::parcel_of_certificate(visit.app.db.read(), certificate.id).await?.is_some();
    if let Some(case) = case.filter(|case| case.state == State::Produced && !on_its_way) {
        // Two downloads at once deliver once: the other one meets a newer version, and has its paper all the same.
        if let Err(error) = delivery::deliver(&visit.app, &Actor::Citizen(citizen.clone()), &case, "print").await {
            tracing::info!(%error, "a result was taken that had been delivered");
        }
    }
    let name: String = url::form_urlencoded::byte_serialize(certificate.title.as_bytes()).collect();
    let shown = HeaderValue::try_from(format!("inline; filename*=UTF-8''{name}.pdf"));
    let shown = shown.unwrap_or(HeaderValue::from_static("inline"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, shown),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, content).into_response())
}

async fn ask(visit: Visit, citizen: Citizen, Path(number): Path<String>, form: Posted) -> Result<Response, Error> {
    let certificate = own(&visit, &citizen, &number).await?;
    let case = cases::for_citizen(&visit.app.db, &citizen, &certificate.case_no).await?.ok_or(Error::NotFound)?;
    let edition = catalog::edition(&visit.app.db, case.edition_id).await?;
    if case.state != State::Produced || !edition.is_some_and(|edition| edition.item.access.courier) {
        return Err(Error::conflict(visit.t("parcel-not-now")));
    }
    let field = |name: &str| form.get(name).to_owned();
    let to = Address { receiver: field("receiver"), telephone: field("telephone"), address: field("address") };
    match courier::ask(&visit.app, &certificate, to.clone()).await {
        Ok(()) => Ok(redirect_saying(&format!("/me/certificates/{number}"), &visit.t("parcel-asked-done"))),
        Err(CourierError::Database(error)) => Err(error.into()),
        Err(error) => {
            let sentence = match error {
                CourierError::Missing(field) => visit.t(&format!("parcel-missing-{field}")),
                CourierError::Telephone(fault) => fault.to_string(),
                _ => visit.t("parcel-before"),
            };
            let mut answer = result_page(&visit, &citizen, certificate, Some(to), sentence).await?;
            *answer.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(answer)
        }
    }
}

async fn own(visit: &Visit, citizen: &Citizen, number: &str) -> Result<Certificate, Error> {
    let found = store::by_number(visit.app.db.read(), number).await?;
    let mine = |certificate: &Certificate| {
        certificate.subject_id == citizen.subject || certificate.subject_id == citizen.on_behalf_of()
    };
    found.filter(mine).ok_or(Error::NotFound)
}

fn line(visit: &Visit, certificate: Certificate) -> Line {
    Line {
        issued: visit.day(certificate.issued),
        until: certificate.until.map_or_else(|| visit.t("verify-no-end"), |until| visit.day(until)),
        number: certificate.number,
        title: certificate.title,
        organ: certificate.organ,
    }
}

impl ResultPage {
    fn parcel_state(&self, state: &str) -> String {
        let key = ParcelState::from_key(state).map_or("asked", ParcelState::key);
        self.frame.t(&format!("parcel-{key}"))
    }
}
