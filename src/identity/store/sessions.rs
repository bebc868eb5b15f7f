//! Sessions by the hash of their token.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::session;

pub(crate) async fn by_token(db: &Db, hash: &str) -> Result<Option<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::Column::TokenHash.eq(hash))
        .filter(session::Column::EndedAt.is_null())
        .one(db.read())
        .await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, session: session::Model) -> Result<(), DbErr> {
    session::Entity::insert(session.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn seen(tx: &impl ConnectionTrait, id: Uuid, at: DateTime<Utc>) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(at))
        .filter(session::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Acts for somebody from now on, or for oneself again.
pub(crate) async fn act_under(tx: &impl ConnectionTrait, id: Uuid, mandate: Option<Uuid>) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::Mandate, Expr::value(mandate))
        .filter(session::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The open sessions of a holder, the latest first.
pub(crate) async fn of_holder(db: &Db, holder: Uuid) -> Result<Vec<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::Column::Holder.eq(holder))
        .filter(session::Column::EndedAt.is_null())
        .order_by_desc(session::Column::SeenAt)
        .all(db.read())
        .await
}

/// Ends one session of a holder; false when they have no such open session.
pub(crate) async fn end(tx: &impl ConnectionTrait, holder: Uuid, id: Uuid, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let ended = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(at))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::Holder.eq(holder))
        .filter(session::Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Ends all sessions of a holder but one, as after a change of password.
pub(crate) async fn end_others(
    tx: &impl ConnectionTrait,
    holder: Uuid,
    kept: Option<Uuid>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut others = session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(at))
        .filter(session::Column::Holder.eq(holder))
        .filter(session::Column::EndedAt.is_null());
    if let Some(kept) = kept {
        others = others.filter(session::Column::Id.ne(kept));
    }
    others.exec(tx).await?;
    Ok(())
}
