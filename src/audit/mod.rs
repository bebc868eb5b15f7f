//! Who did what, when: a trail (审计) whose lines are chained, so that a changed or missing line shows.

mod chain;
mod filter;
mod store;
mod tables;
mod web;

pub(crate) use chain::seal;
pub use chain::{Break, Verdict, verify};
pub(crate) use store::record;

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;
use filter::{Filter, Who};

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Actor {
    Citizen(Uuid),
    Officer(Uuid),
    System,
}

/// What is written down together with the change itself. `detail` carries no full personal numbers.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'a> {
    pub actor: Actor,
    /// A word such as `case-accept` or `number-shown`.
    pub act: &'a str,
    /// What it was done to, such as `case 1101012020…`.
    pub object: String,
    pub detail: Value,
    pub at: DateTime<Utc>,
}

impl Actor {
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Citizen(_) => "citizen",
            Self::Officer(_) => "officer",
            Self::System => "system",
        }
    }

    pub(crate) fn id(self) -> Option<Uuid> {
        match self {
            Self::Citizen(id) | Self::Officer(id) => Some(id),
            Self::System => None,
        }
    }
}
