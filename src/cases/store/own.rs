//! What somebody has applied for, and what they have begun.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::cases::tables::case;
use crate::cases::{Case, State};

pub(crate) const PER_PAGE: u64 = 20;

/// How applicants sort their cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    All,
    /// The applicant has to do something.
    Todo,
    Open,
    Over,
}

/// How many stand where.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwnCounts {
    todo: u64,
    open: u64,
    over: u64,
}

impl Standing {
    pub(crate) const ALL: [Self; 4] = [Self::All, Self::Todo, Self::Open, Self::Over];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Todo => "todo",
            Self::Open => "open",
            Self::Over => "over",
        }
    }

    pub(crate) fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|standing| standing.key() == key).unwrap_or(Self::All)
    }

    fn condition(self) -> Condition {
        let all = Condition::all();
        match self {
            Self::All => all,
            Self::Todo => Condition::any()
                .add(case::Column::State.eq(State::ToBeCorrected))
                .add(case::Column::MissingDue.is_not_null()),
            Self::Open => all.add(case::Column::State.is_in(open())),
            Self::Over => all.add(case::Column::State.is_not_in(open())),
        }
    }
}

impl OwnCounts {
    pub(crate) fn of(&self, standing: Standing) -> u64 {
        match standing {
            Standing::All => self.open + self.over,
            Standing::Todo => self.todo,
            Standing::Open => self.open,
            Standing::Over => self.over,
        }
    }
}

/// A page of a subject's cases, counted from 1, the newest first.
pub(crate) async fn own(
    db: &impl ConnectionTrait,
    subject: Uuid,
    standing: Standing,
    page: u64,
) -> Result<Vec<Case>, DbErr> {
    let cases = case::Entity::find().filter(case::Column::SubjectId.eq(subject)).filter(standing.condition());
    let newest_first = cases.order_by_desc(case::Column::CreatedAt).order_by_desc(case::Column::Id);
    newest_first.offset((page - 1) * PER_PAGE).limit(PER_PAGE).all(db).await
}

pub(crate) async fn own_counts(db: &impl ConnectionTrait, subject: Uuid) -> Result<OwnCounts, DbErr> {
    let of_subject = || case::Entity::find().filter(case::Column::SubjectId.eq(subject));
    let by_state: Vec<(State, i64)> = of_subject()
        .select_only()
        .column(case::Column::State)
        .column_as(case::Column::Id.count(), "n")
        .group_by(case::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let todo = of_subject().filter(Standing::Todo.condition()).count(db).await?;
    let mut counts = OwnCounts { todo, ..OwnCounts::default() };
    for (state, n) in by_state {
        let n = u64::try_from(n).unwrap_or(0);
        if is_open(state) { counts.open += n } else { counts.over += n }
    }
    Ok(counts)
}

/// For the applicant a case is done when the result is in their hands.
fn is_open(state: State) -> bool {
    !state.is_over() && state != State::Delivered
}

fn open() -> impl Iterator<Item = State> {
    State::ALL.into_iter().filter(|state| is_open(*state))
}
