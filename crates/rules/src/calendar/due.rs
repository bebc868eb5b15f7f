//! A date that something is due on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A due date. It is provisional when the holidays of a year on the way are not announced yet; it is then computed anew later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    pub date: NaiveDate,
    pub provisional: bool,
}

impl Due {
    /// What stands beside a provisional date.
    pub fn label(&self) -> Option<&'static str> {
        self.provisional.then_some("日历未发布")
    }

    pub fn label_en(&self) -> Option<&'static str> {
        self.provisional.then_some("holidays not announced yet")
    }
}
