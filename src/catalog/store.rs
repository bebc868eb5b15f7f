//! Queries of the catalogue.

use std::collections::HashMap;
use std::sync::Arc;

use budayang_rules::item::ItemCode;
use chrono::{DateTime, NaiveDate, Utc};
use futures::Stream;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Set,
};
use uuid::Uuid;

use super::tables::{edition, item, search};
use super::version::Edition;
use super::{Card, Item};
use crate::db::{Db, Tx};

pub(super) use super::tables::edition::Model as EditionRow;
pub(super) use super::tables::item::Model as ItemRow;

/// Rows of one statement: both engines take so many values at once.
pub(super) const CHUNK: usize = 500;

/// The edition of an item in force.
pub(crate) async fn published(db: &Db, code: &ItemCode) -> Result<Option<Edition>, DbErr> {
    let Some(row) = item::Entity::find_by_id(code.as_str()).one(db.read()).await? else { return Ok(None) };
    edition(db, row.edition).await
}

pub(crate) async fn edition(db: &Db, id: Uuid) -> Result<Option<Edition>, DbErr> {
    edition::Entity::find_by_id(id).one(db.read()).await?.map(read).transpose()
}

/// Several editions at once, for lists.
pub(crate) async fn editions(db: &Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Arc<Edition>>, DbErr> {
    let rows = edition::Entity::find().filter(edition::Column::Id.is_in(ids.iter().copied())).all(db.read()).await?;
    rows.into_iter().map(|row| read(row).map(|edition| (edition.id, Arc::new(edition)))).collect()
}

/// All versions of an item, newest first.
pub(super) async fn history(db: &Db, code: &ItemCode) -> Result<Vec<Edition>, DbErr> {
    let rows = edition::Entity::find()
        .filter(edition::Column::Code.eq(code.as_str()))
        .order_by_desc(edition::Column::Version)
        .limit(200)
        .all(db.read())
        .await?;
    rows.into_iter().map(read).collect()
}

pub(super) async fn version(db: &Db, code: &ItemCode, version: i32) -> Result<Option<Edition>, DbErr> {
    let row = edition::Entity::find()
        .filter(edition::Column::Code.eq(code.as_str()))
        .filter(edition::Column::Version.eq(version))
        .one(db.read())
        .await?;
    row.map(read).transpose()
}

/// A line of a list: the item's code and card.
pub(crate) struct Listed {
    pub code: String,
    pub version: i32,
    pub division: String,
    pub body_code: String,
    pub hash: String,
    pub card: Card,
}

/// The cards of these items, in the order asked.
pub(super) async fn listed(db: &Db, codes: &[String]) -> Result<Vec<Listed>, DbErr> {
    let rows = item::Entity::find().filter(item::Column::Code.is_in(codes)).all(db.read()).await?;
    let mut by_code: HashMap<String, ItemRow> = rows.into_iter().map(|row| (row.code.clone(), row)).collect();
    codes.iter().filter_map(|code| by_code.remove(code)).map(Listed::of).collect()
}

impl Listed {
    fn of(row: ItemRow) -> Result<Self, DbErr> {
        let card = serde_json::from_str(&row.card).map_err(json)?;
        let ItemRow { code, version, division, body_code, hash, .. } = row;
        Ok(Self { code, version, division, body_code, hash, card })
    }
}

/// What the index needs of a row.
#[derive(FromQueryResult)]
pub(super) struct Indexed {
    pub code: String,
    pub division: String,
    pub body_code: String,
    pub card: String,
    pub revision: i64,
}

/// Items published after a revision, streamed; 0 for all.
pub(super) async fn changed_since(
    db: &Db,
    revision: i64,
) -> Result<impl Stream<Item = Result<Indexed, DbErr>> + '_, DbErr> {
    item::Entity::find()
        .select_only()
        .columns([
            item::Column::Code,
            item::Column::Division,
            item::Column::BodyCode,
            item::Column::Card,
            item::Column::Revision,
        ])
        .filter(item::Column::Revision.gt(revision))
        .into_model::<Indexed>()
        .stream(db.read())
        .await
}

/// The last revision and the number of items that changed since another one.
pub(super) async fn revision(db: &Db) -> Result<i64, DbErr> {
    last_revision(db.read()).await
}

async fn last_revision(connection: &impl ConnectionTrait) -> Result<i64, DbErr> {
    let last: Option<Option<i64>> = item::Entity::find()
        .select_only()
        .column_as(item::Column::Revision.max(), "last")
        .into_tuple()
        .one(connection)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}

/// Takes its turn among publishers and gives the revision to write: call it first in the transaction.
pub(super) async fn next_revision(tx: &Tx) -> Result<i64, DbErr> {
    crate::db::content_changed(tx).await?;
    Ok(last_revision(tx).await? + 1)
}

/// The rows of these items, as the transaction sees them.
pub(super) async fn rows(tx: &Tx, codes: &[&str]) -> Result<HashMap<String, ItemRow>, DbErr> {
    let rows = item::Entity::find().filter(item::Column::Code.is_in(codes.iter().copied())).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.code.clone(), row)).collect())
}

/// Items that inherit from one of these.
pub(super) async fn heirs(tx: &Tx, bases: &[String]) -> Result<Vec<ItemRow>, DbErr> {
    item::Entity::find().filter(item::Column::Base.is_in(bases)).all(tx).await
}

/// The editions in force of these items, by code.
pub(super) async fn in_force(tx: &Tx, rows: &HashMap<String, ItemRow>) -> Result<HashMap<String, Edition>, DbErr> {
    let ids = rows.values().map(|row| row.edition);
    let found = edition::Entity::find().filter(edition::Column::Id.is_in(ids)).all(tx).await?;
    found.into_iter().map(|row| read(row).map(|edition| (edition.code.clone(), edition))).collect()
}

