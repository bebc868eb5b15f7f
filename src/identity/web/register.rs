//! `/register`: a natural person opens an account.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::{Challenge, Registration};
use crate::identity::{password, registration, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, local_path, page, redirect, t};

const LONGEST_NAME: usize = 60;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/register", get(show).post(ask))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    back: String,
    #[serde(default)]
    link: String,
}

#[derive(Template)]
#[template(path = "identity/register.html")]
struct Page {
    frame: Frame,
    back: String,
    name: String,
    number: String,
    passport: bool,
    phone: String,
    short_messages: bool,
    /// What to say of the account that is linked by registering now.
    linking: Option<String>,
    faults: Faults,
}

async fn show(visit: Visit, headers: HeaderMap, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let link = door::link(&visit, &headers, &asked.link).await?;
    page(&Page {
        frame: visit.frame(visit.t("identity-register")),
        back: local_path(&asked.back).to_owned(),
        name: String::new(),
        number: String::new(),
        passport: false,
        phone: String::new(),
        short_messages: false,
        linking: link.map(|link| super::provider::linking(&visit, &link)),
        faults: Faults::default(),
    })
}

/// Checks what can be checked, then sends a code to the telephone.
async fn ask(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let link = door::link(&visit, &headers, form.get("link")).await?;
    let english = visit.lang() == budayang_forms::Lang::En;
    let mut faults = Faults::default();
    let name = form.get("name");
    let length = name.chars().count();
    if length == 0 {
        faults.add("name", visit.t("identity-name-empty"));
    } else if length > LONGEST_NAME {
        faults.add("name", t(visit.lang(), "identity-name-long", &[("extra", (length - LONGEST_NAME).into())]));
    }
    let passport = form.get("document") == "passport";
    let number = registration::checked_number(passport, form.get("number"), english);
    let phone = door::mobile(&visit, form.get("phone"));
    if let Err(fault) = &number {
        faults.add("number", fault);
    }
    if let Err(fault) = &phone {
        faults.add("phone", fault);
    }
    let typed = form.get("password");
    // A password may be left out: then a code opens the door.
    if let Some(sentence) = door::password_fault(&visit, typed).filter(|_| !typed.is_empty()) {
        faults.add("password", sentence);
    }
    if let (true, Ok((number, number_kind)), Ok(phone)) = (faults.is_empty(), &number, &phone) {
        let taken = store::accounts::by_phone(&app.db, phone.as_str()).await?.is_some();
        if registration::is_free(app, name, number).await? && !taken {
            let password = if typed.is_empty() { None } else { Some(password::hash(app, typed).await?) };
            let challenge = Challenge::Registration(Registration {
                name: name.to_owned(),
                number: number.clone(),
                number_kind: (*number_kind).to_owned(),
                phone: phone.as_str().to_owned(),
                password,
                short_messages: form.get("short-messages") == "yes",
                back: if form.back() == "/" { "/me".into() } else { form.back().to_owned() },
                link,
            });
            challenge.send_code(app).await?;
            return door::step(app, &challenge, redirect("/code")).await;
        }
        faults.add("number", visit.t("identity-taken"));
    }
    door::unfit(&Page {
        frame: visit.frame(visit.t("identity-register")),
        back: form.back().to_owned(),
        name: name.to_owned(),
        number: form.get("number").to_owned(),
        passport,
        phone: form.get("phone").to_owned(),
        short_messages: form.get("short-messages") == "yes",
        linking: link.map(|link| super::provider::linking(&visit, &link)),
        faults,
    })
}
