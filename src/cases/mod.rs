//! stub

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    axum::Router::new()
}
