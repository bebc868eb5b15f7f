//! One officer: roles, sessions, and what may be done.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use uuid::Uuid;

use super::{Administrator, list, place, reason_fault};
use crate::app::App;
use crate::identity::invitation::Invitation;
use crate::identity::staff::{self, StaffFault};
use crate::identity::web::door;
use crate::identity::web::faults::Faults;
use crate::identity::{Grant, Role, store};
use crate::web::{Error, Frame, Posted, Visit, page, redirect_saying};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/security/officers/{id}", get(show))
        .route("/admin/security/officers/{id}/grants", post(give))
}

struct Session {
    id: Uuid,
    device: String,
    address: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "identity/security/member.html")]
struct Page {
    frame: Frame,
    path: String,
    account: String,
    state: list::State,
    second_factor: String,
    last: String,
    active: bool,
    /// Nobody changes their own account.
    oneself: bool,
    /// The link of an invitation that was just made: shown this once.
    invitation: Option<String>,
    grants: Vec<(Uuid, String)>,
    sessions: Vec<Session>,
    roles: Vec<(&'static str, String, bool)>,
    division: String,
    body: String,
    reason: String,
    faults: Faults,
}

impl Page {
    fn act(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    async fn new(mut visit: Visit, admin: &Administrator, id: Uuid) -> Result<Self, Error> {
        let found = store::staff::member(&visit.app.db, &admin.0, id).await?.ok_or(Error::NotFound)?;
        let now = visit.app.clock.now();
        let invitations = format!("{}/desk/enrolment/", visit.app.config.public_url());
        let invitation = visit.flash.take_if(|said| said.starts_with(&invitations));
        let sessions = store::sessions::of_holder(&visit.app.db, id).await?;
        let open = sessions.into_iter().filter(|session| session.is_open(now)).map(|session| Session {
            id: session.id,
            seen: visit.moment(session.seen_at),
            device: session.device_name(),
            address: session.address,
        });
        let (division, body) = place::own(&admin.0.grants);
        let enrolled = !found.officer.second_factor.is_empty();
        Ok(Self {
            frame: visit.frame(found.officer.name.clone()).crumb(visit.t("staff-title"), "/admin/security"),
            path: format!("/admin/security/officers/{id}"),
            account: found.officer.account.clone(),
            state: list::state(&visit, &found),
            second_factor: visit.t(if enrolled { "staff-factor-there" } else { "staff-factor-missing" }),
            last: found.last_log_in.map(|at| visit.moment(at)).unwrap_or_default(),
            active: found.officer.left_at.is_none(),
            oneself: id == admin.0.id,
            invitation,
            grants: found.grants.iter().map(|grant| (grant.id, place::shown(&visit, grant))).collect(),
            sessions: open.collect(),
            roles: place::roles(&visit, |_| false),
            division,
            body,
            reason: String::new(),
            faults: Faults::default(),
        })
    }
}

/// The whole address of an invitation, as the administrator hands it on.
pub(super) fn invitation_address(visit: &Visit, invitation: &Invitation) -> String {
    format!("{}{}", visit.app.config.public_url(), invitation.path())
}

async fn show(visit: Visit, admin: Administrator, Path(id): Path<Uuid>) -> Result<Response, Error> {
    page(&Page::new(visit, &admin, id).await?)
}

async fn give(visit: Visit, admin: Administrator, Path(id): Path<Uuid>, form: Posted) -> Result<Response, Error> {
    let mut faults = Faults::default();
    let role = Role::from_key(form.get("role"));
    if role.is_none() {
        faults.add("role", visit.t("staff-role-missing"));
    }
    let place = place::typed(&visit, &form, &mut faults);
    let reason = form.get("reason");
    if let Some(fault) = reason_fault(&visit, reason) {
        faults.add("reason", fault);
    }
    if let (true, Some(role), Some((division, body))) = (faults.is_empty(), role, place) {
        let grant = Grant { role, body, division };
        match staff::give(&visit.app, &admin.0, id, &grant, reason).await? {
            Ok(()) => {
                return Ok(redirect_saying(&format!("/admin/security/officers/{id}"), &visit.t("staff-role-given")));
            }
            Err(fault) => {
                faults.add(if fault == StaffFault::Outside { "division" } else { "role" }, visit.t(fault.key()));
            }
        }
    }
    let roles = place::roles(&visit, |key| key == form.get("role"));
    let mut shown = Page::new(visit, &admin, id).await?;
    shown.roles = roles;
    shown.division = form.get("division").to_owned();
    shown.body = form.get("body").to_owned();
    shown.reason = reason.to_owned();
    shown.faults = faults;
    door::unfit(&shown)
}
