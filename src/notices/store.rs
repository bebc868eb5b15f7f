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
    tell_all(tx, std::slice::from_ref(notice)).await
}

/// Several at once, in few statements.
pub(crate) async fn tell_all(tx: &impl ConnectionTrait, notices: &[Notice]) -> Result<(), DbErr> {
    let told: Vec<(Uuid, &Notice)> = notices
        .iter()
        .filter_map(|notice| match notice.to {
            Recipient::Subject(subject) => Some((subject, notice)),
            Recipient::Phone(_) => None,
        })
        .collect();
    let phones =
        identity::phones_for_notices(tx, &told.iter().map(|(subject, _)| *subject).collect::<Vec<_>>()).await?;
    if !told.is_empty() {
        let messages = told.iter().map(|(subject, notice)| message_of(*subject, notice));
        message::Entity::insert_many(messages).exec_without_returning(tx).await?;
    }
    let outgoing: Vec<_> = notices
        .iter()
        .filter_map(|notice| {
            let phone = match &notice.to {
                Recipient::Phone(phone) => phone.clone(),
                Recipient::Subject(subject) => phones.get(subject)?.clone(),
            };
            Some(outgoing_of(phone, notice))
        })
        .collect();
    if !outgoing.is_empty() {
        outgoing::Entity::insert_many(outgoing).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn message_of(subject: Uuid, notice: &Notice) -> message::ActiveModel {
    message::ActiveModel {
        id: NotSet,
        subject: Set(subject),
        kind: Set(notice.kind.into()),
        words: Set(notice.words.clone()),
        link: Set(notice.link.clone()),
        at: Set(notice.at),
        read_at: Set(None),
    }
}

fn outgoing_of(phone: String, notice: &Notice) -> outgoing::ActiveModel {
    outgoing::ActiveModel {
        id: NotSet,
        phone: Set(phone),
        text: Set(sentence(Lang::Zh, &format!("notice-{}", notice.kind), &notice.words)),
        created_at: Set(notice.at),
        next_at: Set(notice.at),
        tries: Set(0),
        ..Default::default()
    }
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
