//! Codes sent to telephones.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::login_code;

/// When codes went to a telephone since a moment, latest first.
pub(crate) async fn moments(db: &Db, phone: &str, since: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>, DbErr> {
    login_code::Entity::find()
        .select_only()
        .column(login_code::Column::CreatedAt)
        .filter(login_code::Column::Phone.eq(phone))
        .filter(login_code::Column::CreatedAt.gt(since))
        .order_by_desc(login_code::Column::CreatedAt)
        .limit(20)
        .into_tuple()
        .all(db.read())
        .await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, code: login_code::Model) -> Result<(), DbErr> {
    login_code::Entity::insert(code.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// The code that was sent last, if it is still fresh.
pub(crate) async fn latest(
    tx: &impl ConnectionTrait,
    phone: &str,
    purpose: &str,
    since: DateTime<Utc>,
) -> Result<Option<login_code::Model>, DbErr> {
    login_code::Entity::find()
        .filter(login_code::Column::Phone.eq(phone))
        .filter(login_code::Column::Purpose.eq(purpose))
        .filter(login_code::Column::CreatedAt.gte(since))
        .filter(login_code::Column::UsedAt.is_null())
        .order_by_desc(login_code::Column::CreatedAt)
        .one(tx)
        .await
}

/// Counts a try; false when none is left.
pub(crate) async fn try_once(tx: &impl ConnectionTrait, id: Uuid, most: i32) -> Result<bool, DbErr> {
    let counted = login_code::Entity::update_many()
        .col_expr(login_code::Column::Tries, Expr::col(login_code::Column::Tries).add(1))
        .filter(login_code::Column::Id.eq(id))
        .filter(login_code::Column::Tries.lt(most))
        .exec(tx)
        .await?;
    Ok(counted.rows_affected == 1)
}

/// Uses a code up; false when somebody else just did.
pub(crate) async fn used(tx: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let used = login_code::Entity::update_many()
        .col_expr(login_code::Column::UsedAt, Expr::value(at))
        .filter(login_code::Column::Id.eq(id))
        .filter(login_code::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

pub(crate) async fn forget(tx: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), DbErr> {
    login_code::Entity::delete_many().filter(login_code::Column::CreatedAt.lt(before)).exec(tx).await?;
    Ok(())
}
