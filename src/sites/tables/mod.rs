//! Tables of sites: packs that were loaded, reports of errors on pages.

pub(super) mod loaded;
pub(super) mod report;
