//! Pieces out of files: many at once.

use std::collections::HashMap;

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

use crate::content::kind::Kind;
use crate::content::piece::{Edition, Event, Row};
use crate::content::tables::piece::{Column, Entity};
use crate::content::tables::{edition, event};

/// Rows of one statement: both engines take so many values at once.
const CHUNK: usize = 400;

/// The pieces that came from these rows before.
pub(in crate::content) async fn known(
    tx: &impl ConnectionTrait,
    kind: Kind,
    origins: &[String],
) -> Result<HashMap<String, Row>, DbErr> {
    let mut known = HashMap::new();
    for chunk in origins.chunks(CHUNK) {
        let rows = Entity::find().filter(Column::Kind.eq(kind.key())).filter(Column::Origin.is_in(chunk)).all(tx);
        known.extend(rows.await?.into_iter().filter_map(|row| Some((row.origin.clone()?, row))));
    }
    Ok(known)
}

/// Adds new pieces with their editions and events.
pub(in crate::content) async fn put(
    tx: &impl ConnectionTrait,
    rows: Vec<Row>,
    editions: Vec<Edition>,
    events: Vec<Event>,
) -> Result<(), DbErr> {
    for chunk in rows.chunks(CHUNK) {
        let models = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
        Entity::insert_many(models).exec_without_returning(tx).await?;
    }
    for chunk in editions.chunks(CHUNK) {
        let models = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
        edition::Entity::insert_many(models).exec_without_returning(tx).await?;
    }
    for chunk in events.chunks(CHUNK) {
        let models = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
        event::Entity::insert_many(models).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Puts changed pieces in the place of what they were.
pub(in crate::content) async fn change_rows(tx: &impl ConnectionTrait, rows: Vec<Row>) -> Result<(), DbErr> {
    let columns = [
        Column::Division,
        Column::Topic,
        Column::Title,
        Column::Words,
        Column::Content,
        Column::State,
        Column::Version,
        Column::Revision,
        Column::Shown,
        Column::Corrections,
        Column::Author,
        Column::OrderAt,
        Column::UntilAt,
        Column::Over,
        Column::OriginHash,
        Column::ChangedAt,
    ];
    for chunk in rows.chunks(CHUNK) {
        let models = chunk.iter().map(|row| row.clone().into_active_model().reset_all());
        let instead = sea_orm::sea_query::OnConflict::column(Column::Id).update_columns(columns).to_owned();
        Entity::insert_many(models).on_conflict(instead).exec_without_returning(tx).await?;
    }
    Ok(())
}
