//! Messages and the outbox in the database.

use budayang_forms::Lang;
use sea_orm::{ActiveValue::NotSet, ConnectionTrait, EntityTrait, Set};
use uuid::Uuid;

use super::tables::{message, outgoing};
use super::{Notice, Recipient};
use crate::db::DbErr;
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
