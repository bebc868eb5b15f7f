//! The trail's rows.

pub(crate) mod head;
pub(crate) mod line;
