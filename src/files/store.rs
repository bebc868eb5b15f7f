//! Queries of this room.

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::tables::{file, vault};
use super::{Document, File};
use crate::db::Db;

/// More than anybody's vault has.
const MOST_DOCUMENTS: u64 = 200;

pub(super) async fn add(db: &Db, new: &File) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    file::Entity::insert(new.clone().into_active_model().reset_all()).exec_without_returning(&tx).await?;
    tx.commit().await
}

pub(super) async fn file(db: &Db, id: Uuid) -> Result<Option<File>, DbErr> {
    file::Entity::find_by_id(id).one(db.read()).await
}

pub(super) async fn documents(db: &Db, subject: Uuid) -> Result<Vec<Document>, DbErr> {
    let rows = vault::Entity::find().filter(vault::Column::SubjectId.eq(subject));
    rows.order_by_desc(vault::Column::CreatedAt).limit(MOST_DOCUMENTS).all(db.read()).await
}

pub(super) async fn document(db: &Db, subject: Uuid, id: Uuid) -> Result<Option<Document>, DbErr> {
    vault::Entity::find_by_id(id).filter(vault::Column::SubjectId.eq(subject)).one(db.read()).await
}

pub(super) async fn add_document(tx: &impl ConnectionTrait, new: Document) -> Result<(), DbErr> {
    vault::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn drop_document(tx: &impl ConnectionTrait, subject: Uuid, id: Uuid) -> Result<bool, DbErr> {
    let gone = vault::Entity::delete_by_id(id).filter(vault::Column::SubjectId.eq(subject)).exec(tx).await?;
    Ok(gone.rows_affected == 1)
}

pub(super) async fn files(db: &Db, ids: Vec<Uuid>) -> Result<HashMap<Uuid, File>, DbErr> {
    let rows = file::Entity::find().filter(file::Column::Id.is_in(ids)).all(db.read()).await?;
    Ok(rows.into_iter().map(|file| (file.id, file)).collect())
}
