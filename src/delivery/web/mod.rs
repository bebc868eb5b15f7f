//! Pages of results: public check, own results, the demonstration's courier, ratings.

mod courier;
mod keys;
mod mine;
mod rating;
mod verify;

use axum::Router;

use crate::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .merge(verify::routes())
        .merge(keys::routes())
        .merge(mine::routes())
        .merge(courier::routes())
        .merge(rating::routes())
}
