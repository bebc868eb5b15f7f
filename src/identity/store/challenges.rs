//! Log-ins that are half done.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};
use serde_json::Value;
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::challenge;

pub(crate) async fn add(
    tx: &impl ConnectionTrait,
    id: Uuid,
    token_hash: String,
    data: Value,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let kind = data["waits-for"].as_str().unwrap_or_default().to_owned();
    let row = challenge::ActiveModel {
        id: Set(id),
        token_hash: Set(token_hash),
        kind: Set(kind),
        data: Set(data),
        created_at: Set(at),
    };
    challenge::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn by_token(db: &Db, hash: &str, since: DateTime<Utc>) -> Result<Option<challenge::Model>, DbErr> {
    challenge::Entity::find()
        .filter(challenge::Column::TokenHash.eq(hash))
        .filter(challenge::Column::CreatedAt.gte(since))
        .one(db.read())
        .await
}

pub(crate) async fn remove(tx: &impl ConnectionTrait, hash: &str) -> Result<bool, DbErr> {
    let removed = challenge::Entity::delete_many().filter(challenge::Column::TokenHash.eq(hash)).exec(tx).await?;
    Ok(removed.rows_affected == 1)
}

pub(crate) async fn forget(tx: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), DbErr> {
    challenge::Entity::delete_many().filter(challenge::Column::CreatedAt.lt(before)).exec(tx).await?;
    Ok(())
}
