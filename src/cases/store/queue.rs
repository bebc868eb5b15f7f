//! Officers' queues: what they may see, sorted by what is due.

use std::collections::BTreeMap;

use budayang_rules::division::DivisionCode;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::cases::tables::case::{Column, Entity};
use crate::cases::{Case, State};
use crate::db::Db;
use crate::identity::{Officer, Role};

const PER_PAGE: u64 = 50;

/// What an officer wants to see of their queue.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    /// None of them: all states in which something is still to be done.
    pub states: Vec<State>,
    pub body: Option<String>,
    pub division: Option<DivisionCode>,
    pub colour: Option<Colouring>,
    /// Only those assigned to the officer.
    pub mine: bool,
    /// A case number or the beginning of an item's name.
    pub q: String,
    /// Counted from 1.
    pub page: u64,
    pub today: NaiveDate,
}

/// How urgent, as a queue can ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colouring {
    Green,
    Yellow,
    Red,
    Paused,
}

#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub cases: Vec<Case>,
    pub total: u64,
    pub page: u64,
    pub pages: u64,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub by_state: BTreeMap<State, u64>,
    pub red: u64,
    pub yellow: u64,
    pub mine: u64,
}

impl Filter {
    pub(crate) fn new(today: NaiveDate) -> Self {
        Self {
            states: Vec::new(),
            body: None,
            division: None,
            colour: None,
            mine: false,
            q: String::new(),
            page: 1,
            today,
        }
    }
}

impl Colouring {
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        match key {
            "green" => Some(Self::Green),
            "yellow" => Some(Self::Yellow),
            "red" => Some(Self::Red),
            "paused" => Some(Self::Paused),
            _ => None,
        }
    }
}

/// The cases of an officer's bodies and divisions.
pub(crate) async fn queue(db: &Db, officer: &Officer, filter: &Filter) -> Result<Page, DbErr> {
    let mut cases = Entity::find().filter(scope(officer));
    cases = match filter.states.as_slice() {
        [] => cases.filter(Column::State.is_in(open())),
        states => cases.filter(Column::State.is_in(states.iter().copied())),
    };
    if let Some(body) = &filter.body {
        cases = cases.filter(Column::BodyCode.eq(body));
    }
    if let Some(division) = &filter.division {
        cases = cases.filter(Column::Division.starts_with(division.prefix()));
    }
    if let Some(colour) = filter.colour {
        cases = cases.filter(coloured(colour, filter.today));
    }
    if filter.mine {
        cases = cases.filter(Column::AssignedTo.eq(officer.id));
    }
    let q = filter.q.trim();
    if !q.is_empty() {
        let number: String = q.chars().filter(char::is_ascii_digit).collect();
        let mut found = Condition::any().add(Column::ItemName.contains(q));
        if !number.is_empty() {
            found = found.add(Column::No.starts_with(number));
        }
        cases = cases.filter(found);
    }
    let total = cases.clone().count(db.read()).await?;
    let pages = total.div_ceil(PER_PAGE).max(1);
    let page = filter.page.clamp(1, pages);
    let found = cases
        .order_by_asc(Column::Due.is_null())
        .order_by_asc(Column::Due)
        .order_by_asc(Column::Id)
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
        .all(db.read())
        .await?;
    Ok(Page { cases: found, total, page, pages })
}

/// The figures above an officer's queue.
pub(crate) async fn counts(db: &Db, officer: &Officer, today: NaiveDate) -> Result<Counts, DbErr> {
    let open_cases = || Entity::find().filter(scope(officer)).filter(Column::State.is_in(open()));
    let by_state: Vec<(State, i64)> = Entity::find()
        .filter(scope(officer))
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .group_by(Column::State)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(Counts {
        by_state: by_state.into_iter().map(|(state, n)| (state, u64::try_from(n).unwrap_or(0))).collect(),
        red: open_cases().filter(coloured(Colouring::Red, today)).count(db.read()).await?,
        yellow: open_cases().filter(coloured(Colouring::Yellow, today)).count(db.read()).await?,
        mine: open_cases().filter(Column::AssignedTo.eq(officer.id)).count(db.read()).await?,
    })
}

/// Cases inside any of the officer's grants for handling cases.
pub(super) fn scope(officer: &Officer) -> Condition {
    let handling = |role| matches!(role, Role::Clerk | Role::Reviewer | Role::Decider | Role::Supervisor);
    // A condition that nothing meets, for officers without such a grant.
    let nothing = Condition::any().add(Column::Id.is_null());
    officer.grants.iter().filter(|grant| handling(grant.role)).fold(nothing, |any, grant| {
        let mut inside = Condition::all().add(Column::Division.starts_with(grant.division.prefix()));
        if let Some(body) = &grant.body {
            inside = inside.add(Column::BodyCode.eq(body));
        }
        any.add(inside)
    })
}

fn open() -> impl Iterator<Item = State> {
    State::ALL.into_iter().filter(|state| !state.is_over())
}

fn coloured(colour: Colouring, today: NaiveDate) -> Condition {
    let standing = [State::Special, State::ToBeCorrected];
    let running = Condition::all().add(Column::State.is_not_in(standing));
    match colour {
        Colouring::Paused => Condition::all().add(Column::State.is_in(standing)),
        Colouring::Red => running.add(Column::Due.lt(today)),
        Colouring::Yellow => running.add(Column::Due.gte(today)).add(Column::YellowFrom.lte(today)),
        Colouring::Green => running.add(
            Condition::any()
                .add(Column::Due.is_null())
                .add(Condition::all().add(Column::Due.gte(today)).add(Column::YellowFrom.gt(today))),
        ),
    }
}
