//! The way in for a new officer, or for one who lost the authenticator: a link that works once and for three days.
//! Until it is used, the officer's password is the hash of the link, which no password can match.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::session::fingerprint;
use crate::clock::Random;

pub(super) const VALID: TimeDelta = TimeDelta::days(3);
const MARK: &str = "invitation:";
/// Key of the officer, seconds until which it holds, chance.
const PARTS: [usize; 3] = [16, 8, 16];

/// A link's secret part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invitation {
    token: String,
    pub officer: Uuid,
    pub until: DateTime<Utc>,
}

impl Invitation {
    pub(super) fn new(random: &Random, officer: Uuid, now: DateTime<Utc>) -> Self {
        let until = now + VALID;
        let chance = random.bytes::<16>();
        let bytes = [officer.as_bytes().as_slice(), &until.timestamp().to_be_bytes(), &chance].concat();
        Self { token: URL_SAFE_NO_PAD.encode(bytes), officer, until }
    }

    /// What a link says of itself; only [`Invitation::is_kept`] tells whether it was ever given.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == PARTS.iter().sum::<usize>())?;
        let (officer, rest) = bytes.split_at(PARTS[0]);
        let until = i64::from_be_bytes(rest[..PARTS[1]].try_into().ok()?);
        Some(Self {
            token: token.to_owned(),
            officer: Uuid::from_slice(officer).ok()?,
            until: DateTime::from_timestamp(until, 0)?,
        })
    }

    /// What is kept in the place of a password.
    pub(super) fn kept(&self) -> String {
        format!("{MARK}{}", fingerprint(&self.token))
    }

    /// Whether this is the link that was given last and not used yet.
    pub(super) fn is_kept(&self, password: &str) -> bool {
        self.kept() == password
    }

    /// Where the link leads on this site.
    pub(super) fn path(&self) -> String {
        format!("/desk/enrolment/{}", self.token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_whose_it_is_and_cannot_be_made_up() {
        let now = DateTime::from_timestamp(1_579_658_400, 0).unwrap();
        let given = Invitation::new(&Random::seeded(1), Uuid::from_u128(7), now);
        let token = given.path().rsplit('/').next().unwrap().to_owned();
        assert_eq!(Invitation::parse(&token), Some(given.clone()));
        assert!(given.is_kept(&given.kept()));
        assert!(!Invitation::new(&Random::seeded(2), Uuid::from_u128(7), now).is_kept(&given.kept()));
        assert_eq!(Invitation::parse("short"), None);
    }
}
