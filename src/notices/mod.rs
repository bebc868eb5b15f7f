//! What people are told: an outbox written with the change itself, sent with retry.

use crate::app::App;

#[derive(Default)]
pub(crate) struct Sms {}

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}
