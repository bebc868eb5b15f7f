//! What this room keeps, one file a noun.

pub(crate) mod accounts;
pub(crate) mod attempts;
pub(crate) mod challenges;
pub(crate) mod codes;
pub(crate) mod federations;
pub(crate) mod mandates;
pub(crate) mod officers;
pub(crate) mod sessions;
pub(crate) mod staff;
pub(crate) mod subjects;
