//! What a state means.

use super::{MaterialState, State};

impl State {
    pub(crate) const ALL: [Self; 21] = [
        Self::Submitted,
        Self::PreChecked,
        Self::Received,
        Self::ToBeCorrected,
        Self::Corrected,
        Self::NotAccepted,
        Self::NotOurs,
        Self::NoLicenceNeeded,
        Self::Accepted,
        Self::Review,
        Self::Special,
        Self::Granted,
        Self::Refused,
        Self::Produced,
        Self::Dispatched,
        Self::Delivered,
        Self::Closed,
        Self::Rated,
        Self::Returned,
        Self::Withdrawn,
        Self::Ended,
    ];

    /// The word in addresses, in Fluent keys `case-state-{key}` and in the database.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::PreChecked => "pre-checked",
            Self::Received => "received",
            Self::ToBeCorrected => "to-be-corrected",
            Self::Corrected => "corrected",
            Self::NotAccepted => "not-accepted",
            Self::NotOurs => "not-ours",
            Self::NoLicenceNeeded => "no-licence-needed",
            Self::Accepted => "accepted",
            Self::Review => "review",
            Self::Special => "special",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Produced => "produced",
            Self::Dispatched => "dispatched",
            Self::Delivered => "delivered",
            Self::Closed => "closed",
            Self::Rated => "rated",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
            Self::Ended => "ended",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// 收件后、受理前: the organ has five working days to speak.
    pub(crate) fn awaits_acceptance(self) -> bool {
        matches!(self, Self::Submitted | Self::PreChecked | Self::Received | Self::Corrected)
    }

    /// Nothing more is to be done by anybody, except to rate.
    pub(crate) fn is_over(self) -> bool {
        matches!(
            self,
            Self::NotAccepted
                | Self::NotOurs
                | Self::NoLicenceNeeded
                | Self::Closed
                | Self::Rated
                | Self::Returned
                | Self::Withdrawn
                | Self::Ended
        )
    }

    /// The kind of tag that shows it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::ToBeCorrected => "warn",
            Self::NotAccepted | Self::Refused | Self::Returned | Self::Ended => "bad",
            Self::Granted | Self::Produced | Self::Dispatched | Self::Delivered | Self::Closed | Self::Rated => "good",
            Self::NotOurs | Self::NoLicenceNeeded | Self::Withdrawn => "",
            _ => "calm",
        }
    }
}

impl MaterialState {
    /// Whether something is there that counts.
    pub(crate) fn is_given(self) -> bool {
        self == Self::Supplied
    }
}
