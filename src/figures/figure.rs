//! A figure (疫情数据): the cumulative counts of one division at the end of one day, as one source released them.

use budayang_rules::division::DivisionCode;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::clock::beijing;

/// Cumulative counts, in persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub confirmed: u32,
    /// On that day, not cumulative; `None` where the source does not report it.
    pub suspected: Option<u32>,
    pub cured: u32,
    pub dead: u32,
}

/// What a chart, a map or a comparison can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Measure {
    #[default]
    Confirmed,
    Suspected,
    Cured,
    Dead,
}

/// One revision as it is published.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    pub id: Uuid,
    pub division: DivisionCode,
    pub day: NaiveDate,
    pub counts: Counts,
    /// 1 for what was said first.
    pub revision: u32,
    pub published_at: DateTime<Utc>,
    pub source: String,
    pub address: Option<String>,
}

/// What became of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Published,
    /// Something cannot be: an officer looks at it first.
    Held,
    Rejected,
}

impl Counts {
    /// Confirmed and neither cured nor dead (现存确诊).
    pub(crate) fn existing(&self) -> u32 {
        self.confirmed.saturating_sub(self.cured).saturating_sub(self.dead)
    }

    pub(crate) fn of(&self, measure: Measure) -> Option<u32> {
        match measure {
            Measure::Confirmed => Some(self.confirmed),
            Measure::Suspected => self.suspected,
            Measure::Cured => Some(self.cured),
            Measure::Dead => Some(self.dead),
        }
    }
}

impl Measure {
    pub(crate) const ALL: [Self; 4] = [Self::Confirmed, Self::Suspected, Self::Cured, Self::Dead];
    /// Counts that only grow.
    pub(crate) const CUMULATIVE: [Self; 3] = [Self::Confirmed, Self::Cured, Self::Dead];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Suspected => "suspected",
            Self::Cured => "cured",
            Self::Dead => "dead",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.key() == key)
    }
}

impl State {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Held => "held",
            Self::Rejected => "rejected",
        }
    }
}

/// The end of a day in China: figures are those of "24时" unless the source says another moment.
pub(crate) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(NaiveTime::MIN);
    midnight.and_local_timezone(beijing()).single().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_four_in_the_afternoon_of_greenwich() {
        assert_eq!(end_of("2020-02-12".parse().unwrap()).to_rfc3339(), "2020-02-12T16:00:00+00:00");
    }

    #[test]
    fn existing_cases_are_neither_cured_nor_dead() {
        // Hubei at the end of 12 February 2020, as first released.
        let hubei = Counts { confirmed: 48_206, suspected: None, cured: 3_459, dead: 1_310 };
        assert_eq!(hubei.existing(), 43_437);
    }
}
