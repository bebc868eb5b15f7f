//! Cases (办件): from a draft to a rating. One table of transitions; the clock comes from the events.

mod act;
mod actor;
mod clocks;
mod correspondence;
mod decide;
mod drafting;
mod error;
mod event;
mod handover;
mod load;
mod needs;
mod perform;
mod progress;
mod state;
mod store;
mod submit;
mod tables;
#[cfg(test)]
mod tests;
mod tick;
mod told;
mod transitions;
mod web;

pub(crate) use act::{Act, Defect, MissingMaterial, Spot, Verb};
pub(crate) use actor::Actor;
pub(crate) use clocks::{calendar, clock, follows_until};
pub(crate) use correspondence::{LONGEST_MESSAGE, write_to};
pub(crate) use error::ActError;
pub(crate) use handover::Delivery;
pub(crate) use load::{by_id, for_citizen, for_officer, history, is_material_for, materials, messages};
pub(crate) use perform::{act, act_in};
pub(crate) use store::{Colouring, Filter, counts, file, queue};
pub(crate) use submit::{Filed, Filing, Handed, Submission, submit};
pub(crate) use tables::{Channel, MaterialState, State};
pub(crate) use tick::tick;
pub(crate) use transitions::possible;

pub(crate) use tables::case::Model as Case;
pub(crate) use tables::draft::Model as Draft;
pub(crate) use tables::event::Model as Event;
pub(crate) use tables::material::Model as Material;
pub(crate) use tables::message::Model as Message;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
