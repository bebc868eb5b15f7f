//! Rows of this room.

pub(super) mod certificate;
pub(super) mod follow_up;
pub(super) mod parcel;
pub(super) mod parcel_event;
pub(super) mod rating;
pub(super) mod revocation;
pub(super) mod signing_key;
