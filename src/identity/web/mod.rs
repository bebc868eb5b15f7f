//! Pages of this room.

mod code;
mod door;
mod enrolment;
mod faults;
mod log_in;
mod mandates;
mod me;
mod officer;
mod privacy;
mod profile;
mod provider;
mod register;
mod security;
mod sessions;

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(log_in::routes())
        .merge(code::routes())
        .merge(register::routes())
        .merge(provider::routes())
        .merge(officer::routes())
        .merge(enrolment::routes())
        .merge(security::routes())
        .merge(me::routes())
        .merge(profile::routes())
        .merge(sessions::routes())
        .merge(mandates::routes())
        .merge(privacy::routes())
}
