//! The trail's rows.

pub(crate) mod line;
