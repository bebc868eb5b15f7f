//! What the database keeps of a case.

pub(super) mod case;
pub(super) mod draft;
pub(super) mod event;
pub(super) mod material;
pub(super) mod message;
mod state;

pub(crate) use state::{Channel, MaterialState, State};
