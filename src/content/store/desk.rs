//! What the desk sees: pieces within an officer's reach, whatever their state.

use budayang_rules::division::DivisionCode;
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::saying;
use crate::content::kind::Kind;
use crate::content::piece::{Edition, Event, Piece, reach};
use crate::content::state::State;
use crate::content::tables::piece::{Column, Entity};
use crate::content::tables::{edition, event};
use crate::db::Db;
use crate::identity::Officer;

const PER_PAGE: u64 = 25;
/// Events that a page of the desk shows.
const SHOWN: u64 = 200;

#[derive(Clone, Debug, Default)]
pub(in crate::content) struct Filter {
    pub kind: Option<Kind>,
    pub state: Option<State>,
    pub site: String,
    pub topic: String,
    pub q: String,
    pub page: u64,
}

pub(in crate::content) struct Listed {
    pub pieces: Vec<Piece>,
    pub total: u64,
    pub page: u64,
    pub pages: u64,
}

fn within(divisions: &[DivisionCode]) -> Condition {
    let none = Condition::any().add(Column::Id.eq(Uuid::nil()));
    divisions.iter().fold(none, |any, place| any.add(Column::Division.starts_with(place.prefix())))
}

pub(in crate::content) async fn list(db: &Db, officer: &Officer, filter: &Filter) -> Result<Listed, DbErr> {
    let mut select = Entity::find().filter(within(&reach(officer)));
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind.key()));
    }
    if let Some(state) = filter.state {
        select = select.filter(Column::State.eq(state.key()));
    }
    if !filter.site.is_empty() {
        select = select.filter(Column::Site.eq(&filter.site));
    }
    if !filter.topic.is_empty() {
        select = select.filter(Column::Topic.eq(&filter.topic));
    }
    if !filter.q.is_empty() {
        select = select.filter(saying(&filter.q));
    }
    let paginator = select.order_by_desc(Column::ChangedAt).order_by_desc(Column::Id).paginate(db.read(), PER_PAGE);
    let total = paginator.num_items().await?;
    let pages = total.div_ceil(PER_PAGE).max(1);
    let page = filter.page.clamp(1, pages);
    let rows = paginator.fetch_page(page - 1).await?;
    Ok(Listed { pieces: rows.into_iter().filter_map(Piece::read).collect(), total, page, pages })
}

/// A piece that this officer keeps.
pub(in crate::content) async fn for_officer(db: &Db, officer: &Officer, id: Uuid) -> Result<Option<Piece>, DbErr> {
    let row = Entity::find_by_id(id).filter(within(&reach(officer))).one(db.read()).await?;
    Ok(row.and_then(Piece::read))
}

/// Everything that was done, newest first.
pub(in crate::content) async fn history(db: &Db, piece: Uuid) -> Result<Vec<Event>, DbErr> {
    let query = event::Entity::find().filter(event::Column::Piece.eq(piece)).order_by_desc(event::Column::Seq);
    query.limit(SHOWN).all(db.read()).await
}

pub(in crate::content) async fn edition(db: &Db, piece: Uuid, version: i32) -> Result<Option<Edition>, DbErr> {
    let query = edition::Entity::find().filter(edition::Column::Piece.eq(piece));
    query.filter(edition::Column::Version.eq(version)).one(db.read()).await
}
