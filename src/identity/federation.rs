//! A person and their account at a provider: linked only after both were shown, never by a name or an address alone.

use serde_json::json;
use uuid::Uuid;

use super::challenge::Link;
use super::store;
use super::tables::federation::Model as Federation;
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::{Tx, already_there};
use crate::web::Error;

/// Writes a link down; false when somebody is linked to that account already. Then the transaction is of no more use.
pub(super) async fn link(app: &App, tx: &Tx, subject: Uuid, link: &Link) -> Result<bool, Error> {
    let now = app.clock.now();
    let row = Federation { issuer: link.issuer.clone(), name: link.name.clone(), subject, linked_at: now };
    match store::federations::add(tx, row).await {
        Err(error) if already_there(&error) => return Ok(false),
        written => written?,
    }
    record(app, tx, subject, "provider-link", &link.issuer).await?;
    Ok(true)
}

/// Ends the links to one provider; false when there is none.
pub(super) async fn unlink(app: &App, subject: Uuid, issuer: &str) -> Result<bool, Error> {
    let tx = app.db.begin().await?;
    if !store::federations::remove(&tx, subject, issuer).await? {
        return Ok(false);
    }
    record(app, &tx, subject, "provider-unlink", issuer).await?;
    tx.commit().await?;
    Ok(true)
}

async fn record(app: &App, tx: &Tx, subject: Uuid, act: &str, issuer: &str) -> Result<(), Error> {
    let entry = Entry {
        actor: Actor::Citizen(subject),
        act,
        object: format!("subject {subject}"),
        detail: json!({ "issuer": issuer }),
        at: app.clock.now(),
    };
    Ok(audit::record(tx, &entry).await?)
}
