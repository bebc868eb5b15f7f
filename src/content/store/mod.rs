//! Reading and writing pieces.

mod desk;
mod public;
mod rows;
mod write;

pub(super) use desk::{Filter, edition, for_officer, history, list};
pub(super) use public::{Asked, Found, live_marks, one_shown, shown, topics};
pub(super) use rows::{change_rows, known, put};
pub(super) use write::{add, add_edition, add_event, change, settle};

use budayang_rules::division::DivisionCode;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{ColumnTrait, Condition, ExprTrait};

use super::tables::piece::Column;

/// Pieces of a place, of what lies in it, and of what it lies in: a province's site shows the nation's rumours too.
fn around(place: &DivisionCode) -> Condition {
    let above: Vec<String> = place.ancestors().map(|code| code.as_str().to_owned()).collect();
    Condition::any()
        .add(Column::Division.starts_with(place.prefix()))
        .add(Column::Division.is_in(above))
        .add(Column::Division.eq(DivisionCode::NATION.as_str()))
}

/// Pieces that say all of these words.
fn saying(text: &str) -> Condition {
    text.split_whitespace().take(8).fold(Condition::all(), |condition, word| {
        let word = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        condition
            .add(sea_orm::sea_query::Expr::col(Column::Words).like(LikeExpr::new(format!("%{word}%")).escape('\\')))
    })
}
