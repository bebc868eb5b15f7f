//! `/login`: by a code on the telephone, by password, by a provider; `/logout`.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::Challenge;
use crate::identity::log_in::{self, Outcome};
use crate::identity::{demonstration, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, Who, local_path, page, redirect};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/login", get(show).post(ask_code))
        .route("/login/password", post(by_password))
        .route("/login/demonstration", post(demonstration))
        .route("/logout", post(leave))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    back: String,
    #[serde(default)]
    by: String,
}

#[derive(Template)]
#[template(path = "identity/login.html")]
struct Page {
    frame: Frame,
    by_password: bool,
    back: String,
    phone: String,
    faults: Faults,
    connected: bool,
    people: &'static [demonstration::Person],
}

impl Page {
    fn new(visit: &Visit, by_password: bool, back: &str) -> Self {
        let config = &visit.app.config;
        Self {
            frame: visit.frame(visit.t("identity-log-in")),
            by_password,
            back: local_path(back).to_owned(),
            phone: String::new(),
            faults: Faults::default(),
            connected: visit.app.sms.is_connected(),
            people: if config.demo { &demonstration::PEOPLE } else { &[] },
        }
    }

    fn unfit(mut self, phone: &str, faults: Faults) -> Result<Response, Error> {
        self.phone = phone.to_owned();
        self.faults = faults;
        door::unfit(&self)
    }
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let back = home_of(&asked.back);
    if visit.citizen().is_some() {
        return Ok(redirect(back));
    }
    page(&Page::new(&visit, asked.by == "password", back))
}

/// Sends a code. The answer is the same whether or not the telephone has an account.
async fn ask_code(visit: Visit, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let form_page = Page::new(&visit, false, form.back());
    let phone = match door::mobile(&visit, form.get("phone")) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(fault) => return form_page.unfit(form.get("phone"), Faults::one("phone", fault)),
    };
    let challenge = Challenge::LogIn { phone, back: home_of(form.back()).to_owned() };
    challenge.send_code(app).await?;
    door::step(app, &challenge, redirect("/code")).await
}

async fn by_password(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let form_page = Page::new(&visit, true, form.back());
    let phone = match door::mobile(&visit, form.get("phone")) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(fault) => return form_page.unfit(form.get("phone"), Faults::one("phone", fault)),
    };
    match log_in::by_password(app, &phone, form.get("password")).await? {
        Outcome::In(subject) => {
            let tx = app.db.begin().await?;
            let token = log_in::open_citizen(app, &tx, subject, "password", door::place(&visit, &headers)).await?;
            tx.commit().await?;
            Ok(door::let_in(app, token, redirect(home_of(form.back()))))
        }
        Outcome::Wrong => form_page.unfit(&phone, Faults::one("password", visit.t("identity-wrong"))),
        Outcome::Closed => form_page.unfit(&phone, Faults::one("password", visit.t("identity-closed"))),
    }
}

/// One click, in the demonstration only, and only as one of its own people.
async fn demonstration(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    let chosen = demonstration::PEOPLE.iter().find(|person| person.key == form.get("person"));
    let Some(person) = chosen.filter(|_| app.config.demo) else { return Err(Error::NotFound) };
    let tx = app.db.begin().await?;
    let place = door::place(&visit, &headers);
    let token = log_in::open_citizen(app, &tx, person.id(), "demonstration", place).await?;
    tx.commit().await?;
    Ok(door::let_in(app, token, redirect(home_of(form.back()))))
}

async fn leave(State(app): State<App>, visit: Visit) -> Result<Response, Error> {
    let held = match &visit.who {
        Who::Citizen(citizen) => Some((citizen.subject, citizen.session)),
        Who::Officer(officer) => Some((officer.id, officer.session)),
        Who::Nobody => None,
    };
    if let Some((holder, session)) = held {
        let tx = app.db.begin().await?;
        store::sessions::end(&tx, holder, session, app.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(door::let_out(redirect("/")))
}

/// After logging in without having wanted anything else, people land in their own space.
fn home_of(back: &str) -> &str {
    match local_path(back) {
        "/" => "/me",
        path if path.starts_with("/login") => "/me",
        path => path,
    }
}
