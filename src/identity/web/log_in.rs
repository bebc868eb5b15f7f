//! `/login`: by a code on the telephone, by password, by a provider; `/logout`.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::{Challenge, Link};
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
    #[serde(default)]
    link: String,
}

#[derive(Template)]
#[template(path = "identity/login.html")]
pub(super) struct Page {
    frame: Frame,
    by_password: bool,
    back: String,
    phone: String,
    faults: Faults,
    /// Why another way did not lead in.
    trouble: Option<String>,
    connected: bool,
    /// The name of the provider, if there is one.
    provider: Option<String>,
    /// What to say of the account that is linked by logging in now.
    linking: Option<String>,
    people: &'static [demonstration::Person],
}

impl Page {
    pub(super) fn new(visit: &Visit, by_password: bool, back: &str, link: Option<&Link>) -> Self {
        let config = &visit.app.config;
        let provider = visit.app.provider.as_ref().filter(|_| link.is_none());
        Self {
            frame: visit.frame(visit.t("identity-log-in")),
            by_password,
            back: local_path(back).to_owned(),
            phone: String::new(),
            faults: Faults::default(),
            trouble: None,
            provider: provider.map(|provider| provider.name.clone()),
            linking: link.map(|link| super::provider::linking(visit, link)),
            connected: visit.app.sms.is_connected(),
            people: if config.demo && link.is_none() { &demonstration::PEOPLE } else { &[] },
        }
    }

    /// The same page with another way in; what the person wanted stays.
    fn way(&self, by: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("by", by).append_pair("back", &self.back);
        if self.linking.is_some() {
            query.append_pair("link", "yes");
        }
        format!("/login?{}", query.finish())
    }

    fn unfit(mut self, phone: &str, faults: Faults) -> Result<Response, Error> {
        self.phone = phone.to_owned();
        self.faults = faults;
        door::unfit(&self)
    }

    /// The ways in, with the reason why the provider was none.
    pub(super) fn without_provider(mut self, status: StatusCode, sentence: String) -> Result<Response, Error> {
        self.trouble = Some(sentence);
        let mut answer = page(&self)?;
        *answer.status_mut() = status;
        Ok(answer)
    }
}

async fn show(visit: Visit, headers: HeaderMap, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let back = home_of(&asked.back);
    if visit.citizen().is_some() {
        return Ok(redirect(back));
    }
    let link = door::link(&visit, &headers, &asked.link).await?;
    page(&Page::new(&visit, asked.by == "password", back, link.as_ref()))
}

/// Sends a code. The answer is the same whether or not the telephone has an account.
async fn ask_code(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let link = door::link(&visit, &headers, form.get("link")).await?;
    let form_page = Page::new(&visit, false, form.back(), link.as_ref());
    let phone = match door::mobile(&visit, form.get("phone")) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(fault) => return form_page.unfit(form.get("phone"), Faults::one("phone", fault)),
    };
    let challenge = Challenge::LogIn { phone, back: home_of(form.back()).to_owned(), link };
    challenge.send_code(app).await?;
    door::step(app, &challenge, redirect("/code")).await
}

async fn by_password(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let link = door::link(&visit, &headers, form.get("link")).await?;
    let form_page = Page::new(&visit, true, form.back(), link.as_ref());
    let phone = match door::mobile(&visit, form.get("phone")) {
        Ok(phone) => phone.as_str().to_owned(),
        Err(fault) => return form_page.unfit(form.get("phone"), Faults::one("phone", fault)),
    };
    match log_in::by_password(app, &phone, form.get("password")).await? {
        Outcome::In(subject) => {
            let tx = app.db.begin().await?;
            let token = log_in::open_citizen(app, &tx, subject, "password", door::place(&visit, &headers)).await?;
            if let Some(link) = &link {
                super::provider::link(&visit, &tx, subject, link).await?;
            }
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
pub(super) fn home_of(back: &str) -> &str {
    match local_path(back) {
        "/" => "/me",
        path if path.starts_with("/login") => "/me",
        path => path,
    }
}
