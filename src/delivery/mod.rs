//! Results on their way: certificates, public check, courier, self printing, ratings.

mod carrier;
mod check;
mod courier;
mod keys;
mod paper;
mod parcel;
mod produce;
mod rate;
mod revoke;
mod seal;
mod store;
mod tables;
mod web;

pub use keys::KeyError;

pub(crate) use check::{Checked, Standing, check, check_print, result_of};
pub(crate) use courier::{CourierError, dispatch, parcel_for, parcels, tick};
pub(crate) use keys::{Keys, PublicKey};
pub(crate) use paper::{PrintError, print};
pub(crate) use parcel::ParcelState;
pub(crate) use produce::{ProduceError, deliver, produce};
pub(crate) use rate::{Average, PUBLISHED_EVERY, RateError, answer, follow_ups, publish_ratings, rating_of};
pub(crate) use revoke::{RevokeError, revocable, revoke};
pub(crate) use tables::certificate::Model as Certificate;
pub(crate) use tables::follow_up::Model as FollowUp;
pub(crate) use tables::parcel::Model as Parcel;
pub(crate) use tables::parcel_event::Model as ParcelEvent;
pub(crate) use tables::rating::Model as Rating;
pub(crate) use tables::revocation::Model as Revocation;
pub(crate) use tables::signing_key::Model as SigningKey;

use crate::app::App;

pub(crate) fn routes() -> axum::Router<App> {
    web::routes()
}
