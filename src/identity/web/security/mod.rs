//! `/admin/security`: officers, their roles and sessions, for security administrators (安全管理员).

mod act;
mod appoint;
mod list;
mod member;
mod place;
mod sessions;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::identity::{Officer, Role};
use crate::web::{Error, Visit};

const LONGEST_REASON: usize = 500;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(list::routes())
        .merge(appoint::routes())
        .merge(member::routes())
        .merge(act::routes())
        .merge(sessions::routes())
}

/// A security administrator: nobody else gets past the door of these pages.
struct Administrator(Officer);

impl FromRequestParts<App> for Administrator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let officer = Officer::from_request_parts(parts, app).await?;
        if officer.has(Role::SecurityAdmin) { Ok(Self(officer)) } else { Err(Error::Forbidden) }
    }
}

/// What is wrong with a reason, if anything is.
fn reason_fault(visit: &Visit, typed: &str) -> Option<String> {
    (typed.is_empty() || typed.chars().count() > LONGEST_REASON).then(|| visit.t("staff-reason-missing"))
}
