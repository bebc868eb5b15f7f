//! What a security administrator (安全管理员) does with officers: makes them, gives and takes roles, lets them go.
//! Each act and its reason go into the trail in the same transaction.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::invitation::Invitation;
use super::store::{officers, sessions, staff as within_reach};
use super::tables::grant::Model as GrantRow;
use super::tables::officer::Model as OfficerRow;
use super::{Grant, Officer, Role};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::clock::{Clock, Random};
use crate::db::{DbErr, Tx, already_there};
use crate::web::Error;

/// An officer as the administrator sees them.
pub(super) struct Staff {
    pub officer: OfficerRow,
    /// Roles in force.
    pub grants: Vec<GrantRow>,
    pub last_log_in: Option<DateTime<Utc>>,
}

/// Somebody to be made an officer; the link that lets them in comes of it.
pub(super) struct Appointment {
    pub account: String,
    pub name: String,
    pub grants: Vec<Grant>,
}

/// Why an act was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StaffFault {
    /// Somebody has this account.
    Taken,
    /// System, security and audit administrators are three people.
    Separation,
    /// Nobody changes their own roles or account.
    Oneself,
    /// Not inside the administrator's division and body.
    Outside,
    /// The officer holds this role there already.
    Held,
    /// Those who have left come back with an account of their own.
    Left,
}

impl StaffFault {
    /// The key of what to say.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Taken => "staff-taken",
            Self::Separation => "staff-separation",
            Self::Oneself => "staff-oneself",
            Self::Outside => "staff-outside",
            Self::Held => "staff-held",
            Self::Left => "staff-left",
        }
    }
}

type Done<T> = Result<Result<T, StaffFault>, Error>;

/// Whether a text can be the name that an officer logs in with.
pub(super) fn is_account(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    (3..=40).contains(&text.len()) && text.chars().all(fits)
}

/// Whether these roles may be held by one person (separation of duties).
pub(super) fn are_separate(roles: impl IntoIterator<Item = Role>) -> bool {
    let held: HashSet<Role> = roles.into_iter().filter(|role| role.administers()).collect();
    held.len() <= 1
}

/// Whether an administrator's own grants reach this far.
fn reaches(admin: &Officer, grant: &Grant) -> bool {
    admin.scope().any(|own| own.encloses(grant))
}

/// Makes an officer, who is let in by the invitation.
pub(super) async fn appoint(
    (clock, random): (&Clock, &Random),
    tx: &Tx,
    by: Actor,
    appointment: &Appointment,
    reason: &str,
) -> Result<Result<Invitation, StaffFault>, DbErr> {
    if !are_separate(appointment.grants.iter().map(|grant| grant.role)) {
        return Ok(Err(StaffFault::Separation));
    }
    let now = clock.now();
    let id = random.id(now);
    let invitation = Invitation::new(random, id, now);
    let officer = OfficerRow {
        id,
        account: appointment.account.clone(),
        name: appointment.name.clone(),
        password: invitation.kept(),
        second_factor: String::new(),
        last_step: 0,
        created_at: now,
        left_at: None,
    };
    match officers::add(tx, officer).await {
        Err(error) if already_there(&error) => return Ok(Err(StaffFault::Taken)),
        written => written?,
    }
    for grant in &appointment.grants {
        officers::give(tx, row(random, id, grant, by.id(), now)).await?;
    }
    let detail = json!({ "reason": reason, "account": appointment.account, "grants": appointment.grants });
    record(tx, by, "officer-appointed", id, detail, now).await?;
    Ok(Ok(invitation))
}

/// Appoints within the administrator's reach.
pub(super) async fn appoint_by(app: &App, admin: &Officer, who: &Appointment, reason: &str) -> Done<Invitation> {
    if !who.grants.iter().all(|grant| reaches(admin, grant)) {
        return Ok(Err(StaffFault::Outside));
    }
    let tx = app.db.begin().await?;
    let made = appoint((&app.clock, &app.random), &tx, Actor::Officer(admin.id), who, reason).await?;
    if made.is_ok() {
        tx.commit().await?;
    }
    Ok(made)
}

