//! Leases in the database.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

use super::tables::lease;
use crate::db::{Db, DbErr};

/// Takes a lease that is free, has run out, or is one's own; false while another node has it.
pub(super) async fn take(
    db: &Db,
    name: &str,
    node: Uuid,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, DbErr> {
    // Looking costs nothing; the nodes that only wait should not write.
    let holder = lease::Entity::find_by_id(name).one(db.read()).await?;
    if holder.as_ref().is_some_and(|holder| holder.node != node && holder.until > now) {
        return Ok(false);
    }
    let tx = db.begin().await?;
    let taken = match holder {
        None => {
            let row = lease::Model { name: name.to_owned(), node, until }.into_active_model().reset_all();
            let first = OnConflict::column(lease::Column::Name).do_nothing().to_owned();
            lease::Entity::insert(row).on_conflict(first).exec_without_returning(&tx).await?
        }
        Some(_) => {
            let free = Condition::any().add(lease::Column::Node.eq(node)).add(lease::Column::Until.lte(now));
            lease::Entity::update_many()
                .col_expr(lease::Column::Node, Expr::value(node))
                .col_expr(lease::Column::Until, Expr::value(until))
                .filter(lease::Column::Name.eq(name))
                .filter(free)
                .exec(&tx)
                .await?
                .rows_affected
        }
    };
    tx.commit().await?;
    Ok(taken == 1)
}

/// Who does what.
pub(super) async fn all(db: &Db) -> Result<Vec<lease::Model>, DbErr> {
    lease::Entity::find().all(db.read()).await
}

/// Ends all leases of a node that stops.
pub(super) async fn give_back(db: &Db, node: Uuid) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    lease::Entity::delete_many().filter(lease::Column::Node.eq(node)).exec(&tx).await?;
    tx.commit().await
}
