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

/// The telephones of those who agreed to short messages and did not withdraw it since.
pub(crate) async fn phones_for_notices(
    tx: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, String>, DbErr> {
    let consents = consent::Entity::find()
        .filter(consent::Column::Subject.is_in(ids.iter().copied()))
        .filter(consent::Column::Purpose.eq(Purpose::ShortMessages.key()))
        .order_by_asc(consent::Column::GivenAt)
        .all(tx)
        .await?;
    // The last word counts: later consents overwrite earlier ones.
    let agreed: HashMap<Uuid, bool> =
        consents.into_iter().map(|consent| (consent.subject, consent.withdrawn_at.is_none())).collect();
    let agreed = agreed.into_iter().filter_map(|(subject, agrees)| agrees.then_some(subject));
    let subjects = subject::Entity::find().filter(subject::Column::Id.is_in(agreed)).all(tx).await?;
    Ok(subjects.into_iter().filter_map(|subject| Some((subject.id, subject.phone?))).collect())
}
