//! What somebody who reads the trail looks for.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::clock::beijing;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub who: Option<Who>,
    pub act: Option<String>,
    /// A day of China.
    pub day: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    System,
    Person(Uuid),
}

impl Filter {
    /// From the first moment of the day to the first of the next.
    pub(super) fn moments(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let midnight = |day: NaiveDate| {
            let local = day.and_time(NaiveTime::MIN).and_local_timezone(beijing()).single();
            local.map(|local| local.with_timezone(&Utc))
        };
        let day = self.day?;
        Some((midnight(day)?, midnight(day.checked_add_days(Days::new(1))?)?))
    }
}

impl Who {
    /// `system` or the key of a person.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text == "system" { Some(Self::System) } else { text.parse().ok().map(Self::Person) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_of_china() {
        let filter = Filter { day: NaiveDate::from_ymd_opt(2020, 1, 22), ..Filter::default() };
        let (from, to) = filter.moments().unwrap();
        assert_eq!(from, "2020-01-21T16:00:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!(to, "2020-01-22T16:00:00Z".parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn somebody_is_the_system_or_a_key() {
        assert_eq!(Who::parse("system"), Some(Who::System));
        assert_eq!(Who::parse("nobody"), None);
    }
}
