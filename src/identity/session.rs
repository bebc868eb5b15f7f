//! Sessions live in the database, so that their owner can see and end them. The token is 32 random bytes; only its
//! hash is kept.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::tables::session::{Kind, Model as Session};
use super::{Acting, Citizen, Officer, store};
use crate::app::App;
use crate::db::{DbErr, Tx};
use crate::web::{Error, Who};

pub(crate) const SESSION_COOKIE: &str = "session";

/// Without a request for so long, a session ends (GB/T 22239 8.1.4.1 asks for a time-out).
const CITIZEN_IDLE: TimeDelta = TimeDelta::hours(12);
pub(super) const OFFICER_IDLE: TimeDelta = TimeDelta::minutes(30);
/// How exactly "last seen" is kept: not every request needs to write.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Where a session was opened, as its owner will read it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub device: String,
    pub address: String,
}

impl Session {
    /// The device as a list of sessions calls it.
    pub(crate) fn device_name(&self) -> String {
        super::device::device(&self.device)
    }

    pub(crate) fn is_open(&self, now: DateTime<Utc>) -> bool {
        let idle = match self.kind {
            Kind::Citizen => CITIZEN_IDLE,
            Kind::Officer => OFFICER_IDLE,
        };
        self.ended_at.is_none() && now - self.seen_at <= idle
    }
}

/// Who holds this token; nobody when the session has ended.
pub(crate) async fn resume(app: &App, token: &str) -> Result<Who, Error> {
    let now = app.clock.now();
    let Some(session) = store::sessions::by_token(&app.db, &fingerprint(token)).await? else { return Ok(Who::Nobody) };
    if !session.is_open(now) {
        return Ok(Who::Nobody);
    }
    if now - session.seen_at > SEEN_EVERY {
        let tx = app.db.begin().await?;
        store::sessions::seen(&tx, session.id, now).await?;
        tx.commit().await?;
    }
    Ok(match session.kind {
        Kind::Citizen => citizen(app, &session).await?.map_or(Who::Nobody, Who::Citizen),
        Kind::Officer => officer(app, &session).await?.map_or(Who::Nobody, Who::Officer),
    })
}

/// Opens a session and returns its token, which is seen this once only.
pub(crate) async fn open(app: &App, tx: &Tx, kind: Kind, holder: uuid::Uuid, place: Place) -> Result<String, DbErr> {
    let now = app.clock.now();
    let token = hex::encode(app.random.bytes::<32>());
    let session = Session {
        id: app.random.id(now),
        token_hash: fingerprint(&token),
        kind,
        holder,
        mandate: None,
        device: place.device,
        address: place.address,
        created_at: now,
        seen_at: now,
        ended_at: None,
    };
    store::sessions::add(tx, session).await?;
    Ok(token)
}

/// What is kept of a token.
pub(super) fn fingerprint(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

async fn citizen(app: &App, session: &Session) -> Result<Option<Citizen>, DbErr> {
    let Some(person) = store::subjects::subject(&app.db, session.holder).await? else { return Ok(None) };
    let acting = match session.mandate {
        Some(id) => acting(app, session, id).await?,
        None => None,
    };
    Ok(Some(Citizen {
        session: session.id,
        subject: person.id,
        name: person.name,
        grade: u8::try_from(person.grade).unwrap_or(0),
        acting,
    }))
}

/// A mandate that was revoked or has run out is no longer in use, whatever the session says.
async fn acting(app: &App, session: &Session, mandate: uuid::Uuid) -> Result<Option<Acting>, DbErr> {
    let mandate = store::mandates::mandate(&app.db, mandate).await?;
    let Some(mandate) = mandate.filter(|m| m.agent == session.holder && m.holds_on(app.clock.today())) else {
        return Ok(None);
    };
    let principal = store::subjects::subject(&app.db, mandate.principal).await?;
    Ok(principal.map(|principal| Acting { subject: principal.id, name: principal.name, mandate: mandate.id }))
}

async fn officer(app: &App, session: &Session) -> Result<Option<Officer>, DbErr> {
    let officer = store::officers::officer(&app.db, session.holder).await?;
    let Some(officer) = officer.filter(|officer| officer.left_at.is_none()) else { return Ok(None) };
    let grants = store::officers::grants(&app.db, officer.id).await?;
    Ok(Some(Officer { session: session.id, id: officer.id, name: officer.name, grants }))
}
