//! A day as a definition names it: fixed, or counted from today.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// `2020-01-23`, `today`, `today-18y`, `today+6m`, `today+90d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Bound {
    On(NaiveDate),
    FromToday { back: bool, count: u32, unit: Unit },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Days,
    Months,
    Years,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a day: write 2020-01-23, today, today-18y, today+6m or today+90d")]
pub struct BoundFault(String);

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("invariant: a day of the calendar");
const LAST: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("invariant: a day of the calendar");

impl Bound {
    /// The day that is meant today, kept within the years 1 to 9999.
    pub fn on(self, today: NaiveDate) -> NaiveDate {
        let (back, count, unit) = match self {
            Self::On(day) => return day,
            Self::FromToday { back, count, unit } => (back, count, unit),
        };
        let moved = match (unit, back) {
            (Unit::Days, true) => today.checked_sub_days(Days::new(count.into())),
            (Unit::Days, false) => today.checked_add_days(Days::new(count.into())),
            (Unit::Months, true) => today.checked_sub_months(Months::new(count)),
            (Unit::Months, false) => today.checked_add_months(Months::new(count)),
            (Unit::Years, true) => today.checked_sub_months(Months::new(count.saturating_mul(12))),
            (Unit::Years, false) => today.checked_add_months(Months::new(count.saturating_mul(12))),
        };
        moved.unwrap_or(if back { FIRST } else { LAST }).clamp(FIRST, LAST)
    }

    pub fn is_relative(self) -> bool {
        matches!(self, Self::FromToday { .. })
    }
}

impl FromStr for Bound {
    type Err = BoundFault;

    fn from_str(written: &str) -> Result<Self, BoundFault> {
        let fault = || BoundFault(written.to_owned());
        let Some(rest) = written.strip_prefix("today") else {
            let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").map_err(|_| fault())?;
            return if (1..=9999).contains(&day.year()) { Ok(Self::On(day)) } else { Err(fault()) };
        };
        if rest.is_empty() {
            return Ok(Self::FromToday { back: false, count: 0, unit: Unit::Days });
        }
        let back = match rest.chars().next() {
            Some('-') => true,
            Some('+') => false,
            _ => return Err(fault()),
        };
        let unit = match rest.chars().last() {
            Some('d') => Unit::Days,
            Some('m') => Unit::Months,
            Some('y') => Unit::Years,
            _ => return Err(fault()),
        };
        // A sign and a unit are one byte each, and different ones because no character is both.
        let digits = &rest[1..rest.len() - 1];
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(fault());
        }
        Ok(Self::FromToday { back, count: digits.parse().map_err(|_| fault())?, unit })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::FromToday { count: 0, .. } => f.write_str("today"),
            Self::FromToday { back, count, unit } => {
                let sign = if *back { '-' } else { '+' };
                let unit = match unit {
                    Unit::Days => 'd',
                    Unit::Months => 'm',
                    Unit::Years => 'y',
                };
                write!(f, "today{sign}{count}{unit}")
            }
        }
    }
}

impl TryFrom<String> for Bound {
    type Error = BoundFault;

    fn try_from(written: String) -> Result<Self, BoundFault> {
        written.parse()
    }
}

impl From<Bound> for String {
    fn from(bound: Bound) -> Self {
        bound.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(bound: &str, today: &str) -> String {
        bound.parse::<Bound>().unwrap().on(today.parse().unwrap()).to_string()
    }

    #[test]
    fn a_day_counts_from_today() {
        assert_eq!(on("today-18y", "2020-02-27"), "2002-02-27");
        assert_eq!(on("today+90d", "2020-02-27"), "2020-05-27");
        assert_eq!(on("today-1m", "2020-03-31"), "2020-02-29");
        assert_eq!(on("2020-01-23", "2020-02-27"), "2020-01-23");
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        assert_eq!(on("today+90d", "9999-12-31"), "9999-12-31");
        assert_eq!(on("today-9999y", "2020-02-27"), "0001-01-01");
        assert_eq!(on("today+4294967295y", "2020-02-27"), "9999-12-31");
    }

    #[test]
    fn what_is_not_a_day_is_refused() {
        for written in
            ["", "tomorrow", "today18y", "today-", "today-y", "today--1d", "today-18岁", "0000-01-01", "2021-02-29"]
        {
            assert!(written.parse::<Bound>().is_err(), "{written}");
        }
    }
}
