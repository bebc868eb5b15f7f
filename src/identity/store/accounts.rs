//! What natural persons log in with.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::Purpose;
use crate::identity::tables::{account, consent, deletion};

pub(crate) async fn by_phone(db: &Db, phone: &str) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find().filter(account::Column::Phone.eq(phone)).one(db.read()).await
}

pub(crate) async fn of_subject(db: &Db, subject: Uuid) -> Result<Option<account::Model>, DbErr> {
    account::Entity::find_by_id(subject).one(db.read()).await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, account: account::Model) -> Result<(), DbErr> {
    let row = sea_orm::IntoActiveModel::into_active_model(account);
    account::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn set_phone(tx: &impl ConnectionTrait, subject: Uuid, phone: String) -> Result<(), DbErr> {
    let change = account::ActiveModel { subject: Set(subject), phone: Set(phone), ..Default::default() };
    account::Entity::update(change).exec(tx).await?;
    Ok(())
}

/// What a person agreed to and has not withdrawn.
pub(crate) async fn consents(db: &Db, subject: Uuid) -> Result<Vec<consent::Model>, DbErr> {
    consent::Entity::find()
        .filter(consent::Column::Subject.eq(subject))
        .order_by_asc(consent::Column::GivenAt)
        .all(db.read())
        .await
}

pub(crate) async fn consent(
    tx: &impl ConnectionTrait,
    id: Uuid,
    subject: Uuid,
    purpose: Purpose,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = consent::ActiveModel {
        id: Set(id),
        subject: Set(subject),
        purpose: Set(purpose.key().into()),
        given_at: Set(at),
        withdrawn_at: Set(None),
    };
    consent::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn withdraw(
    tx: &impl ConnectionTrait,
    subject: Uuid,
    purpose: Purpose,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, sea_orm::sea_query::Expr::value(at))
        .filter(consent::Column::Subject.eq(subject))
        .filter(consent::Column::Purpose.eq(purpose.key()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// The request for deletion that is open, if there is one.
pub(crate) async fn deletion(db: &Db, subject: Uuid) -> Result<Option<deletion::Model>, DbErr> {
    deletion::Entity::find()
        .filter(deletion::Column::Subject.eq(subject))
        .filter(deletion::Column::TakenBackAt.is_null())
        .one(db.read())
        .await
}

pub(crate) async fn ask_deletion(tx: &impl ConnectionTrait, request: deletion::Model) -> Result<(), DbErr> {
    let row = sea_orm::IntoActiveModel::into_active_model(request);
    deletion::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn take_back_deletion(
    tx: &impl ConnectionTrait,
    subject: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    deletion::Entity::update_many()
        .col_expr(deletion::Column::TakenBackAt, sea_orm::sea_query::Expr::value(at))
        .filter(deletion::Column::Subject.eq(subject))
        .filter(deletion::Column::TakenBackAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
