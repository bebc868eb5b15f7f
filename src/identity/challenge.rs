//! A log-in, registration or consent that is half done. What is known so far stays on the server; the browser holds a
//! token, so that nobody else can finish it.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::code::CodePurpose;
use super::session::fingerprint;
use super::store::challenges;
use crate::app::App;
use crate::db::DbErr;
use crate::web::Error;

pub(super) const VALID: TimeDelta = TimeDelta::minutes(10);

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "waits-for", rename_all = "kebab-case")]
pub(super) enum Challenge {
    LogIn {
        phone: String,
        back: String,
        link: Option<Link>,
    },
    Registration(Registration),
    Telephone {
        subject: Uuid,
        phone: String,
        address: Option<String>,
    },
    Helper(HelperAsked),
    SecondFactor {
        officer: Uuid,
        back: String,
    },
    /// An officer is about to connect an authenticator to this secret.
    Enrolment {
        officer: Uuid,
        secret: String,
    },
    Provider {
        state: String,
        nonce: String,
        verifier: String,
        back: String,
    },
    Link {
        link: Link,
        back: String,
    },
}

/// Somebody whom a provider vouched for and whom this site does not know yet.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Link {
    pub issuer: String,
    /// The provider's key of the person.
    pub name: String,
    /// What the provider calls them, so that nobody links another person's account by mistake.
    pub shown: Option<String>,
}

/// A person as they introduced themselves; the telephone is to be proved.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Registration {
    pub name: String,
    pub number: String,
    pub number_kind: String,
    pub phone: String,
    pub password: Option<String>,
    pub short_messages: bool,
    pub back: String,
    pub link: Option<Link>,
}

/// Somebody wants to act for an elder, who is to consent with a code.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct HelperAsked {
    pub helper: Uuid,
    pub helper_name: String,
    pub name: String,
    pub number: String,
    pub number_kind: String,
    pub phone: String,
    pub until: NaiveDate,
}

impl Challenge {
    /// The telephone that a code goes to, and what it is for.
    pub(super) fn telephone(&self) -> Option<(&str, CodePurpose)> {
        Some(match self {
            Self::LogIn { phone, .. } => (phone, CodePurpose::LogIn),
            Self::Registration(who) => (&who.phone, CodePurpose::Registration),
            Self::Telephone { phone, .. } => (phone, CodePurpose::Telephone),
            Self::Helper(asked) => (&asked.phone, CodePurpose::Consent),
            Self::SecondFactor { .. } | Self::Enrolment { .. } | Self::Provider { .. } | Self::Link { .. } => {
                return None;
            }
        })
    }

    /// What is to be linked once the person has shown who they are.
    pub(super) fn link(&self) -> Option<&Link> {
        match self {
            Self::LogIn { link, .. } | Self::Registration(Registration { link, .. }) => link.as_ref(),
            Self::Link { link, .. } => Some(link),
            _ => None,
        }
    }

    /// Sends the code that this waits for.
    pub(super) async fn send_code(&self, app: &App) -> Result<(), Error> {
        let Some((phone, purpose)) = self.telephone() else { return Ok(()) };
        let helper = match self {
            Self::Helper(asked) => Some(asked.helper_name.as_str()),
            _ => None,
        };
        super::code::send(app, phone, purpose, helper).await
    }
}

/// Keeps a challenge and returns the token for the browser.
pub(super) async fn keep(app: &App, challenge: &Challenge) -> Result<String, Error> {
    let now = app.clock.now();
    let token = hex::encode(app.random.bytes::<32>());
    let data = serde_json::to_value(challenge).map_err(|error| Error::Broken(error.to_string()))?;
    let tx = app.db.begin().await?;
    challenges::add(&tx, app.random.id(now), fingerprint(&token), data, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// What this browser has half done; none when it took too long.
pub(super) async fn of(app: &App, token: &str) -> Result<Option<Challenge>, DbErr> {
    let since = app.clock.now() - VALID;
    let row = challenges::by_token(&app.db, &fingerprint(token), since).await?;
    Ok(row.and_then(|row| serde_json::from_value(row.data).ok()))
}

/// Ends a challenge; false when it was ended already, so that it leads somewhere only once.
pub(super) async fn finish(tx: &crate::db::Tx, token: &str) -> Result<bool, DbErr> {
    challenges::remove(tx, &fingerprint(token)).await
}
