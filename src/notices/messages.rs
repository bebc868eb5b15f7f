//! 消息: what a subject was told, in the language in which it is read.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::store;
use crate::app::App;
use crate::db::{Db, DbErr};
use crate::identity::Citizen;

pub(super) use super::tables::message::Model as Message;

/// More than two years bring to anybody.
const MOST: u64 = 5_000;

/// How many messages a subject has not read.
pub(crate) async fn unread(db: &Db, subject: Uuid) -> Result<u64, DbErr> {
    store::unread(db, subject).await
}

/// Everything that a subject was told, the latest first, as data for its owner.
pub(crate) async fn of_subject(db: &Db, subject: Uuid) -> Result<Vec<Value>, DbErr> {
    let (messages, _) = store::messages(db, subject, 0, MOST).await?;
    Ok(messages.iter().map(|m| json!({ "kind": m.kind, "words": m.words, "at": m.at, "read_at": m.read_at })).collect())
}

/// Opens a message: it counts as read from now on.
pub(super) async fn open(app: &App, citizen: &Citizen, id: i64) -> Result<Option<Message>, DbErr> {
    let message = store::message(&app.db, citizen.on_behalf_of(), id).await?;
    if message.as_ref().is_some_and(|message| message.read_at.is_none()) {
        mark(app, citizen, Some(id), app.clock.now()).await?;
    }
    Ok(message)
}

/// Marks every message as read.
pub(super) async fn read_all(app: &App, citizen: &Citizen) -> Result<(), DbErr> {
    mark(app, citizen, None, app.clock.now()).await
}

async fn mark(app: &App, citizen: &Citizen, id: Option<i64>, at: DateTime<Utc>) -> Result<(), DbErr> {
    let tx = app.db.begin().await?;
    store::read(&tx, citizen.on_behalf_of(), id, at).await?;
    tx.commit().await
}
