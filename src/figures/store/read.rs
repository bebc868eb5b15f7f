//! Reading figures as they are, or as they were known at a moment.

use std::collections::HashMap;

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::super::figure::{Figure, State};
use super::super::table::{figure, flag};
use super::{Decision, Waiting, noun};
use crate::db::{Db, DbErr};

/// A place below that has not reported for so long is left out.
const SILENT: Days = Days::new(31);
/// The desk shows so many at a time.
const SHOWN: u64 = 100;

/// Which figures are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked<'a> {
    pub divisions: &'a [DivisionCode],
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// As known then; `None` is now.
    pub as_of: Option<DateTime<Utc>>,
}

pub(crate) async fn is_empty(connection: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(figure::Entity::find().limit(1).one(connection).await?.is_none())
}

fn published() -> Select<figure::Entity> {
    figure::Entity::find().filter(figure::Column::State.eq(State::Published.key()))
}

/// Changes whenever a figure is published, corrected or decided about.
pub(crate) async fn mark(db: &Db) -> Result<String, DbErr> {
    let select = published().select_only().column_as(figure::Column::Id.count(), "rows");
    let select = select.column_as(figure::Column::RecordedAt.max(), "last");
    let found = select.into_tuple::<(i64, Option<DateTime<Utc>>)>().one(db.read()).await?;
    let (rows, last) = found.unwrap_or_default();
    Ok(format!("{}-{rows}", last.map_or(0, |at| at.timestamp_micros())))
}

/// By division and day; of each day the last revision that counts.
pub(crate) async fn series(db: &Db, asked: &Asked<'_>) -> Result<Vec<Figure>, DbErr> {
    let mut query = published()
        .filter(figure::Column::Division.is_in(asked.divisions.iter().map(DivisionCode::as_str)))
        .filter(figure::Column::Day.between(asked.from, asked.to));
    if let Some(as_of) = asked.as_of {
        query = query.filter(figure::Column::PublishedAt.lte(as_of));
    }
    let rows = query
        .order_by_asc(figure::Column::Division)
        .order_by_asc(figure::Column::Day)
        .order_by_asc(figure::Column::Revision)
        .all(db.read())
        .await?;
    Ok(last_of(rows, |row| (row.division.clone(), row.day)))
}

/// The newest figures up to a day of everything inside a division, by code.
pub(crate) async fn below(db: &Db, above: &DivisionCode, day: NaiveDate) -> Result<Vec<Figure>, DbErr> {
    let since = day.checked_sub_days(SILENT).unwrap_or(day);
    let mut query =
        published().filter(figure::Column::Day.between(since, day)).filter(figure::Column::Division.ne(above.as_str()));
    query = match above.prefix() {
        "" => query.filter(figure::Column::Division.like("__0000000000")),
        prefix => query.filter(figure::Column::Division.starts_with(prefix)),
    };
    let rows = query
        .order_by_asc(figure::Column::Division)
        .order_by_asc(figure::Column::Day)
        .order_by_asc(figure::Column::Revision)
        .all(db.read())
        .await?;
    Ok(last_of(rows, |row| row.division.clone()))
}

/// The last row of each group of sorted rows.
fn last_of<K: PartialEq>(rows: Vec<figure::Model>, key: impl Fn(&figure::Model) -> K) -> Vec<Figure> {
    let mut last: Vec<figure::Model> = Vec::new();
    for row in rows {
        match last.last_mut().filter(|before| key(before) == key(&row)) {
            Some(before) => *before = row,
            None => last.push(row),
        }
    }
    last.into_iter().filter_map(noun).collect()
}

/// The newest day for which a division has published figures.
pub(crate) async fn latest_day(db: &Db, division: &DivisionCode) -> Result<Option<NaiveDate>, DbErr> {
    published()
        .filter(figure::Column::Division.eq(division.as_str()))
        .select_only()
        .column_as(figure::Column::Day.max(), "day")
        .into_tuple::<Option<NaiveDate>>()
        .one(db.read())
        .await
        .map(Option::flatten)
}

/// Every published revision of one day: what was said first, what was corrected later.
pub(crate) async fn history(db: &Db, division: &DivisionCode, day: NaiveDate) -> Result<Vec<Figure>, DbErr> {
    let rows = published()
        .filter(figure::Column::Division.eq(division.as_str()))
        .filter(figure::Column::Day.eq(day))
        .order_by_asc(figure::Column::Revision)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().filter_map(noun).collect())
}

/// Held figures inside these divisions, the oldest first, with what was found; and how many there are.
pub(crate) async fn waiting(db: &Db, divisions: &[DivisionCode]) -> Result<(Vec<Waiting>, u64), DbErr> {
    let held = figure::Entity::find().filter(figure::Column::State.eq(State::Held.key())).filter(inside(divisions));
    let count = held.clone().count(db.read()).await?;
    let rows = held
        .order_by_asc(figure::Column::Day)
        .order_by_asc(figure::Column::Division)
        .limit(SHOWN)
        .all(db.read())
        .await?;
    let flags = flag::Entity::find()
        .filter(flag::Column::Figure.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(flag::Column::Kind)
        .all(db.read())
        .await?;
    let mut by_figure: HashMap<_, Vec<_>> = HashMap::new();
    for flag in flags {
        by_figure.entry(flag.figure).or_default().push((flag.kind, flag.words));
    }
    let waiting =
        |row: figure::Model| Some(Waiting { flags: by_figure.remove(&row.id).unwrap_or_default(), figure: noun(row)? });
    Ok((rows.into_iter().filter_map(waiting).collect(), count))
}

/// Whose figure it is.
pub(crate) async fn division_of(db: &Db, id: uuid::Uuid) -> Result<Option<DivisionCode>, DbErr> {
    let row = figure::Entity::find_by_id(id).one(db.read()).await?;
    Ok(row.and_then(|row| DivisionCode::parse(&row.division).ok()))
}

/// What was decided last inside these divisions.
pub(crate) async fn decisions(db: &Db, divisions: &[DivisionCode]) -> Result<Vec<Decision>, DbErr> {
    let rows = figure::Entity::find()
        .filter(figure::Column::DecidedAt.is_not_null())
        .filter(inside(divisions))
        .order_by(figure::Column::DecidedAt, Order::Desc)
        .limit(20)
        .all(db.read())
        .await?;
    let decision = |row: figure::Model| {
        let (confirmed, by) = (row.state == State::Published.key(), row.decided_by);
        Some(Decision { confirmed, by, reason: row.reason.clone().unwrap_or_default(), figure: noun(row)? })
    };
    Ok(rows.into_iter().filter_map(decision).collect())
}

fn inside(divisions: &[DivisionCode]) -> sea_orm::Condition {
    divisions.iter().fold(sea_orm::Condition::any(), |any, division| {
        any.add(figure::Column::Division.starts_with(division.prefix()))
    })
}
