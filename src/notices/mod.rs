//! What people are told: a list of messages for each, and an outbox that is written with the change itself and sent with retry.

mod deliver;
mod messages;
mod sms;
mod store;
mod tables;
mod web;

pub use deliver::deliver;
pub(crate) use deliver::forget;
pub(crate) use messages::{of_subject, unread};
pub(crate) use sms::Sms;
pub(crate) use store::{tell, tell_all, unsent};

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;

/// Who is told.
#[derive(Clone, Debug)]
pub(crate) enum Recipient {
    /// A subject: into their list, and to their telephone if they agreed to short messages.
    Subject(Uuid),
    /// A telephone only, such as for a code.
    Phone(String),
}

/// One thing to be told: the sentence `notice-{kind}` with these words.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub to: Recipient,
    pub kind: &'static str,
    pub words: Value,
    /// Where it is about, a path on this site.
    pub link: Option<String>,
    pub at: DateTime<Utc>,
}

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
