//! An officer takes up an invitation: chooses a password and connects an authenticator; then the link opens nothing.

use serde_json::json;

use super::invitation::Invitation;
use super::session::Place;
use super::store::officers;
use super::tables::officer::Model as OfficerRow;
use super::{log_in, password, second_factor};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::db::DbErr;
use crate::web::Error;

/// Whom a link lets in; nobody once it was used, was replaced, ran out, or the officer left.
pub(super) async fn invited(app: &App, token: &str) -> Result<Option<OfficerRow>, DbErr> {
    let Some(invitation) = Invitation::parse(token).filter(|it| app.clock.now() < it.until) else { return Ok(None) };
    let officer = officers::officer(&app.db, invitation.officer).await?;
    Ok(officer.filter(|officer| officer.left_at.is_none() && invitation.is_kept(&officer.password)))
}

/// What the officer shows to begin.
pub(super) struct Beginning<'a> {
    pub token: &'a str,
    pub secret: &'a str,
    pub code: &'a str,
    pub password: &'a str,
}

/// Begins; gives the session's token, or `None` when the code is not the authenticator's.
pub(super) async fn enrol(app: &App, begun: &Beginning<'_>, place: Place) -> Result<Option<String>, Error> {
    let officer = invited(app, begun.token).await?.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let Some(step) = second_factor::step_of(begun.secret, &officer.account, begun.code, now) else { return Ok(None) };
    let hash = password::hash(app, begun.password).await?;
    let tx = app.db.begin().await?;
    // Somebody may have used the link in another window meanwhile.
    let held = officers::hold(&tx, officer.id).await?.filter(|held| held.password == officer.password);
    held.ok_or(Error::NotFound)?;
    officers::set_secrets(&tx, officer.id, hash, begun.secret.to_owned(), step).await?;
    let entry = Entry {
        actor: Actor::Officer(officer.id),
        act: "officer-enrolled",
        object: format!("officer {}", officer.id),
        detail: json!({}),
        at: now,
    };
    audit::record(&tx, &entry).await?;
    let token = log_in::open_officer(app, &tx, officer.id, place).await?;
    tx.commit().await?;
    Ok(Some(token))
}
