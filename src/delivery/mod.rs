//! Results on their way: certificates, public check, courier, self printing, ratings.

mod keys;
mod seal;
mod tables;

pub use keys::KeyError;
pub(crate) use keys::Keys;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}
