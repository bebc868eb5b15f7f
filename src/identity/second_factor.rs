//! Time-based codes (RFC 6238) as officers' second factor; each opens the door once.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret, Totp, TotpError};

use crate::clock::Random;

const ISSUER: &str = "Budayang";

/// A new shared secret, in base32 as authenticators take it.
pub(super) fn new_secret(random: &Random) -> String {
    Secret::from(random.bytes::<20>().as_slice()).to_base32()
}

/// The time step of a right code, one step early or late included; `None` when the code is wrong.
pub(super) fn step_of(secret: &str, account: &str, typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret, account).ok()?.check(&digits, seconds(now))?;
    i64::try_from(step).ok()
}

/// The code of this moment: for the demonstration, which has no authenticator.
pub(super) fn current(secret: &str, account: &str, now: DateTime<Utc>) -> Option<String> {
    totp(secret, account).ok().map(|totp| totp.generate(seconds(now)).to_string())
}

/// The address that an authenticator takes, `otpauth://totp/…`.
pub(super) fn address(secret: &str, account: &str) -> Result<String, TotpError> {
    totp(secret, account)?.to_url()
}

fn totp(secret: &str, account: &str) -> Result<Totp, TotpError> {
    let secret = Secret::try_from_base32(secret).unwrap_or_else(|_| Secret::from([].as_slice()));
    Builder::new().with_secret(secret).with_account_name(account).with_issuer(Some(ISSUER)).build()
}

fn seconds(now: DateTime<Utc>) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B: SHA-1, the last six of eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret::from(b"12345678901234567890".as_slice()).to_base32();
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            let at = DateTime::from_timestamp(second, 0).unwrap();
            assert_eq!(current(&secret, "demo", at).as_deref(), Some(code));
            assert_eq!(step_of(&secret, "demo", code, at), Some(second / 30));
        }
    }
}
