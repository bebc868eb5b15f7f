//! Which node does the work of all.

pub(crate) mod lease;
