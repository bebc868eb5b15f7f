//! What is known so far: the good answers of visible fields, as conditions see them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::check::birthday;
use budayang_rules::division::DivisionCode;
use chrono::NaiveDate;
use serde_json::Value;

use crate::{Bound, Kind, Range, Scalar};

/// One answer, in the shape in which it compares.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    Flag(bool),
    Word(String),
    /// A number, an amount in fen, or how many rows a group has.
    Number(f64),
    Date(NaiveDate),
    Many(Vec<String>),
}

/// The answers so far, and behind them those of the form around a group.
#[derive(Debug)]
pub struct Facts<'a> {
    today: NaiveDate,
    known: BTreeMap<String, Fact>,
    around: Option<&'a Facts<'a>>,
}

impl<'a> Facts<'a> {
    pub fn new(today: NaiveDate) -> Self {
        Self { today, known: BTreeMap::new(), around: None }
    }

    /// The facts of one row of a group, which sees the form around it.
    pub fn within(around: &'a Facts<'a>) -> Self {
        Self { today: around.today, known: BTreeMap::new(), around: Some(around) }
    }

    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub fn learn(&mut self, key: &str, fact: Fact) {
        self.known.insert(key.to_owned(), fact);
    }

    pub fn get(&self, key: &str) -> Option<&Fact> {
        self.known.get(key).or_else(|| self.around.and_then(|around| around.get(key)))
    }

    /// Full years since a date or since the birthday in an identity number; none before the day itself.
    pub fn age_of(&self, key: &str) -> Option<Fact> {
        let born = match self.get(key)? {
            Fact::Date(day) => *day,
            Fact::Word(number) => birthday(number)?,
            _ => return None,
        };
        Some(Fact::Number(f64::from(self.today.years_since(born)?)))
    }
}

impl Fact {
    /// From an answer that its kind has found good.
    pub(crate) fn of(kind: &Kind, value: &Value) -> Option<Self> {
        Some(match (kind, value) {
            (Kind::Group(_), Value::Array(rows)) => Self::Number(rows.len() as f64),
            (Kind::Date(_), Value::String(day)) => Self::Date(day.parse().ok()?),
            (_, Value::Bool(flag)) => Self::Flag(*flag),
            (_, Value::Number(number)) => Self::Number(number.as_f64()?),
            (_, Value::String(word)) => Self::Word(word.clone()),
            (_, Value::Array(words)) => Self::Many(words.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            _ => return None,
        })
    }

    pub(crate) fn is(&self, value: &Scalar, today: NaiveDate) -> bool {
        match (self, value) {
            (Self::Many(words), Scalar::Word(word)) => words.contains(word),
            (Self::Word(word), Scalar::Word(wanted)) => word == wanted,
            (Self::Word(word), Scalar::Flag(flag)) => word == if *flag { "yes" } else { "no" },
            (Self::Flag(is), Scalar::Flag(wanted)) => is == wanted,
            (Self::Flag(is), Scalar::Word(word)) => word == if *is { "yes" } else { "no" },
            _ => self.order(value, today) == Some(Ordering::Equal),
        }
    }

    pub(crate) fn lies_in(&self, range: &Range, today: NaiveDate) -> bool {
        let meets = |bound: &Option<Scalar>, wanted: fn(Ordering) -> bool| match bound {
            Some(bound) => self.order(bound, today).is_some_and(wanted),
            None => true,
        };
        meets(&range.over, Ordering::is_gt)
            && meets(&range.under, Ordering::is_lt)
            && meets(&range.at_least, Ordering::is_ge)
            && meets(&range.at_most, Ordering::is_le)
    }

    pub(crate) fn lies_within(&self, division: &str) -> bool {
        let Self::Word(code) = self else { return false };
        match (DivisionCode::parse(division), DivisionCode::parse(code)) {
            (Ok(division), Ok(code)) => division.contains(&code),
            _ => false,
        }
    }

    fn order(&self, value: &Scalar, today: NaiveDate) -> Option<Ordering> {
        match (self, value) {
            (Self::Date(day), Scalar::Word(bound)) => Some(day.cmp(&bound.parse::<Bound>().ok()?.on(today))),
            (Self::Number(number), _) => number.partial_cmp(&value.number()?),
            (Self::Word(word), Scalar::Whole(_) | Scalar::Number(_)) => {
                word.parse::<f64>().ok()?.partial_cmp(&value.number()?)
            }
            (Self::Many(words), _) => (words.len() as f64).partial_cmp(&value.number()?),
            _ => None,
        }
    }
}

impl Scalar {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Whole(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            Self::Flag(_) | Self::Word(_) => None,
        }
    }
}
