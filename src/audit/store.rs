//! Lines of the trail in the database.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, Set,
};

use super::tables::{head, line};
use super::{Entry, Filter, Who};
use crate::db::{Db, DbErr};

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

/// Lines without a seal, the oldest first.
pub(super) async fn unsealed(connection: &impl ConnectionTrait, most: u64) -> Result<Vec<line::Model>, DbErr> {
    line::Entity::find()
        .filter(line::Column::Seq.is_null())
        .order_by_asc(line::Column::Id)
        .limit(most)
        .all(connection)
        .await
}

/// Where the chain ends.
pub(super) async fn head(connection: &impl ConnectionTrait) -> Result<Option<head::Model>, DbErr> {
    head::Entity::find().order_by_desc(head::Column::Seq).one(connection).await
}

pub(super) async fn add_head(tx: &impl ConnectionTrait, head: head::Model) -> Result<(), DbErr> {
    head::Entity::insert(head.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes the seals of many lines in one statement.
pub(super) async fn save_seals(tx: &impl ConnectionTrait, lines: Vec<line::Model>) -> Result<(), DbErr> {
    let seals = [line::Column::Seq, line::Column::Before, line::Column::Seal];
    line::Entity::insert_many(lines.into_iter().map(|line| line.into_active_model().reset_all()))
        .on_conflict(OnConflict::column(line::Column::Id).update_columns(seals).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The next lines of the chain behind a number.
pub(super) async fn sealed_after(
    connection: &impl ConnectionTrait,
    seq: i64,
    most: u64,
) -> Result<Vec<line::Model>, DbErr> {
    line::Entity::find()
        .filter(line::Column::Seq.gt(seq))
        .order_by_asc(line::Column::Seq)
        .limit(most)
        .all(connection)
        .await
}

pub(super) async fn count_unsealed(db: &Db) -> Result<u64, DbErr> {
    line::Entity::find().filter(line::Column::Seq.is_null()).count(db.read()).await
}

/// The latest line with an act.
pub(super) async fn latest(db: &Db, act: &str) -> Result<Option<line::Model>, DbErr> {
    line::Entity::find().filter(line::Column::Act.eq(act)).order_by_desc(line::Column::Id).one(db.read()).await
}

/// A page of what a filter leaves, the latest first, behind the line `before`.
pub(super) async fn lines(db: &Db, filter: &Filter, before: Option<i64>, most: u64) -> Result<Vec<line::Model>, DbErr> {
    let mut lines = filtered(filter);
    if let Some(before) = before {
        lines = lines.filter(line::Column::Id.lt(before));
    }
    lines.order_by_desc(line::Column::Id).limit(most).all(db.read()).await
}

fn filtered(filter: &Filter) -> Select<line::Entity> {
    let mut lines = line::Entity::find();
    match filter.who {
        Some(Who::System) => lines = lines.filter(line::Column::ActorKind.eq("system")),
        Some(Who::Person(id)) => lines = lines.filter(line::Column::Actor.eq(id)),
        None => {}
    }
    if let Some(act) = &filter.act {
        lines = lines.filter(line::Column::Act.eq(act.as_str()));
    }
    if let Some((from, to)) = filter.moments() {
        lines = lines.filter(line::Column::At.gte(from)).filter(line::Column::At.lt(to));
    }
    lines
}
