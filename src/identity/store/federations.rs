//! Who is whom at a provider.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::federation;

/// The person whom a provider knows under this name.
pub(crate) async fn subject(db: &Db, issuer: &str, name: &str) -> Result<Option<Uuid>, DbErr> {
    let row = federation::Entity::find_by_id((issuer.to_owned(), name.to_owned())).one(db.read()).await?;
    Ok(row.map(|row| row.subject))
}

pub(crate) async fn of_subject(db: &Db, subject: Uuid) -> Result<Vec<federation::Model>, DbErr> {
    federation::Entity::find()
        .filter(federation::Column::Subject.eq(subject))
        .order_by_asc(federation::Column::LinkedAt)
        .all(db.read())
        .await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, link: federation::Model) -> Result<(), DbErr> {
    federation::Entity::insert(link.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Ends a person's links to one provider; false when there is none.
pub(crate) async fn remove(tx: &impl ConnectionTrait, subject: Uuid, issuer: &str) -> Result<bool, DbErr> {
    let removed = federation::Entity::delete_many()
        .filter(federation::Column::Subject.eq(subject))
        .filter(federation::Column::Issuer.eq(issuer))
        .exec(tx)
        .await?;
    Ok(removed.rows_affected > 0)
}
