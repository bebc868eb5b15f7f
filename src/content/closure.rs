//! Road closures (高速封堵) as lists, feeds and programs read them.

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, TimeDelta, Utc};

use super::kind::Kind;
use super::piece::Piece;
use super::store::Asked;

/// A road that is open again stays in the list for so long, marked 已恢复.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

/// What an address asks of the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    pub road: String,
    pub division: Option<DivisionCode>,
    /// Some(true): those that are open again.
    pub over: Option<bool>,
    pub page: u64,
}

impl Wanted {
    pub(super) fn asked(&self, around: Option<DivisionCode>, now: DateTime<Utc>) -> Asked {
        Asked {
            around,
            within: self.division,
            q: self.road.clone(),
            over: self.over,
            ended_after: Some(now - REMEMBERED),
            page: self.page,
            ..Asked::new(Kind::Closure)
        }
    }
}

pub(super) fn key(piece: &Piece) -> &'static str {
    if piece.row.over { "reopened" } else { "closed" }
}
