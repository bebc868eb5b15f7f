//! States of a parcel.

use serde::{Deserialize, Serialize};

/// Where a parcel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ParcelState {
    /// The applicant asked for it; the label is not printed yet.
    Asked,
    /// 已下单: the carrier knows of it.
    Booked,
    /// 已揽收
    Collected,
    /// 运输中
    InTransit,
    /// 已签收
    Delivered,
    /// 已退回
    Returned,
}

impl ParcelState {
    /// What a carrier reports.
    pub(crate) const SEEN: [Self; 4] = [Self::Collected, Self::InTransit, Self::Delivered, Self::Returned];

    /// The word in the database and in Fluent keys `parcel-{key}`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Booked => "booked",
            Self::Collected => "collected",
            Self::InTransit => "in-transit",
            Self::Delivered => "delivered",
            Self::Returned => "returned",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        [Self::Asked, Self::Booked, Self::Collected, Self::InTransit, Self::Delivered, Self::Returned]
            .into_iter()
            .find(|state| state.key() == key)
    }
}
