//! Reports of errors on pages.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use uuid::Uuid;

use super::super::tables::report::{ActiveModel, Column, Entity, Model};
use crate::db::DbErr;

/// A desk page shows this many; the oldest open ones come first.
const SHOWN: u64 = 200;

pub(in crate::sites) async fn add(tx: &impl ConnectionTrait, report: Model) -> Result<(), DbErr> {
    Entity::insert(report.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Open or answered reports.
pub(in crate::sites) async fn reports(db: &impl ConnectionTrait, answered: bool) -> Result<Vec<Model>, DbErr> {
    let query = Entity::find().limit(SHOWN);
    let query = match answered {
        true => query.filter(Column::AnsweredAt.is_not_null()).order_by_desc(Column::AnsweredAt),
        false => query.filter(Column::AnsweredAt.is_null()).order_by_asc(Column::Due).order_by_asc(Column::SentAt),
    };
    query.all(db).await
}

pub(in crate::sites) async fn report(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).one(db).await
}

/// Answers a report that nobody has answered yet; false when somebody has.
pub(in crate::sites) async fn answer(
    tx: &impl ConnectionTrait,
    id: Uuid,
    words: &str,
    officer: Uuid,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let change = ActiveModel {
        answer: Set(Some(words.to_owned())),
        answered_by: Set(Some(officer)),
        answered_at: Set(Some(at)),
        ..Default::default()
    };
    let open = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::AnsweredAt.is_null());
    Ok(open.exec(tx).await?.rows_affected == 1)
}
