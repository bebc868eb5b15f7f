//! Reading and writing the table `divisions`.

use std::collections::HashMap;

use budayang_rules::division::DivisionCode;
use futures::TryStreamExt;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect, Set, StreamTrait};

use super::import::Row;
use super::table::{ActiveModel, Column, Entity};
use super::tree::Tree;
use crate::db::DbErr;

/// Both engines bound the parameters of one statement; six columns times this stays well below.
const AT_ONCE: usize = 1_000;

/// The whole tree. A code that does not parse cannot have come in by way of [`put`].
pub(crate) async fn tree(connection: &(impl ConnectionTrait + StreamTrait)) -> Result<Tree, DbErr> {
    let columns = [Column::Code, Column::Name, Column::Until];
    let query = Entity::find().select_only().columns(columns).order_by_asc(Column::Code);
    let mut found = query.into_tuple::<(String, String, Option<chrono::NaiveDate>)>().stream(connection).await?;
    let mut rows = Vec::new();
    while let Some((code, name, until)) = found.try_next().await? {
        if let Ok(code) = DivisionCode::parse(&code) {
            rows.push((code, name, until.is_some()));
        }
    }
    Ok(Tree::new(rows))
}

/// What is known already, to tell new rows from changed ones.
pub(super) async fn known(tx: &impl ConnectionTrait) -> Result<HashMap<String, Row>, DbErr> {
    let rows = Entity::find().all(tx).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let code = DivisionCode::parse(&row.code).ok()?;
            Some((row.code, Row { code, name: row.name, since: row.since, until: row.until }))
        })
        .collect())
}

/// Adds or replaces rows.
pub(super) async fn put(tx: &impl ConnectionTrait, rows: &[Row]) -> Result<(), DbErr> {
    for rows in rows.chunks(AT_ONCE) {
        let models = rows.iter().map(|row| ActiveModel {
            code: Set(row.code.as_str().to_owned()),
            name: Set(row.name.clone()),
            level: Set(row.code.level().key().to_owned()),
            parent: Set(row.code.parent().map(|parent| parent.as_str().to_owned())),
            since: Set(row.since),
            until: Set(row.until),
        });
        let changed = [Column::Name, Column::Level, Column::Parent, Column::Since, Column::Until];
        Entity::insert_many(models)
            .on_conflict(OnConflict::column(Column::Code).update_columns(changed).to_owned())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
