//! Reading and writing the tables of sites.

mod loaded;
mod reports;

pub(crate) use loaded::loaded;
pub(super) use loaded::{hashes, remember};
pub(super) use reports::{add, answer, report, reports};
