//! A line chart as numbers: where each axis mark and each point stands in the picture. Drawing is the template's.

use chrono::{Datelike, NaiveDate};

/// The picture in its own units; a phone scales it down.
pub(crate) const WIDTH: f64 = 720.0;
pub(crate) const HEIGHT: f64 = 360.0;
const LEFT: f64 = 88.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 36.0;
/// Days written below the chart.
const DAYS: usize = 6;

/// What is drawn of one division: day and value; a gap breaks the line.
pub(crate) type Series = Vec<(NaiveDate, Option<f64>)>;

pub(crate) struct Chart {
    /// One SVG path for each series.
    pub paths: Vec<String>,
    /// Height and label of each horizontal line.
    pub marks: Vec<(f64, String)>,
    /// Place and label of each day below.
    pub days: Vec<(f64, String)>,
    pub left: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Lays out series over a common range of days; `log` shows powers of ten and leaves out what is not above zero.
pub(crate) fn chart(series: &[Series], log: bool) -> Option<Chart> {
    let days = series.iter().flatten().map(|(day, _)| *day);
    let (first, last) = (days.clone().min()?, days.max()?);
    let values = series.iter().flatten().filter_map(|(_, value)| *value).filter(|value| !log || *value > 0.0);
    let most = values.clone().fold(f64::NEG_INFINITY, f64::max);
    let least = values.fold(f64::INFINITY, f64::min);
    if !most.is_finite() {
        return None;
    }
    let scale = if log { Scale::log(least, most) } else { Scale::linear(least, most) };
    let span = (last - first).num_days().max(1) as f64;
    let across = |day: NaiveDate| LEFT + (day - first).num_days() as f64 / span * (WIDTH - LEFT - RIGHT);
    let path = |series: &Series| {
        let mut path = String::new();
        let mut drawing = false;
        for (day, value) in series {
            let value = value.filter(|value| !log || *value > 0.0);
            if let Some(value) = value {
                let step = if drawing { 'L' } else { 'M' };
                path.push_str(&format!("{step}{:.1} {:.1}", across(*day), scale.down(value)));
            }
            drawing = value.is_some();
        }
        path
    };
    let step = ((last - first).num_days() as usize / DAYS).max(1);
    let labels = first.iter_days().take_while(|day| *day <= last).step_by(step);
    Some(Chart {
        paths: series.iter().map(path).collect(),
        marks: scale.marks.iter().map(|mark| (scale.down(*mark), short(*mark))).collect(),
        days: labels.map(|day| (across(day), format!("{}.{}", day.month(), day.day()))).collect(),
        left: LEFT,
        right: WIDTH - RIGHT,
        bottom: HEIGHT - BOTTOM,
    })
}

struct Scale {
    least: f64,
    most: f64,
    log: bool,
    marks: Vec<f64>,
}

impl Scale {
    /// From zero, or below it where values fall, in steps of 1, 2 or 5 times a power of ten.
    fn linear(least: f64, most: f64) -> Self {
        let (least, most) = (least.min(0.0), most.max(0.0));
        let rough = ((most - least) / 5.0).max(0.2);
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * power).into_iter().find(|step| *step >= rough).unwrap_or(rough);
        let (low, high) = ((least / step).floor() as i32, (most / step).ceil().max(1.0) as i32);
        let marks: Vec<f64> = (low..=high).map(|n| f64::from(n) * step).collect();
        Self { least: f64::from(low) * step, most: f64::from(high) * step, log: false, marks }
    }

    fn log(least: f64, most: f64) -> Self {
        let (low, high) = (least.log10().floor() as i32, most.log10().ceil() as i32);
        let high = high.max(low + 1);
        let marks = (low..=high).map(|power| 10_f64.powi(power)).collect();
        Self { least: f64::from(low), most: f64::from(high), log: true, marks }
    }

    fn down(&self, value: f64) -> f64 {
        let value = if self.log { value.log10() } else { value };
        TOP + (self.most - value) / (self.most - self.least) * (HEIGHT - TOP - BOTTOM)
    }
}

/// `20000` rather than `2e4`, `0.5` rather than `0.50`.
fn short(value: f64) -> String {
    let rounded = (value * 1_000.0).round() / 1_000.0;
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[Option<f64>]) -> Series {
        let first: NaiveDate = "2020-01-20".parse().unwrap();
        first.iter_days().zip(values.iter().copied()).collect()
    }

    #[test]
    fn marks_are_round_numbers_that_enclose_the_values() {
        let chart = chart(&[series(&[Some(0.0), Some(37_198.0)])], false).unwrap();
        let labels: Vec<&str> = chart.marks.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["0", "10000", "20000", "30000", "40000"]);
    }

    #[test]
    fn a_logarithmic_scale_shows_powers_of_ten() {
        let chart = chart(&[series(&[Some(4.0), Some(0.0), Some(820.0)])], true).unwrap();
        let labels: Vec<&str> = chart.marks.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["1", "10", "100", "1000"]);
        assert_eq!(chart.paths[0].matches('M').count(), 2, "zero has no place there: {}", chart.paths[0]);
    }

    #[test]
    fn a_gap_breaks_the_line() {
        let chart = chart(&[series(&[Some(1.0), Some(2.0), None, Some(3.0)])], false).unwrap();
        assert_eq!(chart.paths[0].matches('M').count(), 2);
    }

    #[test]
    fn nothing_to_draw_is_no_chart() {
        assert!(chart(&[series(&[None, None])], false).is_none());
        assert!(chart(&[], false).is_none());
    }
}
