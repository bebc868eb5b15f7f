//! Who acts: subjects (办事主体), agents (经办人), officers (工作人员), and how they show who they are.

mod challenge;
mod citizen;
mod code;
mod command;
mod consent;
mod demonstration;
mod device;
mod enrolment;
mod federation;
mod invitation;
mod known;
mod lockout;
mod log_in;
mod mandate;
mod officer;
mod password;
mod provider;
mod registration;
mod retention;
mod second_factor;
mod session;
mod staff;
mod store;
mod tables;
mod web;

pub(crate) use citizen::{Acting, Citizen};
pub use command::Command as Admin;
pub(crate) use consent::Purpose;
pub(crate) use demonstration::seed_demo;
pub(crate) use known::known_answers;
pub(crate) use officer::{Grant, Officer, OfficerCard, Role};
pub(crate) use provider::Provider;
pub use provider::ProviderError;
pub(crate) use retention::forget;
pub(crate) use session::{SESSION_COOKIE, resume};
pub(crate) use store::officers::{colleagues, holders, officers};
pub(crate) use store::subjects::{phones_for_notices, subject, subjects};
pub(crate) use tables::subject::{Model as Subject, SubjectKind};

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
