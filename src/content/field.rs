//! Fields of a piece: what may stand in them, and what is said when something else does.

use budayang_rules::division::DivisionCode;
use budayang_rules::telephone::Telephone;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use url::Url;

use crate::clock::beijing;

/// Longest division, telephone list or address that is looked at.
const LONGEST: usize = 500;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub name: &'static str,
    pub control: Control,
    pub required: bool,
}

/// What a field holds; lengths in characters.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Control {
    Line(usize),
    Text(usize),
    Markdown(usize),
    Choice(&'static [&'static str]),
    /// A column of the site.
    Column,
    Telephones,
    Link,
    Division,
    /// Local time, `2020-02-01T10:30`.
    Moment,
    Day,
    Yes,
}

/// Why a value cannot stand: the key of its sentence is `content-slip-{key}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    Missing,
    TooLong(usize),
    Choice,
    Telephone,
    Link,
    Division,
    Moment,
    Day,
    Order,
}

pub(super) const fn must(name: &'static str, control: Control) -> Field {
    Field { name, control, required: true }
}

pub(super) const fn may(name: &'static str, control: Control) -> Field {
    Field { name, control, required: false }
}

impl Misfit {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Missing => "content-slip-missing",
            Self::TooLong(_) => "content-slip-long",
            Self::Choice => "content-slip-choice",
            Self::Telephone => "content-slip-telephone",
            Self::Link => "content-slip-link",
            Self::Division => "content-slip-division",
            Self::Moment => "content-slip-moment",
            Self::Day => "content-slip-day",
            Self::Order => "content-slip-order",
        }
    }
}

impl Field {
    /// The value in its one writing; empty when nothing was given and nothing must be.
    pub(crate) fn read(&self, typed: &str) -> Result<String, Misfit> {
        let typed = typed.trim();
        if typed.is_empty() {
            return if self.required { Err(Misfit::Missing) } else { Ok(String::new()) };
        }
        let most = match self.control {
            Control::Line(most) | Control::Text(most) | Control::Markdown(most) => most,
            _ => LONGEST,
        };
        if typed.chars().count() > most {
            return Err(Misfit::TooLong(most));
        }
        let misfit = |misfit: Misfit| move |()| misfit;
        match self.control {
            Control::Line(_) => Ok(typed.split_whitespace().collect::<Vec<_>>().join(" ")),
            Control::Text(_) | Control::Markdown(_) | Control::Column => Ok(typed.replace('\r', "").trim().to_owned()),
            Control::Choice(words) if words.contains(&typed) => Ok(typed.to_owned()),
            Control::Choice(_) => Err(Misfit::Choice),
            Control::Telephones => telephones(typed).map_err(misfit(Misfit::Telephone)),
            Control::Link => link(typed).map_err(misfit(Misfit::Link)),
            Control::Division => {
                DivisionCode::parse(typed).map(|code| code.as_str().to_owned()).map_err(|_| Misfit::Division)
            }
            Control::Moment => moment(typed).map(typed_moment).ok_or(Misfit::Moment),
            Control::Day => typed.parse::<NaiveDate>().map(|day| day.to_string()).map_err(|_| Misfit::Day),
            Control::Yes => Ok("yes".to_owned()),
        }
    }
}

/// Several numbers in their usual writing, joined by `、`.
fn telephones(typed: &str) -> Result<String, ()> {
    let numbers = Telephone::parse_list(typed).map_err(|_| ())?;
    let numbers: Vec<&str> = numbers.iter().map(Telephone::as_str).collect();
    if numbers.is_empty() { Err(()) } else { Ok(numbers.join("、")) }
}

/// Links lead to the web: nothing that a browser would run.
fn link(typed: &str) -> Result<String, ()> {
    let url = Url::parse(typed).map_err(|_| ())?;
    if matches!(url.scheme(), "https" | "http") && url.host().is_some() { Ok(url.into()) } else { Err(()) }
}

/// A moment as browsers send it, on the wall clock of China.
pub(crate) fn moment(typed: &str) -> Option<DateTime<Utc>> {
    let typed = typed.trim().replace(' ', "T");
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|shape| NaiveDateTime::parse_from_str(&typed, shape).ok())
        .or_else(|| typed.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0))?;
    Some(local.and_local_timezone(beijing()).single()?.to_utc())
}

/// The same moment as a field holds it.
pub(crate) fn typed_moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&beijing()).format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_is_local_time_of_china() {
        let at = moment("2020-02-01T07:30").unwrap();
        assert_eq!(at.to_rfc3339(), "2020-01-31T23:30:00+00:00");
        assert_eq!(typed_moment(at), "2020-02-01T07:30");
        assert_eq!(moment("2020-02-30"), None);
    }

    #[test]
    fn a_link_leads_to_the_web() {
        let field = may("link", Control::Link);
        assert_eq!(field.read("https://www.nhc.gov.cn").as_deref(), Ok("https://www.nhc.gov.cn/"));
        for bad in ["javascript:alert(1)", "www.nhc.gov.cn", "data:text/html,x", "/items"] {
            assert_eq!(field.read(bad), Err(Misfit::Link), "{bad}");
        }
    }

    #[test]
    fn numbers_are_told_apart() {
        let field = must("telephones", Control::Telephones);
        assert_eq!(field.read("12345，0591-12320").as_deref(), Ok("12345、0591-12320"));
        assert_eq!(field.read("打电话"), Err(Misfit::Telephone));
        assert_eq!(field.read(" "), Err(Misfit::Missing));
    }

    proptest! {
        /// What a field holds reads as itself again: editing without changing anything changes nothing.
        #[test]
        fn reading_twice_is_reading_once(typed in ".{0,80}") {
            for control in [Control::Line(60), Control::Text(60), Control::Link, Control::Moment, Control::Telephones] {
                if let Ok(once) = may("x", control).read(&typed) {
                    prop_assert_eq!(may("x", control).read(&once), Ok(once.clone()));
                }
            }
        }
    }
}
