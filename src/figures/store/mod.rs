//! Figures in the database.

mod read;
mod take;

pub(super) use read::{Asked, below, decisions, division_of, history, is_empty, latest_day, mark, series, waiting};
pub(super) use take::{Claim, Taking, decide};

use budayang_rules::division::DivisionCode;
use uuid::Uuid;

use super::figure::{Counts, Figure};
use super::table::figure;

/// Counts are never negative, and no land has two thousand million people.
fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn counts(row: &figure::Model) -> Counts {
    Counts {
        confirmed: count(row.confirmed),
        suspected: row.suspected.map(count),
        cured: count(row.cured),
        dead: count(row.dead),
    }
}

/// A row as its noun; a division that is none cannot have been stored.
fn noun(row: figure::Model) -> Option<Figure> {
    Some(Figure {
        id: row.id,
        division: DivisionCode::parse(&row.division).ok()?,
        day: row.day,
        counts: counts(&row),
        revision: count(row.revision),
        published_at: row.published_at,
        source: row.source,
        address: row.address,
    })
}

/// What an officer decides about.
pub(crate) struct Waiting {
    pub figure: Figure,
    /// Key and numbers of each oddity.
    pub flags: Vec<(String, String)>,
}

/// What was decided about a revision: by whom, why.
pub(crate) struct Decision {
    pub figure: Figure,
    pub confirmed: bool,
    pub by: Option<Uuid>,
    pub reason: String,
}
