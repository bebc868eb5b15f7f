//! A piece (稿件) as its row has it.

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::kind::Kind;
use super::matter::Matter;
use super::state::{Hand, Standing, State};
use crate::identity::{Officer, Role};

pub(super) use super::tables::edition::Model as Edition;
pub(super) use super::tables::event::Model as Event;
pub(super) use super::tables::piece::Model as Row;

/// A row whose words could be read.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub kind: Kind,
    pub state: State,
    pub division: DivisionCode,
    /// What everybody sees or, before the first publication, the newest edition.
    pub matter: Matter,
    pub row: Row,
}

impl Piece {
    /// None for a row that a later version of the program wrote.
    pub(super) fn read(row: Row) -> Option<Self> {
        Some(Self {
            kind: Kind::from_key(&row.kind)?,
            state: State::from_key(&row.state)?,
            division: DivisionCode::parse(&row.division).ok()?,
            matter: serde_json::from_str(&row.content).ok()?,
            row,
        })
    }

    pub(crate) fn id(&self) -> Uuid {
        self.row.id
    }

    /// Whether the public sees an edition of it.
    pub(crate) fn is_public(&self) -> bool {
        self.row.shown.is_some() && self.row.withdrawn_at.is_none()
    }

    pub(crate) fn published_at(&self) -> DateTime<Utc> {
        self.row.published_at.unwrap_or(self.row.changed_at)
    }

    /// Why it no longer counts, when it was published once.
    pub(crate) fn withdrawn(&self) -> Option<&str> {
        self.row.withdrawn_at.and(self.row.shown)?;
        Some(self.row.withdrawn_why.as_deref().unwrap_or_default())
    }

    pub(super) fn standing(&self) -> Standing {
        Standing { kind: self.kind, state: self.state, author: self.row.author, public: self.is_public() }
    }
}

/// What an officer may do to content of this division. A grant for one body does not reach what a site says to all.
pub(crate) fn hand(officer: &Officer, division: &DivisionCode) -> Hand {
    let edits = officer.may(Role::Editor, "", division);
    Hand { id: officer.id, edits, reviews: edits || officer.may(Role::Supervisor, "", division) }
}

/// The divisions whose content an officer keeps.
pub(crate) fn reach(officer: &Officer) -> Vec<DivisionCode> {
    let keeps = |role: Role| matches!(role, Role::Editor | Role::Supervisor);
    let grants = officer.grants.iter().filter(|grant| keeps(grant.role) && grant.body.is_none());
    grants.map(|grant| grant.division).collect()
}
