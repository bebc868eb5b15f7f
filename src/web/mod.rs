//! What every page shares: the frame, errors, forms, preferences, and the layers that each request passes.

mod assets;
mod cache;
mod day;
mod error;
mod form;
mod frame;
mod icon;
mod language;
mod layers;
mod limits;
mod measure;
mod operations;
mod page;
mod preferences;
mod visit;

pub(crate) use cache::PageCache;
pub(crate) use day::{day, formal_day, moment};
pub(crate) use error::{Error, Refusal, problem};
pub(crate) use form::{Posted, local_path};
pub(crate) use frame::{Frame, SiteFrame};
pub(crate) use language::{sentence, t};
pub(crate) use layers::layers;
pub(crate) use limits::{Limits, Purse};
pub use measure::OperationsError;
pub(crate) use measure::serve as serve_operators;
pub(crate) use page::{page, public_page, redirect, redirect_saying};
pub(crate) use visit::{Visit, Who};

/// Pages and files of the frame itself: assets, preferences, health.
pub(crate) fn routes() -> axum::Router<crate::app::App> {
    axum::Router::new().merge(assets::routes()).merge(preferences::routes()).merge(operations::routes())
}
