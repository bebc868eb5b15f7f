//! Messages and the outbox in the database.

use budayang_forms::Lang;
use sea_orm::{ActiveValue::NotSet, ConnectionTrait, EntityTrait, Set};

use super::tables::{message, outgoing};
use super::{Notice, Recipient};
use crate::db::DbErr;
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
