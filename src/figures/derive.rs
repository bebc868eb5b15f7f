//! What is computed from figures: new cases, growth, rates. A gap stays a gap.

use chrono::NaiveDate;

use super::figure::{Counts, Figure, Measure};

/// What a chart can draw of a division.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Line {
    #[default]
    Cumulative,
    /// More than the day before, when the day before is known.
    New,
    /// New in percent of the day before.
    Growth,
    /// Cured in percent of the confirmed.
    CureRate,
    /// Dead in percent of the confirmed.
    DeathRate,
}

impl Line {
    pub(crate) const ALL: [Self; 5] = [Self::Cumulative, Self::New, Self::Growth, Self::CureRate, Self::DeathRate];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Cumulative => "cumulative",
            Self::New => "new",
            Self::Growth => "growth",
            Self::CureRate => "cure-rate",
            Self::DeathRate => "death-rate",
        }
    }

    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|line| line.key() == key)
    }

    /// Whether the values are percentages.
    pub(crate) fn is_rate(self) -> bool {
        matches!(self, Self::Growth | Self::CureRate | Self::DeathRate)
    }
}

/// The values of a line by day, from one division's figures in order of days.
pub(crate) fn points(figures: &[Figure], measure: Measure, line: Line) -> Vec<(NaiveDate, Option<f64>)> {
    let mut before: Option<&Figure> = None;
    let mut points = Vec::with_capacity(figures.len());
    for figure in figures {
        let yesterday = before.filter(|before| before.day.succ_opt() == Some(figure.day));
        points.push((figure.day, value(&figure.counts, yesterday.map(|figure| &figure.counts), measure, line)));
        before = Some(figure);
    }
    points
}

fn value(counts: &Counts, before: Option<&Counts>, measure: Measure, line: Line) -> Option<f64> {
    let today = f64::from(counts.of(measure)?);
    let confirmed = f64::from(counts.confirmed);
    match line {
        Line::Cumulative => Some(today),
        Line::New => Some(today - f64::from(before?.of(measure)?)),
        Line::Growth => {
            let before = f64::from(before?.of(measure)?);
            share(today - before, before)
        }
        Line::CureRate => share(f64::from(counts.cured), confirmed),
        Line::DeathRate => share(f64::from(counts.dead), confirmed),
    }
}

/// In percent; of nothing there is no share.
fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole * 100.0)
}

/// The change of a measure since the figure of the day before.
pub(crate) fn change(now: &Figure, before: Option<&Figure>, measure: Measure) -> Option<i64> {
    let before = before.filter(|before| before.day.succ_opt() == Some(now.day))?;
    Some(i64::from(now.counts.of(measure)?) - i64::from(before.counts.of(measure)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::figure::end_of;
    use budayang_rules::division::DivisionCode;

    /// The nation as the health commission released it for 3 to 5 February 2020, then a gap.
    fn nation() -> Vec<Figure> {
        let days =
            [("2020-02-03", 20_438, 632, 425), ("2020-02-04", 24_324, 892, 490), ("2020-02-06", 31_161, 1_540, 636)];
        let figure = |(day, confirmed, cured, dead): (&str, u32, u32, u32)| {
            let day = day.parse().unwrap();
            Figure {
                id: uuid::Uuid::nil(),
                division: DivisionCode::NATION,
                day,
                counts: Counts { confirmed, suspected: None, cured, dead },
                revision: 1,
                published_at: end_of(day),
                source: String::new(),
                address: None,
            }
        };
        days.map(figure).into()
    }

    fn values(measure: Measure, line: Line) -> Vec<Option<f64>> {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        points(&nation(), measure, line).into_iter().map(|(_, value)| value.map(round)).collect()
    }

    #[test]
    fn new_cases_need_the_day_before() {
        assert_eq!(values(Measure::Confirmed, Line::New), [None, Some(3_886.0), None]);
    }

    #[test]
    fn rates_are_in_percent_of_the_confirmed() {
        assert_eq!(values(Measure::Confirmed, Line::Growth), [None, Some(19.01), None]);
        assert_eq!(values(Measure::Confirmed, Line::DeathRate), [Some(2.08), Some(2.01), Some(2.04)]);
    }

    #[test]
    fn what_is_not_reported_is_not_drawn() {
        assert_eq!(values(Measure::Suspected, Line::Cumulative), [None, None, None]);
    }
}
