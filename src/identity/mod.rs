//! Who acts: subjects (办事主体), agents (经办人), officers (工作人员), and how they show who they are.

mod citizen;
mod officer;
mod session;

pub(crate) use citizen::{Acting, Citizen};
pub(crate) use officer::{Grant, Officer, Role};
pub(crate) use session::{SESSION_COOKIE, resume};

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}
