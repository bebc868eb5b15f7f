//! Ratings, their average, and what follows bad ones.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::delivery::tables::{follow_up, rating};
use crate::delivery::{FollowUp, Rating};
use crate::identity::{Officer, Role};

const MOST_SHOWN: u64 = 200;

pub(crate) async fn add_rating(tx: &impl ConnectionTrait, new: Rating) -> Result<(), DbErr> {
    rating::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn add_follow_up(tx: &impl ConnectionTrait, new: FollowUp) -> Result<(), DbErr> {
    follow_up::Entity::insert(new.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub(crate) async fn rating_of_case(db: &impl ConnectionTrait, case: Uuid) -> Result<Option<Rating>, DbErr> {
    rating::Entity::find().filter(rating::Column::CaseId.eq(case)).one(db).await
}

pub(crate) async fn rated_since(db: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<bool, DbErr> {
    Ok(rating::Entity::find().filter(rating::Column::At.gte(at)).one(db).await?.is_some())
}

/// How many ratings an item has and the sum of their grades.
pub(crate) async fn average(db: &impl ConnectionTrait, item: &str) -> Result<(i64, i64), DbErr> {
    let sums: Option<(i64, Option<i64>)> = rating::Entity::find()
        .filter(rating::Column::ItemCode.eq(item))
        .select_only()
        .column_as(rating::Column::Id.count(), "n")
        .column_as(rating::Column::Grade.sum(), "sum")
        .into_tuple()
        .one(db)
        .await?;
    Ok(sums.map_or((0, 0), |(n, sum)| (n, sum.unwrap_or(0))))
}

/// Bad ratings of the bodies that the officer supervises: open ones first, by due date.
pub(crate) async fn follow_ups(
    db: &impl ConnectionTrait,
    officer: &Officer,
) -> Result<Vec<(FollowUp, Option<Rating>)>, DbErr> {
    let nothing = Condition::any().add(rating::Column::Id.is_null());
    let scope = officer.grants.iter().filter(|grant| grant.role == Role::Supervisor).fold(nothing, |any, grant| {
        let mut inside = Condition::all().add(rating::Column::Division.starts_with(grant.division.prefix()));
        if let Some(body) = &grant.body {
            inside = inside.add(rating::Column::BodyCode.eq(body));
        }
        any.add(inside)
    });
    follow_up::Entity::find()
        .find_also_related(rating::Entity)
        .filter(scope)
        .order_by_desc(follow_up::Column::AnsweredAt.is_null())
        .order_by_asc(follow_up::Column::Due)
        .limit(MOST_SHOWN)
        .all(db)
        .await
}

/// Answers a follow-up; false when somebody had answered it.
pub(crate) async fn answer(
    tx: &impl ConnectionTrait,
    rating: Uuid,
    officer: Uuid,
    answer: &str,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = follow_up::Entity::update_many()
        .col_expr(follow_up::Column::AnsweredBy, Expr::value(officer))
        .col_expr(follow_up::Column::AnsweredAt, Expr::value(at))
        .col_expr(follow_up::Column::Answer, Expr::value(answer))
        .filter(follow_up::Column::RatingId.eq(rating))
        .filter(follow_up::Column::AnsweredAt.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
