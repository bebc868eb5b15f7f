//! Queries of this room.

mod certificates;
mod parcels;
mod ratings;

pub(super) use certificates::{
    add, by_case, by_id, by_number, by_print, keep_key, keys, of_subjects, revocation, revocations, revoke,
};
pub(super) use parcels::{
    add_event, add_parcel, booked, events_of, parcel, parcel_of_certificate, parcels_for, save_parcel, under_way,
};
pub(super) use ratings::{add_follow_up, add_rating, answer, average, follow_ups, rated_since, rating_of_case};
