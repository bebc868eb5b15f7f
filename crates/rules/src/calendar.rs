//! Working days of an organ: the national arrangement year by year, with local overlays.

mod due;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use due::Due;
pub use table::{CalendarFault, Overlay};
use table::{Span, Table};

/// Which days are worked. Cheap to clone, never touched after loading.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Source document of each year that is loaded.
    sources: BTreeMap<i32, String>,
    /// Monday to Friday, but free.
    off: BTreeSet<NaiveDate>,
    /// Saturday or Sunday, but worked.
    worked: BTreeSet<NaiveDate>,
    /// Sources of the overlays, in the order they were laid on.
    overlays: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    Table::parse(include_str!("../data/calendar.toml"))
        .expect("invariant: the calendar in this crate is read by its tests")
});

impl Calendar {
    /// The arrangements of the State Council Office that this version carries.
    pub fn national() -> Self {
        Self::of(&TABLE, NaiveDate::MAX)
    }

    /// What was known on a day: on 2020-01-25 the first plan for 2020, a day later the extended holiday.
    pub fn national_as_of(day: NaiveDate) -> Self {
        Self::of(&TABLE, day)
    }

    /// A table of the operator's own, in the form of `data/calendar.toml`: for a year that came out after this version.
    pub fn parse(toml: &str) -> Result<Self, CalendarFault> {
        Ok(Self::of(&Table::parse(toml)?, NaiveDate::MAX))
    }

    /// This calendar with another's years in place of its own, where both have one.
    pub fn updated_by(mut self, newer: &Self) -> Self {
        let replaced = |day: &NaiveDate| newer.sources.contains_key(&day.year());
        self.off.retain(|day| !replaced(day));
        self.worked.retain(|day| !replaced(day));
        self.off.extend(&newer.off);
        self.worked.extend(&newer.worked);
        self.sources.extend(newer.sources.clone());
        self
    }

    /// Local holidays (such as 三月三 in Guangxi) or days worked because of an emergency; a later overlay wins over an earlier one.
    pub fn with_overlay(mut self, overlay: &Overlay) -> Self {
        overlay.off.iter().flat_map(Span::days).for_each(|day| self.set(day, false));
        overlay.worked.iter().flat_map(Span::days).for_each(|day| self.set(day, true));
        self.overlays.push(overlay.source.clone());
        self
    }

    /// Source document of a year's arrangement, `None` when the year is not loaded.
    pub fn source(&self, year: i32) -> Option<&str> {
        self.sources.get(&year).map(String::as_str)
    }

    pub fn overlays(&self) -> &[String] {
        &self.overlays
    }

    /// `None` when the year is not loaded: then nobody knows yet.
    pub fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
        self.sources.contains_key(&day.year()).then(|| self.works(day))
    }

    /// The n-th working day after `from`; the day after `from` is day 1 (许可法 art. 82: working days only; civil code art. 201: the
    /// first day does not count). With n = 0 it is `from` itself, or the next working day when that one is free.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> Due {
        let mut provisional = !self.sources.contains_key(&from.year());
        let (mut day, mut left) = (from, n);
        while left > 0 || !self.works(day) {
            // Nobody's case reaches the last day that chrono knows, but a typed year may.
            let Some(next) = day.succ_opt() else { return Due { date: day, provisional: true } };
            day = next;
            provisional |= !self.sources.contains_key(&day.year());
            left -= u32::from(left > 0 && self.works(day));
        }
        Due { date: day, provisional }
    }

    /// The n-th calendar day after `from`, moved on to the next working day when it falls on a free one (civil code art. 203).
    pub fn add_calendar_days(&self, from: NaiveDate, n: u32) -> Due {
        let last = from.checked_add_days(Days::new(n.into())).unwrap_or(NaiveDate::MAX);
        self.add_working_days(last, 0)
    }

    /// The n-th working day before `from`: the last day to hand in what is due n working days ahead.
    pub fn subtract_working_days(&self, from: NaiveDate, n: u32) -> Due {
        let mut provisional = !self.sources.contains_key(&from.year());
        let (mut day, mut left) = (from, n);
        while left > 0 || !self.works(day) {
            let Some(previous) = day.pred_opt() else { return Due { date: day, provisional: true } };
            day = previous;
            provisional |= !self.sources.contains_key(&day.year());
            left -= u32::from(left > 0 && self.works(day));
        }
        Due { date: day, provisional }
    }

    /// Working days after `from` up to and including `to`; negative when `to` comes first.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let after = (std::ops::Bound::Excluded(from), std::ops::Bound::Included(to));
        let count = |days: &BTreeSet<NaiveDate>| if from == to { 0 } else { days.range(after).count() as i64 };
        weekdays_until(to) - weekdays_until(from) - count(&self.off) + count(&self.worked)
    }

    /// What the table says, and for a year that is not loaded what the weekday says.
    fn works(&self, day: NaiveDate) -> bool {
        if weekend(day) { self.worked.contains(&day) } else { !self.off.contains(&day) }
    }

    fn set(&mut self, day: NaiveDate, works: bool) {
        match (weekend(day), works) {
            (true, true) => self.worked.insert(day),
            (true, false) => self.worked.remove(&day),
            (false, true) => self.off.remove(&day),
            (false, false) => self.off.insert(day),
        };
    }

    fn of(table: &Table, known_on: NaiveDate) -> Self {
        let mut calendar = Self::default();
        for year in table.years_known_on(known_on) {
            year.off.iter().flat_map(Span::days).for_each(|day| calendar.set(day, false));
            year.worked.iter().flat_map(Span::days).for_each(|day| calendar.set(day, true));
            calendar.sources.insert(year.year, year.source.clone());
        }
        calendar
    }
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Mondays to Fridays from a Monday far back up to and including `day`.
fn weekdays_until(day: NaiveDate) -> i64 {
    let since_monday = i64::from(day.num_days_from_ce()) - 1; // 0001-01-01 was a Monday.
    since_monday.div_euclid(7) * 5 + (since_monday.rem_euclid(7) + 1).min(5)
}
