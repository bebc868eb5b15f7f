//! What the public sees.

use std::collections::HashMap;

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use uuid::Uuid;

use super::{around, saying};
use crate::content::kind::Kind;
use crate::content::piece::Piece;
use crate::content::tables::piece::{Column, Entity};
use crate::db::Db;

/// What a page of the public asks for.
#[derive(Clone, Debug)]
pub(in crate::content) struct Asked {
    pub kind: Kind,
    /// Pieces of this site alone.
    pub site: Option<String>,
    /// Pieces of this place, of what lies in it and above it.
    pub around: Option<DivisionCode>,
    /// Pieces of this place and of what lies in it.
    pub within: Option<DivisionCode>,
    pub topic: String,
    pub q: String,
    pub over: Option<bool>,
    /// Those that ended before this moment are not shown any more.
    pub ended_after: Option<DateTime<Utc>>,
    pub oldest_first: bool,
    pub page: u64,
    pub per_page: u64,
}

pub(in crate::content) struct Found {
    pub pieces: Vec<Piece>,
    pub total: u64,
    pub page: u64,
    pub pages: u64,
}

impl Asked {
    pub(in crate::content) fn new(kind: Kind) -> Self {
        Self {
            kind,
            site: None,
            around: None,
            within: None,
            topic: String::new(),
            q: String::new(),
            over: None,
            ended_after: None,
            oldest_first: false,
            page: 1,
            per_page: 30,
        }
    }

    fn select(&self) -> sea_orm::Select<Entity> {
        let mut select = public(self.kind);
        if let Some(site) = &self.site {
            select = select.filter(Column::Site.eq(site));
        }
        if let Some(place) = &self.around {
            select = select.filter(around(place));
        }
        if let Some(place) = &self.within {
            select = select.filter(Column::Division.starts_with(place.prefix()));
        }
        if !self.topic.is_empty() {
            select = select.filter(Column::Topic.eq(&self.topic));
        }
        if !self.q.is_empty() {
            select = select.filter(saying(&self.q));
        }
        if let Some(over) = self.over {
            select = select.filter(Column::Over.eq(over));
        }
        if let Some(moment) = self.ended_after {
            select = select.filter(Column::Over.eq(false).or(Column::UntilAt.gt(moment)));
        }
        select
    }
}

fn public(kind: Kind) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::Kind.eq(kind.key()))
        .filter(Column::Shown.is_not_null())
        .filter(Column::WithdrawnAt.is_null())
}

/// A page of published pieces. What is over comes after what is not.
pub(in crate::content) async fn shown(db: &Db, asked: &Asked) -> Result<Found, DbErr> {
    let direction = if asked.oldest_first { Order::Asc } else { Order::Desc };
    let select = asked.select().order_by_asc(Column::Over).order_by(Column::OrderAt, direction.clone());
    let paginator = select.order_by(Column::Id, direction).paginate(db.read(), asked.per_page);
    let total = paginator.num_items().await?;
    let pages = if total == 0 { 1 } else { total.div_ceil(asked.per_page) };
    let page = asked.page.clamp(1, pages);
    let rows = paginator.fetch_page(page - 1).await?;
    Ok(Found { pieces: rows.into_iter().filter_map(Piece::read).collect(), total, page, pages })
}

/// One piece that was ever published; a withdrawn one keeps its address and says why.
pub(in crate::content) async fn one_shown(db: &Db, kind: Kind, id: Uuid) -> Result<Option<Piece>, DbErr> {
    let row = Entity::find_by_id(id).filter(Column::Kind.eq(kind.key())).filter(Column::Shown.is_not_null());
    Ok(row.one(db.read()).await?.and_then(Piece::read))
}

/// How many published pieces of these each topic has.
pub(in crate::content) async fn topics(db: &Db, asked: &Asked) -> Result<Vec<(String, i64)>, DbErr> {
    let select = asked.select().select_only().column(Column::Topic).column_as(Column::Id.count(), "pieces");
    let select = select.group_by(Column::Topic).order_by_asc(Column::Topic).limit(200);
    select.into_tuple().all(db.read()).await
}

#[derive(FromQueryResult)]
struct Mark {
    site: Option<String>,
    revisions: i64,
    changed: Option<DateTime<Utc>>,
}

/// A mark for each site that changes whenever its live entries do.
pub(in crate::content) async fn live_marks(db: &Db) -> Result<HashMap<String, String>, DbErr> {
    let select = Entity::find()
        .select_only()
        .column(Column::Site)
        .column_as(Column::Revision.sum().cast_as("bigint"), "revisions")
        .column_as(Column::ChangedAt.max(), "changed")
        .filter(Column::Kind.eq(Kind::Live.key()))
        .filter(Column::Shown.is_not_null())
        .group_by(Column::Site);
    let marks = select.into_model::<Mark>().all(db.read()).await?;
    let mark = |mark: Mark| {
        let changed = mark.changed.map_or(0, |at| at.timestamp_micros());
        Some((mark.site?, format!("{changed}-{}", mark.revisions)))
    };
    Ok(marks.into_iter().filter_map(mark).collect())
}
