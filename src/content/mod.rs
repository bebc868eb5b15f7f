//! Editorial content (内容): one engine of draft, review, publish and withdraw for several kinds of pieces: articles of
//! columns, live entries, rumours, hotlines, road closures. A kind is a table of fields (`kind.rs`) and a public page.

mod closure;
mod field;
mod flow;
mod import;
mod kind;
mod live;
mod matter;
mod news;
mod piece;
mod seed;
mod settled;
mod state;
mod store;
mod tables;
mod take;
mod web;

pub(crate) use import::rumours as import_rumours;
pub(crate) use live::Live;
pub(crate) use news::{Posted, posted, posted_one};
pub(crate) use seed::seed;
pub(crate) use settled::tick;
pub(crate) use web::{Described, listen};

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
