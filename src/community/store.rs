//! Declarations in the database.

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::json;
use uuid::Uuid;

use super::declaration::{Kind, Outcome, State};
use super::tables::{declaration, event};
use crate::db::{Db, DbErr, Tx};

/// Lines of a page of the desk.
pub(super) const PAGE: u64 = 30;
/// How far back the same person is looked for: half a year.
const BEFORE: Days = Days::new(183);

/// What an officer asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub kind: Option<Kind>,
    pub state: Option<State>,
    pub division: Option<DivisionCode>,
    pub no: String,
    pub page: u64,
}

/// What an officer writes down.
pub(crate) struct Step<'a> {
    pub officer: Uuid,
    pub act: &'a str,
    pub words: &'a str,
    pub at: DateTime<Utc>,
}

pub(super) async fn add(tx: &Tx, row: declaration::Model, at: DateTime<Utc>) -> Result<(), DbErr> {
    let id = row.id;
    declaration::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    tell(tx, id, None, "receive", "", at).await
}

async fn tell(
    tx: &impl ConnectionTrait,
    declaration: Uuid,
    officer: Option<Uuid>,
    act: &str,
    words: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = event::ActiveModel {
        id: NotSet,
        declaration: Set(declaration),
        at: Set(at),
        officer: Set(officer),
        act: Set(act.to_owned()),
        words: Set(words.to_owned()),
    };
    event::Entity::insert(row).exec_without_returning(tx).await.map(drop)
}

pub(super) async fn by_no(db: &Db, no: &str) -> Result<Option<declaration::Model>, DbErr> {
    declaration::Entity::find().filter(declaration::Column::No.eq(no)).one(db.read()).await
}

/// One inside the officer's divisions.
pub(super) async fn one(db: &Db, divisions: &[DivisionCode], id: Uuid) -> Result<Option<declaration::Model>, DbErr> {
    declaration::Entity::find_by_id(id).filter(inside(divisions)).one(db.read()).await
}

pub(super) async fn list(
    db: &Db,
    divisions: &[DivisionCode],
    wanted: &Wanted,
) -> Result<(Vec<declaration::Model>, u64), DbErr> {
    let mut query = declaration::Entity::find().filter(inside(divisions));
    if let Some(kind) = wanted.kind {
        query = query.filter(declaration::Column::Kind.eq(kind.key()));
    }
    if let Some(state) = wanted.state {
        query = query.filter(declaration::Column::State.eq(state.key()));
    }
    if let Some(division) = wanted.division {
        query = query.filter(declaration::Column::Division.starts_with(division.prefix()));
    }
    if !wanted.no.is_empty() {
        query = query.filter(declaration::Column::No.starts_with(&wanted.no));
    }
    let total = query.clone().count(db.read()).await?;
    let rows = query
        .order_by_asc(declaration::Column::CreatedAt)
        .order_by_asc(declaration::Column::Id)
        .offset(wanted.page * PAGE)
        .limit(PAGE)
        .all(db.read())
        .await?;
    Ok((rows, total))
}

/// Others by the same person within half a year, the newest first.
pub(super) async fn of_same_person(
    db: &Db,
    divisions: &[DivisionCode],
    row: &declaration::Model,
) -> Result<Vec<declaration::Model>, DbErr> {
    let Some(person) = &row.person else { return Ok(Vec::new()) };
    let since = row.created_at.checked_sub_days(BEFORE).unwrap_or(row.created_at);
    declaration::Entity::find()
        .filter(inside(divisions))
        .filter(declaration::Column::Person.eq(person))
        .filter(declaration::Column::Id.ne(row.id))
        .filter(declaration::Column::CreatedAt.gte(since))
        .order_by_desc(declaration::Column::CreatedAt)
        .limit(10)
        .all(db.read())
        .await
}

pub(super) async fn events(db: &Db, id: Uuid) -> Result<Vec<event::Model>, DbErr> {
    event::Entity::find().filter(event::Column::Declaration.eq(id)).order_by_asc(event::Column::Id).all(db.read()).await
}

/// Hands it to a place; `false` when somebody else changed it before.
pub(super) async fn dispatch(
    tx: &Tx,
    row: &declaration::Model,
    to: &DivisionCode,
    step: &Step<'_>,
) -> Result<bool, DbErr> {
    let change = declaration::ActiveModel {
        state: Set(State::Dispatched.key().to_owned()),
        division: Set(to.as_str().to_owned()),
        ..Default::default()
    };
    change_and_tell(tx, row, change, step).await
}

/// Ends it with an outcome; `false` when somebody else changed it before.
pub(super) async fn close(tx: &Tx, row: &declaration::Model, outcome: Outcome, step: &Step<'_>) -> Result<bool, DbErr> {
    let change = declaration::ActiveModel {
        state: Set(State::Closed.key().to_owned()),
        outcome: Set(Some(outcome.key().to_owned())),
        ..Default::default()
    };
    change_and_tell(tx, row, change, step).await
}

async fn change_and_tell(
    tx: &Tx,
    row: &declaration::Model,
    mut change: declaration::ActiveModel,
    step: &Step<'_>,
) -> Result<bool, DbErr> {
    change.version = Set(row.version + 1);
    let done = declaration::Entity::update_many()
        .set(change)
        .filter(
            Condition::all().add(declaration::Column::Id.eq(row.id)).add(declaration::Column::Version.eq(row.version)),
        )
        .exec(tx)
        .await?;
    if done.rows_affected == 1 {
        tell(tx, row.id, Some(step.officer), step.act, step.words, step.at).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Takes everything personal out of what has come to its day; gives how many.
pub(super) async fn erase(tx: &Tx, today: NaiveDate) -> Result<u64, DbErr> {
    let nobody = declaration::ActiveModel {
        subject: Set(None),
        phone: Set(None),
        person: Set(None),
        answers: Set(json!({})),
        erased: Set(true),
        ..Default::default()
    };
    let due = Condition::all().add(declaration::Column::Erased.eq(false)).add(declaration::Column::EraseOn.lte(today));
    let of_due = declaration::Entity::find().select_only().column(declaration::Column::Id).filter(due.clone());
    event::Entity::update_many()
        .col_expr(event::Column::Words, Expr::value(""))
        .filter(event::Column::Declaration.in_subquery(sea_orm::QueryTrait::into_query(of_due)))
        .exec(tx)
        .await?;
    Ok(declaration::Entity::update_many().set(nobody).filter(due).exec(tx).await?.rows_affected)
}

fn inside(divisions: &[DivisionCode]) -> Condition {
    divisions
        .iter()
        .fold(Condition::any(), |any, division| any.add(declaration::Column::Division.starts_with(division.prefix())))
}
