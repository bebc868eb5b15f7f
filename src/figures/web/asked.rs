//! What an address asks for: a place, days, a moment. What cannot be read is answered with what to write instead.

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;

use crate::figures::figure::Measure;
use crate::web::{Error, Visit};

/// Days of one answer at most: a century of chart points helps nobody.
const LONGEST: u64 = 1_500;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    division: Option<String>,
    day: Option<String>,
    from: Option<String>,
    to: Option<String>,
    #[serde(rename = "as-of")]
    as_of: Option<String>,
    measure: Option<String>,
}

fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

impl Asked {
    /// The place, if one was named and exists.
    pub(super) fn division(&self, visit: &Visit) -> Result<Option<DivisionCode>, Error> {
        said(&self.division).map(|code| known(visit, code)).transpose()
    }

    pub(super) fn day(&self, visit: &Visit) -> Result<Option<NaiveDate>, Error> {
        said(&self.day).map(|text| day(visit, text)).transpose()
    }

    /// First and last day, turned round when they were given the wrong way round.
    pub(super) fn days(&self, visit: &Visit, usual: (NaiveDate, NaiveDate)) -> Result<(NaiveDate, NaiveDate), Error> {
        let from = said(&self.from).map(|text| day(visit, text)).transpose()?.unwrap_or(usual.0);
        let to = said(&self.to).map(|text| day(visit, text)).transpose()?.unwrap_or(usual.1);
        let (from, to) = (from.min(to), from.max(to));
        let earliest = to.checked_sub_days(Days::new(LONGEST)).unwrap_or(from);
        Ok((from.max(earliest), to))
    }

    pub(super) fn as_of(&self, visit: &Visit) -> Result<Option<DateTime<Utc>>, Error> {
        let Some(text) = said(&self.as_of) else { return Ok(None) };
        // A plus sign that was not escaped arrives as a space.
        let moment = text.replace(' ', "+").parse().ok();
        let whole_day = || text.parse().ok().map(crate::figures::figure::end_of);
        moment.or_else(whole_day).map(Some).ok_or_else(|| Error::bad(visit.t("figures-bad-as-of")))
    }

    pub(super) fn measure(&self) -> Measure {
        said(&self.measure).and_then(Measure::from_key).unwrap_or_default()
    }
}

pub(super) fn known(visit: &Visit, code: &str) -> Result<DivisionCode, Error> {
    let division = DivisionCode::parse(code).ok().filter(|code| visit.app.divisions.tree().name(code).is_some());
    division.ok_or_else(|| Error::bad(visit.t("figures-bad-division")))
}

pub(super) fn day(visit: &Visit, text: &str) -> Result<NaiveDate, Error> {
    let sensible = |day: &NaiveDate| (1900..=2999).contains(&chrono::Datelike::year(day));
    text.parse().ok().filter(sensible).ok_or_else(|| Error::bad(visit.t("figures-bad-day")))
}
