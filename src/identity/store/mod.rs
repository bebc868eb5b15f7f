//! What this room keeps, one file a noun.

pub(crate) mod mandates;
pub(crate) mod officers;
pub(crate) mod sessions;
pub(crate) mod subjects;
