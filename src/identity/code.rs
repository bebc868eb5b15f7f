//! Codes sent to a telephone: six digits, valid for three minutes (rules on elderly web access: at most three, extendable
//! by asking again), five tries.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use subtle::ConstantTimeEq;

use super::session::fingerprint;
use super::store::codes;
use super::tables::login_code::Model as LoginCode;
use crate::app::App;
use crate::notices::{self, Notice, Recipient};
use crate::web::{Error, Purse};

pub(super) const VALID: TimeDelta = TimeDelta::minutes(3);
pub(super) const MOST_TRIES: i32 = 5;
const BETWEEN: TimeDelta = TimeDelta::seconds(60);
const MOST_A_DAY: usize = 10;
/// How long a code counts towards the most that go to one telephone.
pub(super) const COUNTED: TimeDelta = TimeDelta::days(1);

/// What a code is for: a code for one purpose opens no other door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodePurpose {
    LogIn,
    Registration,
    Telephone,
    Consent,
}

impl CodePurpose {
    fn key(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::Registration => "registration",
            Self::Telephone => "telephone",
            Self::Consent => "consent",
        }
    }

    /// The sentence that carries the code; consent names who asks for it.
    fn notice(self) -> &'static str {
        match self {
            Self::LogIn => "code-log-in",
            Self::Registration => "code-registration",
            Self::Telephone => "code-telephone",
            Self::Consent => "code-consent",
        }
    }
}

/// Why a code was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeFault {
    Wrong {
        left: i32,
    },
    /// Too old, used up, or never asked for.
    Gone,
}

/// Sends a code, unless one went to this telephone within the last minute or ten within a day. `helper` is named in
/// the sentence that asks for a consent.
pub(super) async fn send(app: &App, phone: &str, purpose: CodePurpose, helper: Option<&str>) -> Result<(), Error> {
    app.limits.spend(Purse::Code, phone)?;
    let now = app.clock.now();
    let earlier = codes::moments(&app.db, phone, now - COUNTED).await?;
    if let Some(wait) = wait(&earlier, now) {
        return Err(Error::TooMany { seconds: u64::try_from(wait.num_seconds()).unwrap_or(0) + 1 });
    }
    let digits = format!("{:06}", app.random.number() % 1_000_000);
    let id = app.random.id(now);
    let row = LoginCode {
        id,
        phone: phone.to_owned(),
        purpose: purpose.key().to_owned(),
        code_hash: kept(id, &digits),
        tries: 0,
        created_at: now,
        used_at: None,
    };
    let tx = app.db.begin().await?;
    codes::add(&tx, row).await?;
    let notice = Notice {
        to: Recipient::Phone(phone.to_owned()),
        kind: purpose.notice(),
        words: json!({ "code": digits, "minutes": VALID.num_minutes(), "helper": helper.unwrap_or_default() }),
        link: None,
        at: now,
    };
    notices::tell(&tx, &notice).await?;
    tx.commit().await?;
    app.sms.hurry();
    Ok(())
}

/// Takes a code once. Every try counts, also while another one is on its way.
pub(super) async fn take(
    app: &App,
    phone: &str,
    purpose: CodePurpose,
    typed: &str,
) -> Result<Result<(), CodeFault>, Error> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let Some(code) = codes::latest(&tx, phone, purpose.key(), now - VALID).await? else {
        return Ok(Err(CodeFault::Gone));
    };
    if !codes::try_once(&tx, code.id, MOST_TRIES).await? {
        return Ok(Err(CodeFault::Gone));
    }
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let right: bool = kept(code.id, &digits).as_bytes().ct_eq(code.code_hash.as_bytes()).into();
    let outcome = match right {
        true if codes::used(&tx, code.id, now).await? => Ok(()),
        true => Err(CodeFault::Gone),
        false => Err(CodeFault::Wrong { left: MOST_TRIES - code.tries - 1 }),
    };
    tx.commit().await?;
    Ok(outcome)
}

/// The code is salted with its row's key.
fn kept(id: uuid::Uuid, digits: &str) -> String {
    fingerprint(&format!("{id}:{digits}"))
}

/// How long the next code must wait, after earlier ones of the last day, latest first.
fn wait(earlier: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<TimeDelta> {
    let after_last = earlier.first().map(|last| *last + BETWEEN - now);
    let after_tenth = earlier.get(MOST_A_DAY - 1).map(|tenth| *tenth + COUNTED - now);
    after_last.into_iter().chain(after_tenth).filter(|wait| *wait > TimeDelta::zero()).max()
}
