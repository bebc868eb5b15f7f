//! Writing one piece.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, Set};

use crate::content::piece::{Edition, Event, Row};
use crate::content::tables::piece::{ActiveModel, Column, Entity};
use crate::content::tables::{edition, event};

pub(in crate::content) async fn add(tx: &impl ConnectionTrait, row: Row) -> Result<(), DbErr> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes the row as it is now, unless somebody else did something since `seen`.
pub(in crate::content) async fn change(tx: &impl ConnectionTrait, row: Row, seen: i32) -> Result<bool, DbErr> {
    let id = row.id;
    let change = ActiveModel { id: sea_orm::NotSet, ..row.into_active_model().reset_all() };
    let update = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::Revision.eq(seen));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

pub(in crate::content) async fn add_edition(tx: &impl ConnectionTrait, row: Edition) -> Result<(), DbErr> {
    edition::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(in crate::content) async fn add_event(tx: &impl ConnectionTrait, row: Event) -> Result<(), DbErr> {
    event::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Marks as over what has ended by now; how many there were.
pub(in crate::content) async fn settle(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let over = ActiveModel { over: Set(true), ..Default::default() };
    let ended = Entity::update_many().set(over).filter(Column::Over.eq(false)).filter(Column::UntilAt.lte(now));
    Ok(ended.exec(tx).await?.rows_affected)
}
