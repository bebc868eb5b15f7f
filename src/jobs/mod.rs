//! Work that no request waits for: clocks that run out, outboxes, caches.

use crate::app::App;

pub fn start(app: &App) {
    tokio::spawn(crate::catalog::watch(app.clone()));
}
