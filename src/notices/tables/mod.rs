//! What was told, and what waits to be sent.

pub(crate) mod message;
pub(crate) mod outgoing;
