//! Which packs the database was filled from.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};

use super::super::pack::Pack;
use super::super::tables::loaded::{ActiveModel, Column, Entity};
use crate::db::{Db, DbErr};

/// Content hashes by pack.
pub(in crate::sites) async fn hashes(tx: &impl ConnectionTrait) -> Result<HashMap<String, String>, DbErr> {
    Ok(Entity::find().all(tx).await?.into_iter().map(|row| (row.id, row.hash)).collect())
}

/// Id, brand and when it was loaded, by id.
pub(crate) async fn loaded(db: &Db) -> Result<Vec<(String, String, DateTime<Utc>)>, DbErr> {
    let rows = Entity::find().order_by_asc(Column::Id).all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.brand, row.loaded_at)).collect())
}

pub(in crate::sites) async fn remember(
    tx: &impl ConnectionTrait,
    packs: &[&Pack],
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let rows = packs.iter().map(|pack| ActiveModel {
        id: Set(pack.site.id.clone()),
        brand: Set(pack.site.brand.zh.clone()),
        division: Set(pack.site.division.as_str().to_owned()),
        hash: Set(pack.hash.clone()),
        loaded_at: Set(at),
    });
    let changed = [Column::Brand, Column::Division, Column::Hash, Column::LoadedAt];
    Entity::insert_many(rows)
        .on_conflict(OnConflict::column(Column::Id).update_columns(changed).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
