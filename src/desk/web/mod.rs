//! Pages of the desk.

mod acts;
mod case;
mod clock;
mod follow_ups;
mod papers;
mod parcels;
mod queue;
mod results;

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(queue::routes())
        .merge(case::routes())
        .merge(acts::routes())
        .merge(parcels::routes())
        .merge(follow_ups::routes())
        .merge(results::routes())
        .merge(papers::routes())
}
