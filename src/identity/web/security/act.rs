//! Acts that want nothing but a reason: each has a page that says what it does before it is done.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use uuid::Uuid;

use super::member::invitation_address;
use super::{Administrator, place, reason_fault};
use crate::app::App;
use crate::identity::staff;
use crate::identity::store;
use crate::identity::web::door;
use crate::identity::web::faults::Faults;
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    let at = |path: &str| format!("/admin/security/officers/{{id}}/{path}");
    Router::new()
        .route(
            &at("departure"),
            get(|visit, admin, Path(id)| ask(visit, admin, id, Act::Departure))
                .post(|visit, admin, Path(id), form| carry_out(visit, admin, id, Act::Departure, form)),
        )
        .route(
            &at("invitation"),
            get(|visit, admin, Path(id)| ask(visit, admin, id, Act::Invitation))
                .post(|visit, admin, Path(id), form| carry_out(visit, admin, id, Act::Invitation, form)),
        )
        .route(
            &at("grants/{grant}/revocation"),
            get(|visit, admin, Path((id, grant))| ask(visit, admin, id, Act::Revocation(grant))).post(
                |visit, admin, Path((id, grant)), form| carry_out(visit, admin, id, Act::Revocation(grant), form),
            ),
        )
        .route(
            &at("sessions/{session}/end"),
            get(|visit, admin, Path((id, session))| ask(visit, admin, id, Act::End(session)))
                .post(|visit, admin, Path((id, session)), form| carry_out(visit, admin, id, Act::End(session), form)),
        )
}

#[derive(Clone, Copy)]
enum Act {
    Departure,
    Invitation,
    /// Of this role.
    Revocation(Uuid),
    /// Of this session.
    End(Uuid),
}

impl Act {
    /// The keys of its title (and button), of what it does, and of what is said afterwards.
    fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Departure => ["staff-departure", "staff-departure-text", "staff-departure-done"],
            Self::Invitation => ["staff-invitation", "staff-invitation-text", "staff-invited"],
            Self::Revocation(_) => ["staff-revocation", "staff-revocation-text", "staff-revocation-done"],
            Self::End(_) => ["staff-session-end", "staff-session-end-text", "staff-session-end-done"],
        }
    }
}

#[derive(Template)]
#[template(path = "identity/security/act.html")]
struct Page {
    frame: Frame,
    /// Whom, and which role or device.
    what: Vec<(String, String)>,
    text: String,
    action: String,
    back: String,
    reason: String,
    faults: Faults,
}

impl Page {
    async fn new(visit: &Visit, admin: &Administrator, id: Uuid, act: Act) -> Result<Self, Error> {
        let found = store::staff::member(&visit.app.db, &admin.0, id).await?.ok_or(Error::NotFound)?;
        let mut what = vec![(visit.t("staff-officer"), format!("{} · {}", found.officer.name, found.officer.account))];
        match act {
            Act::Revocation(grant) => {
                let row = found.grants.iter().find(|row| row.id == grant).ok_or(Error::NotFound)?;
                what.push((visit.t("staff-role"), place::shown(visit, row)));
            }
            Act::End(session) => {
                let open = store::sessions::of_holder(&visit.app.db, id).await?;
                let row = open.into_iter().find(|row| row.id == session).ok_or(Error::NotFound)?;
                what.push((visit.t("staff-device"), format!("{} · {}", row.device_name(), row.address)));
            }
            Act::Departure | Act::Invitation => {}
        }
        let [title, text, _] = act.keys();
        let back = format!("/admin/security/officers/{id}");
        Ok(Self {
            frame: visit
                .frame(visit.t(title))
                .crumb(visit.t("staff-title"), "/admin/security")
                .crumb(found.officer.name, &back),
            what,
            text: visit.t(text),
            action: visit.path.clone(),
            back,
            reason: String::new(),
            faults: Faults::default(),
        })
    }
}

async fn ask(visit: Visit, admin: Administrator, id: Uuid, act: Act) -> Result<Response, Error> {
    page(&Page::new(&visit, &admin, id, act).await?)
}

async fn carry_out(visit: Visit, admin: Administrator, id: Uuid, act: Act, form: Posted) -> Result<Response, Error> {
    let (app, reason) = (&visit.app, form.get("reason"));
    let fault = match reason_fault(&visit, reason) {
        Some(fault) => fault,
        None => {
            let done = match act {
                Act::Departure => staff::dismiss(app, &admin.0, id, reason).await?.map(|()| None),
                Act::Invitation => staff::invite(app, &admin.0, id, reason).await?.map(Some),
                Act::Revocation(grant) => staff::revoke(app, &admin.0, id, grant, reason).await?.map(|()| None),
                Act::End(session) => staff::end_session(app, &admin.0, id, session, reason).await?.map(|()| None),
            };
            match done {
                Ok(invitation) => {
                    let [_, _, done] = act.keys();
                    let said = match invitation {
                        Some(invitation) => invitation_address(&visit, &invitation),
                        None => visit.t(done),
                    };
                    return Ok(redirect_saying(&format!("/admin/security/officers/{id}"), &said));
                }
                Err(fault) => visit.t(fault.key()),
            }
        }
    };
    let mut shown = Page::new(&visit, &admin, id, act).await?;
    shown.reason = reason.to_owned();
    shown.faults = Faults::one("reason", fault);
    door::unfit(&shown)
}
