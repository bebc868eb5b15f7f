//! Who acts: subjects (办事主体), agents (经办人), officers (工作人员), and how they show who they are.

mod challenge;
mod citizen;
mod code;
mod consent;
mod demonstration;
mod known;
mod lockout;
mod log_in;
mod mandate;
mod officer;
mod password;
mod registration;
mod second_factor;
mod session;
mod store;
mod tables;
mod web;

pub(crate) use citizen::{Acting, Citizen};
pub(crate) use consent::Purpose;
pub(crate) use demonstration::seed_demo;
pub(crate) use known::known_answers;
pub(crate) use officer::{Grant, Officer, OfficerCard, Role};
pub(crate) use session::{SESSION_COOKIE, resume};
pub(crate) use store::officers::{colleagues, holders, officers};
pub(crate) use store::subjects::{phones_for_notices, subject, subjects};
pub(crate) use tables::subject::{Model as Subject, SubjectKind};

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
