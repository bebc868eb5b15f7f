//! The catalogue's tables.

pub(super) mod edition;
pub(super) mod item;
pub(super) mod search;
