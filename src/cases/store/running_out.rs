//! Cases for which a day has passed, or is near, without what should have happened.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::cases::tables::{case, event, material};
use crate::cases::{Case, Event, Material, MaterialState, State, Verb};

const OPEN: [State; 4] = [State::Submitted, State::PreChecked, State::Received, State::Corrected];
const UNDER_REVIEW: [State; 3] = [State::Accepted, State::Review, State::Special];
/// The organ's own time runs: not while a special procedure stops it.
const DECIDING: [State; 2] = [State::Accepted, State::Review];

/// What is being waited for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Awaited {
    /// The organ has not spoken by its last day.
    Acceptance { today: NaiveDate },
    /// The applicant has not corrected by the last day.
    Correction { today: NaiveDate },
    /// A missing material has not come by its day.
    Material { today: NaiveDate },
    /// The applicant's day is near.
    Applicant { today: NaiveDate, until: NaiveDate },
    /// No decision by the last day, and nobody was alarmed about it yet.
    Decision { today: NaiveDate },
    /// Nothing more has happened since the result was handed over.
    Silence { since: DateTime<Utc> },
}

/// Some of them, in the order of their keys, after a key.
pub(crate) async fn running_out(
    db: &impl ConnectionTrait,
    awaited: Awaited,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Case>, DbErr> {
    let mut cases = case::Entity::find().filter(awaited.condition());
    if let Some(after) = after {
        cases = cases.filter(case::Column::Id.gt(after));
    }
    cases.order_by_asc(case::Column::Id).limit(limit).all(db).await
}

/// What these cases were reminded of.
pub(crate) async fn reminders(db: &impl ConnectionTrait, cases: &[Case]) -> Result<Vec<Event>, DbErr> {
    let events = event::Entity::find()
        .filter(event::Column::CaseId.is_in(cases.iter().map(|case| case.id)))
        .filter(event::Column::Act.eq(Verb::Remind.key()));
    events.all(db).await
}

/// What these cases were accepted without.
pub(crate) async fn missing(
    db: &impl ConnectionTrait,
    cases: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<Material>, DbErr> {
    let rows = material::Entity::find()
        .filter(material::Column::CaseId.is_in(cases))
        .filter(material::Column::State.eq(MaterialState::Missing));
    rows.all(db).await
}

impl Awaited {
    fn condition(self) -> Condition {
        let all = Condition::all();
        match self {
            Self::Acceptance { today } => all.add(case::Column::State.is_in(OPEN)).add(case::Column::Due.lt(today)),
            Self::Correction { today } => {
                all.add(case::Column::State.eq(State::ToBeCorrected)).add(case::Column::Due.lt(today))
            }
            Self::Material { today } => {
                all.add(case::Column::State.is_in(UNDER_REVIEW)).add(case::Column::MissingDue.lt(today))
            }
            Self::Applicant { today, until } => Condition::any()
                .add(
                    Condition::all()
                        .add(case::Column::State.eq(State::ToBeCorrected))
                        .add(case::Column::Due.between(today, until)),
                )
                .add(
                    Condition::all()
                        .add(case::Column::State.is_in(UNDER_REVIEW))
                        .add(case::Column::MissingDue.between(today, until)),
                ),
            Self::Decision { today } => all
                .add(case::Column::State.is_in(DECIDING))
                .add(case::Column::Due.lt(today))
                .add(Expr::exists(alarms_since_due()).not()),
            Self::Silence { since } => {
                all.add(case::Column::State.eq(State::Delivered)).add(case::Column::UpdatedAt.lt(since))
            }
        }
    }
}

/// An alarm rung after the present last day; one about an earlier day does not count when a pause has moved it.
fn alarms_since_due() -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(event::Entity)
        .and_where(Expr::col((event::Entity, event::Column::CaseId)).equals((case::Entity, case::Column::Id)))
        .and_where(Expr::col((event::Entity, event::Column::Act)).eq(Verb::Alarm.key()))
        .and_where(Expr::col((event::Entity, event::Column::At)).gt(Expr::col((case::Entity, case::Column::Due))))
        .to_owned()
}
