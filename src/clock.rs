//! Time and chance, passed in: rules and domains never ask the machine for either.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// Where "now" comes from: the machine, or a test that turns it by hand.
#[derive(Clone, Default)]
pub struct Clock {
    fixed: Option<Arc<Mutex<DateTime<Utc>>>>,
}

impl Clock {
    /// A clock that stands still until [`Clock::advance`] is called.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self { fixed: Some(Arc::new(Mutex::new(at))) }
    }

    /// The present moment, cut to microseconds: the finest that both engines keep.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.fixed {
            Some(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
            #[expect(clippy::disallowed_methods, reason = "this is the one clock that others are handed")]
            None => Utc::now(),
        };
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Today on the wall calendar of China (UTC+8): legal clocks run on local days.
    pub fn today(&self) -> NaiveDate {
        local_day(self.now())
    }

    /// Moves a fixed clock; the machine's own clock cannot be moved.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(at) = &self.fixed {
            let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
            *at += by;
        }
    }

    /// Moves a fixed clock by whole days.
    pub fn advance_days(&self, days: u64) {
        if let Some(at) = &self.fixed {
            let mut at = at.lock().unwrap_or_else(PoisonError::into_inner);
            *at = at.checked_add_days(Days::new(days)).unwrap_or(*at);
        }
    }
}

/// The civil time of China, which has had no daylight saving since 1991.
pub fn beijing() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("invariant: eight hours is a valid offset")
}

/// The local day on which a moment falls.
pub fn local_day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&beijing()).date_naive()
}

/// Where chance comes from: the machine's generator, or a seed that a test chose.
#[derive(Clone)]
pub struct Random {
    source: Arc<Mutex<StdRng>>,
}

#[expect(clippy::disallowed_methods, reason = "this is the one source of chance that others are handed")]
impl Default for Random {
    fn default() -> Self {
        Self { source: Arc::new(Mutex::new(StdRng::from_rng(&mut rand::rng()))) }
    }
}

impl Random {
    pub fn seeded(seed: u64) -> Self {
        Self { source: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))) }
    }

    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.source.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    pub fn number(&self) -> u64 {
        u64::from_le_bytes(self.bytes())
    }

    /// A key that sorts by time (UUID version 7), friendly to every engine's index.
    pub fn id(&self, now: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}