/// The highest version of each of these items, in force or waiting for its day.
pub(super) async fn last_versions(tx: &Tx, codes: &[&str]) -> Result<HashMap<String, (i32, String)>, DbErr> {
    let rows: Vec<(String, i32, String)> = edition::Entity::find()
        .select_only()
        .columns([edition::Column::Code, edition::Column::Version, edition::Column::Hash])
        .filter(edition::Column::Code.is_in(codes.iter().copied()))
        .order_by_asc(edition::Column::Version)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|(code, version, hash)| (code, (version, hash))).collect())
}

pub(super) async fn write(tx: &Tx, items: Vec<ItemRow>, editions: Vec<EditionRow>) -> Result<(), DbErr> {
    if !editions.is_empty() {
        let editions = editions.into_iter().map(IntoActiveModel::into_active_model).map(|row| row.reset_all());
        edition::Entity::insert_many(editions).exec_without_returning(tx).await?;
    }
    if !items.is_empty() {
        let items = items.into_iter().map(IntoActiveModel::into_active_model).map(|row| row.reset_all());
        let replaced = OnConflict::column(item::Column::Code)
            .update_columns([
                item::Column::Edition,
                item::Column::Version,
                item::Column::Division,
                item::Column::BodyCode,
                item::Column::State,
                item::Column::Base,
                item::Column::OwnHash,
                item::Column::Hash,
                item::Column::Card,
                item::Column::Findings,
                item::Column::NextOn,
                item::Column::Revision,
            ])
            .to_owned();
        item::Entity::insert_many(items).on_conflict(replaced).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Items for which a newer edition comes into force by this day.
pub(super) async fn due(tx: &Tx, today: NaiveDate) -> Result<Vec<ItemRow>, DbErr> {
    item::Entity::find().filter(item::Column::NextOn.lte(today)).limit(CHUNK as u64).all(tx).await
}

/// Editions of these items that wait for their day, oldest first.
pub(super) async fn waiting(tx: &Tx, codes: &[&str]) -> Result<Vec<Edition>, DbErr> {
    let rows = edition::Entity::find()
        .filter(edition::Column::Code.is_in(codes.iter().copied()))
        .filter(edition::Column::EffectiveFrom.is_not_null())
        .order_by_asc(edition::Column::Version)
        .all(tx)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Counts a search that found nothing.
pub(super) async fn found_nothing(tx: &Tx, text: &str, at: DateTime<Utc>) -> Result<(), DbErr> {
    let first = search::ActiveModel { text: Set(text.to_owned()), times: Set(1), last_at: Set(at) };
    let again = OnConflict::column(search::Column::Text)
        .value(search::Column::Times, Expr::col((search::Entity, search::Column::Times)).add(1))
        .update_column(search::Column::LastAt)
        .to_owned();
    search::Entity::insert(first).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// What people looked for in vain, most often first.
pub(super) async fn in_vain(db: &Db, limit: u64) -> Result<Vec<search::Model>, DbErr> {
    search::Entity::find().order_by_desc(search::Column::Times).limit(limit).all(db.read()).await
}

fn read(row: EditionRow) -> Result<Edition, DbErr> {
    let parse = |text: &str| serde_json::from_str::<Item>(text).map_err(json);
    Ok(Edition {
        item: parse(&row.item)?,
        own: row.own.as_deref().map(parse).transpose()?,
        id: row.id,
        code: row.code,
        version: row.version,
        hash: row.hash,
        base_edition: row.base_edition,
        effective_from: row.effective_from,
        published_at: row.published_at,
        source: row.source,
    })
}

pub(super) fn json(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}

/// Items that break the same rules, by body and division.
#[derive(FromQueryResult)]
pub(super) struct Faulty {
    pub findings: String,
    pub body_code: String,
    pub division: String,
    pub count: i64,
}

/// The catalogue by what the lint found; items without findings have an empty one.
pub(super) async fn faulty(db: &Db) -> Result<Vec<Faulty>, DbErr> {
    item::Entity::find()
        .select_only()
        .columns([item::Column::Findings, item::Column::BodyCode, item::Column::Division])
        .column_as(item::Column::Code.count(), "count")
        .group_by(item::Column::Findings)
        .group_by(item::Column::BodyCode)
        .group_by(item::Column::Division)
        .into_model::<Faulty>()
        .all(db.read())
        .await
}

/// Editions in force of items that break a rule; the first of them.
pub(super) async fn breaking(
    db: &Db,
    rule: Option<&str>,
    body: Option<&str>,
    division: Option<&str>,
    limit: u64,
) -> Result<Vec<Edition>, DbErr> {
    let mut items = item::Entity::find().select_only().column(item::Column::Edition);
    items = match rule {
        Some(rule) => items.filter(item::Column::Findings.contains(format!(" {rule} "))),
        None => items.filter(item::Column::Findings.ne("")),
    };
    if let Some(body) = body {
        items = items.filter(item::Column::BodyCode.eq(body));
    }
    if let Some(division) = division {
        items = items.filter(item::Column::Division.eq(division));
    }
    let ids: Vec<Uuid> = items.order_by_asc(item::Column::Code).limit(limit).into_tuple().all(db.read()).await?;
    let found = edition::Entity::find()
        .filter(edition::Column::Id.is_in(ids))
        .order_by_asc(edition::Column::Code)
        .all(db.read())
        .await?;
    found.into_iter().map(read).collect()
}
