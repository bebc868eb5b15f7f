//! Messages and the outbox in the database.

use budayang_forms::Lang;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;
use uuid::Uuid;

use super::tables::{message, outgoing};
use super::{Notice, Recipient};
use crate::db::{Db, DbErr};
use crate::identity;
use crate::web::sentence;

/// Writes a notice; it is sent after the transaction has been committed, and only then.
pub(crate) async fn tell(tx: &impl ConnectionTrait, notice: &Notice) -> Result<(), DbErr> {
    let phone = match &notice.to {
        Recipient::Phone(phone) => Some(phone.clone()),
        Recipient::Subject(subject) => {
            let message = message::ActiveModel {
                id: NotSet,
                subject: Set(*subject),
                kind: Set(notice.kind.into()),
                words: Set(notice.words.clone()),
                link: Set(notice.link.clone()),
                at: Set(notice.at),
                read_at: Set(None),
            };
            message::Entity::insert(message).exec_without_returning(tx).await?;
            identity::phone_for_notices(tx, *subject).await?
        }
    };
    let Some(phone) = phone else { return Ok(()) };
    let outgoing = outgoing::ActiveModel {
        id: NotSet,
        phone: Set(phone),
        text: Set(sentence(Lang::Zh, &format!("notice-{}", notice.kind), &notice.words)),
        created_at: Set(notice.at),
        next_at: Set(notice.at),
        tries: Set(0),
        ..Default::default()
    };
    outgoing::Entity::insert(outgoing).exec_without_returning(tx).await?;
    Ok(())
}

/// What is due, the oldest first.
pub(super) async fn due(db: &Db, now: DateTime<Utc>, most: u64) -> Result<Vec<outgoing::Model>, DbErr> {
    outgoing::Entity::find()
        .filter(outgoing::Column::SentAt.is_null())
        .filter(outgoing::Column::GivenUpAt.is_null())
        .filter(outgoing::Column::NextAt.lte(now))
        .order_by_asc(outgoing::Column::Id)
        .limit(most)
        .all(db.read())
        .await
}

/// Claims a message for this node; false when another one was quicker.
pub(super) async fn hold(
    tx: &impl ConnectionTrait,
    message: &outgoing::Model,
    until: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let held = outgoing::Entity::update_many()
        .col_expr(outgoing::Column::NextAt, Expr::value(until))
        .col_expr(outgoing::Column::Tries, Expr::value(message.tries + 1))
        .filter(outgoing::Column::Id.eq(message.id))
        .filter(outgoing::Column::Tries.eq(message.tries))
        .filter(outgoing::Column::SentAt.is_null())
        .exec(tx)
        .await?;
    Ok(held.rows_affected == 1)
}

/// The text of a message that went out is forgotten unless the demonstration shows it.
pub(super) async fn sent(tx: &impl ConnectionTrait, id: i64, at: DateTime<Utc>, keep_text: bool) -> Result<(), DbErr> {
    let mut update = outgoing::Entity::update_many()
        .col_expr(outgoing::Column::SentAt, Expr::value(at))
        .filter(outgoing::Column::Id.eq(id));
    if !keep_text {
        update = update.col_expr(outgoing::Column::Text, Expr::value(String::new()));
    }
    update.exec(tx).await?;
    Ok(())
}

pub(super) async fn put_off(
    tx: &impl ConnectionTrait,
    id: i64,
    trouble: &str,
    until: DateTime<Utc>,
) -> Result<(), DbErr> {
    outgoing::Entity::update_many()
        .col_expr(outgoing::Column::NextAt, Expr::value(until))
        .col_expr(outgoing::Column::Trouble, Expr::value(trouble))
        .filter(outgoing::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn given_up(
    tx: &impl ConnectionTrait,
    id: i64,
    trouble: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    outgoing::Entity::update_many()
        .col_expr(outgoing::Column::GivenUpAt, Expr::value(at))
        .col_expr(outgoing::Column::Trouble, Expr::value(trouble))
        .filter(outgoing::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// What was sent last, for the page of the demonstration.
pub(super) async fn last_sent(db: &Db, most: u64) -> Result<Vec<outgoing::Model>, DbErr> {
    outgoing::Entity::find()
        .filter(outgoing::Column::SentAt.is_not_null())
        .order_by_desc(outgoing::Column::Id)
        .limit(most)
        .all(db.read())
        .await
}

/// A page of somebody's messages, the latest first.
pub(super) async fn messages(db: &Db, subject: Uuid, page: u64, size: u64) -> Result<Vec<message::Model>, DbErr> {
    message::Entity::find()
        .filter(message::Column::Subject.eq(subject))
        .order_by_desc(message::Column::Id)
        .offset(page * size)
        .limit(size)
        .all(db.read())
        .await
}

pub(super) async fn read(tx: &impl ConnectionTrait, subject: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    message::Entity::update_many()
        .col_expr(message::Column::ReadAt, Expr::value(at))
        .filter(message::Column::Subject.eq(subject))
        .filter(message::Column::ReadAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// How many messages a subject has not read.
pub(crate) async fn unread(db: &Db, subject: Uuid) -> Result<u64, DbErr> {
    message::Entity::find()
        .filter(message::Column::Subject.eq(subject))
        .filter(message::Column::ReadAt.is_null())
        .count(db.read())
        .await
}

/// Everything that a subject was told, as data for its owner.
pub(crate) async fn of_subject(db: &Db, subject: Uuid) -> Result<Vec<serde_json::Value>, DbErr> {
    const MOST: u64 = 5_000;
    let rows = messages(db, subject, 0, MOST).await?;
    Ok(rows
        .into_iter()
        .map(|row| json!({ "kind": row.kind, "words": row.words, "at": row.at, "read_at": row.read_at }))
        .collect())
}
