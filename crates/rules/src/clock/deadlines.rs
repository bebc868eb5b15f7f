//! The law's numbers, as data.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Handling;

/// Numbers of working days, and the share of the limit from which a clock is yellow.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Deadlines {
    pub correction: u32,
    pub alone: Span,
    pub joint: Span,
    pub lower_review: Span,
    pub delivery: u32,
    pub hearing_request: u32,
    pub hearing_held: u32,
    pub hearing_notice: u32,
    pub renewal: u32,
    pub yellow_percent_left: u32,
}

/// A time to decide, and how much may be added once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub days: u16,
    pub extension: u16,
}

static LAW: LazyLock<Deadlines> = LazyLock::new(|| {
    Deadlines::parse(include_str!("../../data/deadlines.toml"))
        .expect("invariant: the deadlines in this crate are read by its tests")
});

impl Deadlines {
    /// The Administrative Licence Law's.
    pub fn law() -> &'static Self {
        &LAW
    }

    /// A table of the operator's own, in the form of `data/deadlines.toml`.
    pub fn parse(toml: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(toml)
    }

    pub fn of(&self, handling: Handling) -> Span {
        match handling {
            Handling::Alone => self.alone,
            Handling::Joint => self.joint,
            Handling::LowerReview => self.lower_review,
        }
    }
}
