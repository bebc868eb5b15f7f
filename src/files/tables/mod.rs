//! What the database keeps of files.

pub(super) mod file;
pub(super) mod vault;
