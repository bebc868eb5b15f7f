//! Tables of content: pieces, their editions, what was done to them.

pub(super) mod edition;
pub(super) mod event;
pub(super) mod piece;
