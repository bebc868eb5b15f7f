//! `/code`: the six digits that were sent, whatever they were asked for.

use askama::Template;
use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use budayang_rules::telephone::Telephone;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::{self, Challenge};
use crate::identity::code::{self, CodeFault};
use crate::identity::{log_in, mandate, registration, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, page, redirect, redirect_saying, t};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/code", get(show).post(enter)).route("/code/again", post(again))
}

#[derive(Template)]
#[template(path = "identity/code.html")]
struct Page {
    frame: Frame,
    phone: String,
    consent: Option<String>,
    faults: Faults,
}

impl Page {
    fn new(visit: &Visit, challenge: &Challenge) -> Option<Self> {
        let (phone, _) = challenge.telephone()?;
        let consent = match challenge {
            Challenge::Helper(asked) => {
                let words = [("name", asked.name.as_str().into()), ("until", asked.until.to_string().into())];
                Some(t(visit.lang(), "identity-consent-asked", &words))
            }
            _ => None,
        };
        Some(Self {
            frame: visit.frame(visit.t("identity-code-title")),
            phone: Telephone::parse(phone).map_or_else(|_| String::new(), |phone| phone.masked()),
            consent,
            faults: Faults::default(),
        })
    }
}

async fn show(visit: Visit, headers: HeaderMap) -> Result<Response, Error> {
    let half_done = door::half_done(&visit.app, &headers).await?;
    match half_done.and_then(|(_, challenge)| Page::new(&visit, &challenge)) {
        Some(shown) => page(&shown),
        None => Ok(redirect_saying("/login", &visit.t("identity-step-gone"))),
    }
}

async fn again(visit: Visit, headers: HeaderMap) -> Result<Response, Error> {
    let Some((_, challenge)) = door::half_done(&visit.app, &headers).await? else { return Ok(redirect("/login")) };
    challenge.send_code(&visit.app).await?;
    Ok(redirect_saying("/code", &visit.t("identity-code-sent-again")))
}

async fn enter(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let Some((token, challenge)) = door::half_done(app, &headers).await? else {
        return Ok(redirect_saying("/login", &visit.t("identity-step-gone")));
    };
    let Some((phone, purpose)) = challenge.telephone() else { return Ok(redirect("/login")) };
    if let Err(fault) = code::take(app, phone, purpose, form.get("code")).await? {
        let sentence = match fault {
            CodeFault::Wrong { left } => t(visit.lang(), "identity-code-wrong", &[("left", left.into())]),
            CodeFault::Gone => visit.t("identity-code-gone"),
        };
        let Some(mut shown) = Page::new(&visit, &challenge) else { return Ok(redirect("/login")) };
        shown.faults = Faults::one("code", sentence);
        return door::unfit(&shown);
    }
    let tx = app.db.begin().await?;
    if !challenge::finish(&tx, &token).await? {
        return Ok(redirect_saying("/login", &visit.t("identity-step-gone")));
    }
    let place = door::place(&visit, &headers);
    let answer = match challenge {
        Challenge::LogIn { phone, back, link } => {
            let Some(account) = store::accounts::by_phone(&app.db, &phone).await? else {
                tx.commit().await?;
                let register = |path: &str| redirect_saying(path, &visit.t("identity-not-registered"));
                return match link {
                    Some(link) => {
                        door::step(app, &Challenge::Link { link, back }, register("/register?link=yes")).await
                    }
                    None => Ok(register("/register")),
                };
            };
            let token = log_in::open_citizen(app, &tx, account.subject, "code", place).await?;
            if let Some(link) = &link {
                super::provider::link(&visit, &tx, account.subject, link).await?;
            }
            door::let_in(app, token, redirect(&back))
        }
        Challenge::Registration(who) => {
            let Some(subject) = registration::register(app, &tx, &who).await? else {
                return Ok(redirect_saying("/login", &visit.t("identity-taken")));
            };
            let token = log_in::open_citizen(app, &tx, subject, "registration", place).await?;
            if let Some(link) = &who.link {
                super::provider::link(&visit, &tx, subject, link).await?;
            }
            door::let_in(app, token, redirect_saying(&who.back, &visit.t("identity-registered")))
        }
        Challenge::Telephone { subject, phone, address } => {
            let own = visit.citizen().filter(|citizen| citizen.subject == subject).ok_or(Error::Forbidden)?;
            super::profile::change_telephone(app, &tx, own, phone, address).await?;
            redirect_saying("/me/profile", &visit.t("identity-profile-saved"))
        }
        Challenge::Helper(asked) => {
            visit.citizen().filter(|citizen| citizen.subject == asked.helper).ok_or(Error::Forbidden)?;
            mandate::help(app, &tx, &asked).await?;
            redirect_saying("/me/mandates", &visit.t("identity-helper-added"))
        }
        Challenge::SecondFactor { .. }
        | Challenge::Enrolment { .. }
        | Challenge::Provider { .. }
        | Challenge::Link { .. } => redirect("/login"),
    };
    tx.commit().await?;
    Ok(answer)
}
