//! The calendar's file format.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

#[derive(Debug, thiserror::Error)]
pub enum CalendarFault {
    #[error("节假日表的格式有误：{0}")]
    Format(#[from] toml::de::Error),
    #[error("{year}年的安排里有不属于该年的日期{day}")]
    OtherYear { year: i32, day: NaiveDate },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    year: Vec<Year>,
}

/// One version of one year's arrangement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Year {
    pub(super) year: i32,
    published: NaiveDate,
    pub(super) source: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    pub(super) off: Vec<Span>,
    #[serde(default)]
    pub(super) worked: Vec<Span>,
}

/// Days that differ in one place. In TOML: `source`, and lists `off` and `worked` of days (`2024-04-11`) or spans
/// (`2024-04-11/2024-04-14`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The document that ordered it.
    pub source: String,
    #[serde(default)]
    pub(super) off: Vec<Span>,
    #[serde(default)]
    pub(super) worked: Vec<Span>,
}

impl Overlay {
    pub fn parse(toml: &str) -> Result<Self, CalendarFault> {
        Ok(toml::from_str(toml)?)
    }
}

impl Table {
    pub(super) fn parse(toml: &str) -> Result<Self, CalendarFault> {
        let table: Self = toml::from_str(toml)?;
        for year in &table.year {
            let days = || year.off.iter().chain(&year.worked).flat_map(|span| [span.first, span.last]);
            if let Some(day) = days().find(|day| day.year() != year.year) {
                return Err(CalendarFault::OtherYear { year: year.year, day });
            }
        }
        Ok(table)
    }

    /// For each year the version published last, among those published by that day.
    pub(super) fn years_known_on(&self, day: NaiveDate) -> impl Iterator<Item = &Year> {
        let mut known: BTreeMap<i32, &Year> = BTreeMap::new();
        for year in self.year.iter().filter(|year| year.published <= day) {
            let latest = known.entry(year.year).or_insert(year);
            if latest.published <= year.published {
                *latest = year;
            }
        }
        known.into_values()
    }
}

/// A day or several in a row, at most a year of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Span {
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |&day| day <= last)
    }
}

impl TryFrom<String> for Span {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let (first, last) = text.split_once('/').unwrap_or((&text, &text));
        let day = |text: &str| {
            text.parse::<NaiveDate>().map_err(|_| format!("“{text}”不是日期，应写作2020-01-24或2020-01-24/2020-02-02"))
        };
        let span = Self { first: day(first)?, last: day(last)? };
        if (0..366).contains(&(span.last - span.first).num_days()) {
            Ok(span)
        } else {
            Err(format!("“{text}”的起止日期颠倒或超过一年"))
        }
    }
}
