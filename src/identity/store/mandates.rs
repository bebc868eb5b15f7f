//! Mandates: who acts for whom.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::db::{Db, DbErr};
use crate::identity::tables::mandate;

pub(crate) async fn mandate(db: &Db, id: Uuid) -> Result<Option<mandate::Model>, DbErr> {
    mandate::Entity::find_by_id(id).one(db.read()).await
}

/// Those under which a person may act, revoked ones left out.
pub(crate) async fn of_agent(db: &Db, agent: Uuid) -> Result<Vec<mandate::Model>, DbErr> {
    mandate::Entity::find()
        .filter(mandate::Column::Agent.eq(agent))
        .filter(mandate::Column::RevokedAt.is_null())
        .order_by_desc(mandate::Column::GivenAt)
        .all(db.read())
        .await
}

/// Those under which others act for these principals, revoked ones left out.
pub(crate) async fn for_principals(db: &Db, principals: &[Uuid]) -> Result<Vec<mandate::Model>, DbErr> {
    mandate::Entity::find()
        .filter(Condition::all().add(mandate::Column::Principal.is_in(principals.iter().copied())))
        .filter(mandate::Column::RevokedAt.is_null())
        .order_by_desc(mandate::Column::GivenAt)
        .all(db.read())
        .await
}

pub(crate) async fn add(tx: &impl ConnectionTrait, mandate: mandate::Model) -> Result<(), DbErr> {
    mandate::Entity::insert(mandate.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// False when it was revoked already.
pub(crate) async fn revoke(tx: &impl ConnectionTrait, id: Uuid, by: Uuid, at: DateTime<Utc>) -> Result<bool, DbErr> {
    let revoked = mandate::Entity::update_many()
        .col_expr(mandate::Column::RevokedAt, Expr::value(at))
        .col_expr(mandate::Column::RevokedBy, Expr::value(by))
        .filter(mandate::Column::Id.eq(id))
        .filter(mandate::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(revoked.rows_affected == 1)
}
