//! 核验: whether a result is genuine and still holds.

use budayang_rules::mask;
use chrono::{DateTime, NaiveDate, Utc};

pub(super) use super::keys::SIGNER;
use super::seal::Sealed;
use super::{Certificate, PublicKey, SigningKey, store};
use crate::app::App;
use crate::cases::Case;
use crate::db::{Db, DbErr};

/// What is known of a number that somebody wants to check.
#[derive(Clone, Debug)]
pub(crate) struct Checked {
    pub certificate: Certificate,
    pub standing: Standing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Valid,
    /// Its time is over.
    Expired {
        until: NaiveDate,
    },
    Revoked {
        at: DateTime<Utc>,
        reason: String,
    },
    /// The row was changed behind the program's back: its signature does not fit.
    Broken,
}

impl Checked {
    /// The holder as strangers may see them.
    pub(crate) fn holder(&self) -> String {
        mask::name(&self.certificate.holder)
    }
}

/// Looks a number up and checks its signature with the published key, its revocation and its time.
pub(crate) async fn check(app: &App, number: &str) -> Result<Option<Checked>, DbErr> {
    match store::by_number(app.db.read(), number).await? {
        Some(certificate) => Ok(Some(judged(app, certificate).await?)),
        None => Ok(None),
    }
}

/// The same by the SHA-256 of the PDF, in hexadecimal.
pub(crate) async fn check_print(app: &App, hash: &str) -> Result<Option<Checked>, DbErr> {
    match store::by_print(app.db.read(), hash).await? {
        Some(certificate) => Ok(Some(judged(app, certificate).await?)),
        None => Ok(None),
    }
}

/// The result that a case brought forth, for whoever may see the case.
pub(crate) async fn result_of(db: &Db, case: &Case) -> Result<Option<Certificate>, DbErr> {
    store::by_case(db.read(), case.id).await
}

async fn judged(app: &App, certificate: Certificate) -> Result<Checked, DbErr> {
    let revoked = store::revocation(app.db.read(), certificate.id).await?;
    let key = published(&app.db).await?.into_iter().find(|key| key.id == certificate.key_id);
    let standing = match (revoked, certificate.until) {
        (Some(revoked), _) => Standing::Revoked { at: revoked.at, reason: revoked.reason },
        _ if !key.is_some_and(|key| sealed(&certificate).holds(&PublicKey { id: key.id, pem: key.public_key })) => {
            Standing::Broken
        }
        (None, Some(until)) if until < app.clock.today() => Standing::Expired { until },
        (None, _) => Standing::Valid,
    };
    Ok(Checked { certificate, standing })
}

/// Every key that ever signed here.
pub(crate) async fn published(db: &Db) -> Result<Vec<SigningKey>, DbErr> {
    store::keys(db.read()).await
}

pub(super) fn sealed(certificate: &Certificate) -> Sealed {
    Sealed {
        content: certificate.content.clone(),
        signature: certificate.signature.clone(),
        key_id: certificate.key_id.clone(),
    }
}
