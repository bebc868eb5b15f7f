//! Divisions of tables on disk, for checks that have no database.

use std::collections::HashSet;

use budayang_rules::division::{DivisionCode, Level};

use super::import;

/// Codes that a table names.
#[derive(Default)]
pub(crate) struct Known(HashSet<DivisionCode>);

impl Known {
    /// Adds the divisions of a table; one that cannot be read adds none.
    pub(crate) fn learn(&mut self, table: &str) {
        self.0.extend(import::codes(table));
    }

    /// Whether a code stands for a place. Tables rarely hold every township and village: of those that are not named, the
    /// county above decides.
    pub(crate) fn has(&self, code: &DivisionCode) -> bool {
        let above =
            |code: &DivisionCode| code.ancestors().find(|one| !matches!(one.level(), Level::Township | Level::Village));
        *code == DivisionCode::NATION
            || self.0.contains(code)
            || above(code).is_some_and(|county| self.0.contains(&county))
    }
}
