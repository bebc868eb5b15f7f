//! Lines of the trail in the database.

use sea_orm::{ActiveValue::NotSet, ConnectionTrait, EntityTrait, Set};

use super::Entry;
use super::tables::line;
use crate::db::DbErr;

/// Writes a line; commit it together with what it tells.
pub(crate) async fn record(tx: &impl ConnectionTrait, entry: &Entry<'_>) -> Result<(), DbErr> {
    let line = line::ActiveModel {
        id: NotSet,
        at: Set(entry.at),
        actor_kind: Set(entry.actor.kind().into()),
        actor: Set(entry.actor.id()),
        act: Set(entry.act.into()),
        object: Set(entry.object.clone()),
        detail: Set(entry.detail.to_string()),
        ..Default::default()
    };
    line::Entity::insert(line).exec_without_returning(tx).await?;
    Ok(())
}
