//! Asking (我要问): self-check by published rules.

mod self_check;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    self_check::routes()
}