/// Gives one more role.
pub(super) async fn give(app: &App, admin: &Officer, officer: Uuid, grant: &Grant, reason: &str) -> Done<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let held = match held(app, &tx, admin, officer).await? {
        Ok(held) => held,
        Err(fault) => return Ok(Err(fault)),
    };
    if !reaches(admin, grant) {
        return Ok(Err(StaffFault::Outside));
    }
    if held.iter().any(|(_, own)| own.role == grant.role && own.encloses(grant)) {
        return Ok(Err(StaffFault::Held));
    }
    if !are_separate(held.iter().map(|(_, own)| own.role).chain([grant.role])) {
        return Ok(Err(StaffFault::Separation));
    }
    officers::give(&tx, row(&app.random, officer, grant, Some(admin.id), now)).await?;
    let detail = json!({ "reason": reason, "grant": grant });
    record(&tx, Actor::Officer(admin.id), "role-given", officer, detail, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a role back; the officer must log in again.
pub(super) async fn revoke(app: &App, admin: &Officer, officer: Uuid, grant: Uuid, reason: &str) -> Done<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let held = match held(app, &tx, admin, officer).await? {
        Ok(held) => held,
        Err(fault) => return Ok(Err(fault)),
    };
    let Some((_, taken)) = held.into_iter().find(|(id, _)| *id == grant) else { return Err(Error::NotFound) };
    if !reaches(admin, &taken) {
        return Ok(Err(StaffFault::Outside));
    }
    officers::revoke(&tx, grant, admin.id, now).await?;
    sessions::end_others(&tx, officer, None, now).await?;
    let detail = json!({ "reason": reason, "grant": taken });
    record(&tx, Actor::Officer(admin.id), "role-revoked", officer, detail, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The officer leaves: no role, no session, no log-in any more. What they did stays theirs.
pub(super) async fn dismiss(app: &App, admin: &Officer, officer: Uuid, reason: &str) -> Done<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    let held = match held_within(app, &tx, admin, officer).await? {
        Ok(held) => held,
        Err(fault) => return Ok(Err(fault)),
    };
    for (grant, _) in held {
        officers::revoke(&tx, grant, admin.id, now).await?;
    }
    officers::leave(&tx, officer, now).await?;
    sessions::end_others(&tx, officer, None, now).await?;
    record(&tx, Actor::Officer(admin.id), "officer-left", officer, json!({ "reason": reason }), now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// A new link for somebody whose link ran out, or who lost password or authenticator; the old ones open nothing.
pub(super) async fn invite(app: &App, admin: &Officer, officer: Uuid, reason: &str) -> Done<Invitation> {
    let tx = app.db.begin().await?;
    if let Err(fault) = held_within(app, &tx, admin, officer).await? {
        return Ok(Err(fault));
    }
    let by = Actor::Officer(admin.id);
    let invitation = invite_again((&app.clock, &app.random), &tx, by, officer, reason).await?;
    tx.commit().await?;
    Ok(Ok(invitation))
}

pub(super) async fn invite_again(
    (clock, random): (&Clock, &Random),
    tx: &Tx,
    by: Actor,
    officer: Uuid,
    reason: &str,
) -> Result<Invitation, DbErr> {
    let now = clock.now();
    let invitation = Invitation::new(random, officer, now);
    officers::set_secrets(tx, officer, invitation.kept(), String::new(), 0).await?;
    sessions::end_others(tx, officer, None, now).await?;
    record(tx, by, "officer-invited", officer, json!({ "reason": reason }), now).await?;
    Ok(invitation)
}

/// Ends one session of an officer.
pub(super) async fn end_session(app: &App, admin: &Officer, officer: Uuid, session: Uuid, reason: &str) -> Done<()> {
    let now = app.clock.now();
    let tx = app.db.begin().await?;
    if let Err(fault) = held_within(app, &tx, admin, officer).await? {
        return Ok(Err(fault));
    }
    if !sessions::end(&tx, officer, session, now).await? {
        return Err(Error::NotFound);
    }
    let detail = json!({ "reason": reason, "session": session });
    record(&tx, Actor::Officer(admin.id), "session-ended", officer, detail, now).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The roles of an officer whom the administrator may change; the row is held so that two administrators cannot
/// together give what neither may give alone.
async fn held(app: &App, tx: &Tx, admin: &Officer, officer: Uuid) -> Done<Vec<(Uuid, Grant)>> {
    within_reach::member(&app.db, admin, officer).await?.ok_or(Error::NotFound)?;
    if officer == admin.id {
        return Ok(Err(StaffFault::Oneself));
    }
    match officers::hold(tx, officer).await? {
        Some(row) if row.left_at.is_none() => Ok(Ok(officers::grants_with_ids(tx, officer).await?)),
        _ => Ok(Err(StaffFault::Left)),
    }
}

/// The same for acts on the whole account: every role must be inside the administrator's reach.
async fn held_within(app: &App, tx: &Tx, admin: &Officer, officer: Uuid) -> Done<Vec<(Uuid, Grant)>> {
    Ok(match held(app, tx, admin, officer).await? {
        Ok(held) if !held.iter().all(|(_, grant)| reaches(admin, grant)) => Err(StaffFault::Outside),
        other => other,
    })
}

fn row(random: &Random, officer: Uuid, grant: &Grant, by: Option<Uuid>, now: DateTime<Utc>) -> GrantRow {
    GrantRow {
        id: random.id(now),
        officer,
        role: grant.role.key().into(),
        body: grant.body.clone(),
        division: grant.division.as_str().into(),
        given_by: by,
        given_at: now,
        revoked_by: None,
        revoked_at: None,
    }
}

async fn record(tx: &Tx, by: Actor, act: &str, officer: Uuid, detail: Value, at: DateTime<Utc>) -> Result<(), DbErr> {
    audit::record(tx, &Entry { actor: by, act, object: format!("officer {officer}"), detail, at }).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_administrators_are_three_people() {
        assert!(are_separate([Role::Clerk, Role::SecurityAdmin, Role::SecurityAdmin]));
        assert!(!are_separate([Role::SystemAdmin, Role::Clerk, Role::SystemAdmin, Role::AuditAdmin]));
    }
}
