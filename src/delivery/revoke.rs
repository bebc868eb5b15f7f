//! 撤销: a result taken back by the organ, with its reason, for everybody to see.

use budayang_rules::division::DivisionCode;

use super::{Certificate, Revocation, store};
use crate::app::App;
use crate::audit;
use crate::db::{self, Db, DbErr};
use crate::identity::{Officer, Role};
use crate::notices::{self, Notice, Recipient};

/// Longest reason, in characters.
const LONGEST: usize = 1_000;

#[derive(Debug, thiserror::Error)]
pub(crate) enum RevokeError {
    #[error("no reason")]
    NoReason,
    #[error("too long")]
    TooLong,
    #[error("revoked before")]
    Before,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// The result with this number, if the officer is in charge of its body: supervisors take results back.
pub(crate) async fn revocable(db: &Db, officer: &Officer, number: &str) -> Result<Option<Certificate>, DbErr> {
    let found = store::by_number(db.read(), number).await?;
    Ok(found.filter(|certificate| {
        DivisionCode::parse(&certificate.division)
            .is_ok_and(|division| officer.may(Role::Supervisor, &certificate.body_code, &division))
    }))
}

/// Takes a result back. It cannot be given again: a new case makes a new one.
pub(crate) async fn revoke(
    app: &App,
    officer: &Officer,
    certificate: &Certificate,
    reason: &str,
) -> Result<(), RevokeError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(RevokeError::NoReason);
    }
    if reason.chars().count() > LONGEST {
        return Err(RevokeError::TooLong);
    }
    let at = app.clock.now();
    let tx = app.db.begin().await?;
    let revocation = Revocation {
        certificate_id: certificate.id,
        number: certificate.number.clone(),
        reason: reason.to_owned(),
        officer_id: officer.id,
        at,
    };
    store::revoke(&tx, revocation).await.map_err(|error| match db::already_there(&error) {
        true => RevokeError::Before,
        false => RevokeError::Database(error),
    })?;
    let entry = audit::Entry {
        actor: audit::Actor::Officer(officer.id),
        act: "certificate-revoke",
        object: format!("certificate {}", certificate.number),
        detail: serde_json::json!({ "reason": reason }),
        at,
    };
    audit::record(&tx, &entry).await?;
    let notice = Notice {
        to: Recipient::Subject(certificate.subject_id),
        kind: "certificate-revoked",
        words: serde_json::json!({ "title": certificate.title, "reason": reason }),
        link: Some("/me/certificates".into()),
        at,
    };
    notices::tell(&tx, &notice).await?;
    tx.commit().await?;
    Ok(())
}
