//! Messages and the outbox in the database.

use budayang_forms::Lang;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
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

/// Takes what is due, the oldest first, so that nobody else sends it before `until`.
pub(super) async fn claim(
    db: &Db,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: u64,
) -> Result<Vec<outgoing::Model>, DbErr> {
    let due = outgoing::Entity::find()
        .filter(outgoing::Column::SentAt.is_null())
        .filter(outgoing::Column::GivenUpAt.is_null())
        .filter(outgoing::Column::NextAt.lte(now))
        .order_by_asc(outgoing::Column::Id)
        .limit(most);
    let mut messages = due.all(db.read()).await?;
    if messages.is_empty() {
        return Ok(messages);
    }
    let tx = db.begin().await?;
    let claimed = outgoing::Entity::update_many()
        .col_expr(outgoing::Column::NextAt, Expr::value(until))
        .col_expr(outgoing::Column::Tries, Expr::column(outgoing::Column::Tries).add(1))
        .filter(outgoing::Column::Id.is_in(messages.iter().map(|message| message.id)))
        .filter(outgoing::Column::NextAt.lte(now))
        .exec(&tx)
        .await?;
    // Somebody was quicker with one of them: nothing is taken, the next turn looks again.
    if claimed.rows_affected != messages.len() as u64 {
        return Ok(Vec::new());
    }
    tx.commit().await?;
    messages.iter_mut().for_each(|message| message.tries += 1);
    Ok(messages)
}

/// The text of what went out is forgotten, unless the demonstration shows it: it may hold a code.
pub(super) async fn sent(
    tx: &impl ConnectionTrait,
    ids: &[i64],
    at: DateTime<Utc>,
    keep_text: bool,
) -> Result<(), DbErr> {
    let mut update = outgoing::Entity::update_many()
        .col_expr(outgoing::Column::SentAt, Expr::value(at))
        .filter(outgoing::Column::Id.is_in(ids.iter().copied()));
    if !keep_text {
        update = update.col_expr(outgoing::Column::Text, Expr::value(""));
    }
    update.exec(tx).await?;
    Ok(())
}

pub(super) async fn put_off(
    tx: &impl ConnectionTrait,
    ids: &[i64],
    trouble: &str,
    until: DateTime<Utc>,
) -> Result<(), DbErr> {
    outgoing::Entity::update_many()
        .col_expr(outgoing::Column::NextAt, Expr::value(until))
        .col_expr(outgoing::Column::Trouble, Expr::value(trouble))
        .filter(outgoing::Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

pub(super) async fn give_up(
    tx: &impl ConnectionTrait,
    ids: &[i64],
    trouble: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    outgoing::Entity::update_many()
        .col_expr(outgoing::Column::GivenUpAt, Expr::value(at))
        .col_expr(outgoing::Column::Trouble, Expr::value(trouble))
        .filter(outgoing::Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// The latest of the outbox, for the page of the demonstration.
pub(super) async fn latest(db: &Db, most: u64) -> Result<Vec<outgoing::Model>, DbErr> {
    outgoing::Entity::find().order_by_desc(outgoing::Column::Id).limit(most).all(db.read()).await
}

/// Deletes messages and rows of the outbox that are older than these moments; how many of each.
pub(super) async fn forget(
    tx: &impl ConnectionTrait,
    messages: DateTime<Utc>,
    outbox: DateTime<Utc>,
) -> Result<(u64, u64), DbErr> {
    let messages = message::Entity::delete_many().filter(message::Column::At.lt(messages)).exec(tx).await?;
    let outbox = outgoing::Entity::delete_many().filter(outgoing::Column::CreatedAt.lt(outbox)).exec(tx).await?;
    Ok((messages.rows_affected, outbox.rows_affected))
}

/// A page of somebody's messages, the latest first, and how many there are.
pub(super) async fn messages(
    db: &Db,
    subject: Uuid,
    offset: u64,
    most: u64,
) -> Result<(Vec<message::Model>, u64), DbErr> {
    let theirs = message::Entity::find().filter(message::Column::Subject.eq(subject));
    let count = theirs.clone().count(db.read()).await?;
    let rows = theirs.order_by_desc(message::Column::Id).offset(offset).limit(most).all(db.read()).await?;
    Ok((rows, count))
}

/// One of somebody's messages.
pub(super) async fn message(db: &Db, subject: Uuid, id: i64) -> Result<Option<message::Model>, DbErr> {
    message::Entity::find_by_id(id).filter(message::Column::Subject.eq(subject)).one(db.read()).await
}

/// Marks one of somebody's messages as read, or all of them.
pub(super) async fn read(
    tx: &impl ConnectionTrait,
    subject: Uuid,
    id: Option<i64>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut update = message::Entity::update_many()
        .col_expr(message::Column::ReadAt, Expr::value(at))
        .filter(message::Column::Subject.eq(subject))
        .filter(message::Column::ReadAt.is_null());
    if let Some(id) = id {
        update = update.filter(message::Column::Id.eq(id));
    }
    update.exec(tx).await?;
    Ok(())
}

pub(super) async fn unread(db: &Db, subject: Uuid) -> Result<u64, DbErr> {
    message::Entity::find()
        .filter(message::Column::Subject.eq(subject))
        .filter(message::Column::ReadAt.is_null())
        .count(db.read())
        .await
}

/// How many short messages wait, and how many were given up.
pub(crate) async fn unsent(db: &Db) -> Result<(u64, u64), DbErr> {
    let unsent = outgoing::Entity::find().filter(outgoing::Column::SentAt.is_null());
    let given_up = unsent.clone().filter(outgoing::Column::GivenUpAt.is_not_null()).count(db.read()).await?;
    let waiting = unsent.filter(outgoing::Column::GivenUpAt.is_null()).count(db.read()).await?;
    Ok((waiting, given_up))
}
