//! `/me/profile`: what is kept of oneself; numbers are masked until their owner asks to see them, which is logged.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use budayang_rules::credit_code::CreditCode;
use budayang_rules::identity::{IdentityNumber, Passport};
use budayang_rules::{mask, telephone::Telephone};
use serde_json::json;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::clock::local_day;
use crate::db::{Tx, already_there};
use crate::identity::challenge::Challenge;
use crate::identity::{Citizen, Subject, store};
use crate::web::{Error, Frame, Posted, Visit, page, redirect, redirect_saying};

const LONGEST_ADDRESS: usize = 200;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/profile", get(show).post(save)).route("/me/profile/number", post(reveal))
}

#[derive(Template)]
#[template(path = "identity/profile.html")]
struct Page {
    frame: Frame,
    name: String,
    number_label: String,
    number: String,
    revealed: bool,
    shown_phone: String,
    phone: String,
    address: String,
    links: Vec<Linked>,
    /// The name of a provider that could still be linked.
    linkable: Option<String>,
    faults: Faults,
}

/// An account at a provider that opens this one.
struct Linked {
    issuer: String,
    name: String,
    since: String,
}

impl Page {
    async fn new(visit: &Visit, person: &Subject, revealed: bool) -> Result<Self, Error> {
        let provider = visit.app.provider.as_ref();
        let links = store::federations::of_subject(&visit.app.db, person.id).await?;
        let linked = |issuer: &str| links.iter().any(|link| link.issuer == issuer);
        let linkable = provider.filter(|provider| !linked(provider.issuer())).map(|provider| provider.name.clone());
        let named = |issuer: &str| provider.filter(|provider| provider.issuer() == issuer).map(|p| p.name.clone());
        let shown = |phone: &String| Telephone::parse(phone).map_or_else(|_| String::new(), |phone| phone.masked());
        Ok(Self {
            frame: visit.frame(visit.t("identity-profile")).verb("me").crumb(visit.t("identity-me"), "/me"),
            name: if revealed { person.name.clone() } else { mask::name(&person.name) },
            number_label: visit.t(&format!("number-{}", person.number_kind)),
            number: if revealed { person.number.clone() } else { masked(person) },
            revealed,
            shown_phone: person.phone.as_ref().map(shown).unwrap_or_default(),
            phone: String::new(),
            address: person.address.clone().unwrap_or_default(),
            linkable,
            links: links
                .iter()
                .map(|link| Linked {
                    name: named(&link.issuer).unwrap_or_else(|| link.issuer.clone()),
                    since: visit.day(local_day(link.linked_at)),
                    issuer: link.issuer.clone(),
                })
                .collect(),
            faults: Faults::default(),
        })
    }
}

/// A subject's number as lists show it.
pub(super) fn masked(subject: &Subject) -> String {
    match subject.number_kind.as_str() {
        "passport" => Passport::parse(&subject.number).map(|number| number.masked()).unwrap_or_default(),
        "credit-code" => CreditCode::parse(&subject.number).map(|number| number.masked()).unwrap_or_default(),
        _ => IdentityNumber::parse(&subject.number).map(|number| number.masked()).unwrap_or_default(),
    }
}

async fn show(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    page(&Page::new(&visit, &own(&visit, &citizen).await?, false).await?)
}

async fn reveal(visit: Visit, citizen: Citizen) -> Result<Response, Error> {
    let person = own(&visit, &citizen).await?;
    let entry = Entry {
        actor: Actor::Citizen(citizen.subject),
        act: "number-shown",
        object: format!("subject {}", person.id),
        detail: json!({ "page": "profile" }),
        at: visit.app.clock.now(),
    };
    let tx = visit.app.db.begin().await?;
    audit::record(&tx, &entry).await?;
    tx.commit().await?;
    page(&Page::new(&visit, &person, true).await?)
}

/// An address is taken at once; a new telephone must first be proved with a code.
async fn save(visit: Visit, citizen: Citizen, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    let person = own(&visit, &citizen).await?;
    let mut faults = Faults::default();
    let address = form.get("address");
    if address.chars().count() > LONGEST_ADDRESS {
        faults.add("address", visit.t("identity-address-long"));
    }
    let phone = match form.get("phone") {
        "" => None,
        typed => match door::mobile(&visit, typed) {
            Ok(phone) => Some(phone.as_str().to_owned()).filter(|phone| person.phone.as_ref() != Some(phone)),
            Err(fault) => {
                faults.add("phone", fault);
                None
            }
        },
    };
    if !faults.is_empty() {
        let mut shown = Page::new(&visit, &person, false).await?;
        shown.phone = form.get("phone").to_owned();
        shown.address = address.to_owned();
        shown.faults = faults;
        return door::unfit(&shown);
    }
    let address = Some(address.to_owned()).filter(|address| !address.is_empty());
    if let Some(phone) = phone {
        let challenge = Challenge::Telephone { subject: citizen.subject, phone, address };
        challenge.send_code(app).await?;
        return door::step(app, &challenge, redirect("/code")).await;
    }
    let tx = app.db.begin().await?;
    store::subjects::contact(&tx, person.id, person.phone.clone(), address).await?;
    tx.commit().await?;
    Ok(redirect_saying("/me/profile", &visit.t("identity-profile-saved")))
}

/// The new telephone was proved: it opens the account from now on, and other sessions end.
pub(super) async fn change_telephone(
    app: &App,
    tx: &Tx,
    citizen: &Citizen,
    phone: String,
    address: Option<String>,
) -> Result<(), Error> {
    let now = app.clock.now();
    match store::accounts::set_phone(tx, citizen.subject, phone.clone()).await {
        Err(error) if already_there(&error) => {
            return Err(Error::conflict("这个手机号码已经用于另一个账户，请换一个号码。"));
        }
        changed => changed?,
    }
    store::subjects::contact(tx, citizen.subject, Some(phone), address).await?;
    store::sessions::end_others(tx, citizen.subject, Some(citizen.session), now).await?;
    let entry = Entry {
        actor: Actor::Citizen(citizen.subject),
        act: "telephone-change",
        object: format!("subject {}", citizen.subject),
        detail: json!({}),
        at: now,
    };
    Ok(audit::record(tx, &entry).await?)
}

async fn own(visit: &Visit, citizen: &Citizen) -> Result<Subject, Error> {
    store::subjects::subject(&visit.app.db, citizen.subject).await?.ok_or(Error::NotFound)
}
