//! Subjects by id and by number.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::Purpose;
use crate::identity::tables::{consent, subject};

pub(crate) async fn subject(db: &Db, id: Uuid) -> Result<Option<subject::Model>, DbErr> {
    subject::Entity::find_by_id(id).one(db.read()).await
}

/// Several at once; ids that nobody has are left out.
pub(crate) async fn subjects(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, subject::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = subject::Entity::find().filter(subject::Column::Id.is_in(ids.iter().copied())).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

pub(crate) async fn by_number(db: &Db, number: &str) -> Result<Option<subject::Model>, DbErr> {
    subject::Entity::find().filter(subject::Column::Number.eq(number)).one(db.read()).await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, subject: subject::Model) -> Result<(), DbErr> {
    let row = sea_orm::IntoActiveModel::into_active_model(subject);
    subject::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn contact(
    tx: &impl ConnectionTrait,
    id: Uuid,
    phone: Option<String>,
    address: Option<String>,
) -> Result<(), DbErr> {
    let change = subject::ActiveModel { id: Set(id), phone: Set(phone), address: Set(address), ..Default::default() };
    subject::Entity::update(change).exec(tx).await?;
    Ok(())
}

/// The telephone for short messages: none when the person did not agree to them.
pub(crate) async fn phone_for_notices(tx: &impl ConnectionTrait, id: Uuid) -> Result<Option<String>, DbErr> {
    let subject = subject::Entity::find_by_id(id).one(tx).await?;
    let Some(phone) = subject.and_then(|subject| subject.phone) else { return Ok(None) };
    let consent = consent::Entity::find()
        .filter(consent::Column::Subject.eq(id))
        .filter(consent::Column::Purpose.eq(Purpose::ShortMessages.key()))
        .order_by_desc(consent::Column::GivenAt)
        .one(tx)
        .await?;
    Ok(consent.filter(|consent| consent.withdrawn_at.is_none()).map(|_| phone))
}
