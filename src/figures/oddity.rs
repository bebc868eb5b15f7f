//! What cannot be, or should be looked at again, in figures of an epidemic.

use std::collections::HashMap;

use budayang_rules::division::{DivisionCode, Level};
use chrono::NaiveDate;
use uuid::Uuid;

use super::figure::{Counts, Measure};

/// What was found; its key is kept in the database and names the sentence `figures-flag-{key}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Oddity {
    /// A cumulative count fell below that of the day before.
    Decrease,
    /// Cities together do not make the province: the province's own release counts, the sum is never shown as its figure.
    CitySum,
    /// Suspected cases are released for the nation and provinces only; below them the number was left out.
    SuspectedBelow,
    /// The place is counted in the city above it as well.
    CountedTwice,
}

impl Oddity {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Decrease => "decrease",
            Self::CitySum => "city-sum",
            Self::SuspectedBelow => "suspected-below",
            Self::CountedTwice => "counted-twice",
        }
    }

    /// Whether the figure waits for an officer before anybody sees it.
    pub(crate) fn holds(self) -> bool {
        self == Self::Decrease
    }
}

/// One day of one division as the check reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading {
    pub id: Uuid,
    pub division: DivisionCode,
    pub day: NaiveDate,
    pub counts: Counts,
    /// Whether it came with the import that is being checked; others were judged before.
    pub new: bool,
}

/// What was found about one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub figure: Uuid,
    pub oddity: Oddity,
    /// The numbers: `44 → 41`.
    pub words: String,
}

/// Reads figures by day and division (so that a province stands before its cities) and finds what is odd.
#[derive(Default)]
pub(crate) struct Check {
    before: HashMap<DivisionCode, Counts>,
    province: Option<Sum>,
    city: Option<(DivisionCode, NaiveDate)>,
    pub findings: Vec<Finding>,
}

struct Sum {
    province: Reading,
    cities: u32,
    any: bool,
    new: bool,
}

impl Check {
    pub(crate) fn read(&mut self, reading: Reading) {
        self.decrease(&reading);
        let (division, day) = (reading.division, reading.day);
        match division.level() {
            Level::Nation => {}
            Level::Province => {
                self.close();
                self.province = Some(Sum { province: reading, cities: 0, any: false, new: reading.new });
            }
            level => {
                let city = self.city.filter(|(city, of)| *of == day && city.contains(&division));
                if let Some((city, _)) = city.filter(|_| reading.new) {
                    self.find(reading.id, Oddity::CountedTwice, city.short().to_owned());
                }
                if level == Level::City {
                    self.city = Some((division, day));
                }
                let inside = |sum: &&mut Sum| sum.province.day == day && sum.province.division.contains(&division);
                if let Some(sum) = self.province.as_mut().filter(inside).filter(|_| city.is_none()) {
                    sum.cities = sum.cities.saturating_add(reading.counts.confirmed);
                    sum.any = true;
                    sum.new |= reading.new;
                }
            }
        }
    }

    /// The province whose cities have all been read.
    pub(crate) fn close(&mut self) {
        let Some(sum) = self.province.take() else { return };
        let own = sum.province.counts.confirmed;
        if sum.any && sum.new && sum.cities != own {
            self.find(sum.province.id, Oddity::CitySum, format!("{own} ≠ {}", sum.cities));
        }
    }

    fn decrease(&mut self, reading: &Reading) {
        let before = self.before.insert(reading.division, reading.counts);
        let Some(before) = before.filter(|_| reading.new) else { return };
        let fell = Measure::CUMULATIVE.into_iter().filter_map(|measure| {
            let (then, now) = (before.of(measure)?, reading.counts.of(measure)?);
            (now < then).then(|| format!("{} {then} → {now}", measure.key()))
        });
        let fell: Vec<String> = fell.collect();
        if !fell.is_empty() {
            self.find(reading.id, Oddity::Decrease, fell.join(" · "));
        }
    }

    fn find(&mut self, figure: Uuid, oddity: Oddity, words: String) {
        self.findings.push(Finding { figure, oddity, words });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(n: u128, division: &str, day: &str, confirmed: u32) -> Reading {
        Reading {
            id: Uuid::from_u128(n),
            division: DivisionCode::parse(division).unwrap(),
            day: day.parse().unwrap(),
            counts: Counts { confirmed, ..Counts::default() },
            new: true,
        }
    }

    fn found(readings: &[Reading]) -> Vec<(u128, Oddity, String)> {
        let mut check = Check::default();
        readings.iter().for_each(|reading| check.read(*reading));
        check.close();
        check.findings.into_iter().map(|one| (one.figure.as_u128(), one.oddity, one.words)).collect()
    }

    #[test]
    fn hubei_fell_from_44_to_41_on_the_third_of_january() {
        let days = [("2020-01-02", 44), ("2020-01-03", 41), ("2020-01-04", 41)];
        let readings: Vec<Reading> = days.iter().zip(1..).map(|((day, n), id)| reading(id, "42", day, *n)).collect();
        assert_eq!(found(&readings), [(2, Oddity::Decrease, "confirmed 44 → 41".to_owned())]);
    }

    #[test]
    fn cities_that_lag_behind_their_province_are_noticed_there() {
        let day = "2020-02-03";
        let readings = [reading(1, "42", day, 11_177), reading(2, "4201", day, 5_142), reading(3, "4211", day, 1_246)];
        assert_eq!(found(&readings), [(1, Oddity::CitySum, "11177 ≠ 6388".to_owned())]);
    }

    #[test]
    fn a_county_beside_its_own_city_is_counted_once() {
        let day = "2020-01-29";
        let readings = [reading(1, "61", day, 11), reading(2, "6105", day, 11), reading(3, "610581", day, 1)];
        assert_eq!(found(&readings), [(3, Oddity::CountedTwice, "610500".to_owned())]);
    }

    #[test]
    fn what_was_judged_before_is_not_judged_again() {
        let mut old = reading(2, "42", "2020-01-03", 41);
        old.new = false;
        assert_eq!(found(&[reading(1, "42", "2020-01-02", 44), old]), []);
    }
}
