//! `/desk/login`: officers show a password, then the code of their authenticator.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::door;
use super::faults::Faults;
use crate::app::App;
use crate::identity::challenge::{self, Challenge};
use crate::identity::log_in::{self, Outcome};
use crate::identity::{demonstration, second_factor, store};
use crate::web::{Error, Frame, Posted, Purse, Visit, local_path, page, redirect, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/desk/login", get(show).post(password))
        .route("/desk/login/code", get(show_code).post(code))
        .route("/desk/login/demonstration", post(demonstration))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    back: String,
}

#[derive(Template)]
#[template(path = "identity/desk_login.html")]
struct Page {
    frame: Frame,
    back: String,
    account: String,
    faults: Faults,
    staff: Vec<(&'static str, &'static str, String)>,
    demo_password: &'static str,
}

impl Page {
    fn new(visit: &Visit, back: &str) -> Self {
        let staff = if visit.app.config.demo { demonstration::STAFF.as_slice() } else { &[] };
        let role = |staff: &demonstration::Staff| visit.t(&format!("role-{}", staff.role.key()));
        Self {
            frame: visit.frame(visit.t("identity-desk-log-in")),
            back: local_path(back).to_owned(),
            account: String::new(),
            faults: Faults::default(),
            staff: staff.iter().map(|staff| (staff.account, staff.name, role(staff))).collect(),
            demo_password: demonstration::PASSWORD,
        }
    }
}

#[derive(Template)]
#[template(path = "identity/desk_code.html")]
struct CodePage {
    frame: Frame,
    faults: Faults,
    /// The code of this moment, in the demonstration, which has no authenticator.
    shown: Option<String>,
}

impl CodePage {
    async fn new(visit: &Visit, officer: uuid::Uuid, faults: Faults) -> Result<Self, Error> {
        let shown = match visit.app.config.demo && demonstration::STAFF.iter().any(|staff| staff.id() == officer) {
            true => store::officers::officer(&visit.app.db, officer).await?.and_then(|officer| {
                second_factor::current(&officer.second_factor, &officer.account, visit.app.clock.now())
            }),
            false => None,
        };
        Ok(Self { frame: visit.frame(visit.t("identity-second-factor")), faults, shown })
    }
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Error> {
    page(&Page::new(&visit, &asked.back))
}

async fn password(visit: Visit, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let account: String = form.get("account").chars().take(80).collect();
    let key = match log_in::officer_by_password(app, &account, form.get("password")).await? {
        Outcome::In(officer) => {
            let challenge = Challenge::SecondFactor { officer, back: form.back().to_owned() };
            return door::step(app, &challenge, redirect("/desk/login/code")).await;
        }
        Outcome::Wrong => "identity-wrong",
        Outcome::Closed => "identity-closed",
    };
    let mut form_page = Page::new(&visit, form.back());
    form_page.account = account;
    form_page.faults = Faults::one("password", visit.t(key));
    door::unfit(&form_page)
}

async fn show_code(visit: Visit, headers: HeaderMap) -> Result<Response, Error> {
    match door::half_done(&visit.app, &headers).await? {
        Some((_, Challenge::SecondFactor { officer, .. })) => {
            page(&CodePage::new(&visit, officer, Faults::default()).await?)
        }
        _ => Ok(redirect_saying("/desk/login", &visit.t("identity-step-gone"))),
    }
}

async fn code(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    app.limits.spend(Purse::LogIn, &visit.address.to_string())?;
    let Some((step, Challenge::SecondFactor { officer, back })) = door::half_done(app, &headers).await? else {
        return Ok(redirect_saying("/desk/login", &visit.t("identity-step-gone")));
    };
    let place = door::place(&visit, &headers);
    let key = match log_in::officer_by_code(app, officer, form.get("code"), place).await? {
        Outcome::In(token) => {
            let tx = app.db.begin().await?;
            challenge::finish(&tx, &step).await?;
            tx.commit().await?;
            return Ok(door::let_in(app, token, redirect(home_of(&back))));
        }
        Outcome::Wrong => "identity-second-factor-wrong",
        Outcome::Closed => "identity-closed",
    };
    door::unfit(&CodePage::new(&visit, officer, Faults::one("code", visit.t(key))).await?)
}

/// One click, in the demonstration only, and only as one of its own officers.
async fn demonstration(visit: Visit, headers: HeaderMap, form: Posted) -> Result<Response, Error> {
    let app = &visit.app;
    let chosen = demonstration::STAFF.iter().find(|staff| staff.account == form.get("account"));
    let Some(staff) = chosen.filter(|_| app.config.demo) else { return Err(Error::NotFound) };
    let tx = app.db.begin().await?;
    let token = log_in::open_officer(app, &tx, staff.id(), door::place(&visit, &headers)).await?;
    tx.commit().await?;
    Ok(door::let_in(app, token, redirect(home_of(form.back()))))
}

fn home_of(back: &str) -> &str {
    match local_path(back) {
        "/" => "/desk",
        path => path,
    }
}
