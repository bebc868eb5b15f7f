//! Reading and writing the tables of sites.

mod loaded;
mod reports;

pub(super) use loaded::{hashes, remember};
pub(super) use reports::{add, answer, report, reports};
