//! Failed log-ins by name.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::attempt;

pub(crate) async fn count(db: &Db, name: &str, since: DateTime<Utc>) -> Result<u64, DbErr> {
    attempt::Entity::find()
        .filter(attempt::Column::Name.eq(name))
        .filter(attempt::Column::At.gt(since))
        .count(db.read())
        .await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, id: Uuid, name: String, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = attempt::ActiveModel { id: Set(id), name: Set(name), at: Set(at) };
    attempt::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn clear(tx: &impl ConnectionTrait, name: &str) -> Result<(), DbErr> {
    attempt::Entity::delete_many().filter(attempt::Column::Name.eq(name)).exec(tx).await?;
    Ok(())
}

/// Forgets failures that lie before a moment.
pub(crate) async fn forget(tx: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), DbErr> {
    attempt::Entity::delete_many().filter(attempt::Column::At.lt(before)).exec(tx).await?;
    Ok(())
}
