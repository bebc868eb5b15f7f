//! Ways in: each ends with a session or with a word that does not tell whether an account exists.

use serde_json::json;
use uuid::Uuid;

use super::session::Place;
use super::tables::session::Kind;
use super::{lockout, password, second_factor, session, store};
use crate::app::App;
use crate::audit::{self, Actor, Entry};
use crate::web::Error;

/// What came of an attempt.
#[derive(Debug)]
pub(super) enum Outcome<T> {
    In(T),
    /// Name or secret is wrong; which of the two is not said.
    Wrong,
    /// Too many failures: the door stays closed for a while.
    Closed,
}

/// A citizen by telephone and password; gives the subject.
pub(super) async fn by_password(app: &App, phone: &str, typed: &str) -> Result<Outcome<Uuid>, Error> {
    let door = format!("citizen:{phone}");
    if lockout::is_closed(app, &door).await? {
        return Ok(Outcome::Closed);
    }
    let account = store::accounts::by_phone(&app.db, phone).await?;
    let kept = account.as_ref().and_then(|account| account.password.as_deref());
    let fits = password::fits(kept, typed).await?;
    match account.filter(|_| fits) {
        Some(account) => {
            let tx = app.db.begin().await?;
            lockout::forgive(&tx, &door).await?;
            tx.commit().await?;
            Ok(Outcome::In(account.subject))
        }
        None => {
            lockout::failed(app, &door).await?;
            Ok(Outcome::Wrong)
        }
    }
}

/// An officer's first factor; gives the officer, who is not logged in yet.
pub(super) async fn officer_by_password(app: &App, account: &str, typed: &str) -> Result<Outcome<Uuid>, Error> {
    let door = officers_door(account);
    if lockout::is_closed(app, &door).await? {
        return Ok(Outcome::Closed);
    }
    let officer = store::officers::by_account(&app.db, account).await?.filter(|officer| officer.left_at.is_none());
    let fits = password::fits(officer.as_ref().map(|officer| officer.password.as_str()), typed).await?;
    match officer.filter(|_| fits) {
        Some(officer) => Ok(Outcome::In(officer.id)),
        None => {
            lockout::failed(app, &door).await?;
            Ok(Outcome::Wrong)
        }
    }
}

/// An officer's second factor; gives the token of the session. A code opens the door once.
pub(super) async fn officer_by_code(
    app: &App,
    officer: Uuid,
    typed: &str,
    place: Place,
) -> Result<Outcome<String>, Error> {
    let now = app.clock.now();
    let Some(officer) = store::officers::officer(&app.db, officer).await? else { return Ok(Outcome::Wrong) };
    let door = officers_door(&officer.account);
    if lockout::is_closed(app, &door).await? {
        return Ok(Outcome::Closed);
    }
    let step = second_factor::step_of(&officer.second_factor, &officer.account, typed, now);
    let tx = app.db.begin().await?;
    let fresh = match step {
        Some(step) => store::officers::use_step(&tx, officer.id, step).await?,
        None => false,
    };
    if !fresh {
        drop(tx);
        lockout::failed(app, &door).await?;
        return Ok(Outcome::Wrong);
    }
    lockout::forgive(&tx, &door).await?;
    let token = open_officer(app, &tx, officer.id, place).await?;
    tx.commit().await?;
    Ok(Outcome::In(token))
}

/// Opens a session for a citizen who has shown who they are.
pub(super) async fn open_citizen(
    app: &App,
    tx: &crate::db::Tx,
    subject: Uuid,
    by: &str,
    place: Place,
) -> Result<String, Error> {
    let token = session::open(app, tx, Kind::Citizen, subject, place).await?;
    let entry = Entry {
        actor: Actor::Citizen(subject),
        act: "log-in",
        object: format!("subject {subject}"),
        detail: json!({ "by": by }),
        at: app.clock.now(),
    };
    audit::record(tx, &entry).await?;
    Ok(token)
}

pub(super) async fn open_officer(app: &App, tx: &crate::db::Tx, officer: Uuid, place: Place) -> Result<String, Error> {
    let address = place.address.clone();
    let token = session::open(app, tx, Kind::Officer, officer, place).await?;
    let entry = Entry {
        actor: Actor::Officer(officer),
        act: "officer-log-in",
        object: format!("officer {officer}"),
        detail: json!({ "address": address }),
        at: app.clock.now(),
    };
    audit::record(tx, &entry).await?;
    Ok(token)
}

fn officers_door(account: &str) -> String {
    format!("officer:{account}")
}
