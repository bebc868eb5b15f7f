//! How often one address or account may do something costly.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::web::Error;

/// What is counted; each has its own rate.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purse {
    /// Log-in attempts: per address and per account.
    LogIn,
    /// Codes sent to a telephone.
    Code,
    /// Look-ups by number that could be guessed: /track.
    Guess,
    /// Submissions of forms and uploads.
    Submit,
}

pub(crate) struct Limits {
    on: AtomicBool,
    log_in: DefaultKeyedRateLimiter<String>,
    code: DefaultKeyedRateLimiter<String>,
    guess: DefaultKeyedRateLimiter<String>,
    submit: DefaultKeyedRateLimiter<String>,
}

impl Default for Limits {
    fn default() -> Self {
        let per_minute = |n: u32| RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN)));
        Self {
            on: AtomicBool::new(true),
            log_in: per_minute(20),
            code: per_minute(5),
            guess: per_minute(30),
            submit: per_minute(240),
        }
    }
}

impl Limits {
    /// Counts one use by `key`; when the purse is empty says how long to wait.
    pub(crate) fn spend(&self, purse: Purse, key: &str) -> Result<(), Error> {
        if !self.on.load(Ordering::Relaxed) {
            return Ok(());
        }
        let limiter = match purse {
            Purse::LogIn => &self.log_in,
            Purse::Code => &self.code,
            Purse::Guess => &self.guess,
            Purse::Submit => &self.submit,
        };
        limiter.check_key(&key.to_owned()).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            Error::TooMany { seconds: wait.as_secs() + 1 }
        })
    }

    /// For measurements from one address.
    pub(crate) fn switch_off(&self) {
        self.on.store(false, Ordering::Relaxed);
    }

    /// Forgets keys that have been quiet, so that memory stays bounded.
    pub(crate) fn tidy(&self) {
        for limiter in [&self.log_in, &self.code, &self.guess, &self.submit] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}
