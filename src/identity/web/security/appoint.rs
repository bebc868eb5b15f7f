//! Making an officer.

use std::collections::HashSet;

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};

use super::member::invitation_address;
use super::{Administrator, place, reason_fault};
use crate::app::App;
use crate::identity::staff::{self, Appointment, StaffFault};
use crate::identity::web::door;
use crate::identity::web::faults::Faults;
use crate::identity::{Grant, Role};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

const LONGEST_NAME: usize = 60;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/admin/security/appointment", get(show)).route("/admin/security/officers", post(appoint))
}

#[derive(Template)]
#[template(path = "identity/security/appoint.html")]
struct Page {
    frame: Frame,
    name: String,
    account: String,
    roles: Vec<(&'static str, String, bool)>,
    division: String,
    body: String,
    reason: String,
    faults: Faults,
}

async fn show(visit: Visit, admin: Administrator) -> Result<Response, Error> {
    let (division, body) = place::own(&admin.0.grants);
    page(&Page {
        frame: frame(&visit),
        name: String::new(),
        account: String::new(),
        roles: place::roles(&visit, |_| false),
        division,
        body,
        reason: String::new(),
        faults: Faults::default(),
    })
}

fn frame(visit: &Visit) -> Frame {
    visit.frame(visit.t("staff-appoint")).crumb(visit.t("staff-title"), "/admin/security")
}

async fn appoint(visit: Visit, admin: Administrator, form: Posted) -> Result<Response, Error> {
    let mut faults = Faults::default();
    let (name, account, reason) = (form.get("name"), form.get("account"), form.get("reason"));
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        faults.add("name", visit.t("identity-name-empty"));
    }
    if !staff::is_account(account) {
        faults.add("account", visit.t("staff-account-form"));
    }
    let roles: HashSet<Role> = form.all("role").filter_map(Role::from_key).collect();
    if roles.is_empty() {
        faults.add("role", visit.t("staff-role-missing"));
    }
    let place = place::typed(&visit, &form, &mut faults);
    if let Some(fault) = reason_fault(&visit, reason) {
        faults.add("reason", fault);
    }
    if let (true, Some((division, body))) = (faults.is_empty(), place) {
        let grants = Role::ALL.into_iter().filter(|role| roles.contains(role));
        let who = Appointment {
            account: account.to_owned(),
            name: name.to_owned(),
            grants: grants.map(|role| Grant { role, body: body.clone(), division }).collect(),
        };
        match staff::appoint_by(&visit.app, &admin.0, &who, reason).await? {
            Ok(invitation) => {
                let address = invitation_address(&visit, &invitation);
                return Ok(redirect_saying(&format!("/admin/security/officers/{}", invitation.officer), &address));
            }
            Err(fault) => {
                let field = match fault {
                    StaffFault::Taken => "account",
                    StaffFault::Outside => "division",
                    _ => "role",
                };
                faults.add(field, visit.t(fault.key()));
            }
        }
    }
    let chosen: HashSet<&str> = form.all("role").collect();
    door::unfit(&Page {
        frame: frame(&visit),
        name: name.to_owned(),
        account: account.to_owned(),
        roles: place::roles(&visit, |key| chosen.contains(key)),
        division: form.get("division").to_owned(),
        body: form.get("body").to_owned(),
        reason: reason.to_owned(),
        faults,
    })
}
