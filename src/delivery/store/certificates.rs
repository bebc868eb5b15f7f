//! Certificates, the keys that signed them, and what was taken back.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use crate::delivery::tables::{certificate, revocation, signing_key};
use crate::delivery::{Certificate, Revocation, SigningKey};

/// A person holds few results; the list of the newest is enough for a page.
const MOST_SHOWN: u64 = 200;
/// The revocation list that checkers fetch, the newest first.
const MOST_REVOKED: u64 = 10_000;

pub(crate) async fn add(tx: &impl ConnectionTrait, new: Certificate) -> Result<(), DbErr> {
    certificate::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Certificate>, DbErr> {
    certificate::Entity::find_by_id(id).one(db).await
}

pub(crate) async fn by_number(db: &impl ConnectionTrait, number: &str) -> Result<Option<Certificate>, DbErr> {
    certificate::Entity::find().filter(certificate::Column::Number.eq(number)).one(db).await
}

pub(crate) async fn by_case(db: &impl ConnectionTrait, case: Uuid) -> Result<Option<Certificate>, DbErr> {
    certificate::Entity::find().filter(certificate::Column::CaseId.eq(case)).one(db).await
}

pub(crate) async fn by_print(db: &impl ConnectionTrait, hash: &str) -> Result<Option<Certificate>, DbErr> {
    certificate::Entity::find().filter(certificate::Column::PrintHash.eq(hash)).one(db).await
}

pub(crate) async fn of_subjects(db: &impl ConnectionTrait, subjects: &[Uuid]) -> Result<Vec<Certificate>, DbErr> {
    certificate::Entity::find()
        .filter(certificate::Column::SubjectId.is_in(subjects.iter().copied()))
        .order_by_desc(certificate::Column::CreatedAt)
        .limit(MOST_SHOWN)
        .all(db)
        .await
}

/// Publishes a key with the first result that it signed.
pub(crate) async fn keep_key(tx: &impl ConnectionTrait, key: SigningKey) -> Result<(), DbErr> {
    signing_key::Entity::insert(key.into_active_model().reset_all())
        .on_conflict_do_nothing_on([signing_key::Column::Id])
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(crate) async fn keys(db: &impl ConnectionTrait) -> Result<Vec<SigningKey>, DbErr> {
    signing_key::Entity::find().order_by_asc(signing_key::Column::Since).all(db).await
}

pub(crate) async fn revoke(tx: &impl ConnectionTrait, new: Revocation) -> Result<(), DbErr> {
    revocation::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn revocation(db: &impl ConnectionTrait, certificate: Uuid) -> Result<Option<Revocation>, DbErr> {
    revocation::Entity::find_by_id(certificate).one(db).await
}

pub(crate) async fn revocations(db: &impl ConnectionTrait) -> Result<Vec<Revocation>, DbErr> {
    revocation::Entity::find().order_by_desc(revocation::Column::At).limit(MOST_REVOKED).all(db).await
}
