//! Work that no request waits for: clocks that run out, outboxes, caches.

use crate::app::App;

pub fn start(_app: &App) {}
