//! The limits that a case runs under: those of the item version it was filed under.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Deadlines;
use crate::limit::TimeLimit;

/// How the organ handles the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handling {
    #[default]
    Alone,
    /// 统一办理、联合办理、集中办理 by several departments.
    Joint,
    /// 下级初审: the lower organ's part of a case that the upper organ decides.
    LowerReview,
}

/// The organ has until the earlier of both: a promise never outlives the statute. With neither there is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    pub statutory: Option<TimeLimit>,
    pub promised: Option<TimeLimit>,
    pub handling: Handling,
    /// Longest extension in working days where a law says other than the licence law.
    pub extension: Option<u16>,
    /// Expiry of the licence to be renewed, when it was applied for in time: no decision until then renews it (art. 50).
    pub renewal_of: Option<NaiveDate>,
}

impl Limits {
    /// A licence: where no law names a limit, the licence law does.
    pub fn licence(
        statutory: Option<TimeLimit>,
        promised: Option<TimeLimit>,
        handling: Handling,
        deadlines: &Deadlines,
    ) -> Self {
        let statutory = statutory.or_else(|| Some(TimeLimit::working_days(deadlines.of(handling).days)));
        Self { statutory, promised, handling, ..Self::default() }
    }

    /// Other items, which may have no statutory limit at all.
    pub fn service(statutory: Option<TimeLimit>, promised: Option<TimeLimit>) -> Self {
        Self { statutory, promised, ..Self::default() }
    }

    /// By how many working days the head of the organ may extend.
    pub fn longest_extension(&self, deadlines: &Deadlines) -> u16 {
        self.extension.unwrap_or(deadlines.of(self.handling).extension)
    }
}
